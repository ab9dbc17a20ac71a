// Days that move: feasts by moon and sun, and the dates of calendars other than the Gregorian.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "annals/time.h"

namespace annals::resolve {

// The times of a feast in the Gregorian year `year`, as dates.tsv writes feasts:
//   "12-25"              the same day every year          "nth 4 4 11"    the fourth Thursday of November
//   "easter -7 0"        the same, from and to
//   "easter -2"          days from Easter                 "orthodox 0"    days from Easter of the Eastern churches
//   "passover 50"        days from the first of Passover
//   "rosh-hashanah 9"    days from the Jewish new year    "hanukkah 0"
//   "hijri 10 1"         month and day of the Islamic calendar, "hijri 9 1 9 30" from and to
//   "nowruz 0"           days from the Iranian new year   "lunar-new-year 0"   from that of China, Korea, Vietnam
//   "diwali 0"
// Islamic months begin when somebody sees the moon: the computed day may be off by one, and the interval says so. Two
// of a feast may lie in one year, or none.
std::vector<TimeInterval> feasts_in(std::string_view feast, int year);

// A date of the calendar "hijri" (months 1 to 12 from Muharram), "iranian" (from Farvardin) or "julian"; a day of 0
// means the whole month. Empty when there is no such date, or no way to reckon one so far off.
std::optional<TimeInterval> day_of_calendar(std::string_view calendar, int year, unsigned month, unsigned day);

}  // namespace annals::resolve
