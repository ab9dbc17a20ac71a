#include "resolve/calendar_math.h"

#include "base/calendar.h"

namespace annals::resolve {

using namespace std::chrono;

int year_of(sys_days day) { return static_cast<int>(year_month_day(day).year()); }
unsigned month_of(sys_days day) { return static_cast<unsigned>(year_month_day(day).month()); }
unsigned iso_weekday(sys_days day) { return weekday(day).iso_encoding(); }

sys_days add_months(sys_days day, int count) {
  const year_month_day ymd(day);
  const year_month_day moved = ymd + months{count};
  return moved.ok() ? sys_days(moved) : sys_days(moved.year() / moved.month() / last);
}

TimeInterval interval(sys_days from, sys_days to, Precision precision) { return {from, to, precision, {}, {}, {}}; }

TimeInterval unit_around(sys_days day, TimeUnit unit) {
  const sys_days monday = day - days{iso_weekday(day) - 1};
  const int y = resolve::year_of(day);
  switch (unit) {
    case TimeUnit::week:
    case TimeUnit::fortnight:
      return interval(monday, monday + days{6}, Precision::week);
    case TimeUnit::weekend:
      return interval(monday + days{5}, monday + days{6}, Precision::interval);
    case TimeUnit::month:
      return base::month_of(y, resolve::month_of(day));
    case TimeUnit::quarter: {
      const unsigned first = (resolve::month_of(day) - 1) / 3 * 3 + 1;
      return interval(sys_days{year{y} / month{first} / 1}, sys_days{year{y} / month{first + 2} / last},
                      Precision::interval);
    }
    case TimeUnit::year:
      return base::year_of(y);
    case TimeUnit::decade:
      return interval(*base::year_of(y / 10 * 10).from, *base::year_of(y / 10 * 10 + 9).to, Precision::interval);
    case TimeUnit::century:
      return interval(*base::year_of(y / 100 * 100).from, *base::year_of(y / 100 * 100 + 99).to, Precision::interval);
    default:
      return TimeInterval::day(day);
  }
}

sys_days moved(sys_days day, TimeUnit unit, int count) {
  switch (unit) {
    case TimeUnit::week:
    case TimeUnit::weekend:
      return day + days{7 * count};
    case TimeUnit::fortnight:
      return day + days{14 * count};
    case TimeUnit::month:
      return add_months(day, count);
    case TimeUnit::quarter:
      return add_months(day, 3 * count);
    case TimeUnit::year:
      return add_months(day, 12 * count);
    case TimeUnit::decade:
      return add_months(day, 120 * count);
    case TimeUnit::century:
      return add_months(day, 1200 * count);
    case TimeUnit::hour:
      return day + days{(count + (count > 0 ? 23 : -23)) / 24};
    case TimeUnit::minute:
    case TimeUnit::second:
      return day;
    default:
      return day + days{count};
  }
}

int days_in(TimeUnit unit) {
  switch (unit) {
    case TimeUnit::week:
    case TimeUnit::weekend:
      return 7;
    case TimeUnit::fortnight:
      return 14;
    case TimeUnit::month:
      return 31;
    case TimeUnit::quarter:
      return 92;
    case TimeUnit::year:
      return 366;
    case TimeUnit::decade:
      return 3653;
    case TimeUnit::century:
      return 36525;
    default:
      return 1;
  }
}

TimeInterval season_of(int y, unsigned season) {
  if (season == 4) {
    return interval(sys_days{year{y - 1} / December / 1}, sys_days{year{y} / February / last}, Precision::season);
  }
  const unsigned first = season * 3;
  return interval(sys_days{year{y} / month{first} / 1}, sys_days{year{y} / month{first + 2} / last}, Precision::season);
}

std::optional<sys_days> nth_weekday(int y, unsigned m, unsigned week_day, int nth) {
  const sys_days first = sys_days{year{y} / month{m} / 1};
  const sys_days end = sys_days{year{y} / month{m} / last};
  if (nth < 0) return end - days{(iso_weekday(end) + 7 - week_day) % 7};
  const sys_days found = first + days{(week_day + 7 - iso_weekday(first)) % 7 + 7 * (static_cast<unsigned>(nth) - 1)};
  if (found > end) return std::nullopt;
  return found;
}

}  // namespace annals::resolve
