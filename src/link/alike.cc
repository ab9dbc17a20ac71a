#include "link/alike.h"

#include <algorithm>
#include <cmath>
#include <map>
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

// The first scores of all mentions of a story.
class StoryScores {
 public:
  StoryScores(std::vector<float> scores, const std::vector<std::uint32_t>& documents)
      : count_(documents.size()),
        scores_(std::move(scores)),
        chances_(count_ * count_),
        friends_(count_, 0),
        lengths_(count_),
        rivals_(count_ * count_, kNoRival) {
    for (std::size_t i = 0; i < count_; ++i) {
      double length = 1;  // a mention is its own friend
      for (std::size_t j = 0; j < count_; ++j) {
        const float chance = i == j ? 0 : 1 / (1 + std::exp(-(scores_[i * count_ + j] + 1)));
        chances_[i * count_ + j] = chance;
        friends_[i] += chance;
        length += static_cast<double>(chance) * chance;
      }
      lengths_[i] = static_cast<float>(std::sqrt(length));
    }
    for (std::size_t i = 0; i < count_; ++i) find_rivals(i, documents);
  }

  std::array<float, kStorySigns.size()> signs(std::size_t i, std::size_t j) const {
    const float score = scores_[i * count_ + j], chance = chances_[i * count_ + j];
    float common = 0, path = 0;  // over third mentions
    for (std::size_t k = 0; k < count_; ++k) {
      const float a = chances_[i * count_ + k], b = chances_[j * count_ + k];
      common += a * b;
      path = std::max(path, std::min(a, b));
    }
    const float same = (common + 2 * chance) / (lengths_[i] * lengths_[j]);
    const float ahead_i = score - rivals_[i * count_ + j], ahead_j = score - rivals_[j * count_ + i];
    const float fewer = std::min(friends_[i], friends_[j]), more = std::max(friends_[i], friends_[j]);
    return {score,
            chance,
            same,
            std::clamp(std::min(ahead_i, ahead_j), -kFar, kFar),
            std::clamp(std::max(ahead_i, ahead_j), -kFar, kFar),
            std::log(1 + fewer),
            std::log(1 + more),
            path,
            std::min(common / std::max(fewer, 0.5f), 3.0f)};
  }

 private:
  static constexpr float kNoRival = -12, kFar = 8;

  // Of mention i and each j the best score that i has with another mention of j's document.
  void find_rivals(std::size_t i, const std::vector<std::uint32_t>& documents) {
    struct Best {
      float first = kNoRival, second = kNoRival;
      std::size_t at = 0;
    };
    std::map<std::uint32_t, Best> best;
    for (std::size_t j = 0; j < count_; ++j) {
      if (j == i) continue;
      Best& of = best[documents[j]];
      const float score = scores_[i * count_ + j];
      if (score > of.first) {
        of.second = of.first;
        of.first = score;
        of.at = j;
      } else {
        of.second = std::max(of.second, score);
      }
    }
    for (std::size_t j = 0; j < count_; ++j) {
      const Best& of = best[documents[j]];
      rivals_[i * count_ + j] = std::max(kNoRival, of.at == j && of.first > kNoRival ? of.second : of.first);
    }
  }

  std::size_t count_;
  std::vector<float> scores_, chances_, friends_, lengths_, rivals_;
};

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
  auto nets = read_nets(*file, "net", kAllSigns);
  if (!nets) return nets.error();
  auto second = read_nets(*file, "second", kSecondSigns);
  if (!second) return second.error();
  out.nets_ = std::move(*nets);
  out.second_nets_ = std::move(*second);
  return out;
}

Result<std::vector<Alike::Net>> Alike::read_nets(const model::Safetensors& file, const std::string& kind,
                                                 std::size_t signs) {
  const auto count = file.number(kind + "s", kMostNets);
  if (!count) return count.error();
  std::vector<Net> out(*count);
  for (std::size_t n = 0; n < *count; ++n) {
    const std::string name = kind + "." + std::to_string(n) + ".";
    std::vector<float> last_bias;
    struct Part {
      std::string name;
      std::vector<std::size_t> shape;
      std::vector<float>& to;
    };
    const std::array<Part, 6> parts = {Part{"first.weight", {kFirst, signs}, out[n].first},
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
  std::copy(plain.begin(), plain.end(), out.begin());
  const bool same = a.wording.stem == b.wording.stem;
  const float meaning = cosine(a.whitened, b.whitened), sentence = cosine(a.sentence, b.sentence);
  const std::array<float, kVectorSigns.size()> vectors = {
      cosine(a.word, b.word), cosine(a.meaning, b.meaning), meaning, sentence, same ? meaning : 0, same ? sentence : 0};
  std::copy(vectors.begin(), vectors.end(), out.begin() + kSigns.size());
  return out;
}

double Alike::score(const std::vector<Net>& nets, std::span<const float> signs) {
  double sum = 0;
  for (const Net& net : nets) {
    const std::vector<float> first = layer(net.first, net.first_bias, signs);
    const std::vector<float> second = layer(net.second, net.second_bias, first);
    float one = net.last_bias;
    for (std::size_t i = 0; i < second.size(); ++i) one += net.last[i] * second[i];
    sum += one;
  }
  return sum / static_cast<double>(std::max<std::size_t>(nets.size(), 1));
}

double Alike::score(const Judged& a, const Judged& b, const Company& company) const {
  return score(nets_, signs(a, b, company));
}

std::vector<float> Alike::scores(const std::vector<Judged>& story,
                                 const std::function<Company(std::size_t, std::size_t)>& company) const {
  const std::size_t count = story.size();
  std::vector<float> first(count * count, 0.0f), out(count * count, 0.0f);
  std::vector<std::uint32_t> documents;
  for (const Judged& one : story) documents.push_back(one.wording.document);
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t j = i + 1; j < count; ++j) {
      first[i * count + j] = first[j * count + i] = static_cast<float>(score(story[i], story[j], company(i, j)));
    }
  }
  const StoryScores scores(std::move(first), documents);
  std::array<float, kSecondSigns> all{};
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t j = i + 1; j < count; ++j) {
      const auto behind = scores.signs(i, j);
      const auto own = signs(story[i], story[j], company(i, j));
      std::copy(own.begin(), own.end(), std::copy(behind.begin(), behind.end(), all.begin()));
      out[i * count + j] = out[j * count + i] = static_cast<float>(score(second_nets_, all));
    }
  }
  return out;
}

}  // namespace annals::link
