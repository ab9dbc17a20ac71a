// The events that may come near to one.
#pragma once

#include <cstdint>
#include <vector>

#include "annals/snapshot.h"

namespace annals::serve {

// Rows of events of about the same days that share a participant with `row`, those that share the most first.
std::vector<std::uint32_t> nearest_events(const Snapshot& record, std::uint32_t row, std::size_t most);

}  // namespace annals::serve
