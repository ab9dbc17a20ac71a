#include "model/forest_walk.h"

#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace annals::model {
namespace {

using Floats = float __attribute__((vector_size(16)));
using Numbers = std::int32_t __attribute__((vector_size(16)));
constexpr std::size_t kLanes = 4, kParts = kAbreast / kLanes;

#if defined(__x86_64__)

[[gnu::target("avx512f")]] void walk_wide(std::span<const SymmetricTree> trees, const float* columns, Sums& sums) {
  static_assert(kAbreast == 16 && SymmetricTree::kLeaves == 64);
  __m512 sum = _mm512_loadu_ps(sums.data());
  for (const SymmetricTree& tree : trees) {
    __m512i leaf = _mm512_setzero_si512();
    for (std::size_t level = 0; level < SymmetricTree::kLevels; ++level) {
      const __m512 values = _mm512_loadu_ps(columns + tree.features[level] * kAbreast);
      const __mmask16 above = _mm512_cmp_ps_mask(values, _mm512_set1_ps(tree.thresholds[level]), _CMP_GT_OQ);
      leaf = _mm512_mask_or_epi32(leaf, above, leaf, _mm512_set1_epi32(1 << level));
    }
    // Which of 32 leaves, in either half; then which half.
    const float* const leaves = tree.leaves.data();
    const __m512 low = _mm512_permutex2var_ps(_mm512_loadu_ps(leaves), leaf, _mm512_loadu_ps(leaves + 16));
    const __m512 high = _mm512_permutex2var_ps(_mm512_loadu_ps(leaves + 32), leaf, _mm512_loadu_ps(leaves + 48));
    const __mmask16 upper = _mm512_test_epi32_mask(leaf, _mm512_set1_epi32(32));
    sum = _mm512_add_ps(sum, _mm512_mask_blend_ps(upper, low, high));
  }
  _mm512_storeu_ps(sums.data(), sum);
}

#endif

auto best_walk() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f")) return walk_wide;
#endif
  return walk_trees_plainly;
}

}  // namespace

void walk_trees_plainly(std::span<const SymmetricTree> trees, const float* columns, Sums& sums) {
  for (const SymmetricTree& tree : trees) {
    Numbers leaf[kParts] = {};
    for (std::size_t level = 0; level < SymmetricTree::kLevels; ++level) {
      const float threshold = tree.thresholds[level];
      const std::int32_t bit = 1 << level;
      for (std::size_t part = 0; part < kParts; ++part) {
        Floats values;
        std::memcpy(&values, columns + tree.features[level] * kAbreast + part * kLanes, sizeof values);
        leaf[part] |= (values > threshold) & bit;
      }
    }
    for (std::size_t part = 0; part < kParts; ++part) {
      for (std::size_t lane = 0; lane < kLanes; ++lane)
        sums[part * kLanes + lane] += tree.leaves[static_cast<std::size_t>(leaf[part][lane])];
    }
  }
}

void walk_trees(std::span<const SymmetricTree> trees, const float* columns, Sums& sums) {
  static const auto walk = best_walk();
  walk(trees, columns, sums);
}

}  // namespace annals::model
