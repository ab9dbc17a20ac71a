// What the claims of one event agree and disagree on.
#pragma once

#include <cstdint>
#include <vector>

#include "annals/event.h"
#include "link/archive.h"

namespace annals::link {

// Everything but `moved_to`, which takes two events.
Event make_event(const Archive& archive, const Cluster& cluster);

// Positions of the cluster's claims in the order of their documents' publication.
std::vector<std::uint32_t> as_published(const Archive& archive, const Cluster& cluster);

}  // namespace annals::link
