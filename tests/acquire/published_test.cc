#include "acquire/published.h"

#include <doctest/doctest.h>

#include "base/calendar.h"

using annals::acquire::read_published;

namespace {
std::string day(std::string_view text) {
  const auto got = read_published(text);
  return got && got->is_day() ? annals::base::to_iso(*got->from) : "";
}
}  // namespace

TEST_CASE("days of publication in the forms that records use") {
  CHECK(day("2016-12-08") == "2016-12-08");
  CHECK(day("2016-12-08T23:59:00+03:00") == "2016-12-08");
  CHECK(day("20161208") == "2016-12-08");
  CHECK(day("Thu, 08 Dec 2016 10:00:00 GMT") == "2016-12-08");
  CHECK(day("8 December 2016") == "2016-12-08");
  CHECK(day("1481155200") == "2016-12-08");
  CHECK(day("1481155200000") == "2016-12-08");
  CHECK(day("2016-02-30").empty());
  CHECK_FALSE(read_published("soon"));
  CHECK(read_published("2016-12")->precision == annals::Precision::month);
}
