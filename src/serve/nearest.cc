// Events that share people, days, a place and a kind of act, told from columns: whom the linker's reasons are asked of.
#include "serve/nearest.h"

#include <algorithm>
#include <iterator>
#include <optional>

namespace annals::serve {
namespace {

using Row = Snapshot::Event;

std::vector<std::uint32_t> actors_of(const Snapshot& record, const Row& event) {
  std::vector<std::uint32_t> out;
  for (const Snapshot::Party& one : record.part(record.parties, event.parties)) out.push_back(one.actor);
  std::ranges::sort(out);
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

// How many days lie between the two at least; nothing where nobody says when one of them was.
std::optional<int> days_between(const Row& a, const Row& b) {
  if ((!a.from && !a.to) || (!b.from && !b.to)) return std::nullopt;
  const auto gap = [](const std::optional<sys_days>& end, const std::optional<sys_days>& begin) {
    return end && begin ? static_cast<int>((*begin - *end).count()) : 0;
  };
  return std::max({0, gap(a.to, b.from), gap(b.to, a.from)});
}

double nearness(const Snapshot& record, const Row& ours, const Row& other, const std::vector<std::uint32_t>& our_actors,
                const std::optional<int>& days_apart) {
  const std::vector<std::uint32_t> others = actors_of(record, other);
  std::vector<std::uint32_t> both;
  std::ranges::set_intersection(our_actors, others, std::back_inserter(both));
  const double all = static_cast<double>(our_actors.size() + others.size() - both.size());
  double out = 0.4 * static_cast<double>(both.size()) / all;
  if (ours.type == other.type) out += 0.25;
  if (days_apart) out += 0.25 / (1 + *days_apart);
  if (ours.place != kNobody && ours.place == other.place) out += 0.1;
  return out;
}

}  // namespace

std::vector<std::uint32_t> nearest_events(const Snapshot& record, std::uint32_t row, std::size_t most) {
  constexpr int kFar = 31;  // days; who meets every year is in many events, and these are no neighbours
  const Row& ours = record.events[row];
  const std::vector<std::uint32_t> actors = actors_of(record, ours);
  const auto is_ours = [&](const Snapshot::Party& one) { return std::ranges::binary_search(actors, one.actor); };
  std::vector<std::pair<double, std::uint32_t>> near;
  for (std::uint32_t i = 0; i < record.events.size(); ++i) {
    const Row& other = record.events[i];
    if (i == row || std::ranges::none_of(record.part(record.parties, other.parties), is_ours)) continue;
    const std::optional<int> apart = days_between(ours, other);
    if ((apart && *apart > kFar) || (!apart && ours.type != other.type)) continue;
    near.emplace_back(-nearness(record, ours, other, actors, apart), i);
  }
  std::ranges::sort(near);
  std::vector<std::uint32_t> out;
  for (std::size_t i = 0; i < std::min(near.size(), most); ++i) out.push_back(near[i].second);
  return out;
}

}  // namespace annals::serve
