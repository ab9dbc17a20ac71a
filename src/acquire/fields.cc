#include "acquire/fields.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"

namespace annals::acquire {

bool same_nocase(std::string_view a, std::string_view lower) {
  if (a.size() != lower.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const char c = base::is_upper_ascii(a[i]) ? static_cast<char>(a[i] + 32) : a[i];
    if (c != lower[i]) return false;
  }
  return true;
}

std::string_view Fields::get(std::string_view lower_name) const {
  for (const Field& field : fields) {
    if (same_nocase(field.name, lower_name)) return field.value;
  }
  return {};
}

std::size_t header_end(std::string_view bytes, std::size_t from) {
  for (std::size_t at = from; (at = bytes.find('\n', at)) != std::string_view::npos; ++at) {
    if (at + 1 < bytes.size() && bytes[at + 1] == '\n') return at + 2;
    if (at + 2 < bytes.size() && bytes[at + 1] == '\r' && bytes[at + 2] == '\n') return at + 3;
  }
  return std::string_view::npos;
}

Fields read_fields(std::string_view header) {
  Fields out;
  out.size = header.size();
  out.fields.reserve(24);
  bool first = true;
  while (!header.empty()) {
    const std::size_t end = std::min(header.find('\n'), header.size());
    std::string_view line = header.substr(0, end);
    header.remove_prefix(std::min(end + 1, header.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (first) {
      out.first = line;
      first = false;
      continue;
    }
    if (line.empty() || line[0] == ' ' || line[0] == '\t') continue;
    const std::size_t colon = line.find(':');
    const std::string_view name = base::trim(line.substr(0, colon));
    const bool control =
        std::ranges::any_of(line, [](char c) { return static_cast<unsigned char>(c) < ' ' && c != '\t'; });
    if (control) ++out.odd_lines;
    if (colon == std::string_view::npos || name.empty()) {
      ++out.odd_lines;
    } else {
      out.fields.push_back({name, base::trim(line.substr(colon + 1))});
    }
  }
  return out;
}

MediaType media_type(std::string_view value) {
  MediaType out;
  const std::size_t semicolon = std::min(value.find(';'), value.size());
  out.type = base::to_lower_ascii(base::trim(value.substr(0, semicolon)));
  std::string_view rest = value.substr(semicolon);
  while (!rest.empty()) {
    rest.remove_prefix(1);
    const std::size_t end = std::min(rest.find(';'), rest.size());
    const std::string_view parameter = base::trim(rest.substr(0, end));
    rest.remove_prefix(end);
    const std::size_t equals = parameter.find('=');
    if (equals == std::string_view::npos || !same_nocase(base::trim(parameter.substr(0, equals)), "charset")) continue;
    std::string_view charset = base::trim(parameter.substr(equals + 1));
    while (!charset.empty() && (charset.front() == '"' || charset.front() == '\'')) charset.remove_prefix(1);
    while (!charset.empty() && (charset.back() == '"' || charset.back() == '\'')) charset.remove_suffix(1);
    out.charset = base::to_lower_ascii(charset.substr(0, 40));
    break;
  }
  return out;
}

std::optional<std::uint64_t> whole_number(std::string_view digits) {
  std::uint64_t value = 0;
  if (digits.empty() || digits.size() > 18) return std::nullopt;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

}  // namespace annals::acquire
