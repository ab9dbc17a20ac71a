// What was announced, and what became of it, also as it stood on an earlier day.
#include <algorithm>
#include <set>

#include "annals/query.h"

namespace annals {
namespace {

bool is_commitment(const Event& event) {
  const auto planned = [](const StatusStep& step) { return step.status == Status::planned; };
  return event.outcome != Outcome::none || std::ranges::any_of(event.history, planned);
}

bool told_by(const StatusStep& step, sys_days day) { return !step.as_of.to || *step.as_of.to <= day; }

// The last day up to `day` on which some document of the archive appeared.
std::optional<sys_days> last_told(const std::vector<Event>& events, sys_days day) {
  std::optional<sys_days> last;
  for (const Event& event : events) {
    for (const StatusStep& step : event.history) {
      if (step.as_of.to && *step.as_of.to <= day && (!last || *step.as_of.to > *last)) last = step.as_of.to;
    }
  }
  return last;
}

template <typename Key>
std::uint32_t count_of(const std::vector<ResolvedClaim>& claims, Key key) {
  std::set<std::string> seen;
  for (const ResolvedClaim& claim : claims) {
    if (!key(claim).empty()) seen.insert(key(claim));
  }
  return static_cast<std::uint32_t>(seen.size());
}

// Takes out of an event what documents after `day` say.
void forget_later(Event& event, sys_days day) {
  std::set<std::string> later;
  for (const StatusStep& step : event.history) {
    if (!told_by(step, day)) later.insert(step.claim);
  }
  if (later.empty()) return;
  std::erase_if(event.history, [&](const StatusStep& step) { return !told_by(step, day); });
  std::erase_if(event.claims, [&](const ResolvedClaim& claim) { return later.contains(claim.id); });
  event.documents = count_of(event.claims, [](const ResolvedClaim& claim) { return claim.document; });
  event.outlets = count_of(event.claims, [](const ResolvedClaim& claim) { return claim.outlet; });
  event.roots = std::min(event.roots, event.documents);
}

// What had become of an event by `day`, when the archive's documents reach to `covered`.
void settle(Event& event, const std::optional<sys_days>& covered) {
  const auto said = [&](Status status) {
    return std::ranges::any_of(event.history, [&](const StatusStep& step) { return step.status == status; });
  };
  event.moved_to.clear();
  if (said(Status::happened) || said(Status::ongoing)) {
    event.outcome = Outcome::happened;
    event.status = said(Status::happened) ? Status::happened : Status::ongoing;
  } else if (said(Status::cancelled)) {
    event.outcome = Outcome::cancelled;
    event.status = Status::cancelled;
  } else {
    const bool passed = event.time.to && covered && *event.time.to < *covered;
    event.outcome = passed ? Outcome::unconfirmed : Outcome::open;
    event.status = Status::planned;
  }
}

bool wanted(const Event& event, const Commitments& which) {
  if (!which.open && !which.kept && !which.broken) return true;
  switch (event.outcome) {
    case Outcome::happened:
      return which.kept;
    case Outcome::cancelled:
    case Outcome::unconfirmed:
      return which.broken;
    case Outcome::open:
      return which.open;
    case Outcome::moved:
    case Outcome::none:
      return false;
  }
  return false;
}

}  // namespace

std::vector<Event> commitments(const std::vector<Event>& events, const Commitments& which) {
  const std::optional<sys_days> covered = which.as_of ? last_told(events, *which.as_of) : std::nullopt;
  std::vector<Event> out;
  for (const Event& event : events) {
    if (!is_commitment(event)) continue;
    Event one = event;
    if (which.as_of) {
      const std::size_t steps = one.history.size();
      forget_later(one, *which.as_of);
      if (one.claims.empty() || !is_commitment(one) || one.history.empty()) continue;
      // Where every document was there already, linking knew as much as we do, and more.
      const bool all_told = one.history.size() == steps && one.outcome != Outcome::unconfirmed;
      if (!all_told) settle(one, covered);
    }
    if (wanted(one, which)) out.push_back(std::move(one));
  }
  return out;
}

}  // namespace annals
