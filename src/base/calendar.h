// Days and intervals, read and written as ISO 8601 has them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "annals/time.h"

namespace annals::base {

std::string to_iso(sys_days day);  // "2016-12-08"
// "2016-12-08", "2016-12" (its month), "2016" (its year); a time of day behind a "T" or a blank is passed over.
std::optional<TimeInterval> read_iso(std::string_view text);
std::optional<sys_days> make_day(int year, unsigned month, unsigned day);  // empty when there is no such day
TimeInterval month_of(int year, unsigned month);
TimeInterval year_of(int year);
std::string_view to_string(Precision precision);
std::optional<Precision> precision(std::string_view name);

}  // namespace annals::base
