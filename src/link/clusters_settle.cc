#include "link/clusters_settle.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "link/agglomerate.h"
#include "link/evidence.h"
#include "link/rejoin.h"
#include "link/spool.h"

namespace annals::link {
namespace {

using Labels = std::set<std::uint32_t>;

std::uint32_t label_of(const std::vector<HeldMember>& members) {
  const auto less = [](const HeldMember& a, const HeldMember& b) { return a.claim < b.claim; };
  return std::min_element(members.begin(), members.end(), less)->claim;
}

// Some claims as mentions with numbers in canonical order: what cluster() has of all.
class Some {
 public:
  Some(HeldClaims& claims, const Labels& labels) : claims_(claims) {
    std::vector<std::uint32_t> all;
    for (const std::uint32_t label : labels) {
      for (const HeldMember& member : claims.members(label)) all.push_back(member.claim);
    }
    claims.sort(all);
    for (std::uint32_t n = 0; n < all.size(); ++n) {
      HeldClaim& held = claims.claim(all[n]);
      held.mention.number = n;
      nodes.push_back(&held.mention);
      members.push_back({all[n], held.mention.document, held.position});
      node_of_.emplace(all[n], n);
    }
  }

  // kNobody: it is not among them.
  std::uint32_t node_of(std::uint32_t claim) const {
    const auto at = node_of_.find(claim);
    return at == node_of_.end() ? kNobody : at->second;
  }
  const ClaimTies& ties(std::uint32_t node) const { return claims_.ties(members[node].claim); }
  HeldJoint joint(const Joint& joint) const { return {members[joint.a].claim, members[joint.b].claim, joint.score}; }

  std::vector<const Mention*> nodes;
  std::vector<HeldMember> members;  // by node

 private:
  HeldClaims& claims_;
  std::unordered_map<std::uint32_t, std::uint32_t> node_of_;
};

struct Stretch {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> folds;
  std::vector<WeighedPair> pairs;
};

std::map<std::int32_t, Stretch> stretches(const Some& some, Day reach_days) {
  const Spool spool(reach_days);
  std::map<std::int32_t, Stretch> out;
  std::vector<std::int32_t> at;
  for (const Mention* mention : some.nodes) at.push_back(spool.stretch_of(standing_of(*mention).day));
  for (std::uint32_t n = 0; n < some.nodes.size(); ++n) {
    const ClaimTies& ties = some.ties(n);
    const std::uint32_t one = some.node_of(ties.folded);
    if (one != kNobody) out[at[n]].folds.emplace_back(one, n);
    for (const ClaimTie& tie : ties.meets) {
      const std::uint32_t other = some.node_of(tie.other);
      if (other == kNobody || other <= n) continue;
      const double score = weigh(*some.nodes[n], *some.nodes[other]).score;
      out[std::max(at[n], at[other])].pairs.push_back({score, n, other, n, other});
    }
  }
  for (auto& [stretch, held] : out) std::sort(held.folds.begin(), held.folds.end());
  return out;
}

// What the claims of these parts become when they are joined anew, as if there were no others.
std::vector<HeldPart> joined_anew(HeldClaims& claims, const Labels& labels, Day reach_days) {
  const Some some(claims, labels);
  Agglomeration joined(some.nodes);
  for (auto& [stretch, held] : stretches(some, reach_days)) {
    for (const auto& [one, other] : held.folds) joined.fold(one, other);
    joined.join_best_first(std::move(held.pairs));
  }
  std::vector<HeldPart> out;
  for (const std::uint32_t root : joined.groups.roots()) {
    const Cluster cluster = joined.groups.finish(root);
    HeldPart& part = out.emplace_back();
    for (const std::uint32_t node : cluster.members) part.members.push_back(some.members[node]);
    for (const Joint& joint : cluster.joints) part.joints.push_back(some.joint(joint));
  }
  for (std::uint32_t n = 0; n < some.nodes.size(); ++n) {
    if (joined.group[n] == kNoGroup) out.emplace_back().members = {some.members[n]};
  }
  return out;
}

class Settling {
 public:
  Settling(HeldClaims& claims, Day reach_days, const TouchedClaims& touched)
      : claims_(claims), reach_days_(reach_days), touched_(touched) {}

  EventsChanged run() {
    join_touched();
    join_wholes();
    return told();
  }

 private:
  struct Whole {
    std::vector<std::uint32_t> parts;
    std::vector<HeldJoint> tolls;
    bool operator==(const Whole&) const = default;
  };

  // Parts outside of `labels` that some claim in them speaks for.
  Labels beside(const Labels& labels) {
    Labels out;
    for (const std::uint32_t label : labels) {
      for (const HeldMember& member : claims_.members(label)) {
        for (const ClaimTie& tie : claims_.ties(member.claim).meets) {
          const std::uint32_t other = claims_.ties(tie.other).part;
          if (!labels.contains(other)) out.insert(other);
        }
      }
    }
    return out;
  }

  bool as_held(const HeldPart& part) {
    const HeldPart& held = claims_.part(label_of(part.members));
    return held.members.empty() ? part.members.size() == 1 : held.members == part.members && held.joints == part.joints;
  }

  void join_touched() {
    Labels changing;
    for (const std::uint32_t claim : touched_.claims) changing.insert(claims_.ties(claim).part);
    for (const std::uint32_t claim : touched_.retold) changing.insert(claims_.ties(claim).part);
    for (const std::uint32_t claim : touched_.fresh) changing.insert(claim);
    std::vector<HeldPart> parts;
    for (std::size_t before = 0; before != changing.size();) {
      before = changing.size();
      const Labels neighbours = beside(changing);
      Labels all = neighbours;
      all.insert(changing.begin(), changing.end());
      parts = joined_anew(claims_, all, reach_days_);
      for (const HeldPart& part : parts) {
        if (as_held(part)) continue;
        for (const HeldMember& member : part.members) {
          const std::uint32_t label = claims_.ties(member.claim).part;
          if (neighbours.contains(label)) changing.insert(label);
        }
      }
    }
    const auto unchanged = [&](const HeldPart& part) {
      return !changing.contains(claims_.ties(part.members[0].claim).part);
    };
    std::erase_if(parts, unchanged);
    hold(changing, std::move(parts));
  }

  void hold(const Labels& changing, std::vector<HeldPart> parts) {
    for (const std::uint32_t label : changing) open(label);
    for (HeldPart& part : parts) {
      const std::uint32_t label = label_of(part.members);
      const bool retold = std::any_of(part.members.begin(), part.members.end(),
                                      [&](const HeldMember& member) { return touched_.retold.contains(member.claim); });
      if (retold || touched_.fresh.contains(label) || !as_held(part)) changed_.insert(label);
      labels_.insert(label);
    }
    for (const std::uint32_t label : changing) claims_.part(label) = {};
    for (HeldPart& part : parts) {
      const std::uint32_t label = label_of(part.members);
      for (const HeldMember& member : part.members) claims_.ties(member.claim).part = label;
      if (part.members.size() > 1) claims_.part(label) = std::move(part);
    }
  }

  // Notes the whole that a part was in, and that all parts of it may come to be in others.
  void open(std::uint32_t label) {
    if (touched_.fresh.contains(label)) return;
    const std::uint32_t whole = claims_.whole_of(label);
    const HeldPart& held = claims_.part(whole);
    const auto [at, fresh] = were_.try_emplace(whole);
    if (!fresh) return;
    at->second.tolls = held.tolls;
    at->second.parts = held.parts;
    if (held.parts.empty()) at->second.parts = {whole};
    for (const std::uint32_t part : at->second.parts) opened_.insert(part);
  }

  // Those that are still a part, and all that tolls tie them to.
  void join_wholes() {
    std::vector<std::uint32_t> queue(labels_.begin(), labels_.end());
    for (const std::uint32_t claim : touched_.by_toll) queue.push_back(claims_.ties(claim).part);
    for (const std::uint32_t label : opened_) queue.push_back(claims_.ties(label).part);
    Labels seen, tied;
    while (!queue.empty()) {
      const std::uint32_t label = queue.back();
      queue.pop_back();
      if (!seen.insert(label).second) continue;
      if (!labels_.contains(label)) {
        const Labels before = std::exchange(opened_, {});
        open(label);
        queue.insert(queue.end(), opened_.begin(), opened_.end());
      }
      for (const HeldMember& member : claims_.members(label)) {
        for (const ClaimTie& tie : claims_.ties(member.claim).tolls) {
          tied.insert(label);
          queue.push_back(claims_.ties(tie.other).part);
        }
      }
    }
    for (const std::uint32_t label : seen) {
      if (!tied.contains(label)) now_[label].parts = {label};
    }
    if (!tied.empty()) join_tied(tied);
    for (const std::uint32_t label : seen) {
      HeldPart& part = claims_.part(label);
      part.whole = kNobody;
      part.parts.clear();
      part.tolls.clear();
    }
    for (const auto& [label, whole] : now_) hold(label, whole);
  }

  void hold(std::uint32_t label, const Whole& whole) {
    if (whole.parts.size() < 2) return;
    for (const std::uint32_t part : whole.parts) claims_.part(part).whole = label;
    claims_.part(label).parts = whole.parts;
    claims_.part(label).tolls = whole.tolls;
  }

  void join_tied(const Labels& tied) {
    const Some some(claims_, tied);
    std::vector<Mention> mentions;
    std::map<std::uint32_t, Cluster> clusters;  // by part
    std::vector<std::tuple<Hash, std::int64_t, std::uint32_t, std::uint32_t>> order;
    for (std::uint32_t n = 0; n < some.nodes.size(); ++n) {
      mentions.push_back(*some.nodes[n]);
      clusters[some.ties(n).part].members.push_back(n);
      for (const ClaimTie& tie : some.ties(n).tolls) {
        const std::uint32_t other = some.node_of(tie.other);
        if (other != kNobody && other > n) order.emplace_back(mentions[n].place, mentions[n].killed, n, other);
      }
    }
    std::sort(order.begin(), order.end());
    std::vector<Accounts> accounts;
    for (const auto& [place, killed, a, b] : order) accounts.push_back({a, b});
    std::vector<Cluster> wholes;
    for (auto& [part, cluster] : clusters) wholes.push_back(std::move(cluster));
    std::sort(wholes.begin(), wholes.end(), [](const Cluster& a, const Cluster& b) { return a.members < b.members; });
    join_other_days(mentions, {}, accounts, wholes);
    for (const Cluster& cluster : wholes) {
      Labels parts;
      for (const std::uint32_t n : cluster.members) parts.insert(some.ties(n).part);
      Whole& whole = now_[*parts.begin()];
      whole.parts.assign(parts.begin(), parts.end());
      for (const Joint& joint : cluster.joints) whole.tolls.push_back(some.joint(joint));
    }
  }

  EventsChanged told() {
    EventsChanged out;
    for (const auto& [label, whole] : were_) {
      if (!now_.contains(label)) out.gone.push_back(label);
    }
    for (const auto& [label, whole] : now_) {
      const auto was = were_.find(label);
      const bool same = was != were_.end() && was->second == whole &&
                        std::none_of(whole.parts.begin(), whole.parts.end(),
                                     [&](std::uint32_t part) { return changed_.contains(part); });
      if (!same) out.made.push_back(event_held(claims_, label));
    }
    return out;
  }

  HeldClaims& claims_;
  const Day reach_days_;
  const TouchedClaims& touched_;
  Labels labels_;                              // of parts that were joined anew
  Labels changed_;                             // ... and became others
  Labels opened_;                              // of parts that were in a whole with one of those
  std::map<std::uint32_t, Whole> were_, now_;  // by label
};

}  // namespace

EventsChanged settle(HeldClaims& claims, Day reach_days, const TouchedClaims& touched) {
  return Settling(claims, reach_days, touched).run();
}

EventHeld event_held(HeldClaims& claims, std::uint32_t label) {
  const HeldPart& first = claims.part(label);
  std::vector<std::uint32_t> parts = first.parts;
  if (parts.empty()) parts = {label};
  std::vector<HeldMember> members;
  std::vector<HeldJoint> joints = first.tolls;
  for (const std::uint32_t part : parts) {
    const std::vector<HeldMember> more = claims.members(part);
    members.insert(members.end(), more.begin(), more.end());
    const std::vector<HeldJoint>& held = claims.part(part).joints;
    joints.insert(joints.end(), held.begin(), held.end());
  }
  if (parts.size() > 1) {
    std::sort(members.begin(), members.end(),
              [&](const HeldMember& a, const HeldMember& b) { return claims.before(a.claim, b.claim); });
  }
  std::unordered_map<std::uint32_t, std::uint32_t> place;
  EventHeld out;
  out.label = label;
  for (const HeldMember& member : members) {
    place.emplace(member.claim, static_cast<std::uint32_t>(out.members.size()));
    out.members.push_back({member.document, member.position});
  }
  for (const HeldJoint& joint : joints) out.joints.push_back({place[joint.a], place[joint.b], joint.score, {}});
  std::sort(out.joints.begin(), out.joints.end(), better);
  return out;
}

}  // namespace annals::link
