// UTF-8, and what Unicode says of its characters.
#pragma once

#include <string>
#include <string_view>

namespace annals::base {

inline constexpr char32_t kReplacement = 0xFFFD;

// Reads the code point at `at` and moves `at` past it. A byte that begins no valid sequence reads as U+FFFD, alone.
char32_t next_code_point(std::string_view text, std::size_t& at);
void append_code_point(std::string& out, char32_t c);
bool is_valid_utf8(std::string_view text);

bool is_white_space(char32_t c);  // as Unicode's White_Space
bool is_letter(char32_t c);
bool is_upper(char32_t c);
bool is_lower(char32_t c);
bool is_number(char32_t c);       // general categories N*
bool is_punctuation(char32_t c);  // general categories P*
bool is_cjk(char32_t c);          // written without spaces between words: Han, kana, Thai ...

std::string to_lower(std::string_view text);  // full Unicode, no locale
// For comparing names: NFKD, marks dropped, case folded, apostrophes and dashes made plain ("Şanlıurfa" ->
// "sanliurfa").
std::string fold(std::string_view text);

}  // namespace annals::base
