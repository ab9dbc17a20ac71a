// Under which keys a claim is filed, and how near to it another must stand in a file to be compared with it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "link/mention.h"

namespace annals::link {

// Where a claim stands in every file it is in: on the line of days, and within a day beside those most like it.
struct Standing {
  Day day = kFuture;  // kFuture: nothing is known of its day
  Hash near = 0;
  std::uint32_t number = 0;
  auto operator<=>(const Standing&) const = default;
};
Standing standing_of(const Mention& mention);

// Adds the keys of the mention's files. A claim meets the ones just before it in each.
void file_under(const Mention& mention, std::vector<Hash>& keys);

// How many before it a claim meets in the file of this key.
constexpr std::size_t reach_in(Hash key) { return (key & 1) != 0 ? 48 : 12; }

// A claim that stands further back than this is not met, so that nothing older need be held in memory; claims of which
// no day is known stand behind the last day of all. Ten years; what reads more news a day than memory holds in ten
// years takes fewer (bench/README.md says what that costs).
inline constexpr Day kReachDays = 3660;

constexpr bool in_reach(Day earlier, Day later, Day reach) { return later == kFuture || later - earlier <= reach; }

}  // namespace annals::link
