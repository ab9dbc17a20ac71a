// The events that come nearest to one, and what parts them from it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "annals/snapshot.h"

namespace annals::serve {

struct Near {
  std::uint32_t row = 0;             // of the snapshot's events
  double weight = 0;                 // how much the two share, 0 to 1
  std::vector<std::string> shared;   // in plain words
  std::vector<std::string> why_not;  // the same
};

// Events that share a participant with `row`, those that share the most first.
std::vector<Near> nearest_events(const Snapshot& record, std::uint32_t row, std::size_t most);

}  // namespace annals::serve
