// Which senses words have, and which senses are kin: how far two words for an act can mean the same.
//
//   Result<Senses> senses = Senses::open(data / "languages" / "en");
//   likeness(senses->of("buy", true).kin, senses->of("acquisition", false).kin);   // .48
//
// Immutable once open.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "annals/error.h"

namespace annals::lexicon {

struct WordSense {
  std::uint32_t id = 0;
  float weight = 0;  // 1 for a word's commonest sense, less for rarer and for what is only kin
};

// What a word can mean. Each list ascends by id and holds the one before it.
struct WordSenses {
  std::vector<WordSense> own;
  std::vector<WordSense> derived;  // and senses that words derived from it have: "die", "death"
  std::vector<WordSense> kin;      // and those broader and narrower by a step
};

// How far two words share a sense: the greatest product of its weights.
float likeness(std::span<const WordSense> a, std::span<const WordSense> b);

class Senses {
 public:
  // Reads senses.tsv and kin.tsv of a language's folder. Errors: NotFound, Io, Malformed.
  static Result<Senses> open(const std::filesystem::path& folder);

  // Of a lemma in lower case, as a verb or as a noun; as the other where the tables have it only so.
  WordSenses of(std::string_view lemma, bool verb) const;

 private:
  struct Kin {
    std::vector<std::uint32_t> derived, broader, narrower;
  };
  std::map<std::string, std::vector<std::uint32_t>, std::less<>> verbs_, nouns_;
  std::map<std::uint32_t, Kin> kin_;
};

}  // namespace annals::lexicon
