// Meetings and deadlines that were put off: the event that was called off and the one that took its place.
#pragma once

#include <vector>

#include "annals/event.h"

namespace annals::link {

// Fills Event::moved_to.
void find_moved(std::vector<Event>& events);

}  // namespace annals::link
