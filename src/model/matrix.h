// An int8 matrix, or several over the same input one below the other, and its products with rows of seven-bit numbers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "model/buffer.h"
#include "model/kernels.h"

namespace annals::model {

inline constexpr int kRowStep = 16;  // rows are multiplied by so many; buffers are padded to a multiple of it
constexpr std::size_t pad_to(std::size_t count, std::size_t step) { return (count + step - 1) / step * step; }

class Matrix {
 public:
  // Row-major weights, one row an output; `biases` may be empty.
  struct Part {
    std::span<const std::int8_t> weights;
    std::span<const float> scales;
    std::span<const float> biases;
  };
  // With `library`, products are oneDNN's, with its own order of the weights; where it has no fitting product, and
  // without `library`, they are the kernels'. All give the same integers.
  Matrix(std::size_t depth, const std::vector<Part>& parts, bool library);
  Matrix(Matrix&&) noexcept;
  Matrix& operator=(Matrix&&) noexcept;
  ~Matrix();

  int depth() const { return depth_; }
  int width() const { return width_; }  // outputs, padded with zeros to a multiple of 16
  Columns columns() const { return {sums_.data(), scales_.data(), biases_.data()}; }

  // out[rows][width] = input[rows][depth] times the matrix. Both have room for rows padded to kRowStep.
  void multiply(const Kernels& kernels, const std::uint8_t* input, int rows, std::int32_t* out,
                Buffer<std::byte>& scratch) const;

 private:
  struct Library;
  int depth_ = 0, width_ = 0;
  std::vector<std::int8_t> weights_;  // empty when the library holds them
  std::vector<std::int32_t> sums_;
  std::vector<float> scales_, biases_;
  std::unique_ptr<const Library> library_;
};

}  // namespace annals::model
