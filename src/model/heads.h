// The heads: what is read off a word's vector. Word heads are one matrix each and stand in the file by name, so a new
// one needs no change here; the tree head scores arcs and relations between words, a pair head what one word is to
// another.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "annals/error.h"
#include "model/encoder.h"
#include "model/kernels.h"
#include "model/matrix.h"
#include "model/safetensors.h"

namespace annals::model {

struct Head {
  std::string name;
  std::vector<std::string> labels;
  std::size_t column = 0;  // of its first label among all heads' scores
};

// What the other words of a window are to a word: one score a label, none of them excluding another.
struct PairHead {
  std::string name;
  std::vector<std::string> labels;
};

// What the model made of the words of some windows.
class Reading {
 public:
  std::size_t size() const { return words_; }
  std::span<const float> scores(const Head& head, std::size_t word) const {
    return {scores_.data() + word * columns_ + head.column, head.labels.size()};
  }
  // The number of the best label; the first of equals.
  std::size_t best(const Head& head, std::size_t word) const;

 private:
  friend class Heads;
  std::size_t words_ = 0, columns_ = 0;
  Buffer<float> scores_;
  Buffer<float> arc_dependents_, arc_heads_;  // the dependents' already multiplied by the bilinear matrix
  Buffer<float> relation_dependents_, relation_heads_;
  Buffer<float> pair_from_, pair_to_;
};

class Heads {
 public:
  // Errors: Malformed.
  static Result<Heads> open(const Safetensors& weights, std::size_t hidden, const Kernels& kernels, bool library);

  std::size_t shape_width() const { return shape_width_; }
  std::size_t vector_width() const { return vector_width_; }
  const float* shape(std::size_t number) const { return &shapes_[number * shape_width_]; }
  const Head* find(std::string_view name) const;
  const std::vector<std::string>& relation_labels() const { return relation_labels_; }
  const PairHead* pair() const { return has_pair_ ? &pair_ : nullptr; }

  float probability(const Reading& reading, const Head& head, std::size_t word, std::size_t label) const;
  Reading read(const float* vectors, std::size_t words, Workspace& workspace) const;
  void arcs(const Reading& reading, std::size_t first, std::size_t last, Workspace& workspace,
            std::vector<float>& out) const;
  std::vector<std::uint16_t> relations(const Reading& reading, std::span<const std::int32_t> heads,
                                       Workspace& workspace) const;
  void pairs(const Reading& reading, std::size_t word, std::size_t first, std::size_t last, Workspace& workspace,
             std::vector<float>& out) const;
  // What the pair head sees in a word that others are held against, all numbers at least 0.
  std::span<const float> pair_vector(const Reading& reading, std::size_t word) const {
    return {reading.pair_from_.data() + word * pair_width_, pair_width_};
  }
  float chance(float score) const;

 private:
  Heads() = default;
  Result<Done> read_pair(const Safetensors& weights, std::vector<Matrix::Part>& parts);
  Result<Done> read_tree(const Safetensors& weights, std::vector<Matrix::Part>& parts);
  void score(const float* vectors, std::size_t words, Workspace& workspace, Reading& reading) const;
  void spread(Reading& reading, std::size_t words, Workspace& workspace) const;
  std::uint16_t best_relation(const float* crossed, const float* linear, const float* head) const;

  const Kernels* kernels_ = nullptr;
  std::size_t shape_width_ = 0, vector_width_ = 0;
  std::span<const float> shapes_;
  std::vector<Head> heads_;
  std::vector<Matrix> matrix_;  // all heads' rows; one element, or none before it is made

  // The tree head.
  bool has_tree_ = false;
  std::vector<std::string> relation_labels_;
  std::size_t root_label_ = 0;
  std::size_t arc_width_ = 0, relation_width_ = 0;
  std::size_t arc_dependent_ = 0, arc_head_ = 0, relation_dependent_ = 0, relation_head_ = 0;  // columns
  std::span<const float> arc_root_, arc_bias_, relation_root_;
  std::vector<float> bilinear_;            // [from][to]
  std::vector<Matrix> relation_bilinear_;  // one element
  std::vector<float> linear_;              // [dependent and head][labels padded]
  std::vector<float> linear_bias_;

  // The pair head.
  bool has_pair_ = false;
  PairHead pair_;
  std::size_t pair_width_ = 0, pair_from_ = 0, pair_to_ = 0;  // the latter two are columns
  std::vector<Matrix> pair_bilinear_;                         // one element
  std::span<const float> pair_linear_, pair_bias_;            // [labels][from and to], [labels]
};

}  // namespace annals::model
