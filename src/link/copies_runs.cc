#include "link/copies_runs.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

#include "link/copies_records.h"

namespace annals::link {
namespace {

constexpr std::size_t kMostHere = 16;  // places of a run in its block
// Bytes. A block is cut where it grows beyond; when all are filed at once there is room left.
constexpr std::size_t kFullBlock = 600, kNewBlock = 400;

Key key_of_block(Hash first) { return Key('a').u64(first); }
Key key_of_places(Hash hash) { return Key('b').u64(hash); }
Key key_of_place(Holdings& holdings, Hash hash, RunPlace place) {
  Key key = key_of_places(hash);
  put_place(key, holdings.published(place.document), place.document);
  return key.u32(place.at);
}

// --- the bytes of a block ---

void put_number(std::string& out, std::uint32_t value) {
  for (; value >= 0x80; value >>= 7) out += static_cast<char>(value | 0x80);
  out += static_cast<char>(value);
}

void put_run(std::string& out, Hash hash, const FiledRun& run) {
  for (int shift = 56; shift >= 0; shift -= 8) out += static_cast<char>(hash >> shift & 0xFF);
  const bool in_company = run.company.met > 0;
  put_number(out, static_cast<std::uint32_t>(run.places.size()) << 2 | (run.apart ? 2U : 0U) | (in_company ? 1U : 0U));
  if (in_company) {
    put_number(out, run.company.met);
    for (const std::uint32_t akin : run.company.akin) put_number(out, akin);
  }
  for (const RunPlace& place : run.places) put_number(out, place.document), put_number(out, place.at);
}

class BlockReader {
 public:
  explicit BlockReader(std::string_view bytes) : rest_(bytes) {}

  bool done() const { return rest_.size() < sizeof(Hash); }
  // The hash of the next run, and its bytes, hash and all.
  std::pair<Hash, std::string_view> skip() {
    const std::string_view before = rest_;
    const Hash hash = read_hash();
    for (std::uint32_t left = numbers_behind(number()); left > 0; --left) number();
    return {hash, before.substr(0, before.size() - rest_.size())};
  }
  FiledRun read() {
    FiledRun run;
    read_hash();
    const std::uint32_t head = number();
    run.apart = (head & 2) != 0;
    if ((head & 1) != 0) {
      run.company.met = number();
      for (std::uint32_t& akin : run.company.akin) akin = number();
    }
    for (std::uint32_t left = head >> 2; left > 0 && !rest_.empty(); --left) {
      const std::uint32_t document = number();
      run.places.push_back({document, number()});
    }
    run.company_before = run.company;
    return run;
  }

 private:
  static std::uint32_t numbers_behind(std::uint32_t head) {
    return 2 * (head >> 2) + ((head & 1) != 0 ? 1 + static_cast<std::uint32_t>(kRounds) : 0);
  }
  Hash read_hash() {
    Hash hash = 0;
    for (std::size_t i = 0; i < sizeof(Hash); ++i) hash = hash << 8 | static_cast<unsigned char>(rest_[i]);
    rest_.remove_prefix(sizeof(Hash));
    return hash;
  }
  std::uint32_t number() {
    std::uint32_t value = 0;
    for (unsigned shift = 0; shift < 35 && !rest_.empty(); shift += 7) {
      const auto next = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      value |= std::uint32_t{next & 0x7FU} << shift;
      if (next < 0x80) break;
    }
    return value;
  }
  std::string_view rest_;
};

// Cuts runs into blocks as they come.
class BlockWriter {
 public:
  // The first block of all begins at 0, so that every hash has a block before it.
  BlockWriter(Ledger& ledger, Hash first, std::size_t most) : ledger_(ledger), first_(first), most_(most) {}
  void add(Hash hash, std::string_view bytes) {
    if (!bytes_.empty() && bytes_.size() + bytes.size() > most_) {
      end();
      first_ = hash;
    }
    bytes_ += bytes;
  }
  void end() {
    if (!bytes_.empty()) ledger_.put(key_of_block(first_), bytes_);
    bytes_.clear();
  }

 private:
  Ledger& ledger_;
  Hash first_;
  std::size_t most_;
  std::string bytes_;
};

// --- who is compared ---

// Of two places of a run which are as many places apart.
void tell(const FiledRuns::Compared& compared, RunPlace earlier, RunPlace later, bool now) {
  if (earlier.document != later.document) compared(earlier, later, now);
}

// `place` comes before all others, which were compared with the first of them until now.
void come_first(RunPlace place, std::span<const RunPlace> others, const FiledRuns::Compared& compared) {
  for (std::size_t i = 0; i < others.size(); ++i) {
    tell(compared, place, others[i], true);
    if (i > 0 && !are_compared(1, 1 + i)) tell(compared, others[0], others[i], false);
  }
}

// `place` comes behind some; of these the nearest two are given, the nearest first, and the two that follow.
void come_between(RunPlace first, std::span<const RunPlace> before, RunPlace place, std::span<const RunPlace> after,
                  const FiledRuns::Compared& compared) {
  tell(compared, first, place, true);
  for (const RunPlace& one : before) {
    if (one != first) tell(compared, one, place, true);
  }
  for (const RunPlace& one : after) tell(compared, place, one, true);
  // Who were two apart are three apart now.
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (before[i] != first && after.size() >= 2 - i) tell(compared, before[i], after[1 - i], false);
  }
}

}  // namespace

FiledRun& FiledRuns::operator[](Hash hash) {
  const auto [at, fresh] = touched_.try_emplace(hash);
  if (!fresh) return at->second;
  const auto& [first, block] = block_of(hash);
  for (BlockReader reader(block.bytes); !reader.done();) {
    const auto [found, run] = reader.skip();
    if (found == hash) at->second = BlockReader(run).read();
    if (found >= hash) break;
  }
  at->second.block = first;
  return at->second;
}

const std::pair<const Hash, FiledRuns::Block>& FiledRuns::block_of(Hash hash) {
  const auto known = blocks_.upper_bound(hash);
  if (known != blocks_.begin() && hash <= std::prev(known)->second.last) return *std::prev(known);
  Hash first = 0;
  Block block;
  ledger_.walk(key_of_block(0), key_of_block(hash).bytes() + '\0', Ledger::Way::down,
               [&](std::string_view key, std::string_view value) {
                 first = KeyReader(key).u64();
                 block.bytes = value;
                 return false;
               });
  for (BlockReader reader(block.bytes); !reader.done();) block.last = reader.skip().first;
  return *blocks_.try_emplace(first, std::move(block)).first;
}

bool FiledRuns::is_before(RunPlace a, RunPlace b) {
  return a.document == b.document ? a.at < b.at : is_earlier(holdings_, a.document, b.document);
}

void FiledRuns::add(Hash hash, RunPlace place, const Compared& compared) {
  FiledRun& run = (*this)[hash];
  if (!run.apart && run.places.size() == kMostHere) {
    for (const RunPlace& one : run.places) ledger_.put(key_of_place(holdings_, hash, one), "");
    run.places.clear();
    run.apart = true;
  }
  run.apart ? add_apart(hash, place, compared) : add_here(run, place, compared);
}

void FiledRuns::add_here(FiledRun& run, RunPlace place, const Compared& compared) {
  std::vector<RunPlace>& all = run.places;
  const auto at = std::partition_point(all.begin(), all.end(), [&](RunPlace one) { return is_before(one, place); });
  if (at == all.begin()) {
    come_first(place, all, compared);
  } else {
    const auto before = std::vector<RunPlace>(std::make_reverse_iterator(at), all.rend());
    const auto after = std::vector<RunPlace>(at, all.end());
    const auto two = [](const std::vector<RunPlace>& of) {
      return std::span(of).first(std::min<std::size_t>(2, of.size()));
    };
    come_between(all.front(), two(before), place, two(after), compared);
  }
  all.insert(at, place);
}

void FiledRuns::add_apart(Hash hash, RunPlace place, const Compared& compared) {
  const Key all = key_of_places(hash);
  const std::string here = key_of_place(holdings_, hash, place).bytes();
  const std::vector<RunPlace> before = walk(all.bytes(), here, Ledger::Way::down, 2);
  if (before.empty()) {
    come_first(place, places_of(hash), compared);
  } else {
    const std::vector<RunPlace> first = walk(all.bytes(), here, Ledger::Way::up, 1);
    if (first.empty()) return;  // the ledger cannot be read any more
    come_between(first.front(), before, place, walk(here, all.end(), Ledger::Way::up, 2), compared);
  }
  ledger_.put(here, "");
}

std::vector<RunPlace> FiledRuns::walk(const std::string& from, const std::string& to, Ledger::Way way,
                                      std::size_t most) {
  std::vector<RunPlace> out;
  ledger_.walk(from, to, way, [&](std::string_view key, std::string_view) {
    KeyReader reader(key);
    reader.u64();
    const std::uint32_t document = read_place(reader);
    out.push_back({document, reader.u32()});
    return out.size() < most;
  });
  return out;
}

std::vector<RunPlace> FiledRuns::places_of(Hash hash) {
  const FiledRun& run = (*this)[hash];
  if (!run.apart) return run.places;
  const Key all = key_of_places(hash);
  return walk(all.bytes(), all.end(), Ledger::Way::up, std::numeric_limits<std::size_t>::max());
}

void FiledRuns::write() {
  for (auto run = touched_.begin(); run != touched_.end();) {
    const Hash block = run->second.block;
    std::string all;
    std::vector<std::pair<Hash, std::size_t>> ends;  // of the bytes of each run
    const auto put_filed = [&](Hash hash, std::string_view bytes) {
      all += bytes, ends.emplace_back(hash, all.size());
    };
    const auto put_touched = [&] {
      put_run(all, run->first, run->second);
      ends.emplace_back(run->first, all.size());
      ++run;
    };
    const auto is_next = [&](Hash hash) {
      return run != touched_.end() && run->second.block == block && run->first < hash;
    };
    const std::string& before = blocks_[block].bytes;
    for (BlockReader reader(before); !reader.done();) {
      const auto [hash, bytes] = reader.skip();
      while (is_next(hash)) put_touched();
      if (run != touched_.end() && run->first == hash)
        put_touched();
      else
        put_filed(hash, bytes);
    }
    while (run != touched_.end() && run->second.block == block) put_touched();
    if (all == before) continue;
    BlockWriter writer(ledger_, block, all.size() > kFullBlock ? kNewBlock : kFullBlock);
    for (std::size_t i = 0, begin = 0; i < ends.size(); begin = ends[i++].second)
      writer.add(ends[i].first, std::string_view(all).substr(begin, ends[i].second - begin));
    writer.end();
  }
  touched_.clear();
  blocks_.clear();
}

void file_runs(Ledger& ledger, Holdings& holdings, const Stories& stories, const Meetings& meetings,
               const std::vector<RunCompany>& companies, std::span<const std::uint32_t> documents) {
  BlockWriter writer(ledger, 0, kNewBlock);
  std::vector<std::pair<Hash, RunPlace>> apart;
  std::vector<Posting> postings;
  std::string bytes;
  FiledRun run;
  std::size_t shared = 0;  // the next number of a run
  const std::size_t passes = passes_over(stories);
  for (std::size_t pass = 0; pass < passes; ++pass) {
    postings_of(stories, pass, passes, postings);
    sort(postings);
    for (std::size_t begin = 0, end = 0; begin < postings.size(); begin = end) {
      const Hash hash = postings[begin].hash;
      run.places.clear();
      run.apart = false;
      run.company = {};
      for (; end < postings.size() && postings[end].hash == hash; ++end)
        run.places.push_back({documents[postings[end].story], postings[end].at});
      while (shared < meetings.runs.size() && meetings.runs[shared] < hash) ++shared;
      if (shared < meetings.runs.size() && meetings.runs[shared] == hash) run.company = companies[shared];
      if (run.places.size() > kMostHere) {
        run.apart = true;
        for (const RunPlace& place : run.places) apart.emplace_back(hash, place);
        run.places.clear();
      }
      bytes.clear();
      put_run(bytes, hash, run);
      writer.add(hash, bytes);
    }
  }
  writer.end();
  for (const auto& [hash, place] : apart) ledger.put(key_of_place(holdings, hash, place), "");
}

}  // namespace annals::link
