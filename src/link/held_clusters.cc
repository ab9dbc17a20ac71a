#include "link/held_clusters.h"

#include <algorithm>
#include <utility>

#include "link/clusters_add.h"
#include "link/clusters_build.h"
#include "link/clusters_settle.h"
#include "link/held_claims.h"
#include "link/held_places.h"

namespace annals::link {

HeldClusters::HeldClusters(Ledger& ledger, Holdings& holdings, Tell tell, Day reach_days)
    : ledger_(ledger), holdings_(holdings), tell_(std::move(tell)), reach_days_(reach_days) {}

std::vector<std::uint32_t> HeldClusters::build(std::span<const ToldClaim> told, std::span<const Hash> countries,
                                               std::span<const Cluster> clusters) {
  HeldPlaces places(ledger_);
  for (const Hash name : countries) places.put_country(name);
  return ClustersBuild(ledger_, holdings_, reach_days_).run(told, clusters);
}

std::optional<EventsChanged> HeldClusters::add(std::vector<std::uint32_t> documents) {
  return ClustersAdd(ledger_, holdings_, reach_days_).run(std::move(documents), tell_);
}

std::vector<HeldClusters::ToldOf> HeldClusters::told(std::uint32_t document) {
  HeldClaims claims(ledger_, holdings_);
  const ClaimNumbers numbers = claims.numbers_of(document);
  std::vector<ToldOf> out;
  for (std::uint32_t i = 0; i < numbers.count && claims.sound(); ++i) {
    const std::uint32_t claim = numbers.first + i;
    out.push_back({claims.claim(claim).position, claims.event_of(claim)});
  }
  return out;
}

std::vector<std::uint32_t> HeldClusters::events_of(std::uint32_t document) {
  HeldClaims claims(ledger_, holdings_);
  const ClaimNumbers numbers = claims.numbers_of(document);
  std::vector<std::uint32_t> out;
  for (std::uint32_t i = 0; i < numbers.count && claims.sound(); ++i) {
    out.push_back(claims.event_of(numbers.first + i));
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::vector<Hash> HeldClusters::countries() { return HeldPlaces(ledger_).countries(); }

EventHeld HeldClusters::event(std::uint32_t label) {
  HeldClaims claims(ledger_, holdings_);
  return event_held(claims, label);
}

}  // namespace annals::link
