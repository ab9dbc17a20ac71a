// Days and intervals as people write them.
#include <array>

#include "annals/query.h"
#include "base/calendar.h"

namespace annals {
namespace {

using namespace std::chrono;

constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::array<std::string_view, 7> kWeekdays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};

std::string month_text(year_month_day ymd) {
  return std::string(kMonths[static_cast<unsigned>(ymd.month()) - 1]) + ' ' +
         std::to_string(static_cast<int>(ymd.year()));
}
std::string number_of(year_month_day ymd) { return std::to_string(static_cast<unsigned>(ymd.day())); }
std::string day_text(sys_days day) {
  const year_month_day ymd(day);
  return number_of(ymd) + ' ' + month_text(ymd);
}

bool is_last_of_month(year_month_day ymd) { return ymd == year_month_day(ymd.year() / ymd.month() / last); }

// "5-11 Dec 2016", "28 Nov - 4 Dec 2016".
std::string range_text(sys_days from, sys_days to) {
  const year_month_day a(from), b(to);
  if (a.year() != b.year()) return day_text(from) + " \u2013 " + day_text(to);
  if (a.month() == b.month()) return number_of(a) + "\u2013" + day_text(to);
  return number_of(a) + ' ' + std::string(kMonths[static_cast<unsigned>(a.month()) - 1]) + " \u2013 " + day_text(to);
}

// "Dec 2016", "early Dec 2016"; empty when the days are neither.
std::string part_of_month(sys_days from, sys_days to) {
  const year_month_day a(from), b(to);
  if (a.year() != b.year() || a.month() != b.month()) return {};
  const unsigned first = static_cast<unsigned>(a.day()), end = static_cast<unsigned>(b.day());
  if (first == 1 && is_last_of_month(b)) return month_text(a);
  if (first == 1 && end <= 10) return "early " + month_text(a);
  if (first >= 10 && end <= 20) return "mid-" + month_text(a);
  if (first >= 20 && is_last_of_month(b)) return "late " + month_text(a);
  return {};
}

// Three whole months from March, June, September or December; empty when the days are not.
std::string season_text(sys_days from, sys_days to) {
  constexpr std::array<std::string_view, 4> kSeasons = {"spring", "summer", "autumn", "winter"};
  const year_month_day a(from), b(to);
  const unsigned month = static_cast<unsigned>(a.month());
  const year_month end = year_month(a.year(), a.month()) + months{2};
  const bool whole =
      month % 3 == 0 && a.day() == day{1} && is_last_of_month(b) && year_month(b.year(), b.month()) == end;
  if (!whole) return {};
  std::string year = std::to_string(static_cast<int>(a.year()));
  if (month == 12) year += "\u2013" + std::to_string(static_cast<int>(b.year()));
  return std::string(kSeasons[month / 3 - 1]) + ' ' + year;
}

std::string year_text(sys_days from, sys_days to) {
  const year_month_day a(from), b(to);
  const bool whole =
      a.year() == b.year() && a.month() == January && a.day() == day{1} && b.month() == December && b.day() == day{31};
  return whole ? std::to_string(static_cast<int>(a.year())) : std::string();
}

std::string bounded_text(const TimeInterval& time) {
  const sys_days from = *time.from, to = *time.to;
  if (from == to) return std::string(kWeekdays[weekday(from).c_encoding()]) + ' ' + day_text(from);
  std::string text;
  switch (time.precision) {
    case Precision::day:
    case Precision::week:
      return range_text(from, to);
    case Precision::month:
      text = part_of_month(from, to);
      break;
    case Precision::season:
      text = season_text(from, to);
      break;
    case Precision::year:
      text = year_text(from, to);
      break;
    case Precision::interval:
      break;
  }
  return text.empty() ? "between " + day_text(from) + " and " + day_text(to) : text;
}

}  // namespace

std::string time_text(const TimeInterval& time) {
  if (time.unknown()) return "date unknown";
  std::string out;
  if (time.from && time.to) {
    out = bounded_text(time);
  } else if (time.from) {
    out = "on or after " + day_text(*time.from);
  } else {
    out = "on or before " + day_text(*time.to);
  }
  if (!time.part_of_day.empty()) out += ", " + time.part_of_day;
  if (!time.clock.empty()) out += ", " + time.clock;
  return out;
}

}  // namespace annals
