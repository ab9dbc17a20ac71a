// The trees of a Forest asked of some rows at once, with the widest vectors that the processor has.
#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace annals::model {

inline constexpr std::size_t kAbreast = 16;  // rows

struct SymmetricTree {
  static constexpr std::size_t kLevels = 6, kLeaves = 1 << kLevels;
  std::array<float, kLevels> thresholds;  // of levels that are not there: infinite
  std::array<std::uint16_t, kLevels> features;
  std::array<float, kLeaves> leaves;
};

using Sums = std::array<float, kAbreast>;

// Adds to `sums`, tree by tree, what each says of kAbreast rows whose feature f stands at columns + f * kAbreast. The
// same additions in the same order whatever the processor.
void walk_trees(std::span<const SymmetricTree> trees, const float* columns, Sums& sums);
// What does it where the processor has nothing better.
void walk_trees_plainly(std::span<const SymmetricTree> trees, const float* columns, Sums& sums);

}  // namespace annals::model
