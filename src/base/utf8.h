// UTF-8, and what Unicode says of its characters.
#pragma once

#include <string>
#include <string_view>

#include "base/text.h"

namespace annals::base {

inline constexpr char32_t kReplacement = 0xFFFD;

// Beyond ASCII; what the inline functions below hand on.
char32_t next_wide_code_point(std::string_view text, std::size_t& at);
bool is_wide_white_space(char32_t c);
bool is_wide_letter(char32_t c);
bool is_wide_upper(char32_t c);
bool is_wide_lower(char32_t c);

// Reads the code point at `at` and moves `at` past it. A byte that begins no valid sequence reads as U+FFFD, alone.
inline char32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto first = static_cast<unsigned char>(text[at]);
  if (first >= 0x80) return next_wide_code_point(text, at);
  ++at;
  return first;
}
void append_code_point(std::string& out, char32_t c);
bool is_valid_utf8(std::string_view text);
std::string as_valid_utf8(std::string_view text);  // bytes that are no character become U+FFFD
// The first `bytes` of the text, or a few less: no character is cut.
std::string_view utf8_prefix(std::string_view text, std::size_t bytes);
// The first byte from `at` on that is not ASCII; the text's size where there is none.
std::size_t ascii_end(std::string_view text, std::size_t at = 0);

// One line of a text, in which nothing hides: white space folded, control characters and marks that turn the direction
// of text or have no width written as <U+202E>.
std::string visible(std::string_view text);

// White space as Unicode's White_Space.
inline bool is_white_space(char32_t c) {
  return c < 0x80 ? is_space_ascii(static_cast<char>(c)) : is_wide_white_space(c);
}
inline bool is_letter(char32_t c) { return c < 0x80 ? is_alpha_ascii(static_cast<char>(c)) : is_wide_letter(c); }
inline bool is_upper(char32_t c) { return c < 0x80 ? is_upper_ascii(static_cast<char>(c)) : is_wide_upper(c); }
inline bool is_lower(char32_t c) { return c < 0x80 ? is_lower_ascii(static_cast<char>(c)) : is_wide_lower(c); }
bool is_number(char32_t c);       // general categories N*
bool is_punctuation(char32_t c);  // general categories P*
bool is_cjk(char32_t c);          // written without spaces between words: Han, kana, Thai ...

std::string to_lower(std::string_view text);  // full Unicode, no locale
// For comparing names: NFKD, marks dropped, case folded, apostrophes and dashes made plain ("Şanlıurfa" ->
// "sanliurfa").
std::string fold(std::string_view text);
void fold_into(std::string_view text, std::string& out);  // the same, in place of what `out` held

// Of a character of ASCII.
constexpr char fold_ascii(char c) {
  if (c == '`') return '\'';
  return is_upper_ascii(c) ? static_cast<char>(c + 32) : c;
}

}  // namespace annals::base
