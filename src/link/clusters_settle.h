// Who is of one event, put together anew where something has changed.
#pragma once

#include <cstdint>
#include <set>

#include "link/held_claims.h"
#include "link/held_clusters.h"

namespace annals::link {

struct TouchedClaims {
  std::set<std::uint32_t> claims;   // that gained or lost somebody
  std::set<std::uint32_t> by_toll;  // ... an account of another day
  std::set<std::uint32_t> fresh;    // that were not held before
  std::set<std::uint32_t> retold;   // that are not what they were
};

EventsChanged settle(HeldClaims& claims, Day reach_days, const TouchedClaims& touched);

EventHeld event_held(HeldClaims& claims, std::uint32_t label);

}  // namespace annals::link
