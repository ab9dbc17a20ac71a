// Meetings and deadlines that were put off: the event that was called off and the one that took its place.
#pragma once

#include <vector>

#include "annals/event.h"

namespace annals::link {

// Whether one of two claims of a document may say what became of the other: it calls off, and the other plans, an act
// of one kind close by.
bool may_be_moved(const ResolvedClaim& a, const ResolvedClaim& b);

// Fills Event::moved_to.
void find_moved(std::vector<Event>& events);

}  // namespace annals::link
