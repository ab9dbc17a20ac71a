// The arithmetic is that of Reingold and Dershowitz, "Calendrical Calculations" (Jewish and tabular Islamic calendar),
// of Meeus, "Astronomical Algorithms" (Easter, chapter 8; new moons, chapter 49), and the rule of 33 years for the
// Iranian calendar, which agrees with the equinox from 1206 to 1498 of its years.
#include "resolve/feasts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <numbers>
#include <string>

#include "base/calendar.h"
#include "base/text.h"
#include "resolve/calendar_math.h"

namespace annals::resolve {
namespace {

using namespace std::chrono;

constexpr int kFixedOf1970 = 719163;  // day numbers of Reingold and Dershowitz count from the first day of year 1

sys_days of_fixed(int number) { return sys_days{days{number - kFixedOf1970}}; }

int floor_div(int a, int b) { return a / b - (a % b != 0 && (a % b < 0) != (b < 0)); }

// Gauss's reckoning in the form of Meeus, Jones and Butcher; Gregorian years.
sys_days easter(int y) {
  const int a = y % 19, b = y / 100, c = y % 100, d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
  const int h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
  const int m = (a + 11 * h + 22 * l) / 451;
  const int month_number = (h + l - 7 * m + 114) / 31, day_number = (h + l - 7 * m + 114) % 31 + 1;
  return sys_days{year{y} / month{static_cast<unsigned>(month_number)} / day{static_cast<unsigned>(day_number)}};
}

// By how many days the Julian calendar runs behind in a year, from March on.
int julian_lag(int y) { return y / 100 - y / 400 - 2; }

sys_days orthodox_easter(int y) {
  const int a = y % 4, b = y % 7, c = y % 19, d = (19 * c + 15) % 30, e = (2 * a + 4 * b - d + 34) % 7;
  const auto month_number = static_cast<unsigned>((d + e + 114) / 31);
  const auto day_number = static_cast<unsigned>((d + e + 114) % 31 + 1);
  return sys_days{year{y} / month{month_number} / day{day_number}} + days{julian_lag(y)};
}

// --- the Jewish calendar

int elapsed_days(int hebrew_year) {
  const int months = floor_div(235 * hebrew_year - 234, 19);
  const std::int64_t parts = 12084 + 13753LL * months;
  const int day_number = 29 * months + static_cast<int>(parts / 25920);
  return (3 * (day_number + 1)) % 7 < 3 ? day_number + 1 : day_number;
}

sys_days hebrew_new_year(int hebrew_year) {
  constexpr int kEpoch = -1373427;
  const int before = elapsed_days(hebrew_year - 1), here = elapsed_days(hebrew_year),
            after = elapsed_days(hebrew_year + 1);
  const int delay = after - here == 356 ? 2 : here - before == 382 ? 1 : 0;
  return of_fixed(kEpoch + here + delay);
}

sys_days rosh_hashanah(int gregorian_year) { return hebrew_new_year(gregorian_year + 3761); }
sys_days passover(int gregorian_year) { return rosh_hashanah(gregorian_year) - days{163}; }

sys_days hanukkah(int gregorian_year) {
  const sys_days begin = rosh_hashanah(gregorian_year), end = rosh_hashanah(gregorian_year + 1);
  const bool complete = (end - begin).count() % 10 == 5;  // 355 or 385 days: a long Heshvan
  return begin + days{complete ? 84 : 83};
}

// --- the Islamic calendar, by its table

sys_days hijri(int y, unsigned m, unsigned d) {
  constexpr int kEpoch = 227014;  // a Thursday, which keeps closer to the moon as seen than the Friday of some tables
  const int month_number = static_cast<int>(m);
  return of_fixed(static_cast<int>(d) + 29 * (month_number - 1) + (6 * month_number - 1) / 11 + (y - 1) * 354 +
                  floor_div(3 + 11 * y, 30) + kEpoch - 1);
}

// --- the Iranian calendar

int iranian_leaps(int y) {  // leap years up to and with y
  constexpr std::array<int, 8> kLeap = {1, 5, 9, 13, 17, 22, 26, 30};
  const int whole = floor_div(y, 33), rest = y - 33 * whole;
  return 8 * whole +
         static_cast<int>(std::count_if(kLeap.begin(), kLeap.end(), [&](int leap) { return leap <= rest; }));
}

sys_days iranian_new_year(int y) {
  constexpr int kKnown = 1394;  // began on 21 March 2015
  return sys_days{year{2015} / March / 21} +
         days{365 * (y - kKnown) + iranian_leaps(y - 1) - iranian_leaps(kKnown - 1)};
}

// --- the moon

// The day, at so many hours from Greenwich, of the new moon number `k` since that of 6 January 2000.
sys_days new_moon(int k, double zone_hours) {
  const double n = k, t = n / 1236.85;
  const double e = 1 - 0.002516 * t - 0.0000074 * t * t;
  const auto radians = [](double degrees) { return degrees * std::numbers::pi / 180; };
  const double sun = radians(2.5534 + 29.10535670 * n), moon = radians(201.5643 + 385.81693528 * n);
  const double latitude = radians(160.7108 + 390.67050284 * n), node = radians(124.7746 - 1.56375588 * n);
  double julian_day = 2451550.09766 + 29.530588861 * n + 0.00015437 * t * t;
  julian_day += -0.40720 * std::sin(moon) + 0.17241 * e * std::sin(sun) + 0.01608 * std::sin(2 * moon) +
                0.01039 * std::sin(2 * latitude) + 0.00739 * e * std::sin(moon - sun) -
                0.00514 * e * std::sin(moon + sun) + 0.00208 * e * e * std::sin(2 * sun) -
                0.00111 * std::sin(moon - 2 * latitude) - 0.00057 * std::sin(moon + 2 * latitude) +
                0.00056 * e * std::sin(2 * moon + sun) - 0.00042 * std::sin(3 * moon) +
                0.00042 * e * std::sin(sun + 2 * latitude) + 0.00038 * e * std::sin(sun - 2 * latitude) -
                0.00024 * e * std::sin(2 * moon - sun) - 0.00017 * std::sin(node);
  constexpr double kEpoch = 2440587.5;  // 1 January 1970, midnight
  return sys_days{days{static_cast<int>(std::floor(julian_day - kEpoch + zone_hours / 24))}};
}

// The new moon of a year from `first` on, of that month's turn.
sys_days new_moon_from(sys_days first, double zone_hours) {
  const auto since = static_cast<double>((first - sys_days{year{2000} / January / 6}).count());
  int k = static_cast<int>(std::floor(since / 29.530588861)) - 1;
  while (new_moon(k, zone_hours) < first) ++k;
  return new_moon(k, zone_hours);
}

sys_days lunar_new_year(int y) { return new_moon_from(sys_days{year{y} / January / 21}, 8); }

TimeInterval about(sys_days from, sys_days to, int doubt_days, std::string why) {
  TimeInterval out = interval(from - days{doubt_days}, to + days{doubt_days}, Precision::interval);
  out.why.push_back(std::move(why));
  return out;
}

constexpr std::string_view kSighting = "the Islamic calendar is reckoned; the moon may have been seen a day off";

std::vector<TimeInterval> hijri_feasts(const std::vector<int>& numbers, int y) {
  std::vector<TimeInterval> out;
  const auto field = [&](std::size_t i) { return static_cast<unsigned>(numbers[i]); };
  const int first = (y - 622) * 33 / 32;
  for (int h = first - 1; h <= first + 2; ++h) {
    const sys_days from = hijri(h, field(0), field(1));
    const sys_days to = numbers.size() >= 4 ? hijri(h, field(2), field(3)) : from;
    if (resolve::year_of(from) == y) out.push_back(about(from, to, 1, std::string(kSighting)));
  }
  return out;
}

}  // namespace

std::vector<TimeInterval> feasts_in(std::string_view feast, int y) {
  const auto words = base::split_words(feast);
  if (words.empty()) return {};
  std::vector<int> numbers;
  for (std::size_t i = 1; i < words.size(); ++i) numbers.push_back(std::atoi(std::string(words[i]).c_str()));
  const auto on = [&](sys_days day) {
    if (numbers.size() < 2) return std::vector<TimeInterval>{TimeInterval::day(day + days{numbers[0]})};
    return std::vector<TimeInterval>{interval(day + days{numbers[0]}, day + days{numbers[1]}, Precision::interval)};
  };
  if (words[0] == "nth" && numbers.size() == 3) {
    const auto day = nth_weekday(y, static_cast<unsigned>(numbers[2]), static_cast<unsigned>(numbers[1]), numbers[0]);
    return day ? std::vector<TimeInterval>{TimeInterval::day(*day)} : std::vector<TimeInterval>{};
  }
  if (words.size() == 1) {
    const auto parts = base::split(feast, '-');
    if (parts.size() != 2) return {};
    const auto number = [](std::string_view text) {
      return static_cast<unsigned>(std::atoi(std::string(text).c_str()));
    };
    const auto day = base::make_day(y, number(parts[0]), number(parts[1]));
    return day ? std::vector<TimeInterval>{TimeInterval::day(*day)} : std::vector<TimeInterval>{};
  }
  if (words[0] == "hijri" && numbers.size() >= 2) return hijri_feasts(numbers, y);
  if (words[0] == "easter") return on(easter(y));
  if (words[0] == "orthodox") return on(orthodox_easter(y));
  if (words[0] == "passover") return on(passover(y));
  if (words[0] == "rosh-hashanah") return on(rosh_hashanah(y));
  if (words[0] == "hanukkah") return on(hanukkah(y));
  if (words[0] == "nowruz") return on(iranian_new_year(y - 621));
  if (words[0] == "lunar-new-year") return on(lunar_new_year(y));
  if (words[0] == "diwali") {
    const sys_days moon = new_moon_from(sys_days{year{y} / October / 17}, 5.5);
    return {about(moon - days{1}, moon, 0, "the feast is on the evening of the new moon or the one before")};
  }
  return {};
}

std::optional<TimeInterval> day_of_calendar(std::string_view calendar, int y, unsigned m, unsigned d) {
  if (calendar == "julian") {
    const auto day = base::make_day(y, m, d);
    if (!day) return std::nullopt;
    TimeInterval out = TimeInterval::day(*day + days{julian_lag(m <= 2 ? y - 1 : y)});
    out.why.push_back("told by the Julian calendar");
    return out;
  }
  if (m < 1 || m > 12) return std::nullopt;
  if (calendar == "hijri") {
    if (y < 1 || y > 1700 || d > 30) return std::nullopt;
    const sys_days from = hijri(y, m, d == 0 ? 1 : d);
    const sys_days to = d != 0 ? from : m == 12 ? hijri(y + 1, 1, 1) - days{1} : hijri(y, m + 1, 1) - days{1};
    return about(from, to, 1, std::string(kSighting));
  }
  if (calendar == "iranian") {
    if (y < 1206 || y > 1498) return std::nullopt;
    const unsigned length = m <= 6 ? 31 : m <= 11 ? 30 : iranian_leaps(y) > iranian_leaps(y - 1) ? 30 : 29;
    if (d > length) return std::nullopt;
    const sys_days first = iranian_new_year(y) + days{31 * std::min(m - 1, 6U) + 30 * (m > 7 ? m - 7 : 0)};
    if (d != 0) return TimeInterval::day(first + days{d - 1});
    return interval(first, first + days{length - 1}, Precision::month);
  }
  return std::nullopt;
}

}  // namespace annals::resolve
