// Small things done to ASCII and UTF-8 strings.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace annals::base {

std::string to_lower_ascii(std::string_view text);
std::string_view trim(std::string_view text);                                // spaces, tabs, line ends
std::vector<std::string_view> split(std::string_view text, char separator);  // keeps empty fields
std::vector<std::string_view> split_words(std::string_view text);            // at white space; no empty ones
std::string join(const std::vector<std::string>& parts, std::string_view separator);
std::string escaped_markup(std::string_view text);  // as text between the tags, or a value, of HTML and XML
std::string fold_spaces(std::string_view text);     // runs of white space (Unicode too) to one blank, ends trimmed

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_upper_ascii(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_lower_ascii(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_alpha_ascii(char c) { return is_upper_ascii(c) || is_lower_ascii(c); }
constexpr bool is_space_ascii(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

}  // namespace annals::base
