// What the names that page makers give to elements (class, id, role ...) say of the text in them.
//
// The words are data (data/clean/hints.txt): "nav: menu navbar breadcrumb ...". They are evidence among other evidence,
// never a verdict.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "annals/error.h"
#include "clean/word_table.h"

namespace annals::clean {

enum class Hint : std::uint8_t {
  nav,
  header,
  footer,
  sidebar,
  comment,
  share,
  related,
  ad,
  caption,
  media,
  byline,
  date,
  consent,
  signup,
  tags,
  content,
  title,
  lead,
  quote,
  hidden,
  list,
  body,
  count
};
inline constexpr std::size_t kHintCount = static_cast<std::size_t>(Hint::count);
extern const std::array<std::string_view, kHintCount> kHintNames;

using HintBits = std::uint32_t;
constexpr HintBits bit(Hint hint) { return HintBits{1} << static_cast<unsigned>(hint); }

// Hands over the hash of each word in names like "entry-content wp-caption" or "relatedLinks", and the word.
template <typename Take>
void each_name_word(std::string_view names, Take&& take) {
  names = names.substr(0, 400);
  LetterHash hash;
  std::size_t begin = 0;
  char before = ' ';
  for (std::size_t at = 0; at <= names.size(); ++at) {
    const char c = at < names.size() ? names[at] : ' ';
    const char small = static_cast<char>(c | 0x20);
    const bool letter = small >= 'a' && small <= 'z' && (c & 0x40) != 0;
    const bool hump = letter && c != small && before >= 'a' && before <= 'z';
    if (!letter || hump) {
      if (at >= begin + 2) take(hash.value(), names.substr(begin, at - begin));
      hash = {};
      begin = letter ? at : at + 1;
    }
    if (letter) hash.add(small);
    before = c;
  }
}

class HintWords {
 public:
  // Errors: NotFound, Malformed.
  static Result<HintWords> open(const std::filesystem::path& file);
  HintBits of(std::uint64_t word) const { return words_.value_of(word); }

 private:
  WordTable<HintBits> words_;
};

}  // namespace annals::clean
