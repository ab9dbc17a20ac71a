// Two groups are joined for a pair of their claims, unless the groups contradict: no day is left that all members can
// lie on, a campaign would swallow a single act, parties exclude each other.
#include "link/groups.h"

#include <algorithm>
#include <memory>
#include <new>
#include <utility>

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

// How much a claim says of its event by itself.
int tells(const Mention& mention) {
  const bool dated = mention.time_kind == TimeKind::stated && mention.time.count() <= 7;
  const auto definite =
      std::count_if(mention.parties.begin(), mention.parties.end(), [](const Party& party) { return party.definite; });
  return 4 * dated + 2 * (mention.place != 0) + static_cast<int>(std::min<std::ptrdiff_t>(definite, 3));
}

}  // namespace

std::uint32_t Groups::make(std::uint32_t node) {
  std::uint32_t at = 0;
  if (free_.empty()) {
    at = static_cast<std::uint32_t>(groups_.size());
    groups_.emplace_back();
    parents_.push_back(kNoGroup);
  } else {
    at = free_.back();
    free_.pop_back();
    groups_[at].gone = false;
  }
  const Mention& mention = *nodes_[node];
  Group& group = groups_[at];
  group.type = mention.type;
  group.within = mention.within;
  group.lasting = mention.time_kind == TimeKind::lasting;
  group.single =
      mention.time_kind == TimeKind::stated && mention.time.count() <= 7 && mention.status != Status::ongoing;
  group.one_day = group.single && mention.time.is_day();
  group.mutual = mention.mutual;
  group.modes = mention.modes;
  group.parties.append(mention.parties);
  if (!mention.speaks()) group.country = mention.country;
  group.told.push_back({mention.document, status_bits(mention.status)});
  group.faces.push_back(node);
  group.members.push_back(mention.number);
  return at;
}

bool Groups::join(End one, End other, const Joint& joint) {
  const std::uint32_t a = root(one.group), b = root(other.group);
  if (a == b || contradict(groups_[a], groups_[b])) return false;
  const bool several = groups_[a].faces.size() > 1 || groups_[b].faces.size() > 1;
  if (several && faces_speak_against(groups_[a], groups_[b], one.node, other.node, joint.score)) return false;
  unite(a, b, joint);
  return true;
}

bool Groups::bind(std::uint32_t a, std::uint32_t b, const Joint& joint) {
  a = root(a), b = root(b);
  if (a == b || put_apart(groups_[a], groups_[b])) return false;
  unite(a, b, joint);
  return true;
}

// What lies inline in its lists is left as it is: most of a group's bytes.
void Groups::renew(Group& group) {
  std::destroy_at(&group);
  ::new (&group) Group;
}

void Groups::unite(std::uint32_t a, std::uint32_t b, const Joint& joint) {
  if (groups_[a].told.size() < groups_[b].told.size()) std::swap(a, b);
  absorb(groups_[a], groups_[b]);
  groups_[a].joints.push_back(joint);
  parents_[b] = a;
}

void Groups::put_on(std::uint32_t group, std::uint32_t ruling, std::uint32_t side) {
  std::vector<Side>& sides = groups_[root(group)].sides;
  const bool known = std::any_of(sides.begin(), sides.end(), [&](const Side& held) { return held.ruling == ruling; });
  const Side put{ruling, side};
  if (!known) sides.insert(std::upper_bound(sides.begin(), sides.end(), put), put);
}

Cluster Groups::finish(std::uint32_t root) {
  const Group& group = groups_[root];
  Cluster out{{group.members.begin(), group.members.end()}, {group.joints.begin(), group.joints.end()}};
  std::sort(out.members.begin(), out.members.end());
  std::sort(out.joints.begin(), out.joints.end(), better);
  forget(root);
  return out;
}

void Groups::forget(std::uint32_t group) {
  renew(groups_[group]);
  groups_[group].gone = true;
  parents_[group] = kNoGroup;
  free_.push_back(group);
}

std::vector<std::uint32_t> Groups::roots() const {
  std::vector<std::uint32_t> out;
  for (std::uint32_t g = 0; g < groups_.size(); ++g) {
    if (parents_[g] == kNoGroup && !groups_[g].gone) out.push_back(g);
  }
  return out;
}

void Groups::renumber(const std::vector<std::uint32_t>& new_place) {
  for (std::uint32_t g = 0; g < groups_.size(); ++g) {
    if (parents_[g] != kNoGroup) forget(g);
    for (std::uint32_t& face : groups_[g].faces) face = new_place[face];
  }
}

bool Groups::plans_part(const Group& a, const Group& b) {
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

bool Groups::put_apart(const Group& a, const Group& b) {
  return std::any_of(a.sides.begin(), a.sides.end(), [&](const Side& mine) {
    return std::any_of(b.sides.begin(), b.sides.end(),
                       [&](const Side& theirs) { return mine.ruling == theirs.ruling && mine.side != theirs.side; });
  });
}

bool Groups::contradict(const Group& a, const Group& b) {
  if (put_apart(a, b)) return true;
  if (!a.within.overlaps(b.within)) return true;
  if ((a.lasting && b.single) || (b.lasting && a.single)) return true;
  if (modes_fit(a.type, a.modes, b.modes) == ModesFit::apart) return true;
  if (a.country != 0 && b.country != 0 && a.country != b.country) return true;
  const bool crowd = a.parties.size() >= 4 || b.parties.size() >= 4;
  if (a.type != EventType::assault && !crowd && parties_contradict(a.parties, b.parties, !a.mutual && !b.mutual)) {
    return true;
  }
  return plans_part(a, b);
}

void Groups::add_told(Few<Told, 2>& into, const Few<Told, 2>& from) {
  const auto before = [](const Told& x, const Told& y) { return x.document < y.document; };
  const std::uint32_t middle = into.size();
  into.append(from);
  std::inplace_merge(into.begin(), into.begin() + middle, into.end(), before);
  std::uint32_t kept = 0;
  for (const Told& told : into) {
    if (kept > 0 && into.data()[kept - 1].document == told.document) {
      into.data()[kept - 1].statuses |= told.statuses;
    } else {
      into.data()[kept++] = told;
    }
  }
  into.resize_down(kept);
}

// A few documents join a group of thousands in place; two groups of like size are merged.
void Groups::add_few(Few<Told, 2>& into, const Few<Told, 2>& from) {
  if (from.size() * 16 > into.size()) return add_told(into, from);
  for (const Told& told : from) {
    Told* at = std::lower_bound(into.begin(), into.end(), told.document,
                                [](const Told& x, std::uint32_t document) { return x.document < document; });
    if (at != into.end() && at->document == told.document) {
      at->statuses |= told.statuses;
    } else {
      into.insert(at, told);
    }
  }
}

// The two whose pair it is are weighed already. Nothing speaks more against a join than a contradiction, so that the
// rest need not be weighed once it could not turn the mean.
bool Groups::faces_speak_against(const Group& a, const Group& b, std::uint32_t node_a, std::uint32_t node_b,
                                 double score) const {
  const auto is_face = [](const Group& group, std::uint32_t node) {
    return std::find(group.faces.begin(), group.faces.end(), node) != group.faces.end();
  };
  const bool known = is_face(a, node_a) && is_face(b, node_b);
  std::size_t left = std::size_t{a.faces.size()} * b.faces.size();
  const double least = kFacesAgainst * static_cast<double>(left);
  double sum = known ? score : 0;
  left -= known;
  for (const std::uint32_t x : a.faces) {
    for (const std::uint32_t y : b.faces) {
      if (known && x == node_a && y == node_b) continue;
      if (sum + kContradiction * static_cast<double>(left) >= least) return false;
      const Weighing weighing = weigh_in_order(*nodes_[x], *nodes_[y]);
      sum += weighing.against == Against::nothing ? std::max(weighing.score, kContradiction) : kContradiction;
      --left;
    }
  }
  return sum < least;
}

void Groups::absorb(Group& into, Group& from) {
  if (into.within.overlaps(from.within)) {
    into.within = {std::max(into.within.from, from.within.from), std::min(into.within.to, from.within.to)};
  } else {  // a reviewer knows better
    into.within = {std::min(into.within.from, from.within.from), std::max(into.within.to, from.within.to)};
  }
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
  into.faces.append(from.faces);
  choose_faces(into.faces);
  into.sides.insert(into.sides.end(), from.sides.begin(), from.sides.end());
  std::sort(into.sides.begin(), into.sides.end());
  into.members.append(from.members);
  into.joints.append(from.joints);
  renew(from);
}

void Groups::choose_faces(Few<std::uint32_t, 6>& faces) const {
  std::sort(faces.begin(), faces.end(), [&](std::uint32_t x, std::uint32_t y) {
    return std::pair(-tells(*nodes_[x]), nodes_[x]->number) < std::pair(-tells(*nodes_[y]), nodes_[y]->number);
  });
  if (faces.size() > kFaces) faces.resize_down(kFaces);
}

}  // namespace annals::link
