#include "clean/forest.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>

#include "base/files.h"
#include "base/text.h"

namespace annals::clean {
namespace {

template <typename Number>
bool read_number(std::string_view word, Number& out) {
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), out);
  return error == std::errc{} && end == word.data() + word.size();
}

}  // namespace

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
      const auto words = base::split_words(lines[line++]);
      if (words.empty()) return bad("a tree of the forest is empty");
      const auto root = static_cast<std::int32_t>(forest.nodes_.size());
      forest.roots_.push_back(root);
      for (std::size_t at = 0; at < words.size();) {
        Node node;
        if (words[at] == "=" && at + 1 < words.size() && read_number(words[at + 1], node.value)) {
          node.mean = node.value;
          at += 2;
        } else if (at + 3 < words.size() && read_number(words[at], node.feature) &&
                   read_number(words[at + 1], node.value) && read_number(words[at + 2], node.left) &&
                   read_number(words[at + 3], node.right) && node.feature >= 0 &&
                   node.feature < static_cast<std::int32_t>(features)) {
          node.left += root;
          node.right += root;
          at += 4;
        } else {
          return bad("a tree of the forest is broken");
        }
        forest.nodes_.push_back(node);
      }
      const auto end = static_cast<std::int32_t>(forest.nodes_.size());
      if (end - root >= 2 * 64) return bad("a tree of the forest has more than 64 leaves");
      for (std::int32_t i = end; i-- > root;) {
        Node& node = forest.nodes_[static_cast<std::size_t>(i)];
        if (node.feature < 0) continue;
        // Children stand behind their parent: no walk can go round in circles.
        if (node.left <= i || node.right <= i || node.left >= end || node.right >= end)
          return bad("a tree of the forest is broken");
        node.mean = (forest.nodes_[static_cast<std::size_t>(node.left)].mean +
                     forest.nodes_[static_cast<std::size_t>(node.right)].mean) /
                    2;
      }
    }
    forest.order_splits();
    out.push_back(std::move(forest));
  }
  return out;
}

// Gathers the splits below `node`, and returns its leaves.
std::uint64_t Forest::lay_out(std::int32_t at, std::uint32_t tree, std::vector<std::vector<Split>>& by_feature) {
  const Node& node = nodes_[static_cast<std::size_t>(at)];
  if (node.feature < 0) {
    leaves_.push_back(node.value);
    return std::uint64_t{1} << (leaves_.size() - 1 - first_leaf_[tree]);
  }
  const std::uint64_t left = lay_out(node.left, tree, by_feature);
  const std::uint64_t right = lay_out(node.right, tree, by_feature);
  by_feature[static_cast<std::size_t>(node.feature)].push_back({node.value, tree, ~left});
  return left | right;
}

void Forest::order_splits() {
  std::vector<std::vector<Split>> by_feature(names_.size());
  for (std::uint32_t tree = 0; tree < roots_.size(); ++tree) {
    first_leaf_.push_back(static_cast<std::uint32_t>(leaves_.size()));
    lay_out(roots_[tree], tree, by_feature);
  }
  for (auto& splits : by_feature) {
    std::stable_sort(splits.begin(), splits.end(),
                     [](const Split& a, const Split& b) { return a.threshold < b.threshold; });
    splits_of_.push_back(static_cast<std::uint32_t>(splits_.size()));
    splits_.insert(splits_.end(), splits.begin(), splits.end());
  }
  splits_of_.push_back(static_cast<std::uint32_t>(splits_.size()));
}

std::vector<float> Forest::probabilities(const std::vector<float>& rows) const {
  const std::size_t width = names_.size();
  const std::size_t count = width > 0 ? rows.size() / width : 0;
  std::vector<float> out(count);
  std::vector<std::uint64_t> left(roots_.size());
  for (std::size_t i = 0; i < count; ++i) {
    std::fill(left.begin(), left.end(), ~std::uint64_t{0});
    const float* row = rows.data() + i * width;
    for (std::size_t feature = 0; feature < width; ++feature) {
      const Split* split = splits_.data() + splits_of_[feature];
      const Split* const end = splits_.data() + splits_of_[feature + 1];
      for (const float value = row[feature]; split != end && value > split->threshold; ++split) {
        left[split->tree] &= split->keeps;
      }
    }
    double sum = 0;
    for (std::size_t tree = 0; tree < left.size(); ++tree) {
      sum += leaves_[first_leaf_[tree] + static_cast<std::size_t>(std::countr_zero(left[tree]))];
    }
    out[i] = static_cast<float>(1 / (1 + std::exp(-sum)));
  }
  return out;
}

std::vector<std::string> Forest::reasons(std::span<const float> row, std::size_t count) const {
  std::vector<float> moved(names_.size(), 0);
  for (const std::int32_t root : roots_) {
    const Node* node = &nodes_[static_cast<std::size_t>(root)];
    while (node->feature >= 0) {
      const auto feature = static_cast<std::size_t>(node->feature);
      const Node* next = &nodes_[static_cast<std::size_t>(row[feature] <= node->value ? node->left : node->right)];
      moved[feature] += next->mean - node->mean;
      node = next;
    }
  }
  std::vector<std::size_t> order(names_.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return std::abs(moved[a]) > std::abs(moved[b]); });
  std::vector<std::string> out;
  for (std::size_t i = 0; i < std::min(count, order.size()); ++i) out.push_back(names_[order[i]]);
  return out;
}

}  // namespace annals::clean
