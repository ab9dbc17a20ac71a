// Reviewers' decisions on whole events: what binds claims together or apart, and corrections of what claims say
// together.
#pragma once

#include <vector>

#include "annals/event.h"
#include "link/archive.h"
#include "link/cluster.h"

namespace annals::link {

std::vector<Bond> bonds_of(const Archive& archive);

// Makes the events anew whose values were corrected, and notes on each what was decided of it. `events` as the clusters
// stand.
void review_events(Archive& archive, std::vector<Event>& events);

}  // namespace annals::link
