// Accounts of one attack that differ on its day. Days that contradict part claims, since most acts of a kind are told
// day after day; what a town sees once is a toll: the same number of dead, from five up, at the same spot, a day or two
// apart, in like words or with the same number of wounded, and no page that tells of both.
#pragma once

#include <vector>

#include "link/cluster.h"

namespace annals::link {

// Clusters that are such accounts become one. `clusters` ascend by their first member, and do so after it.
void join_other_days(const std::vector<Mention>& mentions, const std::vector<Bond>& bonds,
                     std::vector<Cluster>& clusters);

}  // namespace annals::link
