#include "link/copies_records.h"

#include <algorithm>
#include <cmath>

#include "base/packed.h"
#include "link/copies.h"

namespace annals::link {

template <typename Archive>
void fields(Archive& archive, base::MaybeConst<Archive, Anchor>& x) {
  archive(x.here, x.there);
}
template <typename Archive>
void fields(Archive& archive, base::MaybeConst<Archive, Passage>& x) {
  archive(x.begin, x.end, x.there_begin, x.there_end, x.worth);
}
template <typename Archive>
void fields(Archive& archive, base::MaybeConst<Archive, PairRecord>& x) {
  archive(x.meetings, x.passages, x.own[0], x.own[1]);
}
template <typename Archive>
void fields(Archive& archive, base::MaybeConst<Archive, HeldRun>& x) {
  archive(x.at, x.run, x.meetings, x.standing[0], x.standing[1]);
}
template <typename Archive>
void fields(Archive& archive, base::MaybeConst<Archive, StoryRecord>& x) {
  archive(x.worth, x.standing[0], x.standing[1], x.copies, x.earliest, x.runs);
}
static_assert(kRounds == 2);

namespace {

template <typename Record>
std::string written(const Record& record) {
  base::Writer<Record> writer;
  writer(record);
  return std::move(writer.out);
}

template <typename Record>
std::optional<Record> read(const std::optional<std::string>& bytes) {
  if (!bytes) return std::nullopt;
  base::Reader<Record> reader(*bytes);
  Record out;
  reader(out);
  return out;
}

// Before all keys that continue this one, and behind it.
std::string behind(const Key& key) { return key.bytes() + '\0'; }

}  // namespace

PutInOrder::~PutInOrder() {
  std::sort(kept_.begin(), kept_.end());
  for (const auto& [key, value] : kept_) ledger_.put(key, value);
}

Key& put_place(Key& key, const Published& published, std::uint32_t document) {
  return key.day(published.from).day(published.to).text(published.id).u32(document);
}

std::uint32_t read_place(KeyReader& key) {
  key.day(), key.day(), key.text();
  return key.u32();
}

bool is_earlier(Holdings& holdings, std::uint32_t document, std::uint32_t other) {
  if (document == other) return false;
  const auto order = holdings.published(document) <=> holdings.published(other);
  return order != 0 ? order < 0 : document < other;
}

Weighed StoryRecord::after(std::size_t rounds) const {
  Weighed out;
  out.worth = worth;
  out.standing = rounds == 0 ? 0 : standing[rounds - 1];
  return out;
}

Shares shares_after(std::size_t rounds, const PairRecord& pair, const StoryRecord& earlier, const StoryRecord& later) {
  const double own = rounds == 0 ? own_worth(pair.passages, {}, {}) : pair.own[rounds - 1];
  return shares_of(own, earlier.after(rounds), later.after(rounds));
}

HeldRun* StoryRecord::find(std::uint32_t at) {
  const auto found =
      std::lower_bound(runs.begin(), runs.end(), at, [](const HeldRun& run, std::uint32_t x) { return run.at < x; });
  return found != runs.end() && found->at == at ? &*found : nullptr;
}

HeldRun& StoryRecord::hold(std::uint32_t at, Hash run) {
  if (HeldRun* held = find(at)) return *held;
  const auto behind =
      std::lower_bound(runs.begin(), runs.end(), at, [](const HeldRun& one, std::uint32_t x) { return one.at < x; });
  return *runs.insert(behind, {at, run});
}

Key key_of_pair(Couple couple) { return Key('c').u32(couple.first).u32(couple.second); }
Key key_of_story(std::uint32_t document) { return Key('d').u32(document); }
Key key_of_earlier(std::uint32_t document, std::uint32_t earlier) { return Key('d').u32(document).u32(earlier); }

std::string packed(const PairRecord& record) { return written(record); }
std::string packed(const StoryRecord& record) { return written(record); }

std::optional<PairRecord> find_pair(Ledger& ledger, Couple couple) {
  return read<PairRecord>(ledger.get(key_of_pair(couple)));
}

std::optional<StoryRecord> find_story(Ledger& ledger, std::uint32_t document) {
  return read<StoryRecord>(ledger.get(key_of_story(document)));
}

std::vector<Couple> pairs_of_story(Ledger& ledger, std::uint32_t document) {
  std::vector<Couple> out;
  const auto add_from = [&](const Key& key, bool is_later) {
    ledger.walk(behind(key), key.end(), Ledger::Way::up, [&](std::string_view found, std::string_view) {
      KeyReader reader(found);
      reader.u32();
      const std::uint32_t other = reader.u32();
      out.push_back(is_later ? Couple{other, document} : Couple{document, other});
      return true;
    });
  };
  add_from(Key('c').u32(document), false);
  add_from(Key('d').u32(document), true);
  return out;
}

Near near_of(const Shares& shares, std::uint32_t document) {
  return {document, static_cast<std::uint8_t>(std::lround(rounded(shares.similarity()) * 100)), are_one_family(shares)};
}

Key key_of_near(std::uint32_t document, const Near& near, const Published& published) {
  Key key = Key('e').u32(document).u8(static_cast<std::uint8_t>(100 - near.hundredths));
  put_place(key, published, near.document);
  return key;
}

void each_near(Ledger& ledger, std::uint32_t document, const std::function<bool(const Near&)>& take) {
  const Key key = Key('e').u32(document);
  ledger.walk(key, key.end(), Ledger::Way::up, [&](std::string_view found, std::string_view value) {
    KeyReader reader(found);
    reader.u32();
    Near near;
    near.hundredths = static_cast<std::uint8_t>(100 - reader.u8());
    near.document = read_place(reader);
    near.one_family = !value.empty();
    return take(near);
  });
}

std::vector<std::uint32_t> listed_by(Ledger& ledger, Holdings& holdings, std::uint32_t document,
                                     const StoryRecord& story) {
  std::vector<Listed> list;
  each_near(ledger, document, [&](const Near& near) {
    list.push_back({near.document, 0, near.hundredths / 100.0});
    return list.size() < kCopiesListed;
  });
  const bool has_earliest =
      std::any_of(list.begin(), list.end(), [&](const Listed& one) { return one.other == story.earliest; });
  if (story.copies > list.size() && !has_earliest) list.push_back({story.earliest, 0, 0});
  keep_nearest(list, [&](std::uint32_t a, std::uint32_t b) { return is_earlier(holdings, a, b); });
  std::vector<std::uint32_t> out;
  for (const Listed& one : list) out.push_back(one.other);
  return out;
}

}  // namespace annals::link
