#include "lexicon/own_places.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include "base/files.h"
#include "base/text.h"
#include "lexicon/table.h"

namespace annals::lexicon {
namespace {

constexpr auto kKinds = std::to_array<std::string_view>(
    {"town", "capital", "quarter", "village", "camp", "country", "region", "district", "sea", "river", "mountain",
     "island", "continent", "base", "crossing", "building", "strait", "area"});
constexpr std::string_view kHead =
    "#name\tkind\tcountry\tinside\tlatitude\tlongitude\tpopulation\tgeonames\tfrom\tto\taliases\tsource\n";

bool is_degrees(const std::string& text, double most) {
  double value = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  return !text.empty() && failed == std::errc() && end == text.data() + text.size() && value >= -most && value <= most;
}

bool is_count(const std::string& text) {
  return text.size() < 16 && std::all_of(text.begin(), text.end(), base::is_digit);
}

bool is_day(const std::string& text) {
  DaysTold days;
  return read_days(text, days);
}

}  // namespace

std::optional<std::string> problem_of(const PlaceRow& row) {
  if (row.size() != kPlaceColumns)
    return "expected " + std::to_string(kPlaceColumns) + " columns, found " + std::to_string(row.size());
  for (const std::string& field : row) {
    if (field.find_first_of("\t\n\r") != std::string::npos) return "a tab or line end stands in \"" + field + '"';
  }
  if (row[0].empty() || row[0].front() == '#') return "it has no name";
  if (std::find(kKinds.begin(), kKinds.end(), row[1]) == kKinds.end()) {
    std::string kinds;
    for (const std::string_view kind : kKinds) kinds += (kinds.empty() ? "" : ", ") + std::string(kind);
    return '"' + row[1] + "\" is no kind of place; the kinds are " + kinds;
  }
  const bool code = row[2].size() == 3 && std::all_of(row[2].begin(), row[2].end(), base::is_upper_ascii);
  if (!row[2].empty() && !code) return '"' + row[2] + "\" is no ISO 3166-1 alpha-3 code (three capitals)";
  if (!is_degrees(row[4], 90)) return '"' + row[4] + "\" is no latitude in degrees (-90 to 90)";
  if (!is_degrees(row[5], 180)) return '"' + row[5] + "\" is no longitude in degrees (-180 to 180)";
  if (!is_count(row[6])) return '"' + row[6] + "\" is no number of people";
  if (!is_count(row[7])) return '"' + row[7] + "\" is no GeoNames number";
  if (!is_day(row[8])) return '"' + row[8] + "\" is no day, month or year (2016-12-08, 2016-12, 2016)";
  if (!is_day(row[9])) return '"' + row[9] + "\" is no day, month or year (2016-12-08, 2016-12, 2016)";
  return std::nullopt;
}

Result<std::vector<PlaceLine>> read_place_lines(const std::filesystem::path& file) {
  const Result<std::string> text = base::read_file(file);
  if (!text) return text.error();
  std::vector<PlaceLine> out;
  std::size_t number = 0;
  for (std::string_view line : base::split(*text, '\n')) {
    ++number;
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (base::trim(line).empty() || line.front() == '#') continue;
    PlaceLine& read = out.emplace_back();
    read.line = number;
    for (const std::string_view field : base::split(line, '\t')) read.row.emplace_back(base::trim(field));
    if (read.row.size() < kPlaceColumns) read.row.resize(kPlaceColumns);
  }
  return out;
}

Result<std::size_t> add_places(const std::filesystem::path& file, const std::vector<PlaceRow>& rows) {
  std::set<PlaceRow> all;
  std::error_code none;
  if (std::filesystem::exists(file, none)) {
    const auto held = read_place_lines(file);
    if (!held) return held.error();
    for (const PlaceLine& line : *held) {
      if (const auto problem = problem_of(line.row)) {
        return Error{ErrorKind::Malformed, "line " + std::to_string(line.line) + ": " + *problem,
                     file.generic_string()};
      }
      all.insert(line.row);
    }
  }
  const std::size_t before = all.size();
  all.insert(rows.begin(), rows.end());
  std::string text(kHead);
  for (const PlaceRow& row : all) {
    for (std::size_t i = 0; i < row.size(); ++i) text += (i == 0 ? "" : "\t") + row[i];
    text += '\n';
  }
  std::filesystem::create_directories(file.parent_path(), none);
  if (auto done = base::write_file(file, text); !done) return done.error();
  return all.size() - before;
}

}  // namespace annals::lexicon
