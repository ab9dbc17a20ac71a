#include "link/disagreements.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "base/calendar.h"
#include "base/text.h"
#include "base/utf8.h"
#include "link/evidence.h"

namespace annals::link {
namespace {

using Side = Disagreement::Side;

std::string days_text(Days days) {
  const std::string from = days.from == kPast ? "" : base::to_iso(to_day(days.from));
  const std::string to = days.to == kFuture ? "" : base::to_iso(to_day(days.to));
  return days.is_day() ? from : from + "/" + to;
}

void once(std::vector<std::string>& list, const std::string& value) {
  if (!value.empty() && std::find(list.begin(), list.end(), value) == list.end()) list.push_back(value);
}

// Sides by their values; what order they came in goes nowhere.
class Differing {
 public:
  Side& side(const std::string& value) {
    Side& out = sides_[value];
    out.value = value;
    return out;
  }
  void add(const std::string& value, const std::string& claim) { once(side(value).claims, claim); }
  bool differ() const { return sides_.size() > 1; }
  std::vector<Side> take() {
    std::vector<Side> out;
    for (auto& [value, side] : sides_) out.push_back(std::move(side));
    return out;
  }

 private:
  std::map<std::string, Side> sides_;
};

void report(Event& event, std::string field, std::vector<Side> sides) {
  if (sides.size() > 1) event.disagreements.push_back({std::move(field), std::move(sides)});
}

// A value that some claims tell.
template <typename Value>
struct Told {
  Value value;
  std::vector<std::string> claims;
};

template <typename Value>
void tell(std::vector<Told<Value>>& all, const Value& value, const std::string& claim) {
  const auto same = std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.value == value; });
  if (same == all.end()) {
    all.push_back({value, {claim}});
  } else {
    same->claims.push_back(claim);
  }
}

// Of all that is told, what at least one other contradicts.
template <typename Value, typename Contradicts>
std::vector<Told<Value>> contradicted(const std::vector<Told<Value>>& all, Contradicts contradicts) {
  std::vector<Told<Value>> out;
  for (const auto& one : all) {
    if (std::any_of(all.begin(), all.end(), [&](const auto& other) { return contradicts(one.value, other.value); })) {
      out.push_back(one);
    }
  }
  return out;
}

// --- the day ---

// Days that contradict part events for the most part; claims that stand for days outside the event's were linked to it
// by others.
void days_apart(const Claims& claims, const Event& event, Differing& out) {
  const Days merged = days_of(event.time);
  struct Stated {
    Days days;
    const std::string* claim;
  };
  std::vector<Stated> all;
  bool apart = false;
  for (const std::uint32_t p : claims.positions) {
    const Mention& m = claims.mention(p);
    if (m.time_kind != TimeKind::stated || !claims.counts(p)) continue;
    all.push_back({days_of(effective_time(claims.archive, p)), &m.claim->id});
    apart |= !all.back().days.overlaps(merged);
  }
  if (!apart) return;
  for (const Stated& one : all) {
    const bool within = merged.from <= one.days.from && one.days.to <= merged.to;
    if (within) out.add(days_text(merged), *one.claim);
    if (!one.days.overlaps(merged)) out.add(days_text(one.days), *one.claim);
  }
}

// A page that contradicts itself: its own other day stands beside the one that it is kept for.
void days_of_pages(const Claims& claims, Differing& out) {
  for (const std::uint32_t p : claims.positions) {
    for (const Contradiction& one : claims.mention(p).claim->contradictions) {
      if (one.field != "time") continue;
      out.add(one.value, claims.mention(p).claim->id);
      out.add(one.other, one.claim.empty() ? claims.mention(p).claim->id : one.claim);
      out.side(one.other).why = one.why;
    }
  }
  if (!out.differ()) return;
  for (const std::uint32_t p : claims.positions) {  // who else says the days that are told apart
    const Mention& m = claims.mention(p);
    if (m.time_kind != TimeKind::stated || !claims.counts(p)) continue;
    const std::string day = days_text(days_of(effective_time(claims.archive, p)));
    const auto named = [&](const Contradiction& one) { return one.other == day; };
    if (std::any_of(m.claim->contradictions.begin(), m.claim->contradictions.end(), named)) continue;
    for (const std::uint32_t q : claims.positions) {
      for (const Contradiction& one : claims.mention(q).claim->contradictions) {
        if (one.value == day || one.other == day) out.add(day, m.claim->id);
      }
    }
  }
}

// --- the hour ---

struct Hours {
  int from = 0, to = 0;  // minutes of the day
};

struct PartHours {
  std::string_view part;
  Hours hours;
};
// Wide: where "evening" begins is a matter of taste.
constexpr auto kParts = std::to_array<PartHours>({{"early hours", {0, 420}},
                                                  {"dawn", {180, 480}},
                                                  {"morning", {240, 750}},
                                                  {"noon", {660, 870}},
                                                  {"afternoon", {690, 1140}},
                                                  {"evening", {930, 1440}}});

struct Moment {
  std::vector<Hours> hours;
  std::optional<int> zone;  // minutes east of Greenwich
  bool clock = false;
  std::string text;
  bool operator==(const Moment& other) const { return text == other.text; }
};

std::optional<Moment> moment_of(const TimeInterval& time) {
  Moment out;
  if (!time.clock.empty() && time.clock.size() >= 5) {
    constexpr int kAbout = 15;  // "around three" and ten past
    const auto two = [&](std::size_t at) { return std::atoi(time.clock.substr(at, 2).c_str()); };
    int minutes = 60 * two(0) + two(3);
    if (time.clock.size() >= 11) {
      const int east = (60 * two(6) + two(9)) * (time.clock[5] == '-' ? -1 : 1);
      out.zone = east;
      minutes -= east;
    }
    out.hours = {{minutes - kAbout, minutes + kAbout}};
    out.clock = true;
    out.text = time.clock;
    return out;
  }
  if (time.part_of_day.empty()) return std::nullopt;
  out.text = time.part_of_day;
  if (time.part_of_day == "night") {
    out.hours = {{0, 420}, {1020, 1440}};
    return out;
  }
  for (const PartHours& known : kParts) {
    if (known.part == time.part_of_day) out.hours = {known.hours};
  }
  return out.hours.empty() ? std::nullopt : std::optional(out);
}

bool contradict(const Moment& a, const Moment& b) {
  // A clock without its zone may be any; one of Greenwich may have been made of a local one.
  if (a.zone.has_value() != b.zone.has_value()) return false;
  for (const Hours& x : a.hours) {
    for (const Hours& y : b.hours) {
      if (x.from <= y.to && y.from <= x.to) return false;
    }
  }
  return true;
}

void hours_apart(const Claims& claims, const Event& event, Differing& out) {
  if (!event.time.is_day()) return;
  std::vector<Told<Moment>> all;
  for (const std::uint32_t p : claims.positions) {
    const Mention& m = claims.mention(p);
    if (m.time_kind != TimeKind::stated || !claims.counts(p) || m.claim->time.from != event.time.from) continue;
    if (const auto moment = moment_of(m.claim->time)) tell(all, *moment, m.claim->id);
  }
  for (const auto& one : contradicted(all, contradict)) {
    for (const std::string& claim : one.claims) out.add(base::to_iso(*event.time.from) + " " + one.value.text, claim);
  }
}

void tell_times(const Claims& claims, Event& event) {
  Differing out;
  days_apart(claims, event, out);
  days_of_pages(claims, out);
  if (!out.differ()) hours_apart(claims, event, out);
  report(event, "time", out.take());
}

// --- what became of it ---

void tell_statuses(const Claims& claims, Event& event) {
  std::map<Status, std::vector<std::string>> ids;
  for (const std::uint32_t p : claims.positions) ids[claims.mention(p).status].push_back(claims.mention(p).claim->id);
  const bool both =
      (ids.contains(Status::happened) || ids.contains(Status::ongoing)) &&
      (ids.contains(Status::denied) || (ids.contains(Status::cancelled) && ids.contains(Status::happened)));
  if (!both) return;
  std::vector<Side> sides;
  for (const Status status : {Status::happened, Status::ongoing, Status::cancelled, Status::denied}) {
    if (ids.contains(status)) sides.push_back({std::string(to_string(status)), ids[status]});
  }
  report(event, "status", std::move(sides));
}

// --- who ---

// Of one state: a ministry and its minister are no contradiction, whoever of them is named.
bool share_a_state(const std::vector<Party>& a, const std::vector<Party>& b) {
  return std::any_of(a.begin(), a.end(), [&](const Party& one) {
    return one.country != 0 &&
           std::any_of(b.begin(), b.end(), [&](const Party& other) { return other.country == one.country; });
  });
}

// An act laid at two doors, or done to two.
void tell_parties(const Claims& claims, Role role, Event& event) {
  struct Door {
    const Mention* first;
    std::vector<Party> parties;
    std::vector<std::string> claims;
  };
  const bool violence = event.type == EventType::assault;
  std::vector<Door> doors;
  for (const std::uint32_t p : claims.positions) {
    const Mention& m = claims.mention(p);
    if (m.mutual) return;  // of guests, some name these and some those
    std::vector<Party> named;
    for (Party party : m.parties) {
      if (party.role != role || (!party.definite && !party.official)) continue;
      party.definite = true;  // an army that no table knows is its state's, and no other's
      named.push_back(party);
    }
    if (named.empty()) continue;
    const auto door = std::find_if(doors.begin(), doors.end(), [&](const Door& d) {
      return !parties_contradict(named, d.parties, true) || (!violence && share_a_state(named, d.parties));
    });
    if (door == doors.end()) {
      doors.push_back({&m, std::move(named), {m.claim->id}});
    } else {
      door->claims.push_back(m.claim->id);
    }
  }
  std::vector<Side> sides;
  for (Door& door : doors) {
    Side& side = sides.emplace_back();
    for (const Participant& participant : door.first->claim->participants) {
      if (participant.role != role) continue;
      side.value += (side.value.empty() ? "" : ", ") + participant.actor.name;
    }
    side.claims = std::move(door.claims);
  }
  report(event, role == Role::actor ? "actor" : "recipient", std::move(sides));
}

// --- where ---

std::string shown(const Place& place) { return place.country.empty() ? place.name : place.name + ", " + place.country; }

// How far from its coordinates what is told of a place may be.
double reach_km(const Place& place) {
  constexpr auto kReach = std::to_array<std::pair<std::string_view, double>>({{"district", 30},
                                                                              {"strait", 50},
                                                                              {"island", 50},
                                                                              {"mountain", 50},
                                                                              {"region", 150},
                                                                              {"area", 150},
                                                                              {"country", 1000},
                                                                              {"sea", 1000},
                                                                              {"river", 1000},
                                                                              {"continent", 6000}});
  constexpr double kTown = 25;
  const auto known =
      std::find_if(kReach.begin(), kReach.end(), [&](const auto& row) { return row.first == place.kind; });
  return known == kReach.end() ? kTown : known->second;
}

double km_between(const Place& a, const Place& b) {
  constexpr double kRadians = 3.14159265358979323846 / 180, kKmPerDegree = 111.2;
  const double north = *a.latitude - *b.latitude;
  double east = std::abs(*a.longitude - *b.longitude);
  if (east > 180) east = 360 - east;
  east *= std::cos((*a.latitude + *b.latitude) / 2 * kRadians);
  return kKmPerDegree * std::sqrt(north * north + east * east);
}

// "Aleppo", "Aleppo Governorate"
bool names_the_other(const Place& a, const Place& b) {
  const std::string x = " " + base::fold(a.name) + " ", y = " " + base::fold(b.name) + " ";
  return x.find(y) != std::string::npos || y.find(x) != std::string::npos;
}

// Only of places that are known: where an unknown village lies contradicts nothing.
bool lie_apart(const Place& a, const Place& b) {
  if (!a.latitude || !a.longitude || !b.latitude || !b.longitude) return false;
  if (a.country == b.country && names_the_other(a, b)) return false;
  return km_between(a, b) > std::max(reach_km(a), reach_km(b));
}

void tell_places(const Claims& claims, Event& event) {
  std::vector<Told<Place>> spots, countries;
  for (const std::uint32_t p : claims.positions) {
    const Mention& m = claims.mention(p);
    if (m.claim->place.unknown() || m.speaks()) continue;
    tell(m.whole_country ? countries : spots, m.claim->place, m.claim->id);
  }
  Differing out;
  for (const auto& one : contradicted(spots.empty() ? countries : spots, lie_apart)) {
    for (const std::string& claim : one.claims) out.add(shown(one.value), claim);
  }
  report(event, "place", out.take());
}

// --- how many ---

struct Count {
  std::int64_t count = 0;
  bool at_least = false;
  bool operator==(const Count&) const = default;
};

std::string text_of(const Count& count) { return (count.at_least ? "at least " : "") + std::to_string(count.count); }

// The dead are counted one by one.
bool counts_differ(const Count& a, const Count& b) {
  if (a.at_least && b.at_least) return false;
  if (a.at_least) return b.count < a.count;
  if (b.at_least) return a.count < b.count;
  return a.count != b.count;
}

// Crowds are not: "some 3,000" leaves half a thousand open.
bool crowds_differ(const Count& a, const Count& b) {
  const auto leaves_open = [](std::int64_t count) {
    std::int64_t unit = 1;
    while (count != 0 && count % (unit * 10) == 0) unit *= 10;
    return unit / 2;
  };
  return std::abs(a.count - b.count) > std::max(leaves_open(a.count), leaves_open(b.count));
}

void tell_counts(const Claims& claims, const std::string& field, bool (*differ)(const Count&, const Count&),
                 const std::function<std::optional<Count>(const ResolvedClaim&)>& count_of, Event& event) {
  std::vector<Told<Count>> all;
  for (const std::uint32_t p : claims.positions) {
    const Mention& m = claims.mention(p);
    const auto count = m.status == Status::denied ? std::nullopt : count_of(*m.claim);
    if (count) tell(all, *count, m.claim->id);
  }
  auto apart = contradicted(all, differ);
  std::sort(apart.begin(), apart.end(), [](const auto& a, const auto& b) {
    return std::pair(a.value.count, a.value.at_least) < std::pair(b.value.count, b.value.at_least);
  });
  std::vector<Side> sides;
  for (auto& one : apart) sides.push_back({text_of(one.value), std::move(one.claims)});
  report(event, field, std::move(sides));
}

// --- who says so ---

void tell_sources(const Claims& claims, Event& event) {
  if (event.disagreements.empty()) return;
  std::set<const CodedDocument*> documents;  // asked only: their order goes nowhere
  for (const std::uint32_t p : claims.positions) documents.insert(&claims.archive.document_of(p));
  std::map<std::string_view, const ResolvedClaim*> known;
  for (const CodedDocument* document : documents) {
    for (const ResolvedClaim& claim : document->claims) known.emplace(claim.id, &claim);
  }
  for (Disagreement& disagreement : event.disagreements) {
    for (Side& side : disagreement.sides) {
      for (const std::string& id : side.claims) {
        const auto claim = known.find(id);
        if (claim == known.end()) continue;
        once(side.outlets, claim->second->outlet);
        for (const ResolvedSpeaker& speaker : claim->second->said_by) once(side.said_by, speaker.actor.name);
      }
    }
  }
}

}  // namespace

bool Claims::counts(std::uint32_t position) const { return !any_done || done(mention(position).status); }

void tell_disagreements(const Claims& claims, Event& event) {
  const bool one_page_of_one_mind =
      claims.positions.size() == 1 && claims.mention(claims.positions.front()).claim->contradictions.empty();
  if (one_page_of_one_mind) return;
  tell_times(claims, event);
  tell_statuses(claims, event);
  tell_parties(claims, Role::actor, event);
  tell_parties(claims, Role::recipient, event);
  tell_places(claims, event);
  tell_counts(
      claims, "casualties.killed", counts_differ,
      [](const ResolvedClaim& claim) -> std::optional<Count> {
        if (!claim.casualties.killed) return std::nullopt;
        return Count{*claim.casualties.killed, claim.casualties.killed_at_least};
      },
      event);
  tell_counts(
      claims, "casualties.injured", counts_differ,
      [](const ResolvedClaim& claim) -> std::optional<Count> {
        if (!claim.casualties.injured) return std::nullopt;
        return Count{*claim.casualties.injured, claim.casualties.injured_at_least};
      },
      event);
  tell_counts(
      claims, "participants_count", crowds_differ,
      [](const ResolvedClaim& claim) -> std::optional<Count> {
        if (!claim.participants_count) return std::nullopt;
        return Count{*claim.participants_count, false};
      },
      event);
  tell_sources(claims, event);
}

}  // namespace annals::link
