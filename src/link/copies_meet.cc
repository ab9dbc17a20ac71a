// Every run of a few words is hashed, and of every few runs in a row the smallest hash is kept: what two texts share is
// then kept in both, and nothing need be compared but what is kept (winnowing: Schleimer, Wilkerson and Aiken, 2003).
#include "link/copies_meet.h"

#include <algorithm>
#include <bit>

namespace annals::link {
namespace {

constexpr std::uint32_t kRunWorth = 4 * 2;  // four words, or eight characters
constexpr std::size_t kWindow = 4;
constexpr std::size_t kRunsAtOnce = std::size_t{1} << 24;
constexpr Hash kSpread = 0x9E3779B97F4A7C15ULL;

// Sorts by `bucket_of` first, which says of an item in which of the `buckets` it belongs, then by `less`: for items
// that spread, many small sorts in place of a large one.
template <typename Item, typename BucketOf, typename Less>
void sort_by_buckets(std::vector<Item>& items, std::size_t buckets, const BucketOf& bucket_of, const Less& less) {
  std::vector<std::size_t> ends(buckets + 1);
  for (const Item& item : items) ++ends[bucket_of(item) + 1];
  for (std::size_t b = 0; b < buckets; ++b) ends[b + 1] += ends[b];
  std::vector<Item> sorted(items.size());
  for (const Item& item : items) sorted[ends[bucket_of(item)]++] = item;
  std::size_t begin = 0;
  for (std::size_t b = 0; b < buckets; ++b) {
    std::sort(sorted.begin() + static_cast<std::ptrdiff_t>(begin),
              sorted.begin() + static_cast<std::ptrdiff_t>(ends[b]), less);
    begin = ends[b];
  }
  items = std::move(sorted);
}

void sort(std::vector<Meeting>& meetings, std::size_t stories) {
  const auto bucket_of = [](const Meeting& m) { return static_cast<std::size_t>(m.earlier); };
  sort_by_buckets(meetings, stories, bucket_of, [](const Meeting& a, const Meeting& b) {
    return a.later != b.later ? a.later < b.later : a.anchor < b.anchor;
  });
}

constexpr std::uint32_t length_of(Word word) { return (word & kCharacter) != 0 ? 1 : 2; }

// Hashes of all runs, by the word they begin with.
void hash_runs(std::span<const Word> words, std::vector<Hash>& out) {
  out.clear();
  std::size_t end = 0;
  std::uint32_t length = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    while (end < words.size() && length < kRunWorth) length += length_of(words[end++]);
    if (length < kRunWorth) return;
    Hash hash = 0;
    for (std::size_t k = i; k < end; ++k) hash = (hash ^ (words[k] | kMarks)) * kSpread;
    out.push_back(hash ^ (hash >> 32));
    length -= length_of(words[i]);
  }
}

}  // namespace

std::size_t run_end(std::span<const Word> words, std::size_t begin) {
  std::uint32_t length = 0;
  while (begin < words.size() && length < kRunWorth) length += length_of(words[begin++]);
  return begin;
}

void runs_of(std::span<const Word> words, std::vector<RunAt>& out) {
  thread_local std::vector<Hash> hashes;
  hash_runs(words, hashes);
  out.clear();
  std::size_t kept = ~std::size_t{0};
  for (std::size_t i = 0; i < hashes.size(); ++i) {
    const std::size_t window_end = std::min(i + kWindow, hashes.size());
    if (window_end < i + kWindow && i > 0) break;
    std::size_t least = i;
    for (std::size_t k = i + 1; k < window_end; ++k) {
      if (hashes[k] <= hashes[least]) least = k;
    }
    // The least of several are small numbers; multiplied they lie evenly over all again.
    if (least != kept) out.push_back({hashes[least] * kSpread, static_cast<std::uint32_t>(least)});
    kept = least;
  }
}

void sort(std::vector<Posting>& postings) {
  if (postings.empty()) return;
  Hash least = ~Hash{0}, most = 0;
  for (const Posting& posting : postings) least = std::min(least, posting.hash), most = std::max(most, posting.hash);
  constexpr std::size_t kPerBucket = 16;
  const auto wanted = std::bit_width(std::min(postings.size() / kPerBucket, std::size_t{1} << 16) | 1);
  const auto shift = std::max(0, static_cast<int>(std::bit_width(most - least)) - static_cast<int>(wanted));
  const auto bucket_of = [&](const Posting& p) { return static_cast<std::size_t>((p.hash - least) >> shift); };
  sort_by_buckets(postings, static_cast<std::size_t>((most - least) >> shift) + 1, bucket_of,
                  [](const Posting& a, const Posting& b) {
                    return a.hash != b.hash ? a.hash < b.hash : a.story != b.story ? a.story < b.story : a.at < b.at;
                  });
}

std::size_t passes_over(const Stories& stories) { return std::bit_ceil(stories.words() / kRunsAtOnce + 1); }

void postings_of(const Stories& stories, std::size_t pass, std::size_t passes, std::vector<Posting>& out) {
  const auto bits = static_cast<unsigned>(std::bit_width(passes) - 1);
  out.clear();
  std::vector<RunAt> runs;
  for (std::uint32_t story = 0; story < stories.size(); ++story) {
    runs_of(stories[story], runs);
    for (const RunAt& run : runs) {
      if (bits == 0 || run.hash >> (64 - bits) == pass) out.push_back({run.hash, story, run.at});
    }
  }
}

namespace {

// Most runs stand in one story alone and need no sorting: those whose place in a table of bits nobody else has. (A
// place that two runs have by chance costs their sorting.)
void drop_single_runs(std::vector<Posting>& postings) {
  const std::size_t places = std::bit_ceil(postings.size() * 8 + 64);
  std::vector<std::uint64_t> once(places / 64), twice(places / 64);
  const auto bit_of = [&](const Posting& p) { return (p.hash * kSpread) >> 20 & (places - 1); };
  for (const Posting& posting : postings) {
    const std::size_t at = bit_of(posting);
    const std::uint64_t bit = std::uint64_t{1} << (at & 63);
    twice[at >> 6] |= once[at >> 6] & bit;
    once[at >> 6] |= bit;
  }
  std::erase_if(postings, [&](const Posting& posting) {
    const std::size_t at = bit_of(posting);
    return (twice[at >> 6] >> (at & 63) & 1) == 0;
  });
}

// `postings` sorted.
void add_meetings(std::span<const Posting> postings, Meetings& out) {
  for (std::size_t begin = 0, end = 0; begin < postings.size(); begin = end) {
    while (end < postings.size() && postings[end].hash == postings[begin].hash) ++end;
    if (end < begin + 2) continue;
    const auto run = static_cast<std::uint32_t>(out.runs.size());
    const auto meet = [&](std::size_t i, std::size_t j) {
      const Posting &a = postings[begin + i], &b = postings[begin + j];
      if (a.story != b.story) out.all.push_back({a.story, b.story, {a.at, b.at}, run});
    };
    for (std::size_t j = 1; j < end - begin; ++j) {
      meet(0, j);
      for (std::size_t i = j - 1; i > 0 && are_compared(i, j); --i) meet(i, j);
    }
    out.runs.push_back(postings[begin].hash);
  }
}

void drop_chance_meetings(std::vector<Meeting>& all) {
  std::size_t kept = 0;
  for (std::size_t i = 0, end = 0; i < all.size(); i = end) {
    while (end < all.size() && all[end].earlier == all[i].earlier && all[end].later == all[i].later) ++end;
    if (end - i < kFewestShared) continue;
    for (std::size_t k = i; k < end; ++k) all[kept++] = all[k];
  }
  all.resize(kept);
}

}  // namespace

Meetings meet(const Stories& stories) {
  Meetings out;
  const std::size_t passes = passes_over(stories);
  std::vector<Posting> postings;
  postings.reserve(stories.words() / passes / 2);  // of five words two begin a run that is kept
  for (std::size_t pass = 0; pass < passes; ++pass) {
    postings_of(stories, pass, passes, postings);
    drop_single_runs(postings);
    sort(postings);
    add_meetings(postings, out);
  }
  sort(out.all, stories.size());
  drop_chance_meetings(out.all);
  return out;
}

}  // namespace annals::link
