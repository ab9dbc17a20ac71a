// CSV as RFC 4180 has it, for spreadsheets; columns.cc has the columns. A text that begins like a formula gets an
// apostrophe before it, for spreadsheets run formulas.
#include <ostream>
#include <string>

#include "base/csv.h"
#include "base/text.h"
#include "store/columns.h"
#include "store/formats.h"
#include "store/json_writer.h"

namespace annals::store {
namespace {

void append_cell(std::string& line, const Cell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell)) {
    base::append_csv_cell(line, *text);
  } else if (const auto* names = std::get_if<Names>(&cell)) {
    base::append_csv_cell(line, base::join(*names, "; "));
  } else if (const auto* whole = std::get_if<std::optional<std::int64_t>>(&cell)) {
    if (*whole) line += std::to_string(**whole);
  } else if (const auto& real = std::get<std::optional<double>>(cell)) {
    JsonWriter json;
    json.number(*real);
    if (json.out != "null") line += json.out;
  }
}

template <typename T>
std::string line_of(std::span<const Column<T>> columns, const T& x) {
  std::string line;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (i > 0) line += ',';
    append_cell(line, columns[i].cell(x));
  }
  return line + '\n';
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
    out << line_of(columns, x);
    return out.good();
  }
};

}  // namespace

Result<Done> write_csv(Store& store, const ExportOptions& options, std::ostream& out) {
  CsvTable table{out};
  return ended(walk(store, options, table), out);
}

}  // namespace annals::store

namespace annals {

std::string csv_line(const Event& event) { return store::line_of(store::event_columns(), event); }

}  // namespace annals
