#include "store/entities.h"

#include <array>
#include <cstdint>

#include "base/text.h"
#include "base/utf8.h"

namespace annals::store {
namespace {

// U+00A0 to U+00FF, in order. These were there before HTML asked for a semicolon, so they may lack it.
constexpr std::array<std::string_view, 96> kLatin1 = {
    "nbsp",   "iexcl",  "cent",   "pound",  "curren", "yen",    "brvbar", "sect",   "uml",    "copy",   "ordf",
    "laquo",  "not",    "shy",    "reg",    "macr",   "deg",    "plusmn", "sup2",   "sup3",   "acute",  "micro",
    "para",   "middot", "cedil",  "sup1",   "ordm",   "raquo",  "frac14", "frac12", "frac34", "iquest", "Agrave",
    "Aacute", "Acirc",  "Atilde", "Auml",   "Aring",  "AElig",  "Ccedil", "Egrave", "Eacute", "Ecirc",  "Euml",
    "Igrave", "Iacute", "Icirc",  "Iuml",   "ETH",    "Ntilde", "Ograve", "Oacute", "Ocirc",  "Otilde", "Ouml",
    "times",  "Oslash", "Ugrave", "Uacute", "Ucirc",  "Uuml",   "Yacute", "THORN",  "szlig",  "agrave", "aacute",
    "acirc",  "atilde", "auml",   "aring",  "aelig",  "ccedil", "egrave", "eacute", "ecirc",  "euml",   "igrave",
    "iacute", "icirc",  "iuml",   "eth",    "ntilde", "ograve", "oacute", "ocirc",  "otilde", "ouml",   "divide",
    "oslash", "ugrave", "uacute", "ucirc",  "uuml",   "yacute", "thorn",  "yuml"};

struct Named {
  std::string_view name;
  char32_t character;
};
constexpr std::array<Named, 34> kOthers = {{
    {"amp", '&'},       {"lt", '<'},        {"gt", '>'},        {"quot", '"'},      {"apos", '\''},
    {"ndash", 0x2013},  {"mdash", 0x2014},  {"lsquo", 0x2018},  {"rsquo", 0x2019},  {"sbquo", 0x201A},
    {"ldquo", 0x201C},  {"rdquo", 0x201D},  {"bdquo", 0x201E},  {"hellip", 0x2026}, {"bull", 0x2022},
    {"euro", 0x20AC},   {"trade", 0x2122},  {"ensp", 0x2002},   {"emsp", 0x2003},   {"thinsp", 0x2009},
    {"zwnj", 0x200C},   {"zwj", 0x200D},    {"lrm", 0x200E},    {"rlm", 0x200F},    {"dagger", 0x2020},
    {"Dagger", 0x2021}, {"permil", 0x2030}, {"lsaquo", 0x2039}, {"rsaquo", 0x203A}, {"prime", 0x2032},
    {"Prime", 0x2033},  {"Scaron", 0x160},  {"scaron", 0x161},  {"OElig", 0x152},
}};

// What a number between 128 and 159 stands for: browsers read it as Windows-1252.
constexpr std::array<char32_t, 32> kWindows1252 = {0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021,
                                                   0x2C6,  0x2030, 0x160,  0x2039, 0x152,  0x8D,   0x17D,  0x8F,
                                                   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                   0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};

std::optional<char32_t> named_character(std::string_view name) {
  for (std::size_t i = 0; i < kLatin1.size(); ++i) {
    if (kLatin1[i] == name) return static_cast<char32_t>(0xA0 + i);
  }
  for (const Named& other : kOthers) {
    if (other.name == name) return other.character;
  }
  return std::nullopt;
}

char32_t numbered_character(std::uint32_t number) {
  if (number >= 0x80 && number < 0xA0) return kWindows1252[number - 0x80];
  const bool surrogate = number >= 0xD800 && number < 0xE000;
  return number == 0 || number > 0x10FFFF || surrogate ? base::kReplacement : static_cast<char32_t>(number);
}

int digit_of(char c, bool hexadecimal) {
  if (base::is_digit(c)) return c - '0';
  if (hexadecimal && c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (hexadecimal && c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// `at` stands behind "&#" and is moved past the reference; false when none is there.
bool append_numbered(std::string_view text, std::size_t& at, std::string& out) {
  std::size_t end = at;
  const bool hexadecimal = end < text.size() && (text[end] == 'x' || text[end] == 'X');
  end += hexadecimal;
  const std::size_t digits = end;
  std::uint32_t number = 0;
  for (; end < text.size() && digit_of(text[end], hexadecimal) >= 0; ++end) {
    number = std::min<std::uint32_t>(
        0x110000, number * (hexadecimal ? 16 : 10) + static_cast<std::uint32_t>(digit_of(text[end], hexadecimal)));
  }
  if (end == digits) return false;
  if (end < text.size() && text[end] == ';') ++end;
  base::append_code_point(out, numbered_character(number));
  at = end;
  return true;
}

}  // namespace

std::optional<std::string> resolve_references(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] != '&') {
      out += text[at++];
      continue;
    }
    std::size_t end = at + 1;
    if (end < text.size() && text[end] == '#') {
      ++end;
      if (append_numbered(text, end, out)) {
        at = end;
      } else {
        out += text[at++];
      }
      continue;
    }
    while (end < text.size() && (base::is_alpha_ascii(text[end]) || base::is_digit(text[end]))) ++end;
    const bool closed = end < text.size() && text[end] == ';';
    const auto character = named_character(text.substr(at + 1, end - at - 1));
    if (character && closed) {
      base::append_code_point(out, *character);
      at = end + 1;
    } else if (closed || end > at + 1) {
      return std::nullopt;  // a name we do not know, or one without its end
    } else {
      out += text[at++];
    }
  }
  return out;
}

}  // namespace annals::store
