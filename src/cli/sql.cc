// A question in SQL, answered as a table, CSV or JSON Lines.
#include "annals/sql.h"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "base/csv.h"
#include "base/json_writer.h"
#include "base/utf8.h"
#include "cli/console.h"
#include "cli/list.h"

namespace annals::cli {
namespace {

std::string plain(const SqlValue& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return std::to_string(*whole);
  if (const auto* number = std::get_if<double>(&value)) {
    base::JsonWriter json;
    json.number(*number);
    return json.out;
  }
  return "";
}
bool is_number(const SqlValue& value) {
  return std::holds_alternative<std::int64_t>(value) || std::holds_alternative<double>(value);
}

std::string csv_line(const std::vector<SqlValue>& row) {
  std::string line;
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (i > 0) line += ',';
    base::append_csv_cell(line, plain(row[i]), is_number(row[i]));
  }
  return line;
}

std::string json_line(const std::vector<std::string>& columns, const std::vector<SqlValue>& row) {
  std::string line;
  for (std::size_t i = 0; i < row.size(); ++i) {
    base::JsonWriter name, value;
    name.text(columns[i]);
    if (const auto* text = std::get_if<std::string>(&row[i])) {
      value.text(*text);
    } else if (is_number(row[i])) {
      value.raw(plain(row[i]));
    } else {
      value.null();
    }
    line += (i == 0 ? "{" : ",") + name.out + ':' + value.out;
  }
  return (row.empty() ? "{" : line) + '}';
}

// As it is read on a terminal: one line, nothing in it moves the cursor, and not endlessly wide.
std::string cell_text(const SqlValue& value) {
  constexpr std::size_t kWidest = 60;
  std::string out;
  const std::string text = plain(value);
  std::size_t characters = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = base::next_code_point(text, at);
    if (++characters > kWidest) return out + "…";
    const bool hidden = c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x200B && c <= 0x200F) ||
                        (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    base::append_code_point(out, hidden ? U' ' : c);
  }
  return out;
}

std::size_t width_of(std::string_view text) {
  std::size_t characters = 0;
  for (std::size_t at = 0; at < text.size(); ++characters) base::next_code_point(text, at);
  return characters;
}

void print_table(const SqlAnswer& answer) {
  std::vector<std::vector<std::string>> cells = {answer.columns};
  for (const std::vector<SqlValue>& row : answer.rows) {
    cells.emplace_back();
    for (const SqlValue& value : row) cells.back().push_back(cell_text(value));
  }
  std::vector<std::size_t> widths(answer.columns.size());
  for (const auto& row : cells) {
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width_of(row[i]));
  }
  for (std::size_t r = 0; r < cells.size(); ++r) {
    std::string line;
    for (std::size_t i = 0; i < cells[r].size(); ++i) {
      const std::string gap(widths[i] - width_of(cells[r][i]), ' ');
      const bool right = r > 0 && is_number(answer.rows[r - 1][i]);
      line += (i > 0 ? "  " : "") + (right ? gap + cells[r][i] : cells[r][i] + gap);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    if (!print_line(line)) return;
  }
}

void print_answer(const SqlAnswer& answer, bool json, bool csv) {
  if (!json && !csv) return print_table(answer);
  if (csv && !print_line(csv_line({answer.columns.begin(), answer.columns.end()}))) return;
  for (const std::vector<SqlValue>& row : answer.rows) {
    if (!print_line(json ? json_line(answer.columns, row) : csv_line(row))) return;
  }
}

}  // namespace

Exit run_sql(int argc, char** argv, const Context&) {
  CLI::App app("Read-only SQL over the record's tables; docs/schema.md names them.", "sql");
  std::string store_path, sql;
  SqlLimits limits;
  unsigned seconds = 1;
  bool json = false, csv = false;
  app.add_option("STORE", store_path, "the store's file")->required();
  app.add_option("SELECT", sql, "one statement")->required();
  app.add_option("--rows", limits.rows, "how many rows at most")->capture_default_str();
  app.add_option("--seconds", seconds, "how long it may take")->check(CLI::Range(1U, 3600U))->capture_default_str();
  CLI::Option* as_json = app.add_flag("--json", json, "one JSON object a row");
  app.add_flag("--csv", csv, "as CSV")->excludes(as_json);
  if (const auto done = read_arguments(app, argc, argv)) return *done;
  limits.time = std::chrono::seconds(seconds);
  const Result<SqlAnswer> answer = ask_sql(store_path, sql, limits);
  if (!answer) {
    const bool calls = answer.error().kind == ErrorKind::Unsupported || answer.error().kind == ErrorKind::Malformed;
    const Exit exit = exit_for(answer.error());
    return calls && answer.error().source.empty() ? Exit::wrong_call : exit;
  }
  print_answer(*answer, json, csv);
  if (!answer->cut.empty()) complain(answer->cut + (answer->rows.size() == limits.rows ? "; --rows N shows more" : ""));
  return Exit::read;
}

}  // namespace annals::cli
