// Which of the stories that share text are copies.
#pragma once

#include <cstdint>
#include <vector>

#include "link/copies_align.h"
#include "link/copies_meet.h"

namespace annals::link {

// That one story's text is another's.
struct Kinship {
  std::uint32_t earlier = 0, later = 0;
  double of_earlier = 0, of_later = 0;  // the share of each one's text that is in the other
  std::vector<Passage> passages;        // `begin` in the earlier, `there_begin` in the later
};

// `meetings` as meet() gives them for these stories.
std::vector<Kinship> kinships(const Stories& stories, const Meetings& meetings);

}  // namespace annals::link
