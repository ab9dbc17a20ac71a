// Which of the stories that share text are copies.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "link/copies_align.h"
#include "link/copies_meet.h"

namespace annals::link {

// The share of each one's text that is in the other.
struct Shares {
  static constexpr double kCopied = 0.35;  // of the shorter text
  double of_earlier = 0, of_later = 0;

  double similarity() const { return of_earlier > of_later ? of_earlier : of_later; }
  bool are_copies() const { return similarity() >= kCopied; }
};

// --- the judge's rules, one by one ---

inline constexpr std::size_t kRounds = 2;

// In whose company a run stands: how many meetings there are over it, and how many of them are of pairs that are akin
// by what was known before each round.
struct RunCompany {
  std::uint32_t met = 0;
  std::array<std::uint32_t, kRounds> akin{};

  bool is_standing_text(std::size_t round) const;
  bool operator==(const RunCompany&) const = default;
};
bool are_akin(const Shares& shares, std::size_t round);

// What two stories share by alignment; none where that is too little or too scattered to come from one text.
std::vector<Passage> shared_passages(std::span<const Word> earlier, std::span<const Word> later,
                                     std::span<const Anchor> anchors);

// A story as a pair of it is weighed: its words, and which of them (from `first` on, in `marks`) are standing text.
struct Weighed {
  std::span<const Word> words;
  const std::vector<bool>* marks = nullptr;
  std::size_t first = 0;
  std::uint32_t worth = 0, standing = 0;  // of all its words, and of the standing ones
};
// Marks the run at `begin`; returns the worth of the words that were not marked before.
std::uint32_t mark_run(std::span<const Word> words, std::size_t begin, std::vector<bool>& marks, std::size_t first);
// What the passages are worth without standing text. Words and marks are looked at only where there is standing text.
double own_worth(std::span<const Passage> passages, const Weighed& earlier, const Weighed& later);
Shares shares_of(double own_worth, const Weighed& earlier, const Weighed& later);

// --- all of them, over a set ---

// Two stories with what they share. Their anchors are meetings [begin, end).
struct Pair {
  std::uint32_t earlier = 0, later = 0;
  std::size_t begin = 0, end = 0;
  std::vector<Passage> passages;      // `begin` in the earlier, `there_begin` in the later
  std::array<double, kRounds> own{};  // what they share without standing text, after each round
  Shares shares;                      // after the last
};

struct JudgedPairs {
  std::vector<Pair> pairs;            // sorted
  std::vector<RunCompany> companies;  // by number of a run
  std::array<std::vector<std::uint32_t>, kRounds>
      standing;  // by story: what its standing text is worth, after each round
};

// `meetings` as meet() gives them for these stories.
JudgedPairs judge(const Stories& stories, const Meetings& meetings);

}  // namespace annals::link
