// Claims that come late are filed among those held: who meets whom now, and who no more.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "link/claim_files.h"
#include "link/clusters_settle.h"
#include "link/evidence.h"
#include "link/held_claims.h"
#include "link/held_clusters.h"
#include "link/held_places.h"

namespace annals::link {

class ClustersAdd {
 public:
  ClustersAdd(Ledger& ledger, Holdings& holdings, Day reach_days);
  // Once. None: the ledger is not sound.
  std::optional<EventsChanged> run(std::vector<std::uint32_t> documents, const HeldClusters::Tell& tell);

 private:
  enum class By { evidence, toll };
  void take_in(std::vector<std::uint32_t> documents, const HeldClusters::Tell& tell);
  void take_in(std::uint32_t document, const std::vector<ToldClaim>& told);
  void retell();
  void forget_out_of_reach();
  void fold();
  void fold_alike(std::vector<std::uint32_t> alike);
  void file();
  void step_all(std::uint32_t claim, int more);
  void step_toll(std::uint32_t claim, int more);
  void step(Hash key, const Filed& one, std::size_t reach, By by, int more);
  void count(const Filed& earlier, const Filed& later, By by, int more);
  bool speak_for(std::uint32_t a, std::uint32_t b, By by);
  const Glance& glance(std::uint32_t claim);
  void tie(const Filed& earlier, const Filed& later, By by);
  void part(std::uint32_t a, std::uint32_t b, By by);
  std::vector<ClaimTie>& ties(std::uint32_t claim, By by);

  Ledger& ledger_;
  Holdings& holdings_;
  HeldClaims claims_;
  ClaimFiles files_;
  HeldPlaces places_;
  AllClaims all_;
  ReachWindow window_;
  TouchedClaims touched_;
  std::vector<std::uint32_t> filed_, taken_out_;       // claims that are filed now, or no more
  std::unordered_map<std::uint32_t, Glance> glances_;  // looked up only
  std::unordered_set<std::uint64_t> weighed_[2];       // pairs that nothing speaks for
};

}  // namespace annals::link
