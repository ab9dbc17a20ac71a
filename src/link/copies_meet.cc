// Every run of a few words is hashed, and of every few runs in a row the smallest hash is kept: what two texts share is
// then kept in both, and nothing need be compared but what is kept (winnowing: Schleimer, Wilkerson and Aiken, 2003).
#include "link/copies_meet.h"

#include <algorithm>
#include <array>
#include <bit>

namespace annals::link {
namespace {

constexpr std::uint32_t kRunWorth = 4 * 2;  // four words, or eight characters
constexpr std::size_t kWindow = 4;
constexpr std::size_t kFewestShared = 2;
// The runs of all stories are not held at once: as many passes are made as keep them within this number.
constexpr std::size_t kRunsAtOnce = std::size_t{1} << 24;

struct Posting {
  Hash hash = 0;
  std::uint32_t story = 0, at = 0;
  auto operator<=>(const Posting&) const = default;
};

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
    for (std::size_t k = i; k < end; ++k) hash = (hash ^ (words[k] | kMarks)) * 0x9E3779B97F4A7C15ULL;
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
    if (least != kept) out.push_back({hashes[least], static_cast<std::uint32_t>(least)});
    kept = least;
  }
}

namespace {

// `postings` sorted.
void add_meetings(const std::vector<Posting>& postings, Meetings& out) {
  const auto meet = [&](const Posting& a, const Posting& b) {
    if (a.story != b.story) out.all.push_back({a.story, b.story, {a.at, b.at}, out.runs});
  };
  for (std::size_t begin = 0, i = 0; i < postings.size(); ++i) {
    if (postings[begin].hash != postings[i].hash) {
      out.runs += i > begin + 1;
      begin = i;
    }
    if (i > begin) meet(postings[begin], postings[i]);
    if (i > begin + 1) meet(postings[i - 1], postings[i]);
    if (i > begin + 2) meet(postings[i - 2], postings[i]);
  }
  ++out.runs;
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
  const std::size_t passes = std::bit_ceil(stories.words() / kRunsAtOnce + 1);
  std::vector<Posting> postings;
  std::vector<RunAt> runs;
  for (std::size_t pass = 0; pass < passes; ++pass) {
    postings.clear();
    for (std::uint32_t story = 0; story < stories.size(); ++story) {
      runs_of(stories[story], runs);
      for (const RunAt& run : runs) {
        if ((run.hash & (passes - 1)) == pass) postings.push_back({run.hash, story, run.at});
      }
    }
    std::sort(postings.begin(), postings.end());
    add_meetings(postings, out);
  }
  std::sort(out.all.begin(), out.all.end());
  drop_chance_meetings(out.all);
  return out;
}

}  // namespace annals::link
