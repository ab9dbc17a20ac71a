// A phrase of time as it was said, before it is known what day it was said on.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "annals/span.h"
#include "annals/time.h"

namespace annals::resolve {

enum class TimeUnit {
  second,
  minute,
  hour,
  day,
  night,
  week,
  weekend,
  fortnight,
  month,
  quarter,
  year,
  decade,
  century
};

// Which of several: "last", "next", "this" count from the day of speaking; "previous", "following", "same" from
// the time last spoken of.
enum class Which { none, last, past, next, coming, this_, recent, previous, following, same };

enum class Phase { none, early, mid, late, start, end, first_half, second_half, earlier, later, whole };

enum class TimeKind {
  calendar,    // any of year, month, day, weekday, season, holiday, "yesterday", part of day, clock
  unit,        // "last week", "the following day", "the end of the year"
  shift,       // "two weeks ago", "in two days", "a day later", "two days before Christmas"
  reach,       // "the past 24 hours", "in recent weeks", "in the coming days"
  duration,    // "for three days"
  head,        // "the first six months of 2015", "the last three days of May": of inner, by sign
  up_to,       // "the 12 months to June 2015": so long, up to the end of inner
  decade,      // "the 1990s"
  now,         // "currently"
  recent,      // "recently"
  just,        // "just"
  soon,        // "soon"
  at_once,     // "immediately"
  bare_after,  // "afterwards"
  bare_before,
  bare_same,  // "then"
  range,      // of inner[0] to inner[1]
  since,      // and so on: of inner[0]
  from,
  until,
  by,
  before,
  after,
  within  // "within 48 hours"
};

enum class Anchor { document, reference, inner };

struct TimeExpression {
  TimeKind kind = TimeKind::calendar;

  // calendar
  std::optional<int> year;
  unsigned month = 0;
  unsigned day = 0;       // of the month
  unsigned last_day = 0;  // "11-12": to this day
  unsigned weekday = 0;   // Monday is 1
  unsigned season = 0;    // spring is 1
  bool southern = false;  // ... of the southern half of the world
  int nth = 0;            // "the third week of May" (with unit), "the first Sunday of March" (with weekday); -1: last
  std::string fixed;      // as in dates.tsv
  std::string calendar;   // "hijri", "iranian", "julian": what year, month and day are of; empty: Gregorian
  bool either_order = false;         // "03/04/2015": day and month may stand the other way round
  bool fiscal = false;               // the year is one of accounts, whose months the text does not tell
  std::optional<int> end_year;       // "fiscal 2012-13", "2012/13", "1914-18"
  std::optional<int> days_from_now;  // "yesterday"
  Which which = Which::none;
  Which week_which = Which::none;   // "Monday of last week"
  Which month_which = Which::none;  // "the 19th of that month"
  Which year_which = Which::none;   // "February 1 last year"
  Phase phase = Phase::none;
  std::string part_of_day;
  std::string clock;
  bool overnight = false;

  // unit, shift, reach, duration, within
  std::optional<TimeUnit> unit;
  std::optional<int> count;  // empty: some, how many is not said
  int sign = 0;              // of shift and reach: -1 back, 1 on
  Anchor anchor = Anchor::document;
  bool exact = false;              // of shift: to the day, "five years ago today"
  std::optional<TimeUnit> around;  // of shift: of the unit around it, "a year ago this week"

  std::vector<TimeExpression> inner;
  TextRange range;  // in the text it was read from

  bool only_time_of_day() const {
    return kind == TimeKind::calendar && !year && !nth && !month && !day && !weekday && !season && fixed.empty() &&
           !days_from_now && which == Which::none && !overnight;
  }
  // A day of the year or more, whatever the year.
  bool names_day_of_year() const { return kind == TimeKind::calendar && month && day; }
};

}  // namespace annals::resolve
