// A small forest of decision trees over numbers: learned by train/clean/blocks.py and train/doers/learn.py.
//
// All splits on one level of a tree ask the same: an answer is one bit of the number of a leaf, and some rows are asked
// at once with plain vector comparisons, whatever each answers.
#pragma once

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "annals/error.h"
#include "model/forest_walk.h"

namespace annals::model {

// Numbers of blocks, a row a block: kept in columns of some rows each, as Forest reads them.
class Rows {
 public:
  // One row, to be written number by number.
  class Writer {
   public:
    Writer(float* at, std::size_t step) : at_(at), step_(step) {}
    void put(float number) {
      *at_ = number;
      at_ += step_;
    }
    template <typename... Numbers>
    void put(float first, Numbers... others) {
      put(first);
      (put(static_cast<float>(others)), ...);
    }

   private:
    float* at_;
    std::size_t step_;
  };

  Rows() = default;
  Rows(std::size_t count, std::size_t width) : count_(count), width_(width) {
    const std::size_t size = (count + kAbreast - 1) / kAbreast * kAbreast * width;
    numbers_ = std::make_unique_for_overwrite<float[]>(size);
    if (count % kAbreast != 0) std::fill_n(numbers_.get() + size - kAbreast * width, kAbreast * width, 0.f);
  }

  std::size_t count() const { return count_; }
  // Writes a row from the column `from` on.
  Writer writer(std::size_t row, std::size_t from = 0) {
    return {numbers_.get() + (row / kAbreast * width_ + from) * kAbreast + row % kAbreast, kAbreast};
  }
  // The columns of the rows from `row`, which is a multiple of kAbreast, on.
  const float* columns(std::size_t row) const { return numbers_.get() + row * width_; }
  std::vector<float> row(std::size_t row) const;

 private:
  std::size_t count_ = 0, width_ = 0;
  std::unique_ptr<float[]> numbers_;
};

class Forest {
 public:
  // The file holds lines: "forest NAME FEATURES TREES", a line of feature names, then a line a tree: the number of its
  // levels, "feature threshold" of each, then what its leaves add. A value above the threshold of level i sets bit i of
  // the leaf's number.
  // Errors: NotFound, Malformed.
  static Result<std::vector<Forest>> open(const std::filesystem::path& file);

  const std::vector<std::string>& names() const { return names_; }
  // What the trees add up to for each row, and the probability that it stands for; `rows` may be wider than this
  // forest.
  std::vector<float> scores(const Rows& rows) const;
  std::vector<float> probabilities(const Rows& rows) const;
  // The features that moved the verdict on `row` most, in plain order: "link_density", "words".
  std::vector<std::string> reasons(std::span<const float> row, std::size_t count) const;

 private:
  static Result<SymmetricTree> read_tree(std::string_view line, std::size_t features, const std::string& file);

  std::vector<std::string> names_;
  std::vector<SymmetricTree> trees_;
};

}  // namespace annals::model
