#include "query/names.h"

#include "base/text.h"
#include "base/utf8.h"

namespace annals::query {
namespace {

bool is_word_byte(char c) {
  return base::is_alpha_ascii(c) || base::is_digit(c) || static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace

bool holds_words(std::string_view text, const std::string& words) {
  return !words.empty() && holds_folded(base::fold(text), words);
}

bool holds_folded(std::string_view folded, const std::string& words) {
  if (words.empty()) return false;
  for (std::size_t at = 0; (at = folded.find(words, at)) != std::string_view::npos; ++at) {
    const std::size_t end = at + words.size();
    const bool begins = at == 0 || !is_word_byte(folded[at - 1]) || !is_word_byte(words.front());
    const bool ends = end == folded.size() || !is_word_byte(folded[end]) || !is_word_byte(words.back());
    if (begins && ends) return true;
  }
  return false;
}

bool is_named(const Actor& actor, const std::string& words) {
  return base::fold(actor.id) == words || base::fold(actor.country) == words || holds_words(actor.name, words);
}

bool same_word(std::string_view a, std::string_view b) { return base::to_lower_ascii(a) == base::to_lower_ascii(b); }

std::string folded(const std::string& text) { return base::fold(base::trim(text)); }

}  // namespace annals::query
