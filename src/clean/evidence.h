// What single words tell for or against a block being story: the words it begins with, and the words in the names
// that page makers give to the elements around it. Learned by train/clean/blocks.py, read from data/clean/blocks.words.
#pragma once

#include <bitset>
#include <filesystem>
#include <string_view>

#include "annals/error.h"
#include "clean/words.h"

namespace annals::clean {

// Of one word of an element's names: as the block's own element, or as one further up.
struct NameWeight {
  float near = 0, far = 0;
};

struct Evidence {
  static constexpr std::size_t kWords = 24;  // so many words of a block are looked at

  // The file holds lines: "text WORD WEIGHT", "text WORD WORD WEIGHT" ("^" stands for the beginning),
  // "name WORD NEAR FAR". More than nothing speaks for story, less against it. Errors: NotFound, Malformed.
  static Result<Evidence> open(const std::filesystem::path& file);

  WordTable<float> words;  // by a word's hash or a pair's
  // False: there is surely no weight for that hash. Most words have none, and this is quicker to find out.
  bool may_know(std::uint64_t hash) const { return known.test(hash % kKnown); }
  void set_word(std::uint64_t hash, float weight) {
    words.at(hash) = weight;
    known.set(hash % kKnown);
  }
  static constexpr std::size_t kKnown = 1 << 16;
  std::bitset<kKnown> known;
  WordTable<NameWeight> names;
};

}  // namespace annals::clean
