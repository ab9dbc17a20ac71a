// CSV as RFC 4180 has it, for spreadsheets; columns.cc has the columns. A text that begins like a formula gets an
// apostrophe before it, for spreadsheets run formulas.
#include <ostream>
#include <string>

#include "base/text.h"
#include "store/columns.h"
#include "store/formats.h"
#include "store/json_writer.h"

namespace annals::store {
namespace {

void append_text(std::string& line, std::string text) {
  if (!text.empty() && std::string_view("=+-@\t\r").find(text[0]) != std::string_view::npos) {
    text.insert(text.begin(), '\'');
  }
  if (text.find_first_of(",\"\r\n") == std::string::npos) {
    line += text;
    return;
  }
  line += '"';
  for (const char c : text) line += c == '"' ? std::string("\"\"") : std::string(1, c);
  line += '"';
}

void append_cell(std::string& line, const Cell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell)) {
    append_text(line, *text);
  } else if (const auto* names = std::get_if<Names>(&cell)) {
    append_text(line, base::join(*names, "; "));
  } else if (const auto* whole = std::get_if<std::optional<std::int64_t>>(&cell)) {
    if (*whole) line += std::to_string(**whole);
  } else if (const auto& real = std::get<std::optional<double>>(cell)) {
    JsonWriter json;
    json.number(*real);
    if (json.out != "null") line += json.out;
  }
}

struct CsvTable {
  std::ostream& out;

  template <typename T>
  void begin(std::span<const Column<T>> columns) {
    std::string line;
    for (const Column<T>& column : columns) {
      if (!line.empty()) line += ',';
      line += column.name;
    }
    out << line << '\n';
  }
  template <typename T>
  bool row(std::span<const Column<T>> columns, const T& x) {
    std::string line;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (i > 0) line += ',';
      append_cell(line, columns[i].cell(x));
    }
    out << line << '\n';
    return out.good();
  }
};

}  // namespace

Result<Done> write_csv(Store& store, const ExportOptions& options, std::ostream& out) {
  CsvTable table{out};
  return ended(walk(store, options, table), out);
}

}  // namespace annals::store
