// A small forest of decision trees over numbers: learned by train/clean/blocks.py, read from data/clean/blocks.forest.
#pragma once

#include <cstdint>
#include <filesystem>
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
  float probability(const std::vector<float>& row) const;
  // The features that moved the verdict on `row` most, in plain order: "link_density", "words".
  std::vector<std::string> reasons(const std::vector<float>& row, std::size_t count) const;

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
};

}  // namespace annals::clean
