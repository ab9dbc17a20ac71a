// A small forest of decision trees over numbers: learned by train/clean/blocks.py, read from data/clean/blocks.forest.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "annals/error.h"

namespace annals::clean {

class Forest {
 public:
  // The file holds lines: "forest NAME FEATURES TREES", a line of feature names, then a line a tree of its nodes:
  // "feature threshold left right" for a split (left where value <= threshold), "= value" for a leaf.
  // Errors: NotFound, Malformed.
  static Result<std::vector<Forest>> open(const std::filesystem::path& file);

  const std::vector<std::string>& names() const { return names_; }
  // The probability of each row; `rows` holds them one after the other, as many numbers each as there are names().
  std::vector<float> probabilities(const std::vector<float>& rows) const;
  // The features that moved the verdict on `row` most, in plain order: "link_density", "words".
  std::vector<std::string> reasons(std::span<const float> row, std::size_t count) const;

 private:
  struct Node {
    std::int32_t feature = -1;  // -1: a leaf
    float value = 0;            // threshold, or what the leaf adds
    std::int32_t left = 0, right = 0;
    float mean = 0;  // of the leaves below
  };
  std::vector<std::string> names_;
  std::vector<Node> nodes_;
  std::vector<std::int32_t> roots_;

  // The same trees for quick scoring (Lucchese et al., QuickScorer, SIGIR 2015). A row first reaches all leaves of a
  // tree; each split that sends it right takes away the leaves on its left; the first leaf that is left is the row's.
  // The splits of all trees stand by feature and threshold, so that the row meets only those that send it right.
  struct Split {
    float threshold = 0;
    std::uint32_t tree = 0;
    std::uint64_t keeps = 0;  // the leaves that are not on the left, a bit each
  };
  std::uint64_t lay_out(std::int32_t node, std::uint32_t tree, std::vector<std::vector<Split>>& by_feature);
  void order_splits();
  std::vector<Split> splits_;
  std::vector<std::uint32_t> splits_of_;   // by feature: where its splits begin; one more than features
  std::vector<float> leaves_;              // tree by tree, left to right
  std::vector<std::uint32_t> first_leaf_;  // by tree
};

}  // namespace annals::clean
