// Claims into clusters, stretch of days by stretch of days: what lies further back than anything can reach is handed
// over and forgotten, so that memory is bounded by the days in reach and not by the archive.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "link/groups.h"
#include "link/spool.h"

namespace annals::link {

using TakeCluster = std::function<void(Cluster)>;

struct SweepOptions {
  unsigned threads = 1;
  std::span<const Bond> bonds = {};      // of what reviewers decided, in order: a later one outweighs an earlier one
  std::span<const Mention> bonded = {};  // by number: those that bonds name must be there
};

// Hands over every cluster of what the spool holds, and empties it. The same clusters whatever the order in which
// mentions were added, the memory allowed and the threads; they come in no order that means anything. Errors: Io.
Result<Done> each_cluster(Spool& spool, const SweepOptions& options, const TakeCluster& take);

}  // namespace annals::link
