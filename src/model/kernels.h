// The loops that take the time, in one source (kernels.inc) built for several instruction sets.
//
// Every build gives the same bits: a sum always runs over sixteen lanes, added up in one fixed tree, or strictly in
// order, and no multiply-add is fused. So a page reads the same on every machine, whatever its vector units.
// Lengths are multiples of 16.
#pragma once

#include <cstdint>

namespace annals::model {

inline constexpr int kLanes = 16;

// How a row of numbers was rounded to seven bits: u = round(x / step) + zero, in 0..127. Seven, because two
// products of u with an int8 must fit the 16 bits of AVX2's vpmaddubsw.
struct Rounding {
  float step = 1;
  std::int32_t zero = 0;
};

// The columns of an int8 matrix: y = step * scale * (sum - zero * column_sum) + bias.
struct Columns {
  const std::int32_t* sums;
  const float* scales;
  const float* biases;
};

struct Kernels {
  Rounding (*quantise)(const float* x, int n, std::uint8_t* out);
  void (*scale)(const std::int32_t* products, int n, Rounding rounding, Columns columns, float* out);
  void (*scale_gelu)(const std::int32_t* products, int n, Rounding rounding, Columns columns, float* out);
  // x becomes norm(x + added); `added` may be null.
  void (*norm)(float* x, const float* added, int n, const float* gain, const float* bias, float epsilon);
  // out = row * scale + position + type
  void (*embed)(const std::int8_t* row, float scale, const float* position, const float* type, int n, float* out);
  // The first `valid` of n numbers become their softmax after multiplication by `factor`; the rest become 0.
  void (*softmax)(float* x, int n, int valid, float factor);
  // c[rows][columns] = a[rows][depth] b[depth][columns], the sum over depth in order. Strides in numbers.
  void (*product)(const float* a, int a_stride, const float* b, int b_stride, int depth, int rows, int columns,
                  float* c, int c_stride);
  float (*dot)(const float* a, const float* b, int n);
  // out[rows][columns] = a[rows][depth] times the transpose of b[columns][depth].
  void (*multiply)(const std::uint8_t* a, const std::int8_t* b, int depth, int rows, int columns, std::int32_t* out);
};

enum class Arithmetic { best, avx512, avx2, plain };

// The kernels of an instruction set, or the best below it that this machine has.
const Kernels& kernels(Arithmetic wanted);

}  // namespace annals::model
