// Days, weeks, months and seasons around a day.
#pragma once

#include <optional>

#include "annals/time.h"
#include "resolve/time_expression.h"

namespace annals::resolve {

using std::chrono::days;

int year_of(sys_days day);
unsigned month_of(sys_days day);
unsigned iso_weekday(sys_days day);             // Monday is 1
sys_days add_months(sys_days day, int months);  // the last day of the month where there is no such day
TimeInterval interval(sys_days from, sys_days to, Precision precision);

// The whole unit that `day` lies in: its ISO week, its weekend (of its week), month, quarter, year, decade ...
TimeInterval unit_around(sys_days day, TimeUnit unit);
// `day` moved by `count` units (a month is a calendar month).
sys_days moved(sys_days day, TimeUnit unit, int count);
int days_in(TimeUnit unit);  // about

// Spring is 1: March to May. The winter of a year is the one that ends in it.
TimeInterval season_of(int year, unsigned season);
std::optional<sys_days> nth_weekday(int year, unsigned month, unsigned weekday, int nth);

}  // namespace annals::resolve
