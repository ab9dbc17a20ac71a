#include "link/alike.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <span>
#include <string>

#include "model/safetensors.h"

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
  const auto nets = file->number("nets", kMostNets);
  if (!nets) return nets.error();
  for (std::size_t n = 0; n < *nets && !wrong; ++n) {
    const std::string name = "net." + std::to_string(n) + ".";
    Net net;
    std::vector<float> last_bias;
    take(name + "first.weight", {kFirst, kAllSigns}, net.first);
    take(name + "first.bias", {kFirst}, net.first_bias);
    take(name + "second.weight", {kSecond, kFirst}, net.second);
    take(name + "second.bias", {kSecond}, net.second_bias);
    take(name + "last.weight", {kSecond}, net.last);
    take(name + "last.bias", {1}, last_bias);
    if (!wrong) net.last_bias = last_bias[0];
    out.nets_.push_back(std::move(net));
  }
  if (wrong) return *wrong;
  out.least_ = least[0];
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
  std::copy(plain.begin(), plain.end(), out.begin());
  const bool same = a.wording.stem == b.wording.stem;
  const float meaning = cosine(a.whitened, b.whitened), sentence = cosine(a.sentence, b.sentence);
  const std::array<float, kVectorSigns.size()> vectors = {
      cosine(a.word, b.word), cosine(a.meaning, b.meaning), meaning, sentence, same ? meaning : 0, same ? sentence : 0};
  std::copy(vectors.begin(), vectors.end(), out.begin() + kSigns.size());
  return out;
}

double Alike::score(const Net& net, const std::array<float, kAllSigns>& signs) const {
  const std::vector<float> first = layer(net.first, net.first_bias, signs);
  const std::vector<float> second = layer(net.second, net.second_bias, first);
  float out = net.last_bias;
  for (std::size_t i = 0; i < second.size(); ++i) out += net.last[i] * second[i];
  return out;
}

double Alike::score(const Judged& a, const Judged& b, const Company& company) const {
  const auto all = signs(a, b, company);
  double sum = 0;
  for (const Net& net : nets_) sum += score(net, all);
  return sum / static_cast<double>(std::max<std::size_t>(nets_.size(), 1));
}

}  // namespace annals::link
