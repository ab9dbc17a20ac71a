// Reads phrases of time out of text. What they mean is another question: see time_value.h.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "resolve/date_words.h"
#include "resolve/time_expression.h"

namespace annals::resolve {

// Reads `phrase`, which extract took for a phrase of time. Words that say nothing of time are passed over; several
// times in it ("on Friday, Dec. 2, for three days") come one by one, in text order.
std::vector<TimeExpression> read_time_phrase(std::string_view phrase, const DateWords& words);

// Finds the phrases of time in running text. Stricter: a number alone is no year, "may" no month.
std::vector<TimeExpression> find_times(std::string_view text, const DateWords& words);

// Whether the dates in digits of a text have the day first ("13/04/2015") or the month ("04/13/2015"); empty where none
// of them tells, or they differ.
std::optional<bool> day_stands_first(std::string_view text);

}  // namespace annals::resolve
