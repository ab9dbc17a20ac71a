#include "parse/tree.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace annals::parse;

namespace {

double score_of(const std::vector<float>& scores, const std::vector<std::int32_t>& heads) {
  const std::size_t n = heads.size();
  double sum = 0;
  for (std::size_t d = 0; d < n; ++d)
    sum += static_cast<double>(scores[d * (n + 1) + static_cast<std::size_t>(heads[d] + 1)]);
  return sum;
}

bool is_tree(const std::vector<std::int32_t>& heads) {
  if (std::count(heads.begin(), heads.end(), -1) != 1) return false;
  for (std::size_t d = 0; d < heads.size(); ++d) {
    std::int32_t at = static_cast<std::int32_t>(d);
    for (std::size_t steps = 0; at >= 0; at = heads[static_cast<std::size_t>(at)]) {
      if (++steps > heads.size()) return false;
    }
  }
  return true;
}

// The best of all trees, by trying every choice of heads.
double best_score(const std::vector<float>& scores, std::size_t n) {
  std::vector<std::int32_t> heads(n, -1);
  double best = -1e18;
  for (;;) {
    if (is_tree(heads)) best = std::max(best, score_of(scores, heads));
    std::size_t i = 0;
    while (i < n && ++heads[i] == static_cast<std::int32_t>(n)) heads[i++] = -1;
    if (i == n) return best;
  }
}

}  // namespace

TEST_CASE("the tree found is the best one with a single root") {
  std::uint32_t state = 777;
  for (int round = 0; round < 400; ++round) {
    const std::size_t n = 1 + static_cast<std::size_t>(round) % 5;
    std::vector<float> scores(n * (n + 1));
    for (float& score : scores) {
      state = state * 1664525u + 1013904223u;
      score = static_cast<float>(state >> 16) / 1000.0f - 30.0f;
    }
    const auto heads = best_tree(scores, n);
    REQUIRE(is_tree(heads));
    CHECK(score_of(scores, heads) == doctest::Approx(best_score(scores, n)));
  }
}

TEST_CASE("a sentence of many nested cycles still becomes a tree") {
  const std::size_t n = 300;
  std::vector<float> scores(n * (n + 1));
  for (std::size_t d = 0; d < n; ++d) {
    for (std::size_t h = 0; h <= n; ++h) {
      scores[d * (n + 1) + h] = h == 0 ? -50.0f : -static_cast<float>(d > h - 1 ? d - h + 1 : h - 1 - d);
    }
  }
  CHECK(is_tree(best_tree(scores, n)));
  CHECK(is_tree(best_tree(std::vector<float>(n * (n + 1), 0.0f), n)));
  CHECK(best_tree({}, 0).empty());
}
