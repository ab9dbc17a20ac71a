// Days and intervals as the record writes them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "annals/time.h"

namespace annals::store {

// "2016-12-08", with its clock time "2016-12-08T14:50+03:00"; empty when the end is not known.
std::string end_text(const std::optional<sys_days>& day, const std::string& clock);
// "2016-12-08", "2016-12-05/2016-12-09" or "../2016-12-09" as ISO 8601-2 has them; empty when nothing is known.
std::string interval_text(const TimeInterval& time);
// Reads what end_text wrote: sets the day, and the clock where there is one. False when it is neither.
bool read_end(std::string_view text, std::optional<sys_days>& day, std::string& clock);

}  // namespace annals::store
