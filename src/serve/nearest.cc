// Two events that share people, days, a place and a kind of act but are told as two: what they share makes them near,
// what parts them is said in the record's own terms. The linker decided on the claims themselves; this tells what its
// events show, so that a reader can judge it.
#include "serve/nearest.h"

#include <algorithm>
#include <optional>

#include "annals/query.h"
#include "base/calendar.h"

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

std::string days_text(const Row& event) {
  TimeInterval time;
  time.from = event.from;
  time.to = event.to;
  time.precision = event.precision;
  return time_text(time);
}

std::string names_of(const Snapshot& record, const std::vector<std::uint32_t>& actors) {
  constexpr std::size_t kMost = 3;
  std::string out;
  for (std::size_t i = 0; i < std::min(kMost, actors.size()); ++i) {
    out += (out.empty() ? "" : ", ") + record.actors[actors[i]].name;
  }
  return actors.size() > kMost ? out + " and others" : out;
}

std::vector<std::uint32_t> without(const std::vector<std::uint32_t>& all, const std::vector<std::uint32_t>& some) {
  std::vector<std::uint32_t> out;
  std::ranges::set_difference(all, some, std::back_inserter(out));
  return out;
}

// One pair of events, field by field: what is shared adds to the weight, what differs is a reason.
class Comparison {
 public:
  Comparison(const Snapshot& record, const Row& ours, const Row& other) : record_(record), ours_(ours), other_(other) {}

  Near compare(const std::vector<std::uint32_t>& our_actors) {
    people(our_actors, actors_of(record_, other_));
    kind();
    days();
    places();
    standing();
    return std::move(near_);
  }

 private:
  void share(double weight, std::string what) {
    near_.weight += weight;
    near_.shared.push_back(std::move(what));
  }
  void part(std::string why) { near_.why_not.push_back(std::move(why)); }

  void people(const std::vector<std::uint32_t>& ours, const std::vector<std::uint32_t>& others) {
    std::vector<std::uint32_t> both;
    std::ranges::set_intersection(ours, others, std::back_inserter(both));
    const double all = static_cast<double>(ours.size() + others.size() - both.size());
    share(0.4 * static_cast<double>(both.size()) / all, "takes part in both: " + names_of(record_, both));
    const auto only_ours = without(ours, others), only_other = without(others, ours);
    if (!only_other.empty()) part("takes part in the other alone: " + names_of(record_, only_other));
    if (!only_ours.empty()) part("takes part in this one alone: " + names_of(record_, only_ours));
  }
  void kind() {
    const std::string other(to_string(other_.type)), ours(to_string(ours_.type));
    if (ours == other) {
      share(0.25, "both are " + ours);
    } else {
      part("another kind of act: " + other + ", not " + ours);
    }
  }
  void days() {
    const std::optional<int> apart = days_between(ours_, other_);
    if (!apart) {
      part("nobody says when one of them was");
    } else if (*apart > 0) {
      near_.weight += 0.25 / (1 + *apart);
      part("another time: " + days_text(other_) + ", not " + days_text(ours_) + "; " + std::to_string(*apart) +
           (*apart == 1 ? " day apart" : " days apart"));
    } else {
      share(0.25, "may have been on the same day");
    }
  }
  void places() {
    if (ours_.place == kNobody || other_.place == kNobody) return;
    const Place& a = record_.places[ours_.place];
    const Place& b = record_.places[other_.place];
    if (a.name == b.name && a.country == b.country) {
      share(0.1, "both in " + a.name);
    } else {
      part("another place: " + b.name + ", not " + a.name);
    }
  }
  void standing() {
    if (ours_.status == other_.status) return;
    part("told as " + std::string(to_string(other_.status)) + ", not as " + std::string(to_string(ours_.status)));
  }

  const Snapshot& record_;
  const Row& ours_;
  const Row& other_;
  Near near_;
};

}  // namespace

std::vector<Near> nearest_events(const Snapshot& record, std::uint32_t row, std::size_t most) {
  const Row& ours = record.events[row];
  const std::vector<std::uint32_t> actors = actors_of(record, ours);
  const auto is_ours = [&](const Snapshot::Party& one) { return std::ranges::binary_search(actors, one.actor); };
  std::vector<Near> out;
  for (std::uint32_t i = 0; i < record.events.size(); ++i) {
    const Row& other = record.events[i];
    if (i == row || std::ranges::none_of(record.part(record.parties, other.parties), is_ours)) continue;
    const std::optional<int> apart = days_between(ours, other);
    constexpr int kFar = 31;  // days; who meets every year is in many events, and these are no neighbours
    if ((apart && *apart > kFar) || (!apart && ours.type != other.type)) continue;
    out.push_back(Comparison(record, ours, other).compare(actors));
    out.back().row = i;
  }
  std::ranges::stable_sort(out, std::greater(), &Near::weight);
  out.resize(std::min(out.size(), most));
  return out;
}

}  // namespace annals::serve
