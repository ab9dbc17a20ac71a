#include "link/same_acts.h"

#include "link/beginnings.h"
#include "link/keys.h"

namespace annals::link {
namespace {

constexpr std::int64_t kNarrowDays = 31;  // an event known to the month proves something

// Keys: 'K' act, document's id, claim's id -> number, position, whether it says when: of dated documents.
//       'U' act, number -> nothing: of undated ones.
Key dated_key(Hash act) { return std::move(Key('K').u64(act)); }
Key undated_key(Hash act) { return std::move(Key('U').u64(act)); }

}  // namespace

std::vector<Hash> act_keys(const Mention& mention) {
  std::vector<Hash> out;
  if (mention.place == 0 || mention.status != Status::happened) return out;
  for (const Party& party : mention.parties) {
    if (party.kind != PartyKind::person || !party.definite) continue;
    out.push_back(mix(mix(static_cast<Hash>(mention.type), party.id), mention.place));
  }
  return out;
}

bool says_when(const Mention& mention) {
  return mention.time_kind == TimeKind::stated && mention.time.count() <= kNarrowDays && done(mention.status);
}

void SameActs::add(const Archive& archive, const std::vector<std::uint32_t>& numbers) {
  for (const Mention& mention : archive.mentions) {
    const CodedDocument& document = *archive.documents[mention.document];
    const std::uint32_t number = numbers[mention.document];
    const ResolvedClaim* claim = archive.own[mention.number];
    for (const Hash act : act_keys(mention)) {
      if (!is_dated(document)) {
        ledger_.put(undated_key(act).u32(number), "");
        continue;
      }
      const auto position = static_cast<std::uint32_t>(claim - document.claims.data());
      ledger_.put(dated_key(act).text(document.article.id).text(claim->id),
                  Key('#').u32(number).u32(position).u32(says_when(mention) ? 1 : 0));
    }
  }
}

std::set<std::uint32_t> SameActs::undated(const std::vector<Hash>& keys) {
  std::set<std::uint32_t> out;
  for (const Hash act : keys) {
    const Key prefix = undated_key(act);
    ledger_.walk(prefix, prefix.end(), Ledger::Way::up, [&](std::string_view key, std::string_view) {
      KeyReader reader(key);
      reader.u64();
      out.insert(reader.u32());
      return true;
    });
  }
  return out;
}

std::vector<SameActs::At> SameActs::dated(Hash act) {
  std::vector<At> out;
  std::ptrdiff_t known = 0;
  const Key prefix = dated_key(act);
  ledger_.walk(prefix, prefix.end(), Ledger::Way::up, [&](std::string_view, std::string_view value) {
    KeyReader reader(value);
    At& at = out.emplace_back();
    at.document = reader.u32();
    at.position = reader.u32();
    known += reader.u32() != 0;
    return known < kSameActs;
  });
  return out;
}

}  // namespace annals::link
