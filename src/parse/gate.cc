#include "parse/gate.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/text.h"
#include "base/utf8.h"
#include "parse/marks.h"

namespace annals::parse {
namespace {

constexpr std::size_t kStem = 5;     // bytes of a longer word that stand for its kin: "attac" for attacks, attackers
constexpr std::size_t kVectors = 5;  // a part's own, the one before, the one behind, the story's mean and its largest
constexpr std::size_t kMostRows = 1u << 22, kMostWidth = 64, kMostHidden = 256;

constexpr std::uint32_t kPairSeed = 0x9E3779B9u, kStemSeed = 0x85EBCA6Bu, kShapeBefore = 0xC2B2AE35u,
                        kShapeBehind = 0x27D4EB2Fu;

std::uint32_t mix(std::uint32_t a, std::uint32_t b) {
  std::uint32_t x = (a ^ (b + 0x9E3779B9u + (a << 6) + (a >> 2))) * 0x85EBCA6Bu;
  x = (x ^ (x >> 13)) * 0xC2B2AE35u;
  return x ^ (x >> 16);
}

// Casing of ASCII apart, and all digits alike.
std::uint32_t hash_of(std::string_view word) {
  std::uint32_t h = 0x811C9DC5u;
  for (const char c : word) {
    const char kept = base::is_digit(c) ? '0' : base::is_upper_ascii(c) ? static_cast<char>(c + 32) : c;
    h = (h ^ static_cast<unsigned char>(kept)) * 0x01000193u;
  }
  return mix(h, static_cast<std::uint32_t>(word.size()));
}

enum class Shape : std::uint8_t { edge, small, capital, capitals, number, mark };

Shape shape_of(std::string_view word) {
  const char first = word.front();
  if (base::is_digit(first)) return Shape::number;
  if (base::is_lower_ascii(first)) return Shape::small;
  if (base::is_upper_ascii(first)) {
    const bool more = word.size() > 1 && base::is_upper_ascii(word[1]);
    return more ? Shape::capitals : Shape::capital;
  }
  if (static_cast<unsigned char>(first) < 0x80) return Shape::mark;
  std::size_t at = 0;
  const char32_t c = base::next_code_point(word, at);
  return base::is_upper(c) ? Shape::capital : base::is_letter(c) ? Shape::small : Shape::mark;
}

}  // namespace

void Gate::hash(const GatePart& part, Hashes& out) {
  out.words.clear();
  out.all.clear();
  std::uint32_t before = 0;
  Shape shape_before = Shape::edge;
  for (std::size_t i = 0; i < part.words.size(); ++i) {
    const std::string_view word = part.words[i];
    const std::uint32_t hash = hash_of(word);
    const Shape shape = shape_of(word);
    const Shape behind = i + 1 < part.words.size() ? shape_of(part.words[i + 1]) : Shape::edge;
    if (shape != Shape::mark || word == "?" || word == "!" || word == ":") {
      out.words.push_back(hash);
      out.all.push_back(hash);
      if (word.size() > kStem && shape != Shape::mark)
        out.all.push_back(mix(kStemSeed, hash_of(word.substr(0, kStem))));
      out.all.push_back(mix(hash ^ kShapeBefore, static_cast<std::uint32_t>(shape_before)));
      out.all.push_back(mix(hash ^ kShapeBehind, static_cast<std::uint32_t>(behind)));
      if (before != 0) out.all.push_back(mix(before ^ kPairSeed, hash));
      before = hash;
    }
    shape_before = shape;
  }
}

std::array<float, Gate::kNumbers> Gate::numbers(std::span<const GatePart> parts, std::size_t at) {
  const GatePart& part = parts[at];
  const auto count = static_cast<float>(std::max<std::size_t>(part.words.size(), 1));
  float capitals = 0, all_capitals = 0;
  bool digits = false, quoted = false;
  for (const std::string_view word : part.words) {
    const Shape shape = shape_of(word);
    capitals += shape == Shape::capital || shape == Shape::capitals ? 1.0f : 0.0f;
    all_capitals += shape == Shape::capitals ? 1.0f : 0.0f;
    digits = digits || shape == Shape::number;
    quoted = quoted || word == "\"" || opens_quote(word) || closes_quote(word);
  }
  const auto is = [](bool yes) { return yes ? 1.0f : 0.0f; };
  const auto kind = [&](BlockKind wanted) { return is(part.kind == wanted); };
  const auto place = static_cast<float>(at), all = static_cast<float>(parts.size());
  return {std::min(count, 60.0f) / 30.0f,
          capitals / count,
          all_capitals / count,
          is(digits),
          is(quoted),
          kind(BlockKind::title),
          kind(BlockKind::lead),
          kind(BlockKind::body),
          kind(BlockKind::caption),
          kind(BlockKind::quote),
          place / all,
          1.0f / (1.0f + place),
          std::min(all, 64.0f) / 64.0f,
          is(at == 0 || parts[at - 1].block != part.block),
          is(part.words.size() < 6),
          is(!part.words.empty() && part.words.back() == "?")};
}

Result<Gate> Gate::open(const std::filesystem::path& path) {
  auto weights = model::Safetensors::open(path);
  if (!weights) return weights.error();
  Gate out(std::move(*weights));
  if (auto read = out.read(); !read) {
    Error error = read.error();
    error.source = path.string();
    return error;
  }
  return out;
}

Result<Done> Gate::read() {
  const auto format = weights_.facts().find("format");
  if (format == weights_.facts().end() || format->second != "annals-gate") {
    return Error{ErrorKind::Malformed, "expected a gate's weights, found another safetensors file"};
  }
  const auto width = weights_.number("width", kMostWidth), hidden = weights_.number("hidden", kMostHidden);
  for (const auto* number : {&width, &hidden}) {
    if (!*number) return number->error();
  }
  width_ = *width;
  hidden_ = *hidden;
  inputs_ = kVectors * width_ + kNumbers;
  const auto least = weights_.facts().find("least");
  if (least == weights_.facts().end() ||
      std::from_chars(least->second.data(), least->second.data() + least->second.size(), least_).ec != std::errc()) {
    return Error{ErrorKind::Malformed, "the gate's weights do not say from which score on a part is read"};
  }
  if (auto read = read_table("words", words_); !read) return read;
  if (auto read = read_table("all", all_); !read) return read;
  const auto take = [&](const std::string& name, const std::vector<std::size_t>& shape,
                        std::span<const float>& out) -> Result<Done> {
    const auto floats = weights_.floats(name, shape);
    if (!floats) return floats.error();
    out = *floats;
    return Done{};
  };
  if (auto read = take("first.weight", {hidden_, inputs_}, first_); !read) return read;
  if (auto read = take("first.bias", {hidden_}, first_bias_); !read) return read;
  if (auto read = take("second.weight", {hidden_}, second_); !read) return read;
  return take("second.bias", {1}, bias_);
}

Result<Done> Gate::read_table(const std::string& name, Table& out) {
  const auto rows = weights_.number(name + "_rows", kMostRows);
  if (!rows) return rows.error();
  if ((*rows & (*rows - 1)) != 0) return Error{ErrorKind::Malformed, "the gate's rows are no power of two"};
  const auto table = weights_.int8s(name, {*rows, width_});
  if (!table) return table.error();
  const auto steps = weights_.floats(name + ".step", {width_});
  if (!steps) return steps.error();
  out = {*rows, *table, *steps};
  return Done{};
}

// The rows of the hashes, summed and divided by the root of how many they are.
void Gate::add(const Table& table, const std::vector<std::uint32_t>& hashes, float* vector) const {
  std::array<std::int32_t, kMostWidth> sums{};
  for (const std::uint32_t hash : hashes) {
    const std::int8_t* row = &table.at[(hash & (table.rows - 1)) * width_];
    for (std::size_t d = 0; d < width_; ++d) sums[d] += row[d];
  }
  const float root = std::sqrt(static_cast<float>(hashes.size() + 1));
  for (std::size_t d = 0; d < width_; ++d) vector[d] += static_cast<float>(sums[d]) * table.steps[d] / root;
}

std::vector<float> Gate::scores(std::span<const GatePart> parts) const {
  const std::size_t n = parts.size();
  std::vector<float> vectors(n * width_), mean(width_), most(width_, -1e9f);
  Hashes found;
  for (std::size_t i = 0; i < n; ++i) {
    hash(parts[i], found);
    add(words_, found.words, &vectors[i * width_]);
    add(all_, found.all, &vectors[i * width_]);
    for (std::size_t d = 0; d < width_; ++d) {
      const float value = vectors[i * width_ + d];
      mean[d] += value;
      most[d] = std::max(most[d], value);
    }
  }
  for (float& value : mean) value /= static_cast<float>(std::max<std::size_t>(n, 1));
  std::vector<float> out(n), input(inputs_);
  for (std::size_t i = 0; i < n; ++i) {
    const auto put = [&](std::size_t at, const float* from) { std::copy_n(from, width_, &input[at * width_]); };
    std::fill(input.begin(), input.end(), 0.0f);
    put(0, &vectors[i * width_]);
    if (i > 0) put(1, &vectors[(i - 1) * width_]);
    if (i + 1 < n) put(2, &vectors[(i + 1) * width_]);
    put(3, mean.data());
    put(4, most.data());
    const auto plain = numbers(parts, i);
    std::copy(plain.begin(), plain.end(), input.begin() + static_cast<std::ptrdiff_t>(kVectors * width_));
    out[i] = bias_[0];
    for (std::size_t h = 0; h < hidden_; ++h) {
      float sum = first_bias_[h];
      for (std::size_t k = 0; k < inputs_; ++k) sum += first_[h * inputs_ + k] * input[k];
      out[i] += second_[h] * std::max(sum, 0.0f);
    }
  }
  return out;
}

}  // namespace annals::parse
