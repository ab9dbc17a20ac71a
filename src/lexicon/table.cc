#include "lexicon/table.h"

#include "base/calendar.h"
#include "base/files.h"
#include "base/text.h"

namespace annals::lexicon {

Result<Table> Table::open(const std::filesystem::path& path, std::size_t columns) {
  Result<std::string> text = base::read_file(path);
  if (!text) return text.error();
  Table table;
  table.path_ = path;
  table.columns_ = columns;
  table.text_ = std::make_unique<std::string>(std::move(*text));
  const std::string_view all = *table.text_;
  std::size_t number = 0;
  for (std::size_t begin = 0; begin < all.size();) {
    const std::size_t end = std::min(all.find('\n', begin), all.size());
    const std::string_view line = all.substr(begin, end - begin);
    begin = end + 1;
    ++number;
    if (line.empty() || line.front() == '#') continue;
    const std::size_t before = table.fields_.size();
    for (std::size_t at = 0; at <= line.size();) {
      const std::size_t tab = std::min(line.find('\t', at), line.size());
      table.fields_.push_back(line.substr(at, tab - at));
      at = tab + 1;
    }
    table.lines_.push_back(number);
    if (table.fields_.size() - before != columns) {
      return table.malformed(table.lines_.size() - 1, "expected " + std::to_string(columns) + " columns, found " +
                                                          std::to_string(table.fields_.size() - before));
    }
  }
  return table;
}

Error Table::malformed(std::size_t row, const std::string& message) const {
  return Error{ErrorKind::Malformed, "line " + std::to_string(lines_[row]) + ": " + message, path_.generic_string()};
}

std::vector<std::string_view> list_of(std::string_view field) {
  std::vector<std::string_view> out;
  while (!field.empty()) {
    const std::size_t end = std::min(field.find(';'), field.size());
    const std::string_view part = base::trim(field.substr(0, end));
    if (!part.empty()) out.push_back(part);
    field.remove_prefix(std::min(end + 1, field.size()));
  }
  return out;
}

namespace {

// "2016-12-08" and nothing else: what most fields hold.
std::optional<sys_days> read_whole_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  int digits[8];
  std::size_t n = 0;
  for (const char c : text) {
    if (c == '-') continue;
    if (!base::is_digit(c) || n == 8) return std::nullopt;
    digits[n++] = c - '0';
  }
  if (n != 8) return std::nullopt;
  return base::make_day(digits[0] * 1000 + digits[1] * 100 + digits[2] * 10 + digits[3],
                        static_cast<unsigned>(digits[4] * 10 + digits[5]),
                        static_cast<unsigned>(digits[6] * 10 + digits[7]));
}

}  // namespace

bool read_days(std::string_view text, DaysTold& out) {
  out = {};
  if (text.empty()) return true;
  if (const auto day = read_whole_day(text)) {
    out = {day, day, true};
    return true;
  }
  const std::optional<TimeInterval> when = base::read_iso(text);
  if (!when) return false;
  out.first = when->from;
  out.last = when->to;
  out.exact = when->is_day();
  return true;
}

std::optional<DatedName> read_dated(std::string_view text) {
  const std::size_t brace = text.find('{');
  if (brace == std::string_view::npos) return DatedName{base::trim(text), {}, {}};
  const std::size_t dots = text.find("..", brace);
  if (text.back() != '}' || dots == std::string_view::npos) return std::nullopt;
  DaysTold from, to;
  if (!read_days(text.substr(brace + 1, dots - brace - 1), from)) return std::nullopt;
  if (!read_days(text.substr(dots + 2, text.size() - dots - 3), to)) return std::nullopt;
  return DatedName{base::trim(text.substr(0, brace)), from.first, to.last};
}

}  // namespace annals::lexicon
