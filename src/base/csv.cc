#include "base/csv.h"

namespace annals::base {

bool looks_like_formula(std::string_view text) {
  return !text.empty() && std::string_view("=+-@\t\r").find(text[0]) != std::string_view::npos;
}

void append_csv_cell(std::string& line, std::string_view text, bool is_number) {
  const bool formula = !is_number && looks_like_formula(text);
  const bool quoted = text.find_first_of(",\"\r\n") != std::string_view::npos;
  if (quoted) line += '"';
  if (formula) line += '\'';
  for (const char c : text) line += c == '"' ? std::string_view("\"\"") : std::string_view(&c, 1);
  if (quoted) line += '"';
}

}  // namespace annals::base
