// A whole set filed at once: what adding its documents one by one would come to, in one pass over memory and one over
// the ledger in the order of its keys.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "link/claim_files.h"
#include "link/cluster.h"
#include "link/evidence.h"
#include "link/held_claims.h"
#include "link/held_clusters.h"

namespace annals::link {

class ClustersBuild {
 public:
  ClustersBuild(Ledger& ledger, Holdings& holdings, Day reach_days)
      : ledger_(ledger), holdings_(holdings), window_{reach_days} {}
  // Once. The labels of the clusters' events.
  std::vector<std::uint32_t> run(std::span<const ToldClaim> told, std::span<const Cluster> clusters);

 private:
  struct Entry {
    Hash key = 0;
    std::uint32_t claim = 0;
  };
  void number(std::span<const ToldClaim> told);
  void fold();
  void file();
  void tie();
  void meet_in(std::uint32_t place, std::vector<std::uint32_t>& met) const;
  void tie_tolls();
  std::vector<std::uint32_t> take_parts(std::span<const Cluster> clusters);
  std::pair<std::uint32_t, HeldPart> part_of(const Cluster& cluster);
  HeldJoint held(const Joint& joint) const { return {number_of_[joint.a], number_of_[joint.b], joint.score}; }
  void write_claims();
  void write_files();

  Ledger& ledger_;
  Holdings& holdings_;
  ReachWindow window_;
  std::vector<std::uint32_t> number_of_, mention_of_;           // by mention, in canonical order; by claim
  std::vector<Mention> mentions_;                               // in canonical order
  std::vector<HeldClaim> claims_;                               // as these, without their mentions
  std::vector<ClaimTies> ties_;                                 // by claim
  std::vector<Filed> filed_;                                    // by mention
  std::vector<Entry> entries_, tolls_;                          // by key, then standing; of mentions
  std::vector<Entry> signatures_, places_;                      // of claims; by place name
  std::vector<std::pair<std::uint32_t, std::uint32_t>> loose_;  // mentions without a day that meet one with
  std::vector<std::pair<std::uint32_t, HeldPart>> parts_;       // by label
};

}  // namespace annals::link
