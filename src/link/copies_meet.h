// Who shares text with whom: documents that have runs of words in common.
#pragma once

#include <cstdint>
#include <vector>

#include "link/copies_align.h"
#include "link/copies_words.h"

namespace annals::link {

struct Meeting {
  std::uint32_t earlier = 0, later = 0;
  Anchor anchor;          // `here` in the earlier, `there` in the later
  std::uint32_t run = 0;  // the number of the run, the same in all meetings over it
};

struct Meetings {
  std::vector<Meeting> all;  // sorted; only of pairs that share two runs or more
  std::uint32_t runs = 0;    // how many numbers of runs there are
};

// Who shares which runs. Of the stories that share a run, each is compared with the first of them and with the two
// before it, so that a wire's thousandth copy costs no more than its second; `stories` stand in the order of
// publication.
Meetings meet(const Stories& stories);

// Where the run ends that begins at `begin`: four words on, or eight characters.
std::size_t run_end(std::span<const Word> words, std::size_t begin);

struct RunAt {
  Hash hash = 0;
  std::uint32_t at = 0;
};
// The runs of a story that stand for it: of any seven words in a row at least one run.
void runs_of(std::span<const Word> words, std::vector<RunAt>& out);

}  // namespace annals::link
