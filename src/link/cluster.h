// Claims joined into events, best evidence first, never against a contradiction.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "link/mention.h"

namespace annals::link {

// A reviewer's word that outweighs all evidence.
struct Bond {
  struct Member {
    std::uint32_t mention = 0;
    std::uint32_t side = 0;
  };
  bool apart = false;           // members of two sides are never one event; else all members are one
  bool first_together = false;  // ... and those of side 0 are one
  std::vector<Member> members;
  std::uint32_t ruling = 0;  // position in the rulings
};

// What joined two claims of an event.
struct Joint {
  std::uint32_t a = 0, b = 0;  // positions in the mentions
  double score = 0;
  std::optional<std::uint32_t> ruling = {};  // the reviewer's, where no evidence did
};

// Whether `x` is taken up before `y`.
bool better(const Joint& x, const Joint& y);

struct Cluster {
  std::vector<std::uint32_t> members;  // ascending positions in the mentions
  std::vector<Joint> joints;           // best first
};

// How much of it is done at once, and in how much memory: see LinkOptions.
struct ClusterOptions {
  unsigned threads = 1;
  std::size_t memory_bytes = std::numeric_limits<std::size_t>::max();
  std::string folder = {};
};

// `mentions` in canonical order, bonds in that of the decisions: a later one outweighs an earlier one. The result
// depends on nothing else. Clusters ascend by their first member.
std::vector<Cluster> cluster(const std::vector<Mention>& mentions, const std::vector<Bond>& bonds = {},
                             const ClusterOptions& options = {});

}  // namespace annals::link
