// Time phrases as cases that anybody can read and add to: tests/cases/resolve/*.times.
#include "resolve/time_value.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <string>

#include "base/calendar.h"
#include "base/files.h"
#include "base/text.h"
#include "resolve/time_parser.h"

using namespace annals;

namespace {

const resolve::DateWords& words() {
  static const Result<resolve::DateWords> open =
      resolve::DateWords::open(std::filesystem::path(ANNALS_DATA_DIR) / "languages/en/dates.tsv");
  return *open;
}

const resolve::DateWords& spanish() {
  static const Result<resolve::DateWords> open =
      resolve::DateWords::open(std::filesystem::path(ANNALS_DATA_DIR) / "languages/es/dates.tsv");
  return *open;
}

std::string end_text(const std::optional<sys_days>& end) { return end ? base::to_iso(*end) : "?"; }

// "2016-12-08", "2016-12-01..2016-12-08", "?..2016-12-08", "?"
TimeInterval read_interval(std::string_view text) {
  text = base::trim(text);
  TimeInterval out;
  const std::size_t dots = text.find("..");
  const auto one = [](std::string_view end) {
    const auto day = base::read_iso(end);
    return day ? *day : TimeInterval{};
  };
  if (dots == std::string_view::npos) return one(text);
  out.from = one(text.substr(0, dots)).from;
  out.to = one(text.substr(dots + 2)).to;
  return out;
}

std::string written(const TimeInterval& time) {
  std::string out = end_text(time.from) + ".." + end_text(time.to);
  if (!time.unknown()) out += " " + std::string(base::to_string(time.precision));
  if (!time.part_of_day.empty()) out += " " + time.part_of_day;
  if (!time.clock.empty()) out += " " + time.clock;
  return out;
}

// A line "document date | phrase | status | expected"; "2016-12-08 > 2016-11-30" gives the time last spoken of, too.
void check_line(std::string_view line, const std::string& where, const resolve::DateWords& language) {
  const bool known_wrong = line.starts_with('!');
  if (known_wrong) line.remove_prefix(1);
  const auto fields = base::split(line, '|');
  REQUIRE_MESSAGE(fields.size() == 4, where);
  resolve::TimeContext context;
  const std::size_t arrow = fields[0].find('>');
  context.document = read_interval(fields[0].substr(0, arrow));
  if (arrow != std::string_view::npos) context.reference = read_interval(fields[0].substr(arrow + 1));
  const std::string_view status = base::trim(fields[2]);
  context.ahead = status == "planned" || status == "possible" || status == "requested" || status == "cancelled";
  context.lasting = status == "ongoing";
  const std::string phrase(base::trim(fields[1]));
  std::string expected(base::trim(fields[3]));
  if (expected != "?" && expected.substr(0, expected.find(' ')).find("..") == std::string::npos) {
    const std::size_t blank = expected.find(' ');
    expected = expected.substr(0, blank) + ".." + expected;  // a day stands for both ends
  }
  if (expected == "?") expected = "?..?";
  const std::string read = written(resolve::read_time(phrase, context, language));
  if (known_wrong) {
    CHECK_MESSAGE(read != expected, where << ": " << phrase << " is right now: take the mark away");
  } else {
    CHECK_MESSAGE(read == expected, where << ": " << phrase);
  }
}

}  // namespace

TEST_CASE("the cases of tests/cases/resolve/*.times read as they say") {
  std::vector<std::filesystem::path> files;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::filesystem::path(ANNALS_SOURCE_DIR) / "tests/cases/resolve")) {
    if (entry.path().extension() == ".times") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  REQUIRE_FALSE(files.empty());
  std::size_t count = 0;
  for (const auto& file : files) {
    const Result<std::string> text = base::read_file(file);
    REQUIRE(text);
    std::size_t number = 0;
    for (const std::string_view line : base::split(*text, '\n')) {
      ++number;
      if (base::trim(line).empty() || line.front() == '#') continue;
      const std::string name = file.filename().string();
      check_line(line, name + ":" + std::to_string(number), name.starts_with("spanish") ? spanish() : words());
      ++count;
    }
  }
  CHECK(count >= 150);
}

// A line "text | phrase ; phrase".
TEST_CASE("the cases of tests/cases/resolve/english.spoken give up their times and nothing else") {
  const Result<std::string> text =
      base::read_file(std::filesystem::path(ANNALS_SOURCE_DIR) / "tests/cases/resolve/english.spoken");
  REQUIRE(text);
  std::size_t count = 0;
  for (std::string_view line : base::split(*text, '\n')) {
    if (base::trim(line).empty() || line.front() == '#') continue;
    const bool known_wrong = line.starts_with('!');
    if (known_wrong) line.remove_prefix(1);
    const auto fields = base::split(line, '|');
    REQUIRE_MESSAGE(fields.size() == 2, line);
    std::string found;
    for (const auto& time : resolve::find_times(fields[0], words())) {
      found += (found.empty() ? "" : " ; ") + std::string(fields[0].substr(time.range.begin, time.range.size()));
    }
    if (found.empty()) found = "(none)";
    CHECK_MESSAGE((found == base::trim(fields[1])) == !known_wrong, line << ": " << found);
    ++count;
  }
  CHECK(count >= 20);
}

TEST_CASE("other dates of the page tell whether day or month stands first") {
  resolve::TimeContext context;
  context.document = *base::read_iso("2016-12-08");
  context.day_first = true;
  CHECK(written(resolve::read_time("03/04/2015", context, words())) == "2015-04-03..2015-04-03 day");
  context.day_first = false;
  CHECK(written(resolve::read_time("03/04/2015", context, words())) == "2015-03-04..2015-03-04 day");
}

TEST_CASE("a page's dates in digits show their order, unless they differ") {
  CHECK(resolve::day_stands_first("Filed 13/04/2015, heard 03/05/2015.") == true);
  CHECK(resolve::day_stands_first("Filed 04/13/2015, heard 03/05/2015.") == false);
  CHECK_FALSE(resolve::day_stands_first("Filed 03/05/2015."));
  CHECK_FALSE(resolve::day_stands_first("Filed 04/13/2015, heard 13/05/2015."));
}

TEST_CASE("Spanish text gives up its times") {
  const auto found = [](std::string_view text) {
    std::string out;
    for (const auto& time : resolve::find_times(text, spanish())) {
      if (!out.empty()) out += " | ";
      out += text.substr(time.range.begin, time.range.size());
    }
    return out;
  };
  CHECK(found("Los enviados se reunieron el martes 3 de marzo de 2004 en el puerto.") ==
        "el martes 3 de marzo de 2004");
  CHECK(found("Unos 2.000 soldados y 1990 policías marcharon.").empty());
  CHECK(found("Salió hace dos semanas; volverá el lunes.") == "hace dos semanas | el lunes");
}

TEST_CASE("running text gives up its times and nothing that only looks like one") {
  const auto found = [](std::string_view text) {
    std::string out;
    for (const auto& time : resolve::find_times(text, words())) {
      if (!out.empty()) out += " | ";
      out += text.substr(time.range.begin, time.range.size());
    }
    return out;
  };
  CHECK(found("The envoys met on Friday, Dec. 2, 2016, in the harbour town.") == "on Friday, Dec. 2, 2016");
  CHECK(found("Some 2,000 people and 1990 policemen may march on the palace.").empty());
  CHECK(found("They have fought since 2014 and talked for three days.") == "since 2014 | for three days");
  CHECK(found("He left two weeks ago; the day before, she had stayed.") == "two weeks ago | the day before");
  CHECK(found("The second brigade saw the sun in the spring of 1991.") == "in the spring of 1991");
}
