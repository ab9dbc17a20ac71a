#include "link/alike.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>
#include <string>

namespace annals::link {
namespace {

constexpr std::size_t kWidth = 384, kAxes = 128, kFirst = 64, kSecond = 32, kMostNets = 32;

void make_unit(std::vector<float>& vector) {
  double length = 0;
  for (const float x : vector) length += static_cast<double>(x) * x;
  const auto factor = static_cast<float>(1 / std::sqrt(std::max(length, 1e-12)));
  for (float& x : vector) x *= factor;
}

std::vector<float> around(const std::vector<float>& vector, const std::vector<float>& mean) {
  std::vector<float> out(vector.size());
  for (std::size_t i = 0; i < std::min(out.size(), mean.size()); ++i) out[i] = vector[i] - mean[i];
  return out;
}

std::vector<float> onto(const std::vector<float>& axes, const std::vector<float>& vector) {
  std::vector<float> out;
  for (std::size_t at = 0; at + vector.size() <= axes.size() && !vector.empty(); at += vector.size()) {
    float sum = 0;
    for (std::size_t i = 0; i < vector.size(); ++i) sum += axes[at + i] * vector[i];
    out.push_back(sum);
  }
  make_unit(out);
  return out;
}

float cosine(const std::vector<float>& a, const std::vector<float>& b) {
  float sum = 0;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) sum += a[i] * b[i];
  return sum;
}

// One layer: `out` numbers out of `in`, none below 0.
std::vector<float> layer(const std::vector<float>& weights, const std::vector<float>& bias, std::span<const float> in) {
  std::vector<float> out(bias);
  for (std::size_t row = 0; row < out.size(); ++row) {
    for (std::size_t i = 0; i < in.size(); ++i) out[row] += weights[row * in.size() + i] * in[i];
    out[row] = std::max(out[row], 0.0f);
  }
  return out;
}

}  // namespace

Result<Alike> Alike::open(const std::filesystem::path& path) {
  const auto file = model::Safetensors::open(path);
  if (!file) return file.error();
  Alike out;
  std::optional<Error> wrong;
  const auto take = [&](const std::string& name, const std::vector<std::size_t>& shape, std::vector<float>& to) {
    const auto floats = file->floats(name, shape);
    if (floats) to.assign(floats->begin(), floats->end());
    if (!floats && !wrong) wrong = floats.error();
  };
  take("word.mean", {kWidth}, out.word_mean_);
  take("meaning.mean", {kWidth}, out.meaning_mean_);
  take("meaning.axes", {kAxes, kWidth}, out.meaning_axes_);
  take("sentence.mean", {kWidth}, out.sentence_mean_);
  take("sentence.axes", {kAxes, kWidth}, out.sentence_axes_);
  std::vector<float> least;
  take("least", {1}, least);
  if (wrong) return *wrong;
  out.least_ = least[0];
  auto nets = read_nets(*file);
  if (!nets) return nets.error();
  out.nets_ = std::move(*nets);
  return out;
}

Result<std::vector<Alike::Net>> Alike::read_nets(const model::Safetensors& file) {
  const auto count = file.number("nets", kMostNets);
  if (!count) return count.error();
  std::vector<Net> out(*count);
  for (std::size_t n = 0; n < *count; ++n) {
    const std::string name = "net." + std::to_string(n) + ".";
    std::vector<float> last_bias;
    struct Part {
      std::string name;
      std::vector<std::size_t> shape;
      std::vector<float>& to;
    };
    const std::array<Part, 6> parts = {Part{"first.weight", {kFirst, kAllSigns}, out[n].first},
                                       Part{"first.bias", {kFirst}, out[n].first_bias},
                                       Part{"second.weight", {kSecond, kFirst}, out[n].second},
                                       Part{"second.bias", {kSecond}, out[n].second_bias},
                                       Part{"last.weight", {kSecond}, out[n].last},
                                       Part{"last.bias", {1}, last_bias}};
    for (const Part& part : parts) {
      const auto floats = file.floats(name + part.name, part.shape);
      if (!floats) return floats.error();
      part.to.assign(floats->begin(), floats->end());
    }
    out[n].last_bias = last_bias[0];
  }
  return out;
}

Judged Alike::judged(Wording wording) const {
  Judged out;
  out.word = around(wording.by_itself, word_mean_);
  out.meaning = around(wording.here, meaning_mean_);
  out.whitened = onto(meaning_axes_, out.meaning);
  out.sentence = onto(sentence_axes_, around(wording.sentence_meaning, sentence_mean_));
  make_unit(out.word);
  make_unit(out.meaning);
  out.wording = std::move(wording);
  return out;
}

std::array<float, kAllSigns> Alike::signs(const Judged& a, const Judged& b, const Company& company) const {
  std::array<float, kAllSigns> out{};
  const Signs plain = signs_of(a.wording, b.wording, company);
  const auto behind =
      std::copy(company.context.begin(), company.context.end(), std::copy(plain.begin(), plain.end(), out.begin()));
  const bool same = a.wording.stem == b.wording.stem;
  const float meaning = cosine(a.whitened, b.whitened), sentence = cosine(a.sentence, b.sentence);
  const std::array<float, kVectorSigns.size()> vectors = {
      cosine(a.word, b.word), cosine(a.meaning, b.meaning), meaning, sentence, same ? meaning : 0, same ? sentence : 0};
  std::copy(vectors.begin(), vectors.end(), behind);
  return out;
}

double Alike::score(const Judged& a, const Judged& b, const Company& company) const {
  const std::array<float, kAllSigns> seen = signs(a, b, company);
  double sum = 0;
  for (const Net& net : nets_) {
    const std::vector<float> first = layer(net.first, net.first_bias, seen);
    const std::vector<float> second = layer(net.second, net.second_bias, first);
    float one = net.last_bias;
    for (std::size_t i = 0; i < second.size(); ++i) one += net.last[i] * second[i];
    sum += one;
  }
  return sum / static_cast<double>(std::max<std::size_t>(nets_.size(), 1));
}

}  // namespace annals::link
