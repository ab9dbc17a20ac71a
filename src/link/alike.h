// The learned judge of whether two mentions in running text tell of one event: small networks over what their words,
// parties, senses and stories have in common (train/linking made them; data/models/alike.en.md is their card).
//
//   Result<Alike> alike = Alike::open(data / "models" / "alike.en.safetensors");
//   Judged a = alike->judged(wording), ...
//   alike->score(a, b, company);     // log-odds: above 0 where one event is likelier than two
//
// Immutable once open.
#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "annals/error.h"
#include "link/context.h"
#include "link/wording.h"
#include "model/safetensors.h"

namespace annals::link {

// The likeness of what the reader's network made of two mentions, beside kSigns and kContextSigns.
inline constexpr std::array<std::string_view, 6> kVectorSigns = {"words alike",
                                                                 "meanings alike",
                                                                 "whitened alike",
                                                                 "sentences alike",
                                                                 "same stem, meanings alike",
                                                                 "same stem, sentences alike"};
inline constexpr std::size_t kAllSigns = kSigns.size() + kContextSigns.size() + kVectorSigns.size();

// A wording whose vectors are made ready for comparing.
struct Judged {
  Wording wording;
  std::vector<float> word, meaning, whitened, sentence;  // of length 1, around the mean of all
};

class Alike {
 public:
  // Errors: as model::Safetensors::open; Malformed when a tensor is missing or of another shape.
  static Result<Alike> open(const std::filesystem::path& path);

  Judged judged(Wording wording) const;
  std::array<float, kAllSigns> signs(const Judged& a, const Judged& b, const Company& company) const;
  double score(const Judged& a, const Judged& b, const Company& company) const;
  double least() const { return least_; }  // the mean score from which mentions are taken together

 private:
  struct Net {
    std::vector<float> first, first_bias, second, second_bias, last;
    float last_bias = 0;
  };
  static Result<std::vector<Net>> read_nets(const model::Safetensors& file);

  std::vector<float> word_mean_, meaning_mean_, sentence_mean_;
  std::vector<float> meaning_axes_, sentence_axes_;  // rows of one number a dimension
  std::vector<Net> nets_;
  double least_ = 0;
};

}  // namespace annals::link
