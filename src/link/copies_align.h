// Which passages two stories share, word by word, through small edits.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "link/copies_words.h"

namespace annals::link {

// Words [begin, end) of one story and of the other.
struct Passage {
  std::uint32_t begin = 0, end = 0;
  std::uint32_t there_begin = 0, there_end = 0;
  std::uint32_t worth = 0;  // of the words that are the same in both

  bool operator==(const Passage&) const = default;
};

// A place where both stories have the same run of words.
struct Anchor {
  std::uint32_t here = 0, there = 0;
  auto operator<=>(const Anchor&) const = default;
};

struct Alignment {
  std::vector<Passage> passages;  // in the order of the first story; none overlaps another in either
  std::uint32_t worth = 0;        // of all passages
  std::uint32_t in_order = 0;     // of those that stand in the same order in both
};

// `anchors` sorted. An anchor is grown both ways as far as the words stay the same, a few changed, put in or left out.
Alignment align(std::span<const Word> here, std::span<const Word> there, std::span<const Anchor> anchors);

}  // namespace annals::link
