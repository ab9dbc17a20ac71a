#include "clean/forest.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <numeric>

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
      if (end - root > 0xFFFF) return bad("a tree of the forest is too large");
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
    for (const std::int32_t root : forest.roots_) forest.lay_out(root);
    out.push_back(std::move(forest));
  }
  return out;
}

// Lays out a tree's steps, the two behind a split side by side. Until something is known of it, a step is a leaf.
void Forest::lay_out(std::int32_t root) {
  struct Placed {
    std::int32_t node;
    std::size_t step;
    std::uint32_t depth;
  };
  Walk walk{static_cast<std::uint32_t>(steps_.size()), 0};
  const auto grow = [&](std::size_t by) {
    for (; by > 0; --by) {
      const auto itself = static_cast<std::uint16_t>(steps_.size() - walk.first);
      steps_.push_back({std::numeric_limits<float>::infinity(), 0, itself});
      leaves_.push_back(0);
    }
  };
  grow(1);
  std::vector<Placed> placed = {{root, walk.first, 0}};
  for (std::size_t i = 0; i < placed.size(); ++i) {
    const Placed now = placed[i];
    const Node& node = nodes_[static_cast<std::size_t>(now.node)];
    walk.depth = std::max(walk.depth, now.depth);
    if (node.feature < 0) {
      leaves_[now.step] = node.value;
      continue;
    }
    const std::size_t left = steps_.size();
    grow(2);
    steps_[now.step] = {node.value, static_cast<std::uint16_t>(node.feature),
                        static_cast<std::uint16_t>(left - walk.first)};
    placed.push_back({node.left, left, now.depth + 1});
    placed.push_back({node.right, left + 1, now.depth + 1});
  }
  walks_.push_back(walk);
}

// Adds to `sums` what the trees from `begin` to `end` say of the rows that `which` names: some rows abreast, as the
// steps of one wait for memory while those of the others go on.
void Forest::add(std::size_t begin, std::size_t end, const std::vector<float>& rows,
                 std::span<const std::uint32_t> which, std::vector<double>& sums) const {
  constexpr std::size_t kAbreast = 8;
  const std::size_t width = names_.size();
  for (std::size_t i = 0; i < which.size(); i += kAbreast) {
    const std::size_t now = std::min(kAbreast, which.size() - i);
    std::array<const float*, kAbreast> row;
    for (std::size_t k = 0; k < kAbreast; ++k) row[k] = rows.data() + which[i + std::min(k, now - 1)] * width;
    for (std::size_t tree = begin; tree < end; ++tree) {
      const Step* const steps = steps_.data() + walks_[tree].first;
      std::array<std::uint32_t, kAbreast> at{};
      for (std::uint32_t level = 0; level < walks_[tree].depth; ++level) {
        for (std::size_t k = 0; k < kAbreast; ++k) {
          const Step step = steps[at[k]];
          at[k] = step.left + (row[k][step.feature] > step.threshold ? 1U : 0U);
        }
      }
      for (std::size_t k = 0; k < now; ++k) sums[which[i + k]] += leaves_[walks_[tree].first + at[k]];
    }
  }
}

std::vector<float> Forest::probabilities(const std::vector<float>& rows, bool shades) const {
  const std::size_t count = names_.empty() ? 0 : rows.size() / names_.size();
  const Enough enough = shades ? kForShades : kForVerdicts;
  const std::size_t few = walks_.size() / enough.part;
  std::vector<double> sums(count, 0);
  std::vector<std::uint32_t> which(count);
  std::iota(which.begin(), which.end(), 0);
  add(0, few, rows, which, sums);
  std::erase_if(which, [&](std::uint32_t row) { return std::abs(sums[row]) >= enough.clear; });
  add(few, walks_.size(), rows, which, sums);
  std::vector<float> out(count);
  for (std::size_t i = 0; i < count; ++i) out[i] = static_cast<float>(1 / (1 + std::exp(-sums[i])));
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
