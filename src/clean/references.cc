#include "clean/references.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "base/utf8.h"

namespace annals::clean {
namespace {

struct Named {
  std::string_view name;
  std::string_view text;
};

constexpr Named kNamed[] = {
#include "clean/named_references.inc"
};

// What a numeric reference to a C1 control means on the web: windows-1252.
constexpr std::array<char32_t, 32> kControls = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                                0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

int digit_value(char c, bool hex) {
  if (base::is_digit(c)) return c - '0';
  if (hex && c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (hex && c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

char32_t replaced(char32_t c) {
  if (c == 0 || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) return base::kReplacement;
  return c >= 0x80 && c < 0xA0 ? kControls[c - 0x80] : c;
}

Reference read_numeric(std::string_view source, std::size_t at) {
  std::size_t i = at + 2;
  const bool hex = i < source.size() && (source[i] == 'x' || source[i] == 'X');
  if (hex) ++i;
  const std::size_t first = i;
  char32_t value = 0;
  for (; i < source.size(); ++i) {
    const int digit = digit_value(source[i], hex);
    if (digit < 0) break;
    value = std::min<char32_t>(value * (hex ? 16 : 10) + static_cast<char32_t>(digit), 0x110000);
  }
  if (i == first) return {};
  if (i < source.size() && source[i] == ';') ++i;
  Reference out{static_cast<std::uint32_t>(i - at), {}};
  base::append_code_point(out.text, replaced(value));
  return out;
}

// The longest name of the table that the source goes on with: narrows the table letter by letter.
Reference read_named(std::string_view source, std::size_t at, bool in_attribute) {
  const Named* low = std::begin(kNamed);
  const Named* high = std::end(kNamed);
  const Named* best = nullptr;
  for (std::size_t length = 0; low != high; ++length) {
    if (low->name.size() == length && length > 0) best = low++;
    if (low == high || at + 1 + length >= source.size()) break;
    const auto wanted = static_cast<unsigned char>(source[at + 1 + length]);
    const auto letter = [&](const Named& named) {
      return length < named.name.size() ? static_cast<unsigned char>(named.name[length]) : 0;
    };
    low = std::partition_point(low, high, [&](const Named& named) { return letter(named) < wanted; });
    high = std::partition_point(low, high, [&](const Named& named) { return letter(named) == wanted; });
  }
  if (best == nullptr) return {};
  const std::size_t after = at + 1 + best->name.size();
  if (in_attribute && !best->name.ends_with(';') && after < source.size() &&
      (source[after] == '=' || base::is_alpha_ascii(source[after]) || base::is_digit(source[after]))) {
    return {};
  }
  return {static_cast<std::uint32_t>(best->name.size() + 1), std::string(best->text)};
}

}  // namespace

Reference read_reference(std::string_view source, std::size_t at, bool in_attribute) {
  if (at + 1 >= source.size()) return {};
  return source[at + 1] == '#' ? read_numeric(source, at) : read_named(source, at, in_attribute);
}

std::string resolve_references(std::string_view source, bool in_attribute) {
  std::string out;
  out.reserve(source.size());
  for (std::size_t at = 0; at < source.size();) {
    const char c = source[at];
    if (c == '&') {
      const Reference reference = read_reference(source, at, in_attribute);
      out += reference.length > 0 ? reference.text : "&";
      at += std::max<std::size_t>(reference.length, 1);
      continue;
    }
    if (c == '\r') {
      out += '\n';
      at += at + 1 < source.size() && source[at + 1] == '\n' ? 2 : 1;
      continue;
    }
    if (c == '\0') {
      out += "\xEF\xBF\xBD";
    } else {
      out += c;
    }
    ++at;
  }
  return out;
}

}  // namespace annals::clean
