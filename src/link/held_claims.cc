#include "link/held_claims.h"

#include <algorithm>
#include <bit>

#include "base/packed.h"
#include "link/keys.h"

namespace annals::base {

template <>
inline constexpr unsigned kValues<link::TimeKind> = 4;
template <>
inline constexpr unsigned kValues<link::PartyKind> = 7;

}  // namespace annals::base

namespace annals::link {
namespace {

struct Here {};
using Writer = base::Writer<Here>;
using Reader = base::Reader<Here>;

// Hashes are of any size: eight bytes each, or one for none.
struct Eight {
  Hash value = 0;
};
template <typename Archive>
void fields(Archive& archive, base::MaybeConst<Archive, Eight>& x) {
  bool there = x.value != 0;
  archive(there);
  if (!there) return;
  auto bits = std::bit_cast<double>(x.value);
  archive(bits);
  if constexpr (Archive::kReads) x.value = std::bit_cast<Hash>(bits);
}

template <typename Archive, typename T, typename Wide>
void as(Archive& archive, T& value, Wide wide) {
  archive(wide);
  if constexpr (Archive::kReads) value = static_cast<std::remove_cvref_t<T>>(wide);
}
template <typename Archive, typename... T>
void hashes(Archive& archive, T&... values) {
  const auto one = [&](auto& value) {
    Eight eight{value};
    archive(eight);
    if constexpr (Archive::kReads) value = eight.value;
  };
  (one(values), ...);
}
template <typename Archive, typename... T>
void days(Archive& archive, T&... values) {
  (as(archive, values, std::int64_t{values}), ...);
}

template <typename Archive>
void fields(Archive& archive, base::MaybeConst<Archive, Party>& x) {
  static_assert(sizeof(Party) == 24, "a field more than is written here?");
  hashes(archive, x.id, x.country);
  bool official = x.official, definite = x.definite, known = x.known;  // single bits there
  archive(x.kind, x.role, x.called, official, definite, known);
  if constexpr (Archive::kReads) x.official = official, x.definite = definite, x.known = known;
}

// The lists of a mention, for reading.
struct Lists {
  std::vector<Party> parties;
  std::vector<Eight> words, topics, setting;
};
template <typename Archive>
void fields(Archive& archive, base::MaybeConst<Archive, Lists>& x) {
  archive(x.parties, x.words, x.topics, x.setting);
}

template <typename Archive>
void fields(Archive& archive, base::MaybeConst<Archive, Mention>& x) {
  archive(x.type, x.status, x.time_kind, x.block, x.mutual, x.repeated, x.whole_country, x.mapped);
  as(archive, x.modes, std::uint32_t{x.modes});
  archive(x.document, x.order);
  days(archive, x.within.from, x.within.to, x.time.from, x.time.to, x.told, x.told_from);
  hashes(archive, x.place, x.country, x.sentence, x.sentence_at, x.act);
  if (x.mapped) archive(x.latitude, x.longitude);
  archive(x.killed, x.injured);
  for (auto& name : x.story) hashes(archive, name);
}

template <typename Archive>
void fields(Archive& archive, base::MaybeConst<Archive, HeldClaim>& x) {
  archive(x.position);
  hashes(archive, x.id);
  archive(x.mention);
}

template <typename Archive>
void fields(Archive& archive, base::MaybeConst<Archive, ClaimTie>& x) {
  archive(x.other, x.files);
}

template <typename Archive>
void fields(Archive& archive, base::MaybeConst<Archive, ClaimTies>& x) {
  archive(x.part);
  as(archive, x.folded, x.folded + 1);  // mostly nobody
  if constexpr (Archive::kReads) --x.folded;
  archive(x.meets, x.tolls);
}

template <typename Archive>
void fields(Archive& archive, base::MaybeConst<Archive, HeldMember>& x) {
  archive(x.claim, x.document, x.position);
}

template <typename Archive>
void fields(Archive& archive, base::MaybeConst<Archive, HeldJoint>& x) {
  archive(x.a, x.b, x.score);
}

template <typename Archive>
void fields(Archive& archive, base::MaybeConst<Archive, HeldPart>& x) {
  as(archive, x.whole, x.whole + 1);
  if constexpr (Archive::kReads) --x.whole;
  archive(x.members, x.joints, x.parts, x.tolls);
}

std::vector<Eight> eights(std::span<const Hash> list) {
  std::vector<Eight> out;
  for (const Hash hash : list) out.push_back({hash});
  return out;
}

std::span<const Hash> kept(const std::vector<Eight>& list, Sides& sides) {
  std::vector<Hash> out;
  for (const Eight& eight : list) out.push_back(eight.value);
  return sides.keep(std::span<const Hash>(out));
}

bool read(std::string_view bytes, HeldClaim& out, Sides& sides) {
  Reader reader(bytes);
  Lists lists;
  reader(out, lists);
  if (!reader.done()) return false;
  out.mention.parties = sides.keep(std::span<const Party>(lists.parties));
  out.mention.words = kept(lists.words, sides);
  out.mention.topics = kept(lists.topics, sides);
  out.mention.setting = kept(lists.setting, sides);
  return true;
}

template <typename T>
bool read(std::string_view bytes, T& out, Sides&) {
  Reader reader(bytes);
  reader(out);
  return reader.done();
}

}  // namespace

Hash first_letters(const std::string& id) {
  Hash out = 0;
  for (std::size_t i = 0; i < sizeof(Hash); ++i)
    out = out << 8 | (i < id.size() ? static_cast<unsigned char>(id[i]) : 0);
  return out;
}

std::string bytes_of(const HeldClaim& claim) {
  const Mention& m = claim.mention;
  Writer writer;
  writer(claim, Lists{{m.parties.begin(), m.parties.end()}, eights(m.words), eights(m.topics), eights(m.setting)});
  return std::move(writer.out);
}

std::string bytes_of(const ClaimTies& ties) {
  Writer writer;
  writer(ties);
  return std::move(writer.out);
}

std::string bytes_of(const HeldPart& part) {
  if (part.plain()) return {};
  Writer writer;
  writer(part);
  return std::move(writer.out);
}

template <typename T>
T& HeldShelf<T>::at(std::uint32_t number, Sides& sides) {
  constexpr bool kMustBe = !std::is_same_v<T, HeldPart>;
  const auto [at, fresh] = slots_.try_emplace(number);
  Slot& slot = at->second;
  if (!fresh) return slot.value;
  if (std::optional<std::string> held = ledger_.get(Key(kind_).u32(number))) {
    slot.held = std::move(*held);
    if (!read(slot.held, slot.value, sides)) sound_ = false, slot.value = {};
  } else if (kMustBe) {
    sound_ = false;
  }
  return slot.value;
}

template <typename T>
void HeldShelf<T>::write_back() {
  constexpr bool kStays = std::is_same_v<T, HeldClaim>;  // as it was first written
  std::vector<std::uint32_t> numbers;
  for (const auto& [number, slot] : slots_) {
    if (!kStays || slot.held.empty()) numbers.push_back(number);
  }
  std::sort(numbers.begin(), numbers.end());
  for (const std::uint32_t number : numbers) {
    Slot& slot = slots_.at(number);
    std::string bytes = bytes_of(slot.value);
    if (bytes == slot.held) continue;
    if (bytes.empty()) {
      ledger_.erase(Key(kind_).u32(number));
    } else {
      ledger_.put(Key(kind_).u32(number), bytes);
    }
    slot.held = std::move(bytes);
  }
}

template class HeldShelf<HeldClaim>;
template class HeldShelf<ClaimTies>;
template class HeldShelf<HeldPart>;

HeldClaims::HeldClaims(Ledger& ledger, Holdings& holdings)
    : ledger_(ledger),
      holdings_(holdings),
      claims_(ledger, ClaimKeys::kClaims),
      ties_(ledger, ClaimKeys::kTies),
      parts_(ledger, ClaimKeys::kParts) {}

HeldClaim& HeldClaims::make(std::uint32_t number) {
  ties_.make(number).part = number;
  return claims_.make(number);
}

std::uint32_t HeldClaims::whole_of(std::uint32_t label) {
  const std::uint32_t whole = part(label).whole;
  return whole == kNobody ? label : whole;
}

ClaimNumbers HeldClaims::numbers_of(std::uint32_t document) const {
  ClaimNumbers out;
  if (const std::optional<std::string> held = ledger_.get(Key(ClaimKeys::kNumbers).u32(document))) {
    Reader reader(*held);
    reader(out.first, out.count);
    if (!reader.done()) out = {};
  }
  return out;
}

void HeldClaims::put_numbers(std::uint32_t document, ClaimNumbers numbers) {
  Writer writer;
  writer(numbers.first, numbers.count);
  ledger_.put(Key(ClaimKeys::kNumbers).u32(document), writer.out);
}

AllClaims read_all_claims(Ledger& ledger) {
  AllClaims out;
  if (const std::optional<std::string> held = ledger.get(Key(ClaimKeys::kNumbers))) {
    std::int64_t last = out.last;
    Reader reader(*held);
    reader(out.next, last);
    out.last = static_cast<Day>(last);
    if (!reader.done()) out = {};
  }
  return out;
}

void write(Ledger& ledger, const AllClaims& all) {
  Writer writer;
  writer(all.next, std::int64_t{all.last});
  ledger.put(Key(ClaimKeys::kNumbers), writer.out);
}

std::vector<HeldMember> HeldClaims::members(std::uint32_t label) {
  const HeldPart& held = part(label);
  if (!held.members.empty()) return held.members;
  const HeldClaim& alone = claim(label);
  return {{label, alone.mention.document, alone.position}};
}

bool HeldClaims::before(std::uint32_t a, std::uint32_t b) {
  const HeldClaim &x = claim(a), &y = claim(b);
  if (x.id != y.id) return x.id < y.id;
  if (x.mention.document == y.mention.document) return a < b;
  return holdings_.published(x.mention.document).id < holdings_.published(y.mention.document).id;
}

void HeldClaims::sort(std::vector<std::uint32_t>& claims) {
  std::sort(claims.begin(), claims.end(), [this](std::uint32_t a, std::uint32_t b) { return before(a, b); });
}

void HeldClaims::write_back() {
  claims_.write_back();
  ties_.write_back();
  parts_.write_back();
}

bool HeldClaims::sound() const { return claims_.sound() && ties_.sound() && parts_.sound(); }

}  // namespace annals::link
