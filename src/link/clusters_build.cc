#include "link/clusters_build.h"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "link/agglomerate.h"
#include "link/held_places.h"
#include "link/keys.h"
#include "link/rejoin.h"

namespace annals::link {
namespace {

constexpr auto by_key = [](const auto& a, const auto& b) {
  return std::tie(a.key, a.claim) < std::tie(b.key, b.claim);
};

}  // namespace

std::vector<std::uint32_t> ClustersBuild::run(std::span<const ToldClaim> told, std::span<const Cluster> clusters) {
  number(told);
  fold();
  file();
  tie();
  tie_tolls();
  std::vector<std::uint32_t> labels = take_parts(clusters);
  write_claims();
  write_files();
  return labels;
}

void ClustersBuild::number(std::span<const ToldClaim> told) {
  mention_of_.resize(told.size());
  std::iota(mention_of_.begin(), mention_of_.end(), 0U);
  std::stable_sort(mention_of_.begin(), mention_of_.end(), [&](std::uint32_t a, std::uint32_t b) {
    return told[a].mention.document < told[b].mention.document;
  });
  number_of_.resize(told.size());
  for (std::uint32_t n = 0; n < mention_of_.size(); ++n) number_of_[mention_of_[n]] = n;
  ties_.resize(told.size());
  for (const ToldClaim& one : told) {
    Mention& mention = mentions_.emplace_back(one.mention);
    mention.number = static_cast<std::uint32_t>(mentions_.size() - 1);
    const bool same = mention.number > 0 && mentions_[mention.number - 1].document == mention.document;
    const Hash id = same ? claims_.back().id : first_letters(holdings_.published(mention.document).id);
    claims_.push_back({one.position, id, {}});
    const Standing standing = standing_of(mention);
    filed_.push_back({standing.day, standing.near, id, number_of_[mention.number]});
    if (one.place_name != 0) places_.push_back({one.place_name, number_of_[mention.number]});
    if (standing.day != kFuture) window_.last = std::max(window_.last, standing.day);
  }
}

void ClustersBuild::fold() {
  std::vector<const Mention*> nodes;
  std::vector<Signed> all;
  for (std::uint32_t m = 0; m < mentions_.size(); ++m) {
    nodes.push_back(&mentions_[m]);
    const Hash key = signature(mentions_[m]);
    if (key == 0) continue;
    all.push_back({key, m, m});
    signatures_.push_back({key, number_of_[m]});
  }
  Agglomeration joined(nodes);
  joined.fold_repeats(
      all, [&](std::uint32_t one, std::uint32_t other) { ties_[number_of_[other]].folded = number_of_[one]; });
  std::sort(signatures_.begin(), signatures_.end(), by_key);
}

// Entries are of mentions by their standing until they are sorted.
void ClustersBuild::file() {
  std::vector<std::uint32_t> by_standing(mentions_.size());
  std::iota(by_standing.begin(), by_standing.end(), 0U);
  std::sort(by_standing.begin(), by_standing.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::tie(filed_[a].day, filed_[a].near, a) < std::tie(filed_[b].day, filed_[b].near, b);
  });
  for (std::uint32_t place = 0; place < by_standing.size(); ++place) {
    const std::uint32_t m = by_standing[place];
    if (ties_[number_of_[m]].folded != kNobody) continue;
    for (const Hash key : files_of(mentions_[m])) entries_.push_back({key, place});
  }
  std::sort(entries_.begin(), entries_.end(), by_key);
  for (Entry& entry : entries_) entry.claim = by_standing[entry.claim];
}

// Each claim with those before it in each of its files, of which it finds the same several times.
void ClustersBuild::tie() {
  std::vector<std::uint32_t> begins(mentions_.size() + 1), places(entries_.size());
  for (const Entry& entry : entries_) ++begins[entry.claim + 1];
  std::partial_sum(begins.begin(), begins.end(), begins.begin());
  std::vector<std::uint32_t> next(begins.begin(), begins.end() - 1);
  for (std::uint32_t e = 0; e < entries_.size(); ++e) places[next[entries_[e].claim]++] = e;
  std::vector<Glance> glances;
  for (const Mention& mention : mentions_) glances.push_back(glance_at(mention));
  std::vector<std::uint32_t> met;
  for (std::uint32_t m = 0; m < mentions_.size(); ++m) {
    met.clear();
    for (std::uint32_t p = begins[m]; p < begins[m + 1]; ++p) meet_in(places[p], met);
    std::sort(met.begin(), met.end());
    for (std::size_t i = 0, j = 0; i < met.size(); i = j) {
      while (j < met.size() && met[j] == met[i]) ++j;
      const std::uint32_t other = met[i];
      if (surely_apart(glances[m], glances[other])) continue;
      const Weighing weighing = weigh_in_order(mentions_[m], mentions_[other]);
      if (weighing.against != Against::nothing || weighing.score <= 0) continue;
      ties_[number_of_[m]].meets.push_back({number_of_[other], static_cast<std::uint32_t>(j - i)});
      ties_[number_of_[other]].meets.push_back({number_of_[m], static_cast<std::uint32_t>(j - i)});
      if (filed_[m].day == kFuture && filed_[other].day != kFuture) loose_.emplace_back(m, other);
    }
  }
  for (ClaimTies& ties : ties_) {
    std::sort(ties.meets.begin(), ties.meets.end(),
              [](const ClaimTie& a, const ClaimTie& b) { return a.other < b.other; });
  }
}

void ClustersBuild::meet_in(std::uint32_t place, std::vector<std::uint32_t>& met) const {
  const Entry& entry = entries_[place];
  const std::size_t reach = std::min<std::size_t>(reach_in(entry.key), place);
  for (std::size_t back = 1; back <= reach && entries_[place - back].key == entry.key; ++back) {
    const std::uint32_t other = entries_[place - back].claim;
    if (!window_.meets(filed_[other].day, filed_[entry.claim].day)) break;
    met.push_back(other);
  }
}

void ClustersBuild::tie_tolls() {
  for (std::uint32_t m = 0; m < mentions_.size(); ++m) {
    if (tells_toll(mentions_[m])) tolls_.push_back({toll_key(mentions_[m]), m});
  }
  std::sort(tolls_.begin(), tolls_.end(), by_key);
  for (const Accounts& two : accounts_of_other_days(mentions_)) {
    ties_[number_of_[two.a]].tolls.push_back({number_of_[two.b], 1});
    ties_[number_of_[two.b]].tolls.push_back({number_of_[two.a], 1});
  }
  for (ClaimTies& ties : ties_) {
    std::sort(ties.tolls.begin(), ties.tolls.end(),
              [](const ClaimTie& a, const ClaimTie& b) { return a.other < b.other; });
  }
}

namespace {

// What the members are in without the joints of tolls, which weigh nothing.
std::vector<Cluster> without_tolls(const Cluster& cluster, std::vector<Joint>& tolls) {
  std::vector<std::uint32_t> into(cluster.members.size());
  std::iota(into.begin(), into.end(), 0U);
  const auto place = [&](std::uint32_t mention) {
    const auto at = std::lower_bound(cluster.members.begin(), cluster.members.end(), mention);
    return static_cast<std::uint32_t>(at - cluster.members.begin());
  };
  const auto root = [&](std::uint32_t at) {
    while (into[at] != at) at = into[at] = into[into[at]];
    return at;
  };
  for (const Joint& joint : cluster.joints) {
    if (joint.score == 0) {
      tolls.push_back(joint);
    } else {
      into[root(place(joint.a))] = root(place(joint.b));
    }
  }
  std::vector<Cluster> out(cluster.members.size());
  for (std::uint32_t m = 0; m < cluster.members.size(); ++m) out[root(m)].members.push_back(cluster.members[m]);
  for (const Joint& joint : cluster.joints) {
    if (joint.score != 0) out[root(place(joint.a))].joints.push_back(joint);
  }
  std::erase_if(out, [](const Cluster& part) { return part.members.empty(); });
  return out;
}

}  // namespace

std::vector<std::uint32_t> ClustersBuild::take_parts(std::span<const Cluster> clusters) {
  std::vector<std::uint32_t> labels;
  for (const Cluster& cluster : clusters) {
    const bool told = !cluster.joints.empty() && cluster.joints.back().score == 0;  // best first
    if (!told) {
      auto alone = part_of(cluster);
      labels.push_back(alone.first);
      if (!alone.second.plain()) parts_.push_back(std::move(alone));
      continue;
    }
    std::vector<Joint> tolls;
    std::vector<std::pair<std::uint32_t, HeldPart>> parts;
    for (const Cluster& part : without_tolls(cluster, tolls)) parts.push_back(part_of(part));
    std::sort(parts.begin(), parts.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    labels.push_back(parts.front().first);
    for (auto& [label, part] : parts) {
      part.whole = parts.front().first;
      parts.front().second.parts.push_back(label);
    }
    for (const Joint& joint : tolls) parts.front().second.tolls.push_back(held(joint));
    for (auto& part : parts) parts_.push_back(std::move(part));
  }
  std::sort(parts_.begin(), parts_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  return labels;
}

// With its label, which its claims are told.
std::pair<std::uint32_t, HeldPart> ClustersBuild::part_of(const Cluster& cluster) {
  std::uint32_t label = kNobody;
  for (const std::uint32_t m : cluster.members) label = std::min(label, number_of_[m]);
  HeldPart part;
  for (const std::uint32_t m : cluster.members) {
    ties_[number_of_[m]].part = label;
    part.members.push_back({number_of_[m], mentions_[m].document, claims_[m].position});
  }
  if (part.members.size() == 1) part.members.clear();
  for (const Joint& joint : cluster.joints) part.joints.push_back(held(joint));
  return {label, std::move(part)};
}

void ClustersBuild::write_claims() {
  for (std::uint32_t n = 0; n < mention_of_.size(); ++n) {
    const std::uint32_t m = mention_of_[n];
    ledger_.put(Key(ClaimKeys::kClaims).u32(n), bytes_of({claims_[m].position, claims_[m].id, mentions_[m]}));
  }
  for (std::uint32_t n = 0; n < ties_.size(); ++n) ledger_.put(Key(ClaimKeys::kTies).u32(n), bytes_of(ties_[n]));
  for (const auto& [label, part] : parts_) ledger_.put(Key(ClaimKeys::kParts).u32(label), bytes_of(part));
  write(ledger_, AllClaims{static_cast<std::uint32_t>(mention_of_.size()), window_.last});
  HeldClaims held(ledger_, holdings_);
  for (std::uint32_t n = 0, end = 0; n < mention_of_.size(); n = end) {
    const std::uint32_t document = mentions_[mention_of_[n]].document;
    while (end < mention_of_.size() && mentions_[mention_of_[end]].document == document) ++end;
    held.put_numbers(document, {n, end - n});
  }
}

void ClustersBuild::write_files() {
  std::sort(loose_.begin(), loose_.end(), [&](const auto& a, const auto& b) {
    return std::tie(filed_[a.second].day, a) < std::tie(filed_[b.second].day, b);
  });
  for (const auto& [loose, other] : loose_) put_loose(ledger_, filed_[other], number_of_[loose]);
  HeldClaims held(ledger_, holdings_);
  ClaimFiles files(ledger_, held);
  auto toll = tolls_.begin();
  const auto put_tolls = [&](auto before) {
    for (; toll != tolls_.end() && before(toll->key); ++toll) {
      files.put(toll->key, filed_by_toll(number_of_[toll->claim], claims_[toll->claim]));
    }
  };
  for (const Entry& entry : entries_) {
    put_tolls([&](Hash key) { return key < entry.key; });
    files.put(entry.key, filed_[entry.claim]);
  }
  put_tolls([](Hash) { return true; });
  for (const Entry& entry : signatures_) put_signed(ledger_, entry.key, entry.claim);
  std::sort(places_.begin(), places_.end(), by_key);
  HeldPlaces places(ledger_);
  for (const Entry& entry : places_) places.put_claim(entry.key, entry.claim);
}

}  // namespace annals::link
