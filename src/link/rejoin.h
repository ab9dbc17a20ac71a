// Accounts of one attack that differ on its day. Days that contradict part claims, since most acts of a kind are told
// day after day; what a town sees once is a toll: the same number of dead, from five up, at the same spot, a day or two
// apart, in like words or with the same number of wounded, and no page that tells of both.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "link/cluster.h"

namespace annals::link {

// Whether an attack may be known again by the mention's place and toll: see `accounts_of_other_days`.
bool tells_toll(const Mention& mention);
// How many of one place and toll a mention is held against, in canonical order: more are no accounts of one attack.
inline constexpr std::size_t kTollReach = 64;
// Whether two that tell one toll of one place can be accounts of one attack.
bool one_attack(const Mention& a, const Mention& b);

struct Accounts {
  std::uint32_t a = 0, b = 0;  // positions in the mentions, ascending
};
// In the order in which they are taken up: by place and toll, then the first's number, then the second's.
std::vector<Accounts> accounts_of_other_days(const std::vector<Mention>& mentions);

// Clusters that are such accounts become one. `clusters` ascend by their first member, and do so after it.
void join_other_days(const std::vector<Mention>& mentions, const std::vector<Bond>& bonds,
                     std::vector<Cluster>& clusters);
// The same where the accounts are known.
void join_other_days(const std::vector<Mention>& mentions, const std::vector<Bond>& bonds,
                     const std::vector<Accounts>& accounts, std::vector<Cluster>& clusters);

}  // namespace annals::link
