// Constrained agglomeration. All pairs whose evidence sums to more than nothing are taken up best first (ties by
// position); a pair joins the groups of its two claims unless the groups contradict: no day is left that all members
// can lie on, a campaign would swallow a single act, parties exclude each other. What a group must know for that is a
// summary, so a join costs no more for a group of thousands.
#include "link/cluster.h"

#include <algorithm>
#include <numeric>

#include "link/candidates.h"
#include "link/evidence.h"
#include "link/modes.h"

namespace annals::link {
namespace {

constexpr std::size_t kPartiesKept = 24;
// The members that say most stand for a group. Two groups are joined by their best pair, unless their faces, on the
// average, speak this clearly against it: a vague claim ("they talked again") must not chain two meetings.
constexpr std::size_t kFaces = 3;
constexpr double kFacesAgainst = -1.0;
constexpr double kContradiction = -4.0;

enum StatusBit : std::uint8_t { kDone = 1, kToCome = 2 };

struct Told {  // what one document says of the group
  std::uint32_t document;
  std::uint8_t statuses;
};

struct Group {
  Days within;
  bool lasting = false;
  bool single = false;   // one of its claims is a single act on a stated day
  bool one_day = false;  // ... on one day exactly
  bool mutual = false;
  std::uint16_t modes = 0;
  std::vector<Party> parties;
  Hash country = 0;
  std::vector<Told> told;            // by document
  std::vector<std::uint32_t> faces;  // those that say most, first
};

std::uint8_t status_bits(Status status) {
  switch (status) {
    case Status::happened:
    case Status::ongoing:
      return kDone;
    case Status::denied:
      return 0;
    default:
      return kToCome;
  }
}

Group group_of(const Mention& mention) {
  Group group;
  group.within = mention.within;
  group.lasting = mention.time_kind == TimeKind::lasting;
  group.single =
      mention.time_kind == TimeKind::stated && mention.time.count() <= 7 && mention.status != Status::ongoing;
  group.one_day = group.single && mention.time.is_day();
  group.mutual = mention.mutual;
  group.modes = mention.modes;
  group.parties.assign(mention.parties.begin(), mention.parties.end());
  if (!mention.speaks()) group.country = mention.country;
  group.told = {{mention.document, status_bits(mention.status)}};
  return group;
}

bool plans_part(const Group& a, const Group& b) {
  if (a.one_day && b.one_day) return false;
  const Group& small = a.told.size() <= b.told.size() ? a : b;
  const Group& large = &small == &a ? b : a;
  const auto before = [](const Told& x, std::uint32_t document) { return x.document < document; };
  return std::any_of(small.told.begin(), small.told.end(), [&](const Told& told) {
    const auto other = std::lower_bound(large.told.begin(), large.told.end(), told.document, before);
    if (other == large.told.end() || other->document != told.document) return false;
    return ((told.statuses | other->statuses) & (kDone | kToCome)) == (kDone | kToCome);
  });
}

bool contradict(EventType type, const Group& a, const Group& b) {
  if (!a.within.overlaps(b.within)) return true;
  if ((a.lasting && b.single) || (b.lasting && a.single)) return true;
  if (modes_fit(type, a.modes, b.modes) == ModesFit::apart) return true;
  if (a.country != 0 && b.country != 0 && a.country != b.country) return true;
  const bool crowd = a.parties.size() >= 4 || b.parties.size() >= 4;
  if (type != EventType::assault && !crowd && parties_contradict(a.parties, b.parties, !a.mutual && !b.mutual)) {
    return true;
  }
  return plans_part(a, b);
}

void add_told(std::vector<Told>& into, const std::vector<Told>& from) {
  std::vector<Told> out;
  out.reserve(into.size() + from.size());
  std::merge(into.begin(), into.end(), from.begin(), from.end(), std::back_inserter(out),
             [](const Told& x, const Told& y) { return x.document < y.document; });
  std::size_t kept = 0;
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (kept > 0 && out[kept - 1].document == out[i].document) {
      out[kept - 1].statuses |= out[i].statuses;
    } else {
      out[kept++] = out[i];
    }
  }
  out.resize(kept);
  into = std::move(out);
}

// A few documents join a group of thousands in place; two groups of like size are merged.
void add_few(std::vector<Told>& into, const std::vector<Told>& from) {
  if (from.size() * 16 > into.size()) return add_told(into, from);
  for (const Told& told : from) {
    const auto at = std::lower_bound(into.begin(), into.end(), told.document,
                                     [](const Told& x, std::uint32_t document) { return x.document < document; });
    if (at != into.end() && at->document == told.document) {
      at->statuses |= told.statuses;
    } else {
      into.insert(at, told);
    }
  }
}

// How much a claim says of its event by itself.
int tells(const Mention& mention) {
  const bool dated = mention.time_kind == TimeKind::stated && mention.time.count() <= 7;
  const auto definite =
      std::count_if(mention.parties.begin(), mention.parties.end(), [](const Party& party) { return party.definite; });
  return 4 * dated + 2 * (mention.place != 0) + static_cast<int>(std::min<std::ptrdiff_t>(definite, 3));
}

double mean_evidence(const std::vector<Mention>& mentions, const Group& a, const Group& b) {
  double sum = 0;
  for (const std::uint32_t x : a.faces) {
    for (const std::uint32_t y : b.faces) {
      const Weighing weighing = weigh(mentions[std::min(x, y)], mentions[std::max(x, y)]);
      sum += weighing.against == Against::nothing ? weighing.score : kContradiction;
    }
  }
  return sum / static_cast<double>(a.faces.size() * b.faces.size());
}

void absorb(Group& into, Group& from) {
  into.within = {std::max(into.within.from, from.within.from), std::min(into.within.to, from.within.to)};
  into.lasting |= from.lasting;
  into.single |= from.single;
  into.one_day |= from.one_day;
  into.mutual |= from.mutual;
  into.modes = static_cast<std::uint16_t>(into.modes | from.modes);
  for (const Party& party : from.parties) {
    const bool known = std::any_of(into.parties.begin(), into.parties.end(),
                                   [&](const Party& p) { return p.id == party.id && p.role == party.role; });
    if (!known && into.parties.size() < kPartiesKept) into.parties.push_back(party);
  }
  if (into.country == 0) into.country = from.country;
  add_few(into.told, from.told);
  into.faces.insert(into.faces.end(), from.faces.begin(), from.faces.end());
  from = {};
}

class Groups {
 public:
  explicit Groups(const std::vector<Mention>& mentions) : mentions_(mentions), parent_(mentions.size()) {
    std::iota(parent_.begin(), parent_.end(), 0U);
    groups_.reserve(mentions.size());
    for (std::uint32_t i = 0; i < mentions.size(); ++i) {
      groups_.push_back(group_of(mentions[i]));
      groups_.back().faces = {i};
    }
  }

  std::uint32_t root(std::uint32_t x) {
    while (parent_[x] != x) x = parent_[x] = parent_[parent_[x]];
    return x;
  }

  bool join(std::uint32_t a, std::uint32_t b) {
    a = root(a), b = root(b);
    if (a == b || contradict(mentions_[a].type, groups_[a], groups_[b])) return false;
    const bool several = groups_[a].faces.size() > 1 || groups_[b].faces.size() > 1;
    if (several && mean_evidence(mentions_, groups_[a], groups_[b]) < kFacesAgainst) return false;
    if (groups_[a].told.size() < groups_[b].told.size()) std::swap(a, b);
    absorb(groups_[a], groups_[b]);
    choose_faces(groups_[a].faces);
    parent_[b] = a;
    return true;
  }

 private:
  void choose_faces(std::vector<std::uint32_t>& faces) const {
    std::sort(faces.begin(), faces.end(), [&](std::uint32_t x, std::uint32_t y) {
      return std::pair(-tells(mentions_[x]), x) < std::pair(-tells(mentions_[y]), y);
    });
    if (faces.size() > kFaces) faces.resize(kFaces);
  }

  const std::vector<Mention>& mentions_;
  std::vector<std::uint32_t> parent_;
  std::vector<Group> groups_;
};

// What two claims of different documents must share to be taken for one without a look at their neighbours.
Hash signature(const Mention& m) {
  if (m.time_kind != TimeKind::stated || m.time.count() > 7) return 0;
  Hash key = mix(static_cast<Hash>(m.type), static_cast<Hash>(m.status));
  key = mix(mix(key, m.modes), m.place);
  key = mix(mix(key, static_cast<Hash>(m.time.from)), static_cast<Hash>(m.time.to));
  Hash parties = 0;
  for (const Party& party : m.parties) parties += mix(party.id, static_cast<Hash>(party.role));  // in any order
  key = mix(key, static_cast<Hash>(m.killed));
  key = mix(key, static_cast<Hash>(m.injured));
  return mix(key, parties);
}

// Claims that say the very same are joined to the first that says it; the rest of the work is done with that one.
std::vector<std::uint32_t> fold_repeats(const std::vector<Mention>& mentions, Groups& groups,
                                        std::vector<Joint>& joints) {
  std::vector<std::pair<Hash, std::uint32_t>> signed_by;
  std::vector<std::uint32_t> nodes;
  for (std::uint32_t i = 0; i < mentions.size(); ++i) {
    const Hash key = signature(mentions[i]);
    if (key == 0) {
      nodes.push_back(i);
    } else {
      signed_by.push_back({key, i});
    }
  }
  std::sort(signed_by.begin(), signed_by.end());
  for (std::size_t i = 0; i < signed_by.size();) {
    const std::uint32_t first = signed_by[i].second;
    nodes.push_back(first);
    std::size_t j = i + 1;
    for (; j < signed_by.size() && signed_by[j].first == signed_by[i].first; ++j) {
      const std::uint32_t other = signed_by[j].second;
      const Weighing weighing = weigh(mentions[first], mentions[other]);
      const bool fits = weighing.against == Against::nothing && weighing.score > 0;
      if (fits && groups.join(first, other)) {
        joints.push_back({first, other, weighing.score});
      } else {
        nodes.push_back(other);
      }
    }
    i = j;
  }
  std::sort(nodes.begin(), nodes.end());
  return nodes;
}

bool better(const Joint& x, const Joint& y) {
  if (x.score != y.score) return x.score > y.score;
  return std::pair(x.a, x.b) < std::pair(y.a, y.b);
}

std::vector<Joint> weighed_pairs(const std::vector<Mention>& mentions, const std::vector<std::uint32_t>& nodes) {
  std::vector<Joint> out;
  for (const auto& [a, b] : candidate_pairs(mentions, nodes)) {
    const Weighing weighing = weigh(mentions[a], mentions[b]);
    if (weighing.against == Against::nothing && weighing.score > 0) out.push_back({a, b, weighing.score});
  }
  std::sort(out.begin(), out.end(), better);
  return out;
}

}  // namespace

std::vector<Cluster> cluster(const std::vector<Mention>& mentions) {
  Groups groups(mentions);
  std::vector<Joint> joints;
  const std::vector<std::uint32_t> nodes = fold_repeats(mentions, groups, joints);
  for (const Joint& pair : weighed_pairs(mentions, nodes)) {
    if (groups.join(pair.a, pair.b)) joints.push_back(pair);
  }
  std::sort(joints.begin(), joints.end(), better);

  constexpr std::uint32_t kNone = ~0U;
  std::vector<std::uint32_t> position(mentions.size(), kNone);
  std::vector<Cluster> out;
  for (std::uint32_t i = 0; i < mentions.size(); ++i) {
    const std::uint32_t root = groups.root(i);
    if (position[root] == kNone) {
      position[root] = static_cast<std::uint32_t>(out.size());
      out.emplace_back();
    }
    out[position[root]].members.push_back(i);
  }
  for (const Joint& joint : joints) out[position[groups.root(joint.a)]].joints.push_back(joint);
  return out;
}

}  // namespace annals::link
