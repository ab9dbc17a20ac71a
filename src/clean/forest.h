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
  // `shades`: how sure it is counts, as in what is to be learned from, and not only which side it is on.
  std::vector<float> probabilities(const std::vector<float>& rows, bool shades = false) const;
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

  // The same trees for quick walking: a leaf is a split that leads to itself, so that all walks down a tree are as
  // long.
  struct Step {
    float threshold = 0;
    std::uint16_t feature = 0;
    std::uint16_t left = 0;  // from the tree's first step; the right child is the next
  };
  struct Walk {
    std::uint32_t first = 0;  // step
    std::uint32_t depth = 0;
  };
  void lay_out(std::int32_t root);
  void add(std::size_t begin, std::size_t end, const std::vector<float>& rows, std::span<const std::uint32_t> which,
           std::vector<double>& sums) const;

  // Most rows are settled by the first part of the trees: where those are this sure (in log odds), the others are not
  // asked. Told by the labelled pages, whose figures it leaves as they are.
  struct Enough {
    std::size_t part;
    double clear;
  };
  static constexpr Enough kForShades = {3, 3}, kForVerdicts = {5, 1.5};
  std::vector<Step> steps_;
  std::vector<float> leaves_;  // by step
  std::vector<Walk> walks_;    // by tree
};

}  // namespace annals::clean
