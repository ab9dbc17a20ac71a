// Why the claims of an event are one, and why those of its nearest neighbours are not.
#pragma once

#include <string>

#include "annals/store.h"

namespace annals::cli {

// `other`, where given, is the event to hold it against; else the nearest ones are looked for.
Result<std::string> explain_event(Store& store, const Event& event, const std::string& other);

}  // namespace annals::cli
