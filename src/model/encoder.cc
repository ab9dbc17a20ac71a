#include "model/encoder.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>

namespace annals::model {
namespace {

// Rows worked on together between two matrices: their numbers stay in the second-level cache.
constexpr int kBlock = 64;
constexpr std::size_t kPositions = 512;
constexpr std::size_t kMostHidden = 4096, kMostLayers = 48, kMostInner = 16384;

}  // namespace

Result<Matrix::Part> read_part(const Safetensors& weights, const std::string& name, std::size_t width,
                               std::size_t depth, bool biased) {
  const auto rows = weights.int8s(name + ".weight", {width, depth});
  if (!rows) return rows.error();
  // -128 would overflow 16 bits in a product of AVX2.
  if (std::memchr(rows->data(), 0x80, rows->size())) {
    return Error{ErrorKind::Malformed, "the matrix " + name + " holds -128"};
  }
  const auto scales = weights.floats(name + ".scale", {width});
  if (!scales) return scales.error();
  if (!biased) return Matrix::Part{*rows, *scales, {}};
  const auto biases = weights.floats(name + ".bias", {width});
  if (!biases) return biases.error();
  return Matrix::Part{*rows, *scales, *biases};
}

Result<Encoder::Norm> Encoder::read_norm(const Safetensors& weights, const std::string& name, std::size_t hidden) {
  const auto gain = weights.floats(name + ".weight", {hidden});
  if (!gain) return gain.error();
  const auto bias = weights.floats(name + ".bias", {hidden});
  if (!bias) return bias.error();
  return Norm{*gain, *bias};
}

Result<Done> Encoder::read_layer(const Safetensors& weights, std::size_t number, std::size_t inner, bool library) {
  const std::string name = "layer." + std::to_string(number) + ".";
  std::vector<Matrix::Part> parts;
  struct Wanted {
    const char* name;
    std::size_t width, depth;
  };
  for (const Wanted& wanted :
       {Wanted{"q", hidden_, hidden_}, Wanted{"k", hidden_, hidden_}, Wanted{"v", hidden_, hidden_},
        Wanted{"o", hidden_, hidden_}, Wanted{"f1", inner, hidden_}, Wanted{"f2", hidden_, inner}}) {
    auto part = read_part(weights, name + wanted.name, wanted.width, wanted.depth, true);
    if (!part) return part.error();
    parts.push_back(*part);
  }
  const auto norm1 = read_norm(weights, name + "norm1", hidden_);
  if (!norm1) return norm1.error();
  const auto norm2 = read_norm(weights, name + "norm2", hidden_);
  if (!norm2) return norm2.error();
  layers_.push_back({Matrix(hidden_, {parts[0], parts[1], parts[2]}, library), Matrix(hidden_, {parts[3]}, library),
                     Matrix(hidden_, {parts[4]}, library), Matrix(inner, {parts[5]}, library), *norm1, *norm2});
  return Done{};
}

Result<Encoder> Encoder::open(const Safetensors& weights, const Safetensors& table, std::size_t pieces,
                              const Kernels& kernels, bool library) {
  Encoder out;
  out.kernels_ = &kernels;
  const auto hidden = weights.number("hidden", kMostHidden);
  const auto heads = weights.number("attention_heads", kMostHidden);
  const auto layers = weights.number("layers", kMostLayers);
  const auto inner = weights.number("ffn", kMostInner);
  const auto longest = weights.number("max_pieces", kPositions);
  for (const auto* number : {&hidden, &heads, &layers, &inner, &longest}) {
    if (!*number) return number->error();
  }
  if (*hidden % (*heads * kLanes) != 0 || *inner % kLanes != 0 || *longest < 34) {
    return Error{ErrorKind::Malformed, "the weights' sizes are not multiples of sixteen"};
  }
  out.hidden_ = *hidden;
  out.heads_ = *heads;
  out.longest_ = *longest;
  const auto epsilon = weights.facts().find("norm_epsilon");
  if (epsilon == weights.facts().end()) return Error{ErrorKind::Malformed, "the weights do not say their norm_epsilon"};
  const std::string& written = epsilon->second;
  const auto read = std::from_chars(written.data(), written.data() + written.size(), out.epsilon_);
  if (read.ec != std::errc() || !(out.epsilon_ > 0)) return Error{ErrorKind::Malformed, "norm_epsilon is no number"};

  const auto words = table.int8s("embed.word.weight", {pieces, *hidden});
  if (!words) return words.error();
  const auto scales = table.floats("embed.word.scale", {pieces});
  const auto positions = weights.floats("embed.position", {kPositions, *hidden});
  const auto type = weights.floats("embed.type", {*hidden});
  for (const auto* floats : {&scales, &positions, &type}) {
    if (!*floats) return floats->error();
  }
  const auto norm = read_norm(weights, "embed.norm", *hidden);
  if (!norm) return norm.error();
  out.words_ = *words;
  out.word_scales_ = *scales;
  out.positions_ = *positions;
  out.type_ = *type;
  out.norm_ = *norm;
  for (std::size_t n = 0; n < *layers; ++n) {
    if (auto layer = out.read_layer(weights, n, *inner, library); !layer) return layer.error();
  }
  return out;
}

void Encoder::encode(std::span<const std::int32_t> pieces, std::span<const int> lengths, Workspace& workspace,
                     std::size_t middle) const {
  const int rows = static_cast<int>(pieces.size());
  const std::size_t padded = pad_to(pieces.size(), kRowStep) + kBlock;
  std::size_t inner = hidden_;
  for (const Layer& layer : layers_) inner = std::max(inner, static_cast<std::size_t>(layer.first.width()));
  const std::size_t widest = std::max(inner, 3 * hidden_);
  workspace.hidden.reserve(padded * hidden_);
  workspace.context.reserve(padded * hidden_);
  workspace.mixed.reserve(padded * 3 * hidden_);
  workspace.rounded.reserve(kBlock * inner);
  workspace.products.reserve(kBlock * widest);
  workspace.row.reserve(widest);
  workspace.rounding.resize(std::max<std::size_t>(workspace.rounding.size(), kBlock));
  embed(pieces, lengths, workspace);
  for (const Layer& layer : layers_) {
    mix(layer, rows, workspace);
    attend(lengths, workspace);
    feed_forward(layer, rows, workspace);
    if (static_cast<std::size_t>(&layer - layers_.data()) + 1 != middle) continue;
    const std::size_t numbers = pieces.size() * hidden_;
    std::copy_n(workspace.hidden.data(), numbers, workspace.middle.reserve(numbers));
  }
}

void Encoder::add_piece(std::int32_t piece, std::span<float> to) const {
  const auto at = static_cast<std::size_t>(piece);
  for (std::size_t i = 0; i < hidden_; ++i) {
    to[i] += static_cast<float>(words_[at * hidden_ + i]) * word_scales_[at];
  }
}

void Encoder::embed(std::span<const std::int32_t> pieces, std::span<const int> lengths, Workspace& workspace) const {
  const int n = static_cast<int>(hidden_);
  float* out = workspace.hidden.data();
  std::size_t at = 0;
  for (const int length : lengths) {
    for (int position = 0; position < length; ++position, ++at, out += n) {
      const auto piece = static_cast<std::size_t>(pieces[at]);
      kernels_->embed(&words_[piece * hidden_], word_scales_[piece],
                      &positions_[static_cast<std::size_t>(position) * hidden_], type_.data(), n, out);
      kernels_->norm(out, nullptr, n, norm_.gain.data(), norm_.bias.data(), epsilon_);
    }
  }
}

// Hidden states to queries, keys and values, side by side in `mixed`.
void Encoder::mix(const Layer& layer, int rows, Workspace& w) const {
  const int n = static_cast<int>(hidden_);
  const int width = layer.mix.width();
  for (int begin = 0; begin < rows; begin += kBlock) {
    const int count = std::min(kBlock, rows - begin);
    const float* hidden = w.hidden.data() + static_cast<std::ptrdiff_t>(begin) * n;
    float* out = w.mixed.data() + static_cast<std::ptrdiff_t>(begin) * width;
    for (int r = 0; r < count; ++r) {
      w.rounding[static_cast<std::size_t>(r)] = kernels_->quantise(hidden + r * n, n, w.rounded.data() + r * n);
    }
    layer.mix.multiply(*kernels_, w.rounded.data(), count, w.products.data(), w.library);
    for (int r = 0; r < count; ++r) {
      kernels_->scale(w.products.data() + r * width, width, w.rounding[static_cast<std::size_t>(r)],
                      layer.mix.columns(), out + static_cast<std::ptrdiff_t>(r) * width);
    }
  }
}

void Encoder::attend(std::span<const int> lengths, Workspace& w) const {
  const int n = static_cast<int>(hidden_);
  const int stride = 3 * n;
  const int width = n / static_cast<int>(heads_);
  const float factor = 1.0f / std::sqrt(static_cast<float>(width));
  const float* mixed = w.mixed.data();
  float* context = w.context.data();
  for (const int length : lengths) {
    const int padded = static_cast<int>(pad_to(static_cast<std::size_t>(length), kLanes));
    float* keys = w.keys.reserve(static_cast<std::size_t>(width * padded));
    float* attention = w.attention.reserve(static_cast<std::size_t>(length * padded));
    for (int at = 0; at < n; at += width) {
      const float* key = mixed + n + at;
      for (int j = 0; j < length; ++j, key += stride) {
        for (int d = 0; d < width; ++d) keys[d * padded + j] = key[d];
      }
      for (int d = 0; d < width; ++d) std::fill(keys + d * padded + length, keys + (d + 1) * padded, 0.0f);
      kernels_->product(mixed + at, stride, keys, padded, width, length, padded, attention, padded);
      for (int i = 0; i < length; ++i) kernels_->softmax(attention + i * padded, padded, length, factor);
      kernels_->product(attention, padded, mixed + 2 * n + at, stride, length, length, width, context + at, n);
    }
    mixed += static_cast<std::ptrdiff_t>(length) * stride;
    context += static_cast<std::ptrdiff_t>(length) * n;
  }
}

// The attention's output matrix, and the two of the feed-forward part, with their norms.
void Encoder::feed_forward(const Layer& layer, int rows, Workspace& w) const {
  const int n = static_cast<int>(hidden_);
  const int inner = layer.first.width();
  float* row = w.row.data();
  const auto rounding = [&](int r) -> Rounding& { return w.rounding[static_cast<std::size_t>(r)]; };
  for (int begin = 0; begin < rows; begin += kBlock) {
    const int count = std::min(kBlock, rows - begin);
    const float* context = w.context.data() + static_cast<std::ptrdiff_t>(begin) * n;
    float* hidden = w.hidden.data() + static_cast<std::ptrdiff_t>(begin) * n;
    for (int r = 0; r < count; ++r) rounding(r) = kernels_->quantise(context + r * n, n, w.rounded.data() + r * n);
    layer.output.multiply(*kernels_, w.rounded.data(), count, w.products.data(), w.library);
    for (int r = 0; r < count; ++r) {
      float* state = hidden + r * n;
      kernels_->scale(w.products.data() + r * n, n, rounding(r), layer.output.columns(), row);
      kernels_->norm(state, row, n, layer.norm1.gain.data(), layer.norm1.bias.data(), epsilon_);
      rounding(r) = kernels_->quantise(state, n, w.rounded.data() + r * n);
    }
    layer.first.multiply(*kernels_, w.rounded.data(), count, w.products.data(), w.library);
    for (int r = 0; r < count; ++r) {
      kernels_->scale_gelu(w.products.data() + r * inner, inner, rounding(r), layer.first.columns(), row);
      rounding(r) = kernels_->quantise(row, inner, w.rounded.data() + r * inner);
    }
    layer.second.multiply(*kernels_, w.rounded.data(), count, w.products.data(), w.library);
    for (int r = 0; r < count; ++r) {
      kernels_->scale(w.products.data() + r * n, n, rounding(r), layer.second.columns(), row);
      kernels_->norm(hidden + r * n, row, n, layer.norm2.gain.data(), layer.norm2.bias.data(), epsilon_);
    }
  }
}

}  // namespace annals::model
