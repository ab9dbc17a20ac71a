// Independent origins of an event: who has it from whom.
#pragma once

#include <cstdint>
#include <vector>

#include "link/archive.h"

namespace annals::link {

// For each claim at `positions` the number of its root. Claims whose documents copy one another, hand on one wire, name
// one another as their source, or rest on the same speaker's word, have one.
std::vector<std::uint32_t> roots_of_claims(const Archive& archive, const std::vector<std::uint32_t>& positions);

}  // namespace annals::link
