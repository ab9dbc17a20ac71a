// What became of an event, from what its claims say in the order they were published.
#pragma once

#include <vector>

#include "annals/event.h"

namespace annals::link {

struct StatusTold {
  Status status = Status::happened;
  std::uint32_t rank = 0;  // of its document in the order of publication
  bool dated = true;       // its document has a day of its own
};

// The latest by weight: what was done outweighs what was planned, and a denial what nobody says was done.
Status status_of(const std::vector<StatusTold>& told);

// Of an event with these claims and this merged status; its day has `passed` when some document was published after
// it. Never `moved`: that takes two events.
Outcome outcome_of(const std::vector<StatusTold>& told, Status status, bool passed);

}  // namespace annals::link
