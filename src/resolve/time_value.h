// What day a phrase of time means, said on a known day in the course of a story.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "annals/time.h"
#include "resolve/date_words.h"
#include "resolve/time_expression.h"

namespace annals::resolve {

struct TimeContext {
  TimeInterval document;               // the day of speaking, maybe an interval; unknown() when nothing tells it
  TimeInterval reference;              // the time last spoken of; unknown() when there is none
  bool ahead = false;                  // what is told lies ahead (planned, possible): "Friday" is the coming one
  bool lasting = false;                // it is told as under way
  std::optional<bool> day_first = {};  // of "03/04/2015": what other dates of the page show
  TimeInterval story = {};             // the day of the news: "earlier in the day" where no other was spoken of last
  bool reference_year = false;         // the text is telling of the reference's year: "in March" is of that year
};

// The interval meant. Unknown ends stay empty; `why` tells what was reckoned from what.
TimeInterval value_of(const TimeExpression& expression, const TimeContext& context);

// A claim's time from all its phrases of time: parts that belong together are put together ("on Friday" and "in the
// morning"), the rest cut with each other.
TimeInterval value_of(const std::vector<TimeExpression>& expressions, const TimeContext& context);

// Parts of one date that came as several phrases ("on Tuesday", "5 March") as one expression.
std::vector<TimeExpression> put_together(std::vector<TimeExpression> expressions);

// Where an expression names a weekday that is not `value`'s: the nearest day that has it.
std::optional<sys_days> other_day(const TimeExpression& expression, const TimeInterval& value);

// Reads `phrase` and tells what it means; unknown when it names no time.
TimeInterval read_time(std::string_view phrase, const TimeContext& context, const DateWords& words);

}  // namespace annals::resolve
