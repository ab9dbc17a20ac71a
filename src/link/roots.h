// Independent origins of an event: who has it from whom.
#pragma once

#include <cstdint>
#include <vector>

#include "annals/event.h"
#include "link/archive.h"

namespace annals::link {

struct Roots {
  std::vector<Origin> origins;          // of the documents of these claims, in the order of the claims
  std::vector<std::uint32_t> of_claim;  // by claim: the number of its (first) root
  std::uint32_t count = 0;
};

// Of the claims at `positions`. Documents that copy one another, hand on one wire, name one another as their source, or
// rest on the same speaker's word, have one root; one that mixes two sources has two, and joins nobody else's.
Roots roots_of_claims(const Archive& archive, const std::vector<std::uint32_t>& positions);

}  // namespace annals::link
