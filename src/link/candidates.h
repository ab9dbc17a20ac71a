// Which claims are worth comparing: those that sort next to each other under some key.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "link/mention.h"

namespace annals::link {

using Pair = std::pair<std::uint32_t, std::uint32_t>;  // first < second

// Pairs of positions in `mentions` (restricted to `nodes`), ascending, each once. n log n: under each key a claim is
// compared with a bounded number of neighbours, however many claims share the key.
std::vector<Pair> candidate_pairs(const std::vector<Mention>& mentions, const std::vector<std::uint32_t>& nodes);

}  // namespace annals::link
