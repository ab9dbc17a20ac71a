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

// Two stories with fewer meetings than this share a turn of phrase.
inline constexpr std::size_t kFewestShared = 2;

struct Meetings {
  std::vector<Meeting> all;  // sorted; only of pairs with as many as kFewestShared
  std::vector<Hash> runs;    // by number of a run; ascending
};

// Of the places where a run stands, in the order of publication, each is compared with the first and with the two
// before it, so that a wire's thousandth copy costs no more than its second: whether the places that are the `i`th and
// the `j`th of the run (i < j) are compared.
constexpr bool are_compared(std::size_t i, std::size_t j) { return i == 0 || j - i <= 2; }

// Who shares which runs; `stories` stand in the order of publication.
Meetings meet(const Stories& stories);

// Where the run ends that begins at `begin`: four words on, or eight characters.
std::size_t run_end(std::span<const Word> words, std::size_t begin);

struct RunAt {
  Hash hash = 0;
  std::uint32_t at = 0;
};
// The runs of a story that stand for it: of any seven words in a row at least one run.
void runs_of(std::span<const Word> words, std::vector<RunAt>& out);

// A run in one of many stories.
struct Posting {
  Hash hash = 0;
  std::uint32_t story = 0, at = 0;
};

// The runs of all stories are not held at once: as many passes are made as keep them within bounds, each over a range
// of hashes. The ranges ascend.
std::size_t passes_over(const Stories& stories);
void postings_of(const Stories& stories, std::size_t pass, std::size_t passes, std::vector<Posting>& out);
void sort(std::vector<Posting>& postings);  // by hash, then story, then place

}  // namespace annals::link
