#include "model/heads.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "model/word_piece.h"

namespace annals::model {
namespace {

constexpr std::size_t kMostLabels = 4096, kMostWidth = 4096, kMostHeads = 256;
constexpr int kBlock = 64;
constexpr int kRelationBlock = 16;  // a row of the relations' bilinear matrix is thousands of numbers

Error malformed(const std::string& message) { return {ErrorKind::Malformed, message}; }

struct Entry {
  std::string name, kind;
  std::vector<std::string> labels;
};

Result<std::vector<Entry>> read_entries(const Safetensors& weights) {
  const auto fact = weights.facts().find("heads");
  if (fact == weights.facts().end()) return malformed("the weights do not list their heads");
  const auto list = nlohmann::json::parse(fact->second, nullptr, false);
  if (!list.is_array() || list.size() > kMostHeads) return malformed("the weights' list of heads is not a JSON array");
  std::vector<Entry> out;
  for (const auto& item : list) {
    if (!item.is_object()) return malformed("a head of the weights is not a JSON object");
    Entry entry;
    for (const auto& [key, value] : item.items()) {
      if (key == "name" && value.is_string()) entry.name = value.get<std::string>();
      if (key == "kind" && value.is_string()) entry.kind = value.get<std::string>();
      if (key != "labels" || !value.is_array()) continue;
      for (const auto& label : value) entry.labels.push_back(label.is_string() ? label.get<std::string>() : "");
    }
    const bool sound = !entry.name.empty() && !entry.labels.empty() && entry.labels.size() <= kMostLabels;
    if (!sound) return malformed("a head of the weights has no name or no labels");
    out.push_back(std::move(entry));
  }
  return out;
}

void relu(const float* from, std::size_t count, float* to) {
  for (std::size_t i = 0; i < count; ++i) to[i] = from[i] > 0 ? from[i] : 0.0f;
}

}  // namespace

std::size_t Reading::best(const Head& head, std::size_t word) const {
  const auto all = scores(head, word);
  const float* numbers = all.data();
  std::size_t best = 0;
  float highest = numbers[0];
  for (std::size_t i = 1; i < all.size(); ++i) {
    if (numbers[i] > highest) highest = numbers[best = i];
  }
  return best;
}

Result<Heads> Heads::open(const Safetensors& weights, std::size_t hidden, const Kernels& kernels, bool library) {
  Heads out;
  out.kernels_ = &kernels;
  const auto shapes = weights.number("shapes", kMostLabels);
  if (!shapes) return shapes.error();
  const auto width = weights.number("shape_width", kMostWidth);
  if (!width) return width.error();
  if (*shapes < kFirstWord + kShapes) return malformed("the weights know too few shapes of words");
  if (*width % kLanes != 0) return malformed("the width of the weights' shapes is not a multiple of sixteen");
  const auto table = weights.floats("shape", {*shapes, *width});
  if (!table) return table.error();
  out.shape_width_ = *width;
  out.vector_width_ = hidden + *width;
  out.shapes_ = *table;

  const auto entries = read_entries(weights);
  if (!entries) return entries.error();
  std::vector<Matrix::Part> parts;
  std::size_t column = 0;
  for (const Entry& entry : *entries) {
    if (entry.kind == "tree") {
      out.relation_labels_ = entry.labels;
    } else if (entry.kind == "pair" && out.pair_.labels.empty()) {
      out.pair_ = {entry.name, entry.labels};
    } else if (entry.kind == "word") {
      const auto part = read_part(weights, "head." + entry.name, entry.labels.size(), out.vector_width_, true);
      if (!part) return part.error();
      parts.push_back(*part);
      out.heads_.push_back({entry.name, entry.labels, column});
      column += entry.labels.size();
    }
  }
  if (!out.relation_labels_.empty()) {
    out.arc_dependent_ = column;
    if (auto tree = out.read_tree(weights, parts); !tree) return tree.error();
    const auto bilinear = read_part(weights, "head.rel.bilinear", out.relation_labels_.size() * out.relation_width_,
                                    out.relation_width_, false);
    if (!bilinear) return bilinear.error();
    out.relation_bilinear_.emplace_back(out.relation_width_, std::vector<Matrix::Part>{*bilinear}, library);
  }
  if (!out.pair_.labels.empty()) {
    if (auto pair = out.read_pair(weights, parts); !pair) return pair.error();
    const auto bilinear = read_part(weights, "head." + out.pair_.name + ".bilinear",
                                    out.pair_.labels.size() * out.pair_width_, out.pair_width_, false);
    if (!bilinear) return bilinear.error();
    out.pair_bilinear_.emplace_back(out.pair_width_, std::vector<Matrix::Part>{*bilinear}, library);
  }
  if (parts.empty()) return malformed("the weights have no head");
  out.matrix_.emplace_back(out.vector_width_, parts, library);
  return out;
}

// `arc_dependent_` holds the first free column.
Result<Done> Heads::read_tree(const Safetensors& weights, std::vector<Matrix::Part>& parts) {
  const auto root = std::find(relation_labels_.begin(), relation_labels_.end(), "root");
  if (root == relation_labels_.end()) return malformed("the weights' relations have no root");
  root_label_ = static_cast<std::size_t>(root - relation_labels_.begin());
  const auto arc_root = weights.floats("head.arc.root", {});
  const auto relation_root = weights.floats("head.rel.root", {});
  if (!arc_root) return arc_root.error();
  if (!relation_root) return relation_root.error();
  arc_width_ = arc_root->size();
  relation_width_ = relation_root->size();
  const auto fits = [](std::size_t width) { return width > 0 && width <= kMostWidth && width % kLanes == 0; };
  if (!fits(arc_width_) || !fits(relation_width_))
    return malformed("the tree head's width is not a multiple of sixteen");
  const auto arc_bias = weights.floats("head.arc.bias", {arc_width_});
  const auto bilinear = weights.floats("head.arc.bilinear", {arc_width_, arc_width_});
  const auto linear = weights.floats("head.rel.linear", {relation_labels_.size(), 2 * relation_width_});
  const auto linear_bias = weights.floats("head.rel.bias", {relation_labels_.size()});
  for (const auto* floats : {&arc_bias, &bilinear, &linear, &linear_bias}) {
    if (!*floats) return floats->error();
  }
  arc_root_ = *arc_root;
  arc_bias_ = *arc_bias;
  relation_root_ = *relation_root;

  arc_head_ = arc_dependent_ + arc_width_;
  relation_dependent_ = arc_head_ + arc_width_;
  relation_head_ = relation_dependent_ + relation_width_;
  struct Wanted {
    const char* name;
    std::size_t width;
  };
  for (const Wanted& wanted : {Wanted{"head.arc.dep", arc_width_}, Wanted{"head.arc.head", arc_width_},
                               Wanted{"head.rel.dep", relation_width_}, Wanted{"head.rel.head", relation_width_}}) {
    const auto part = read_part(weights, wanted.name, wanted.width, vector_width_, true);
    if (!part) return part.error();
    parts.push_back(*part);
  }
  bilinear_.resize(arc_width_ * arc_width_);
  for (std::size_t j = 0; j < arc_width_; ++j) {
    for (std::size_t i = 0; i < arc_width_; ++i) bilinear_[i * arc_width_ + j] = (*bilinear)[j * arc_width_ + i];
  }
  const std::size_t padded = pad_to(relation_labels_.size(), kLanes);
  linear_.resize(2 * relation_width_ * padded);
  for (std::size_t r = 0; r < relation_labels_.size(); ++r) {
    for (std::size_t i = 0; i < 2 * relation_width_; ++i) {
      linear_[i * padded + r] = (*linear)[r * 2 * relation_width_ + i];
    }
  }
  linear_bias_.assign(linear_bias->begin(), linear_bias->end());
  linear_bias_.resize(padded);
  has_tree_ = true;
  return Done{};
}

// Its two matrices' columns stand behind all others'.
Result<Done> Heads::read_pair(const Safetensors& weights, std::vector<Matrix::Part>& parts) {
  const std::string name = "head." + pair_.name;
  const auto width = weights.number(pair_.name + "_width", kMostWidth);
  if (!width) return width.error();
  if (*width % kLanes != 0) return malformed("the pair head's width is not a multiple of sixteen");
  pair_width_ = *width;
  const auto linear = weights.floats(name + ".linear", {pair_.labels.size(), 2 * pair_width_});
  if (!linear) return linear.error();
  const auto bias = weights.floats(name + ".bias", {pair_.labels.size()});
  if (!bias) return bias.error();
  pair_linear_ = *linear;
  pair_bias_ = *bias;
  pair_from_ = 0;
  for (const Matrix::Part& part : parts) pair_from_ += part.scales.size();
  pair_to_ = pair_from_ + pair_width_;
  for (const char* side : {".from", ".to"}) {
    const auto part = read_part(weights, name + side, pair_width_, vector_width_, true);
    if (!part) return part.error();
    parts.push_back(*part);
  }
  has_pair_ = true;
  return Done{};
}

const Head* Heads::find(std::string_view name) const {
  const auto found = std::find_if(heads_.begin(), heads_.end(), [name](const Head& head) { return head.name == name; });
  return found == heads_.end() ? nullptr : &*found;
}

// By the kernels, not by the library's exp(): that differs between machines in the last bit.
float Heads::probability(const Reading& reading, const Head& head, std::size_t word, std::size_t label) const {
  const auto scores = reading.scores(head, word);
  std::vector<float> all(pad_to(scores.size(), kLanes));
  std::copy(scores.begin(), scores.end(), all.begin());
  kernels_->softmax(all.data(), static_cast<int>(all.size()), static_cast<int>(scores.size()), 1.0f);
  return all[label];
}

Reading Heads::read(const float* vectors, std::size_t words, Workspace& workspace) const {
  Reading out;
  out.words_ = words;
  score(vectors, words, workspace, out);
  if (has_tree_) spread(out, words, workspace);
  if (has_pair_) {
    float* from = out.pair_from_.reserve(words * pair_width_);
    float* to = out.pair_to_.reserve(words * pair_width_);
    for (std::size_t i = 0; i < words; ++i) {
      const float* scores = out.scores_.data() + i * out.columns_;
      relu(scores + pair_from_, pair_width_, from + i * pair_width_);
      relu(scores + pair_to_, pair_width_, to + i * pair_width_);
    }
  }
  return out;
}

// By the kernels, as probability() is.
float Heads::chance(float score) const {
  std::array<float, kLanes> two{score};
  kernels_->softmax(two.data(), kLanes, 2, 1.0f);
  return two[0];
}

void Heads::pairs(const Reading& reading, std::size_t word, std::size_t first, std::size_t last, Workspace& w,
                  std::vector<float>& out) const {
  const std::size_t labels = pair_.labels.size();
  const int depth = static_cast<int>(pair_width_);
  const Matrix& matrix = pair_bilinear_.front();
  const float* from = reading.pair_from_.data() + word * pair_width_;
  w.rounded.reserve(pad_to(pair_width_, kLanes) * kRowStep);
  w.products.reserve(static_cast<std::size_t>(matrix.width()) * kRowStep);
  float* crossed = w.row.reserve(static_cast<std::size_t>(matrix.width()));
  const Rounding rounding = kernels_->quantise(from, depth, w.rounded.data());
  matrix.multiply(*kernels_, w.rounded.data(), 1, w.products.data(), w.library);
  kernels_->scale(w.products.data(), matrix.width(), rounding, matrix.columns(), crossed);
  out.resize((last - first) * labels);
  for (std::size_t label = 0; label < labels; ++label) {
    const float* linear = pair_linear_.data() + label * 2 * pair_width_;
    const float own = kernels_->dot(from, linear, depth) + pair_bias_[label];
    float* weights = crossed + label * pair_width_;
    for (int i = 0; i < depth; ++i) weights[i] += linear[depth + i];
    for (std::size_t i = first; i < last; ++i) {
      out[(i - first) * labels + label] =
          kernels_->dot(reading.pair_to_.data() + i * pair_width_, weights, depth) + own;
    }
  }
}

// All heads' scores with one product.
void Heads::score(const float* vectors, std::size_t words, Workspace& w, Reading& reading) const {
  const Matrix& matrix = matrix_.front();
  const int depth = matrix.depth(), width = matrix.width();
  const int rows = static_cast<int>(words);
  reading.columns_ = static_cast<std::size_t>(width);
  float* out = reading.scores_.reserve(words * reading.columns_);
  w.rounded.reserve(static_cast<std::size_t>(kBlock * depth));
  w.products.reserve(static_cast<std::size_t>(kBlock * width));
  w.rounding.resize(std::max<std::size_t>(w.rounding.size(), kBlock));
  for (int begin = 0; begin < rows; begin += kBlock) {
    const int count = std::min(kBlock, rows - begin);
    for (int r = 0; r < count; ++r) {
      w.rounding[static_cast<std::size_t>(r)] = kernels_->quantise(
          vectors + static_cast<std::ptrdiff_t>(begin + r) * depth, depth, w.rounded.data() + r * depth);
    }
    matrix.multiply(*kernels_, w.rounded.data(), count, w.products.data(), w.library);
    for (int r = 0; r < count; ++r) {
      kernels_->scale(w.products.data() + r * width, width, w.rounding[static_cast<std::size_t>(r)], matrix.columns(),
                      out + static_cast<std::ptrdiff_t>(begin + r) * width);
    }
  }
}

// The tree's four views of every word.
void Heads::spread(Reading& reading, std::size_t words, Workspace& w) const {
  float* dependents = w.row.reserve(words * arc_width_);
  float* arc_dependents = reading.arc_dependents_.reserve(words * arc_width_);
  float* arc_heads = reading.arc_heads_.reserve(words * arc_width_);
  float* relation_dependents = reading.relation_dependents_.reserve(words * relation_width_);
  float* relation_heads = reading.relation_heads_.reserve(words * relation_width_);
  for (std::size_t i = 0; i < words; ++i) {
    const float* scores = reading.scores_.data() + i * reading.columns_;
    relu(scores + arc_dependent_, arc_width_, dependents + i * arc_width_);
    relu(scores + arc_head_, arc_width_, arc_heads + i * arc_width_);
    relu(scores + relation_dependent_, relation_width_, relation_dependents + i * relation_width_);
    relu(scores + relation_head_, relation_width_, relation_heads + i * relation_width_);
  }
  const int width = static_cast<int>(arc_width_);
  kernels_->product(dependents, width, bilinear_.data(), width, width, static_cast<int>(words), width, arc_dependents,
                    width);
}

void Heads::arcs(const Reading& reading, std::size_t first, std::size_t last, Workspace& w,
                 std::vector<float>& out) const {
  const std::size_t n = last - first;
  const std::size_t padded = pad_to(n + 1, kLanes);
  const auto head_of = [&](std::size_t column) {
    return column == 0 ? arc_root_.data() : reading.arc_heads_.data() + (first + column - 1) * arc_width_;
  };
  float* turned = w.keys.reserve(arc_width_ * padded);  // one column a head
  std::vector<float> biases(n + 1);
  std::fill_n(turned, arc_width_ * padded, 0.0f);
  for (std::size_t column = 0; column <= n; ++column) {
    const float* head = head_of(column);
    for (std::size_t i = 0; i < arc_width_; ++i) turned[i * padded + column] = head[i];
    biases[column] = kernels_->dot(head, arc_bias_.data(), static_cast<int>(arc_width_));
  }
  float* scores = w.attention.reserve(n * padded);
  const int width = static_cast<int>(arc_width_), columns = static_cast<int>(padded);
  kernels_->product(reading.arc_dependents_.data() + first * arc_width_, width, turned, columns, width,
                    static_cast<int>(n), columns, scores, columns);
  out.resize(n * (n + 1));
  for (std::size_t d = 0; d < n; ++d) {
    for (std::size_t h = 0; h <= n; ++h) out[d * (n + 1) + h] = scores[d * padded + h] + biases[h];
  }
}

std::vector<std::uint16_t> Heads::relations(const Reading& reading, std::span<const std::int32_t> heads,
                                            Workspace& w) const {
  std::vector<std::uint16_t> out(heads.size(), static_cast<std::uint16_t>(root_label_));
  std::vector<std::size_t> asked;
  for (std::size_t i = 0; i < heads.size(); ++i) {
    if (heads[i] >= 0) asked.push_back(i);
  }
  const Matrix& matrix = relation_bilinear_.front();
  const int depth = matrix.depth(), width = matrix.width();
  const std::size_t padded = linear_bias_.size();
  w.rounded.reserve(static_cast<std::size_t>(kRelationBlock * depth));
  w.products.reserve(static_cast<std::size_t>(kRelationBlock * width));
  w.rounding.resize(std::max<std::size_t>(w.rounding.size(), kRelationBlock));
  float* row = w.row.reserve(static_cast<std::size_t>(width));
  float* pairs = w.context.reserve(kRelationBlock * 2 * relation_width_);
  float* linear = w.mixed.reserve(kRelationBlock * padded);
  for (std::size_t begin = 0; begin < asked.size(); begin += kRelationBlock) {
    const int count = static_cast<int>(std::min<std::size_t>(kRelationBlock, asked.size() - begin));
    const auto head_of = [&](int r) {
      return reading.relation_heads_.data() +
             static_cast<std::size_t>(heads[asked[begin + static_cast<std::size_t>(r)]]) * relation_width_;
    };
    for (int r = 0; r < count; ++r) {
      const float* dependent =
          reading.relation_dependents_.data() + asked[begin + static_cast<std::size_t>(r)] * relation_width_;
      w.rounding[static_cast<std::size_t>(r)] = kernels_->quantise(dependent, depth, w.rounded.data() + r * depth);
      std::copy_n(dependent, depth, pairs + 2 * r * depth);
      std::copy_n(head_of(r), depth, pairs + (2 * r + 1) * depth);
    }
    const int columns = static_cast<int>(padded);
    kernels_->product(pairs, 2 * depth, linear_.data(), columns, 2 * depth, count, columns, linear, columns);
    matrix.multiply(*kernels_, w.rounded.data(), count, w.products.data(), w.library);
    for (int r = 0; r < count; ++r) {
      kernels_->scale(w.products.data() + static_cast<std::ptrdiff_t>(r) * width, width,
                      w.rounding[static_cast<std::size_t>(r)], matrix.columns(), row);
      out[asked[begin + static_cast<std::size_t>(r)]] = best_relation(row, linear + r * columns, head_of(r));
    }
  }
  return out;
}

std::uint16_t Heads::best_relation(const float* crossed, const float* linear, const float* head) const {
  std::size_t best = root_label_;
  float highest = 0;
  for (std::size_t label = 0; label < relation_labels_.size(); ++label) {
    if (label == root_label_) continue;
    const float score = kernels_->dot(crossed + label * relation_width_, head, static_cast<int>(relation_width_)) +
                        (linear[label] + linear_bias_[label]);
    if (best == root_label_ || score > highest) {
      best = label;
      highest = score;
    }
  }
  return static_cast<std::uint16_t>(best);
}

}  // namespace annals::model
