// Claims joined into events, best evidence first, never against a contradiction.
#pragma once

#include <cstdint>
#include <vector>

#include "link/mention.h"

namespace annals::link {

// What joined two claims of an event.
struct Joint {
  std::uint32_t a = 0, b = 0;  // positions in the mentions
  double score = 0;
};

struct Cluster {
  std::vector<std::uint32_t> members;  // ascending positions in the mentions
  std::vector<Joint> joints;           // best first
};

// `mentions` in canonical order. The result depends on nothing else. Clusters ascend by their first member.
std::vector<Cluster> cluster(const std::vector<Mention>& mentions);

}  // namespace annals::link
