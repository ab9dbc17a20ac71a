#include "model/forest.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <numeric>

#include "base/files.h"
#include "base/text.h"

namespace annals::model {
namespace {

template <typename Number>
bool read_number(std::string_view word, Number& out) {
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), out);
  return error == std::errc{} && end == word.data() + word.size();
}

}  // namespace

std::vector<float> Rows::row(std::size_t row) const {
  std::vector<float> out(width_);
  const float* at = columns(row / kAbreast * kAbreast) + row % kAbreast;
  for (float& number : out) {
    number = *at;
    at += kAbreast;
  }
  return out;
}

Result<std::vector<Forest>> Forest::open(const std::filesystem::path& file) {
  const auto text = base::read_file(file);
  if (!text) return text.error();
  const auto bad = [&](const std::string& what) { return Error{ErrorKind::Malformed, what, file.string()}; };
  std::vector<Forest> out;
  const auto lines = base::split(*text, '\n');
  std::size_t line = 0;
  while (line < lines.size()) {
    const auto head = base::split_words(lines[line++]);
    if (head.empty() || head[0].starts_with('#')) continue;
    std::size_t features = 0, trees = 0;
    if (head.size() != 4 || head[0] != "forest" || !read_number(head[2], features) || !read_number(head[3], trees) ||
        line + trees + 1 > lines.size()) {
      return bad("expected \"forest NAME FEATURES TREES\" and that many trees");
    }
    Forest forest;
    for (const auto name : base::split_words(lines[line++])) forest.names_.emplace_back(name);
    if (forest.names_.size() != features) return bad("expected " + std::to_string(features) + " feature names");
    for (std::size_t tree = 0; tree < trees; ++tree) {
      const auto read = read_tree(lines[line++], features, file.string());
      if (!read) return read.error();
      forest.trees_.push_back(*read);
    }
    out.push_back(std::move(forest));
  }
  return out;
}

Result<SymmetricTree> Forest::read_tree(std::string_view line, std::size_t features, const std::string& file) {
  const Error bad{ErrorKind::Malformed, "a tree of the forest is broken", file};
  const auto words = base::split_words(line);
  SymmetricTree out{};
  out.thresholds.fill(std::numeric_limits<float>::infinity());
  std::size_t levels = 0;
  if (words.empty() || !read_number(words[0], levels) || levels > out.features.size()) return bad;
  const std::size_t leaves = std::size_t{1} << levels, first = 1 + 2 * levels;
  if (words.size() != first + leaves) return bad;
  for (std::size_t level = 0; level < levels; ++level) {
    if (!read_number(words[1 + 2 * level], out.features[level]) || out.features[level] >= features ||
        !read_number(words[2 + 2 * level], out.thresholds[level]))
      return bad;
  }
  for (std::size_t leaf = 0; leaf < leaves; ++leaf) {
    if (!read_number(words[first + leaf], out.leaves[leaf])) return bad;
  }
  return out;
}

std::vector<float> Forest::scores(const Rows& rows) const {
  std::vector<float> out(rows.count());
  for (std::size_t begin = 0; begin < out.size(); begin += kAbreast) {
    Sums sums{};
    walk_trees(trees_, rows.columns(begin), sums);
    std::copy_n(sums.begin(), std::min(kAbreast, out.size() - begin), out.begin() + static_cast<std::ptrdiff_t>(begin));
  }
  return out;
}

std::vector<float> Forest::probabilities(const Rows& rows) const {
  std::vector<float> out = scores(rows);
  for (float& number : out) number = 1 / (1 + std::exp(-number));
  return out;
}

std::vector<std::string> Forest::reasons(std::span<const float> row, std::size_t count) const {
  std::vector<float> moved(names_.size(), 0);
  for (const SymmetricTree& tree : trees_) {
    // The leaves that the answers so far leave open, and their mean.
    std::vector<float> open(tree.leaves.begin(), tree.leaves.end());
    const auto mean = [&] { return std::accumulate(open.begin(), open.end(), 0.f) / static_cast<float>(open.size()); };
    float before = mean();
    for (std::size_t level = SymmetricTree::kLevels; level-- > 0;) {
      if (std::isinf(tree.thresholds[level])) {
        open.resize(open.size() / 2);
        before = mean();
        continue;
      }
      const auto half = static_cast<std::ptrdiff_t>(open.size() / 2);
      if (row[tree.features[level]] > tree.thresholds[level]) {
        open.erase(open.begin(), open.begin() + half);
      } else {
        open.erase(open.begin() + half, open.end());
      }
      const float after = mean();
      moved[tree.features[level]] += after - before;
      before = after;
    }
  }
  std::vector<std::size_t> order(names_.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return std::abs(moved[a]) > std::abs(moved[b]); });
  std::vector<std::string> out;
  for (std::size_t i = 0; i < std::min(count, order.size()); ++i) out.push_back(names_[order[i]]);
  return out;
}

}  // namespace annals::model
