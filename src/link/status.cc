#include "link/status.h"

#include <algorithm>
#include <optional>

namespace annals::link {
namespace {

std::optional<std::uint32_t> latest(const std::vector<StatusTold>& told, Status status) {
  std::optional<std::uint32_t> rank;
  for (const StatusTold& step : told) {
    if (step.status == status && (!rank || step.rank > *rank)) rank = step.rank;
  }
  return rank;
}

}  // namespace

Status status_of(const std::vector<StatusTold>& told) {
  const auto happened = latest(told, Status::happened), ongoing = latest(told, Status::ongoing);
  const auto planned = latest(told, Status::planned), cancelled = latest(told, Status::cancelled);
  const auto denied = latest(told, Status::denied);
  if (happened || ongoing) {
    if (!happened && cancelled && *cancelled > *ongoing) return Status::cancelled;  // it went on and was broken off
    if (!ongoing) return Status::happened;
    return happened && *happened >= *ongoing ? Status::happened : Status::ongoing;
  }
  if (cancelled) return planned && *planned > *cancelled ? Status::planned : Status::cancelled;
  if (planned) return denied && *denied > *planned ? Status::denied : Status::planned;
  if (denied) return Status::denied;
  return latest(told, Status::requested) ? Status::requested : Status::possible;
}

Outcome outcome_of(const std::vector<StatusTold>& told, Status status, bool passed) {
  const bool committed = std::any_of(told.begin(), told.end(), [](const StatusTold& step) {
    return step.status == Status::planned || step.status == Status::cancelled;
  });
  if (!committed) return Outcome::none;
  switch (status) {
    case Status::happened:
    case Status::ongoing:
      return Outcome::happened;
    case Status::cancelled:
    case Status::denied:
      return Outcome::cancelled;
    default:
      return passed ? Outcome::unconfirmed : Outcome::open;
  }
}

}  // namespace annals::link
