#include <doctest/doctest.h>

#include <limits>
#include <random>
#include <vector>

#include "model/forest_walk.h"

using namespace annals::model;

namespace {

// What a tree says of a row, level by level.
float leaf_of(const SymmetricTree& tree, const float* columns, std::size_t row) {
  std::size_t leaf = 0;
  for (std::size_t level = 0; level < SymmetricTree::kLevels; ++level) {
    if (columns[tree.features[level] * kAbreast + row] > tree.thresholds[level]) leaf += std::size_t{1} << level;
  }
  return tree.leaves[leaf];
}

}  // namespace

TEST_CASE("trees say the same of rows abreast as of each, on every processor") {
  constexpr std::size_t kFeatures = 50;
  std::mt19937 random(7);
  const auto number = [&] { return static_cast<float>(random() % 2001) / 100 - 10; };
  std::vector<SymmetricTree> trees(40);
  for (SymmetricTree& tree : trees) {
    for (float& threshold : tree.thresholds) threshold = number();
    for (std::uint16_t& feature : tree.features) feature = static_cast<std::uint16_t>(random() % kFeatures);
    for (float& leaf : tree.leaves) leaf = number();
    // A tree of fewer levels.
    if (random() % 4 == 0) tree.thresholds.back() = std::numeric_limits<float>::infinity();
  }
  std::vector<float> columns(kFeatures * kAbreast);
  for (float& value : columns) value = number();
  Sums wanted{}, wide{}, plain{};
  for (const SymmetricTree& tree : trees) {
    for (std::size_t row = 0; row < kAbreast; ++row) wanted[row] += leaf_of(tree, columns.data(), row);
  }
  walk_trees(trees, columns.data(), wide);
  walk_trees_plainly(trees, columns.data(), plain);
  CHECK(wide == wanted);
  CHECK(plain == wanted);
}
