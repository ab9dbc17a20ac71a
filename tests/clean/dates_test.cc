#include "clean/dates.h"

#include <doctest/doctest.h>

#include "base/calendar.h"

using namespace annals;
using namespace annals::clean;

namespace {

std::string day(std::string_view text, bool month_first = false) {
  static const DateReader reader = *DateReader::open(std::string(ANNALS_DATA_DIR) + "/clean/months.txt");
  std::string out;
  for (const WrittenDate& date : reader.find(text, month_first)) {
    if (!out.empty()) out += " ";
    out += std::to_string(date.year) + "-" + std::to_string(date.month) + "-" + std::to_string(date.day);
  }
  return out;
}

}  // namespace

TEST_CASE("days in the forms of many languages") {
  CHECK(day("2016-12-08T10:00:00+01:00") == "2016-12-8");
  CHECK(day("December 8, 2016") == "2016-12-8");
  CHECK(day("Dec. 8, 2016, 10:15 p.m.") == "2016-12-8");
  CHECK(day("8th of December 2016") == "2016-12-8");
  CHECK(day("Thu, 08 Dec 2016 10:00:00 GMT") == "2016-12-8");
  CHECK(day("8. Dezember 2016") == "2016-12-8");
  CHECK(day("8 de diciembre de 2016") == "2016-12-8");
  CHECK(day("le 8 d\u00E9cembre 2016") == "2016-12-8");
  CHECK(day("8 декабря 2016 г.") == "2016-12-8");
  CHECK(day("2016年12月8日") == "2016-12-8");
  CHECK(day("12月8日") == "0-12-8");
  CHECK(day("8 ديسمبر 2016") == "2016-12-8");
  CHECK(day("08.12.2016") == "2016-12-8");
  CHECK(day("08/12/2016") == "2016-12-8");
  CHECK(day("12/08/2016", true) == "2016-12-8");
  CHECK(day("12/23/2016") == "2016-12-23");
  CHECK(day("20161208") == "2016-12-8");
  CHECK(day("Feb. 21") == "0-2-21");
  CHECK(day("March 2011") == "2011-3-0");
  CHECK(day("Feb. 11-12") == "0-2-11");
}

TEST_CASE("what is no day") {
  CHECK(day("in may 5 people").empty());
  CHECK(day("1.2.3.4").empty());
  CHECK(day("May 10:30").empty());
  CHECK(day("31 February 2016") == "2016-2-0");
  CHECK(day("call 555-1234 now").empty());
}

TEST_CASE("digits, months and years of other scripts and calendars") {
  CHECK(day("٨ ديسمبر ٢٠١٦") == "2016-12-8");
  CHECK(day("8 ธันวาคม 2559") == "2016-12-8");
  CHECK(day("८ दिसंबर २०१६") == "2016-12-8");
  CHECK(day("۱۸ آذر ۱۳۹۵") == "2016-12-8");
  CHECK(day("۱ فروردین ۱۴۰۳") == "2024-3-20");
  CHECK(day("۲۹ اسفند ۱۴۰۲") == "2024-3-19");
  CHECK(day("平成28年12月8日") == "2016-12-8");
  CHECK(day("令和5年11月8日") == "2023-11-8");
  CHECK(day("民國112年11月8日") == "2023-11-8");
  CHECK(day("２０１６年１２月８日") == "2016-12-8");
  CHECK(day("2016 Dec 8;15(1)") == "2016-12-8");
}

TEST_CASE("a year of another calendar is not read as one of ours") {
  CHECK(day("۱۷ آذر").empty());
  CHECK(day("8/12/2559").empty());
  CHECK(day("1395/09/18").empty());
}

TEST_CASE("days of the week are known as such") {
  static const DateReader reader = *DateReader::open(std::string(ANNALS_DATA_DIR) + "/clean/months.txt");
  CHECK(reader.is_weekday("Thursday"));
  CHECK(reader.is_weekday("Donnerstag"));
  CHECK(!reader.is_weekday("Thun"));
}
