// Claims taken together as one event. What a group must know to be joined with another is a summary, so that a join
// costs no more for a group of thousands.
#pragma once

#include <cstdint>
#include <deque>
#include <span>
#include <vector>

#include "link/cluster.h"
#include "link/few.h"
#include "link/mention.h"

namespace annals::link {

inline constexpr std::uint32_t kNoGroup = ~0U;

class Groups {
 public:
  // Groups are made of `nodes` and look at some of them again: see `renumber`.
  explicit Groups(const std::vector<const Mention*>& nodes) : nodes_(nodes) {}

  std::uint32_t make(std::uint32_t node);
  // The group that another one has become part of, or itself.
  std::uint32_t root(std::uint32_t group) {
    while (parents_[group] != kNoGroup) {
      const std::uint32_t up = parents_[group];
      if (parents_[up] != kNoGroup) parents_[group] = parents_[up];
      group = up;
    }
    return group;
  }
  // Tells the processor that the group will be asked for soon.
  void expect(std::uint32_t group) const {
    const auto* at = reinterpret_cast<const char*>(&groups_[group]);
    for (std::size_t i = 0; i < sizeof(Group); i += 64) __builtin_prefetch(at + i);
  }
  // Joins two groups for a pair of their nodes, unless they contradict, or are one already: then false.
  struct End {
    std::uint32_t group, node;
  };
  bool join(End a, End b, const Joint& joint);

  // By a reviewer's word, whatever speaks against it but a later word.
  bool bind(std::uint32_t a, std::uint32_t b, const Joint& joint);
  // Puts a group on a side of a reviewer's split: groups on two sides are never joined.
  void put_on(std::uint32_t group, std::uint32_t ruling, std::uint32_t side);

  // The nodes that stand for the group whenever it is weighed against another.
  std::span<const std::uint32_t> faces(std::uint32_t root) const { return groups_[root].faces; }
  // Hands over what the group has become, and forgets it.
  Cluster finish(std::uint32_t root);
  // The groups that are not part of another, ascending.
  std::vector<std::uint32_t> roots() const;
  // Nodes have changed their places; those that are gone were no faces. Only roots may be asked for from here on.
  void renumber(const std::vector<std::uint32_t>& new_place);

 private:
  struct Told {  // what one document says of the group
    std::uint32_t document;
    std::uint8_t statuses;
  };
  struct Side {
    std::uint32_t ruling, side;
    auto operator<=>(const Side&) const = default;
  };
  struct Group {
    EventType type = EventType::consult;
    bool lasting = false;
    bool single = false;   // one of its claims is a single act on a stated day
    bool one_day = false;  // ... on one day exactly
    bool mutual = false;
    bool gone = false;
    std::uint16_t modes = 0;
    Days within;
    Hash country = 0;
    Few<Party, 3> parties;
    Few<Told, 2> told;  // by document
    Few<std::uint32_t, 6> faces;
    std::vector<Side> sides;  // that reviewers put it on; ascending
    Few<std::uint32_t, 4> members;
    Few<Joint, 1> joints;
  };
  static bool put_apart(const Group& a, const Group& b);
  static bool plans_part(const Group& a, const Group& b);
  static bool contradict(const Group& a, const Group& b);
  static void add_told(Few<Told, 2>& into, const Few<Told, 2>& from);
  static void add_few(Few<Told, 2>& into, const Few<Told, 2>& from);
  static void renew(Group& group);
  void forget(std::uint32_t group);
  void absorb(Group& into, Group& from);
  void unite(std::uint32_t a, std::uint32_t b, const Joint& joint);
  bool faces_speak_against(const Group& a, const Group& b, std::uint32_t node_a, std::uint32_t node_b,
                           double score) const;
  void choose_faces(Few<std::uint32_t, 6>& faces) const;

  const std::vector<const Mention*>& nodes_;
  std::deque<Group> groups_;            // never moved: they are large
  std::vector<std::uint32_t> parents_;  // by group; kNoGroup: it is a root
  std::vector<std::uint32_t> free_;
};

}  // namespace annals::link
