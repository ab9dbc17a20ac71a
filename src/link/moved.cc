// "Friday's talks were put off to Monday" is coded as two claims, the old date cancelled and the new one planned. So a
// cancelled event was moved where a document that calls it off plans another of the same kind, with the same parties
// and at another time, close by in the text.
#include "link/moved.h"

#include <algorithm>
#include <string>
#include <tuple>

namespace annals::link {
namespace {

constexpr std::uint32_t kCloseBy = 6;  // claims between the two
constexpr std::uint32_t kNext = 2;     // "the talks will now be held on Monday": so near, parties need no naming again

struct Plan {
  std::string document;
  EventType type;
  std::uint32_t order;
  std::size_t event;
  bool operator<(const Plan& other) const {
    return std::tie(document, type, order, event) < std::tie(other.document, other.type, other.order, other.event);
  }
};

bool stands_for(const Actor& a, const Actor& b) {
  if (a.id == b.id) return true;
  const auto state = [](const Actor& x) { return x.kind == "government" || x.kind == "country"; };
  return !a.country.empty() && a.country == b.country && (state(a) || state(b));
}

// Everybody named in the event of fewer parties is named or represented in the other.
bool same_parties(const Event& a, const Event& b) {
  const Event& few = a.participants.size() <= b.participants.size() ? a : b;
  const Event& many = &few == &a ? b : a;
  if (few.participants.empty()) return false;
  return std::all_of(few.participants.begin(), few.participants.end(), [&](const Participant& p) {
    return std::any_of(many.participants.begin(), many.participants.end(),
                       [&](const Participant& q) { return stands_for(p.actor, q.actor); });
  });
}

std::vector<Plan> all_plans(const std::vector<Event>& events) {
  std::vector<Plan> plans;
  for (std::size_t e = 0; e < events.size(); ++e) {
    for (const ResolvedClaim& claim : events[e].claims) {
      if (claim.status == Status::planned) plans.push_back({claim.document, claim.type, claim.order, e});
    }
  }
  std::sort(plans.begin(), plans.end());
  return plans;
}

std::uint32_t apart_by(std::uint32_t a, std::uint32_t b) { return a > b ? a - b : b - a; }

void move_one(std::vector<Event>& events, std::size_t e, const std::vector<Plan>& plans) {
  std::tuple<std::uint32_t, std::string> best{kCloseBy + 1, ""};
  for (const ResolvedClaim& claim : events[e].claims) {
    if (claim.status != Status::cancelled) continue;
    auto at = std::lower_bound(plans.begin(), plans.end(), Plan{claim.document, claim.type, 0, 0});
    for (; at != plans.end() && at->document == claim.document && at->type == claim.type; ++at) {
      const std::uint32_t apart = apart_by(at->order, claim.order);
      if (at->event == e || apart > kCloseBy) continue;
      const Event& next = events[at->event];
      const bool other_time = next.time.unknown() || !(next.time == events[e].time);
      const bool unnamed = apart <= kNext && (next.participants.empty() || events[e].participants.empty());
      if (other_time && (unnamed || same_parties(events[e], next))) best = std::min(best, std::tuple(apart, next.id));
    }
  }
  if (std::get<1>(best).empty()) return;
  events[e].outcome = Outcome::moved;
  events[e].moved_to = std::get<1>(best);
}

}  // namespace

bool may_be_moved(const ResolvedClaim& a, const ResolvedClaim& b) {
  const bool off_and_on = (a.status == Status::cancelled && b.status == Status::planned) ||
                          (a.status == Status::planned && b.status == Status::cancelled);
  return off_and_on && a.type == b.type && apart_by(a.order, b.order) <= kCloseBy;
}

void find_moved(std::vector<Event>& events) {
  const std::vector<Plan> plans = all_plans(events);
  for (std::size_t e = 0; e < events.size(); ++e) {
    if (events[e].outcome == Outcome::cancelled) move_one(events, e, plans);
  }
}

}  // namespace annals::link
