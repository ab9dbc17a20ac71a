#include "link/reviewed.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "link/corrections.h"
#include "link/merge.h"
#include "link/told_claims.h"

namespace annals::link {
namespace {

using Ruling = Rulings::Ruling;

// Looked up only: the order of pointers goes nowhere.
using Positions = std::unordered_map<const ResolvedClaim*, std::uint32_t>;

Positions positions_of(const Archive& archive) {
  Positions out;
  for (std::uint32_t p = 0; p < archive.own.size(); ++p) out.emplace(archive.own[p], p);
  return out;
}

std::vector<std::uint32_t> clusters_of(const Archive& archive) {
  std::vector<std::uint32_t> out(archive.mentions.size());
  for (std::uint32_t c = 0; c < archive.clusters.size(); ++c) {
    for (const std::uint32_t p : archive.clusters[c].members) out[p] = c;
  }
  return out;
}

// A decision on an event goes with most of the claims that it had then; of equals with the first.
std::map<std::uint32_t, std::uint32_t> events_meant(const Ruling& ruling, const Positions& positions,
                                                    const std::vector<std::uint32_t>& cluster_of) {
  std::map<std::uint32_t, std::map<std::uint32_t, std::size_t>> counts;  // by side, then cluster
  for (const Meant& meant : ruling.claims) {
    const auto at = positions.find(meant.claim);
    if (meant.side != 0 && at != positions.end()) ++counts[meant.side][cluster_of[at->second]];
  }
  std::map<std::uint32_t, std::uint32_t> out;  // by side: the cluster
  for (const auto& [side, clusters] : counts) {
    const auto most = std::max_element(clusters.begin(), clusters.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    out[side] = most->first;
  }
  return out;
}

void correct_cluster(Archive& archive, const Cluster& cluster, const Decision& decision) {
  for (const std::uint32_t p : cluster.members) {
    Mention& mention = archive.mentions[p];
    ResolvedClaim& claim = archive.corrected.emplace_back(*mention.claim);
    correct_as(decision, claim);
    const CodedDocument& of = archive.document_of(p);
    mention = mention_in(of, mention.document, story_of(of.article), claim, *archive.places, archive.sides);
    mention.number = p;
  }
}

}  // namespace

std::vector<Bond> bonds_of(const Archive& archive) {
  std::vector<Bond> out;
  if (archive.rulings.empty()) return out;
  const Positions positions = positions_of(archive);
  const std::vector<Ruling>& rulings = archive.rulings.all();
  for (std::uint32_t r = 0; r < rulings.size(); ++r) {
    const Decision& decision = *rulings[r].decision;
    if (decision.what != DecisionKind::merge && decision.what != DecisionKind::split) continue;
    Bond bond;
    bond.ruling = r;
    bond.apart = decision.what == DecisionKind::split;
    bond.first_together = bond.apart;
    for (const Meant& meant : rulings[r].claims) {
      const auto at = positions.find(meant.claim);
      if (at != positions.end()) bond.members.push_back({at->second, meant.side});
    }
    out.push_back(std::move(bond));
  }
  return out;
}

void review_events(Archive& archive, std::vector<Event>& events) {
  if (archive.rulings.empty()) return;
  const Positions positions = positions_of(archive);
  const std::vector<std::uint32_t> cluster_of = clusters_of(archive);
  std::map<std::uint32_t, std::vector<ReviewNote>> notes;  // by cluster
  for (const Ruling& ruling : archive.rulings.all()) {
    const Decision& decision = *ruling.decision;
    const bool corrects = decision.what == DecisionKind::correct;
    std::map<std::uint32_t, bool> told_of;  // a merge or split is told once of an event
    for (const Meant& meant : ruling.claims) {
      const auto at = positions.find(meant.claim);
      if (at == positions.end() || (meant.side != 0 && decision.what != DecisionKind::split)) continue;
      const std::uint32_t cluster = cluster_of[at->second];
      const bool of_claim = corrects || decision.what == DecisionKind::accept;
      if (!of_claim && !told_of.emplace(cluster, true).second) continue;
      notes[cluster].push_back(
          note_of(decision, of_claim ? meant.claim->id : "", corrects ? told(*meant.claim, decision.field) : ""));
    }
    if (decision.what == DecisionKind::split) continue;
    for (const auto& [side, cluster] : events_meant(ruling, positions, cluster_of)) {
      if (!told_of.emplace(cluster, true).second) continue;
      notes[cluster].push_back(note_of(decision, "", corrects ? told(events[cluster], decision.field) : ""));
      if (!corrects) continue;
      correct_cluster(archive, archive.clusters[cluster], decision);
      events[cluster] = make_event(archive, archive.clusters[cluster]);
    }
  }
  for (auto& [cluster, of] : notes) events[cluster].review = std::move(of);
}

}  // namespace annals::link
