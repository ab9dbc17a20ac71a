// The best tree over a sentence's words: Chu-Liu/Edmonds with exactly one word at the root.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace annals::parse {

// `scores` has a row of 1 + n for each of n words: how well the root (column 0) and each word (column 1 + i) would be
// its head. Returns each word's head, -1 for the root's only child.
std::vector<std::int32_t> best_tree(std::span<const float> scores, std::size_t n);

}  // namespace annals::parse
