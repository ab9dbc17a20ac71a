// Where the claims of one event differ. What leaves room for the other is no disagreement: a month and a day of it, a
// province and a town in it, "at least 30" and 36, "some 3,000" and 3,200.
#pragma once

#include <cstdint>
#include <vector>

#include "annals/event.h"
#include "link/archive.h"

namespace annals::link {

// The claims of an event as it is merged from them.
struct Claims {
  const Archive& archive;
  const Cluster& cluster;
  std::vector<std::uint32_t> positions;  // as published
  bool any_done = false;

  const Mention& mention(std::uint32_t position) const { return archive.mentions[position]; }
  // Where something was done, what was planned before says no more when and where.
  bool counts(std::uint32_t position) const;
};

// Fills `event.disagreements`: time, status, actor, recipient, place, casualties.killed, casualties.injured,
// participants_count. Its time stands already.
void tell_disagreements(const Claims& claims, Event& event);

}  // namespace annals::link
