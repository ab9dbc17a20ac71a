// When something happened: an interval of days, how exact it is, and why we think so.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace annals {

using std::chrono::sys_days;

enum class Precision { day, week, month, season, year, interval };

// Days of the proleptic Gregorian calendar, both ends inclusive. An end that is not known is empty.
struct TimeInterval {
  std::optional<sys_days> from;
  std::optional<sys_days> to;
  Precision precision = Precision::interval;
  std::string part_of_day;       // "morning", "night" ...; empty when the text names none
  std::string clock;             // "14:50" or "14:50+03:00", of a single day; empty when the text has none
  std::vector<std::string> why;  // the reasons, in plain words
  // Of an interval, the day that is likelier than any other of it, where one stands out (a page's own day, for what it
  // has for news). Nothing is reckoned from it.
  std::optional<sys_days> likely = {};

  static TimeInterval day(sys_days on) { return {on, on, Precision::day, {}, {}, {}}; }
  bool unknown() const { return !from && !to; }
  bool is_day() const { return from && to && *from == *to; }
  bool contains(sys_days on) const { return (!from || *from <= on) && (!to || on <= *to); }
  bool overlaps(const TimeInterval& other) const {
    return (!to || !other.from || *other.from <= *to) && (!from || !other.to || *from <= *other.to);
  }
  bool operator==(const TimeInterval&) const = default;
};

}  // namespace annals
