#include "base/calendar.h"

#include <array>
#include <cstdio>

#include "base/text.h"

namespace annals::base {
namespace {

using namespace std::chrono;

constexpr std::array<std::string_view, 6> kPrecisions = {"day", "week", "month", "season", "year", "interval"};

std::optional<int> read_digits(std::string_view text) {
  if (text.empty()) return std::nullopt;
  int value = 0;
  for (const char c : text) {
    if (!is_digit(c)) return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

std::string to_iso(sys_days day) {
  const year_month_day ymd(day);
  char out[32];
  std::snprintf(out, sizeof out, "%04d-%02u-%02u", static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month()),
                static_cast<unsigned>(ymd.day()));
  return out;
}

std::optional<sys_days> make_day(int y, unsigned m, unsigned d) {
  const year_month_day ymd{year{y}, month{m}, day{d}};
  if (!ymd.ok()) return std::nullopt;
  return sys_days{ymd};
}

TimeInterval month_of(int y, unsigned m) {
  const year_month ym{year{y}, month{m}};
  return {sys_days{ym / day{1}}, sys_days{ym / last}, Precision::month, {}, {}, {}};
}

TimeInterval year_of(int y) {
  return {sys_days{year{y} / January / 1}, sys_days{year{y} / December / 31}, Precision::year, {}, {}, {}};
}

std::optional<TimeInterval> read_iso(std::string_view text) {
  text = trim(text);
  if (const std::size_t time = text.find_first_of("Tt "); time != std::string_view::npos) text = text.substr(0, time);
  const auto parts = split(text, '-');
  if (parts.size() > 3 || parts[0].size() != 4) return std::nullopt;
  const auto y = read_digits(parts[0]);
  if (!y) return std::nullopt;
  if (parts.size() == 1) return year_of(*y);
  const auto m = read_digits(parts[1]);
  if (!m || parts[1].size() != 2 || *m < 1 || *m > 12) return std::nullopt;
  if (parts.size() == 2) return month_of(*y, static_cast<unsigned>(*m));
  const auto d = read_digits(parts[2]);
  if (!d || parts[2].size() != 2) return std::nullopt;
  const auto on = make_day(*y, static_cast<unsigned>(*m), static_cast<unsigned>(*d));
  if (!on) return std::nullopt;
  return TimeInterval::day(*on);
}

std::string_view to_string(Precision precision) { return kPrecisions[static_cast<std::size_t>(precision)]; }

std::optional<Precision> precision(std::string_view name) {
  for (std::size_t i = 0; i < kPrecisions.size(); ++i) {
    if (kPrecisions[i] == name) return static_cast<Precision>(i);
  }
  return std::nullopt;
}

}  // namespace annals::base
