// A day of publication as records give it.
#pragma once

#include <optional>
#include <string_view>

#include "annals/time.h"

namespace annals::acquire {

// ISO 8601 ("2016-12-08", "2016-12-08T10:00:00Z", "2016-12", "2016", "20161208"), mail and HTTP dates
// ("Thu, 08 Dec 2016 10:00:00 GMT") and seconds or milliseconds since 1970. Empty where it is none of these.
std::optional<TimeInterval> read_published(std::string_view text);

}  // namespace annals::acquire
