// Questions over a snapshot. Names are compared once with each actor, place and word; an event then asks a bit of
// theirs.
#include "annals/snapshot.h"

#include <algorithm>
#include <array>
#include <bit>
#include <map>
#include <tuple>
#include <unordered_map>

#include "base/calendar.h"
#include "base/utf8.h"
#include "query/names.h"

namespace annals {

using namespace annals::query;

namespace {

using Bits = std::vector<char>;

// The parts of a question, each with the facet that shows its values.
enum Field : unsigned {
  kType = 1,
  kMode = 2,
  kStatus = 4,
  kOutcome = 8,
  kActor = 16,
  kCountry = 32,
  kPlace = 64,
  kTopic = 128,
  kOutlet = 256,
  kDay = 512,
  kOther = 1024
};

constexpr std::array<std::string_view, 6> kOutcomeNames = {"none",      "open",  "happened",
                                                           "cancelled", "moved", "unconfirmed"};

std::vector<std::string> all_folded(const std::vector<std::string>& texts) {
  std::vector<std::string> out;
  for (const std::string& text : texts) {
    if (std::string one = folded(text); !one.empty()) out.push_back(std::move(one));
  }
  return out;
}

// Which of `list` is meant by any of `names`. Empty when nothing is asked.
template <typename List, typename Is>
Bits bits_for(const List& list, const std::vector<std::string>& names, const Is& is) {
  const std::vector<std::string> wanted = all_folded(names);
  if (wanted.empty()) return {};
  Bits out(list.size());
  for (std::size_t i = 0; i < list.size(); ++i) {
    out[i] = std::ranges::any_of(wanted, [&](const std::string& name) { return is(list[i], name); });
  }
  return out;
}

bool is_country(const Actor& actor, const std::string& name) {
  return base::fold(actor.country) == name || base::fold(actor.country_name) == name;
}
// There are far fewer countries than actors: each is compared once.
Bits bits_for_countries(const std::vector<Actor>& actors, const std::vector<std::string>& names) {
  const std::vector<std::string> wanted = all_folded(names);
  if (wanted.empty()) return {};
  std::unordered_map<std::string, bool> known;
  Bits out(actors.size());
  for (std::size_t i = 0; i < actors.size(); ++i) {
    const auto [at, fresh] = known.try_emplace(actors[i].country + '\n' + actors[i].country_name, false);
    if (fresh) at->second = std::ranges::any_of(wanted, [&](const auto& name) { return is_country(actors[i], name); });
    out[i] = at->second;
  }
  return out;
}
bool is_place(const Place& place, const std::string& name) {
  return holds_words(place.name, name) || base::fold(place.country) == name;
}
bool is_word(const std::string& word, const std::string& name) { return base::fold(word) == name; }

template <std::size_t N>
Bits bits_for(const std::array<std::string_view, N>& names, const std::vector<std::string>& wanted) {
  Bits out;
  if (wanted.empty()) return out;
  for (const std::string_view name : names) {
    out.push_back(std::ranges::any_of(wanted, [&](const std::string& one) { return same_word(one, name); }));
  }
  return out;
}

// Events by time, then id: what has no known end lies after what has.
auto in_time(const Snapshot::Event& event) {
  const auto& from = event.from ? event.from : event.to;
  return std::tuple(!from.has_value(), from, !event.to.has_value(), event.to, std::string_view(event.id));
}

class Asked {
 public:
  Asked(const Snapshot& snapshot, const Question& question)
      : of_(snapshot),
        question_(question),
        types_(bits_for(kEventTypeNames, question.type)),
        statuses_(bits_for(kStatusNames, question.status)),
        outcomes_(bits_for(kOutcomeNames, question.outcome)),
        actors_(bits_for(snapshot.actors, question.actor, is_named)),
        others_(bits_for(snapshot.actors, question.with, is_named)),
        countries_(bits_for_countries(snapshot.actors, question.country)),
        places_(bits_for(snapshot.places, question.place, is_place)),
        modes_(bits_for(snapshot.words, question.mode, is_word)),
        topics_(bits_for(snapshot.words, question.topic, holds_words)),
        outlets_(bits_for(snapshot.words, question.outlet, holds_words)) {
    if (!question.telling) return;
    telling_.resize(snapshot.events.size());
    for (const std::string& id : *question.telling) {
      if (const auto row = snapshot.row_of(id)) telling_[*row] = 1;
    }
  }

  // The fields that do not hold; with `first_only`, one of them is enough to know.
  unsigned failing(std::uint32_t row, bool first_only = false) const {
    const Snapshot::Event& event = of_.events[row];
    unsigned out = 0;
    const auto fails = [&](bool holds, Field field) {
      out |= holds ? 0U : static_cast<unsigned>(field);
      return first_only && !holds;
    };
    // The cheap ones first.
    if (fails(holds(types_, static_cast<std::size_t>(event.type)), kType)) return out;
    if (fails(holds(statuses_, static_cast<std::size_t>(event.status)), kStatus)) return out;
    if (fails(holds(outcomes_, static_cast<std::size_t>(event.outcome)), kOutcome)) return out;
    if (fails((!question_.since || !event.to || *event.to >= *question_.since) &&
                  (!question_.until || !event.from || *event.from <= *question_.until),
              kDay)) {
      return out;
    }
    if (fails(!question_.disagreements || event.disagreements > 0, kOther)) return out;
    if (fails(holds(telling_, row), kOther)) return out;
    if (fails(holds(places_, event.place) && in_box(event), kPlace)) return out;
    if (fails(any(modes_, of_.part(of_.modes, event.modes)), kMode)) return out;
    if (fails(any(topics_, of_.part(of_.topics, event.topics)), kTopic)) return out;
    if (fails(any_outlet(event), kOutlet)) return out;
    if (fails(any_party(countries_, event), kCountry)) return out;
    fails(take_part(event), kActor);
    return out;
  }

 private:
  static bool holds(const Bits& bits, std::size_t at) { return bits.empty() || (at < bits.size() && bits[at] != 0); }
  static bool any(const Bits& bits, std::span<const WordNumber> numbers) {
    return bits.empty() || std::ranges::any_of(numbers, [&](WordNumber one) { return holds(bits, one); });
  }
  bool any_outlet(const Snapshot::Event& event) const {
    return outlets_.empty() || std::ranges::any_of(of_.part(of_.tellings, event.tellings),
                                                   [&](const auto& one) { return holds(outlets_, one.outlet); });
  }
  bool any_party(const Bits& bits, const Snapshot::Event& event) const {
    return bits.empty() || std::ranges::any_of(of_.part(of_.parties, event.parties),
                                               [&](const auto& one) { return holds(bits, one.actor); });
  }
  bool in_box(const Snapshot::Event& event) const {
    if (!question_.box) return true;
    if (event.place == kNobody) return false;
    const Place& place = of_.places[event.place];
    return place.latitude && place.longitude && question_.box->contains(*place.latitude, *place.longitude);
  }
  // Two different participants, one for each name that is asked for.
  bool take_part(const Snapshot::Event& event) const {
    if (actors_.empty() || others_.empty()) return any_party(actors_.empty() ? others_ : actors_, event);
    const auto parties = of_.part(of_.parties, event.parties);
    for (const Snapshot::Party& one : parties) {
      if (!holds(actors_, one.actor)) continue;
      for (const Snapshot::Party& other : parties) {
        if (one.actor != other.actor && holds(others_, other.actor)) return true;
      }
    }
    return false;
  }

  const Snapshot& of_;
  const Question& question_;
  Bits types_, statuses_, outcomes_, actors_, others_, countries_, places_, modes_, topics_, outlets_, telling_;
};

// How often each number was met, each at most once an event.
class Tally {
 public:
  explicit Tally(std::size_t values) : counts(values), last_(values, kNobody) {}
  void add(std::size_t value, std::uint32_t row) {
    if (value >= counts.size() || last_[value] == row) return;
    last_[value] = row;
    ++counts[value];
  }
  std::vector<std::uint32_t> counts;

 private:
  std::vector<std::uint32_t> last_;
};

template <typename Name>
Snapshot::Facet facet_of(std::string_view name, const Tally& tally, std::size_t most, const Name& name_of) {
  Snapshot::Facet out{std::string(name), {}, 0};
  std::vector<std::uint32_t> seen;
  for (std::uint32_t i = 0; i < tally.counts.size(); ++i) {
    if (tally.counts[i] > 0) seen.push_back(i);
  }
  const auto order = [&](std::uint32_t a, std::uint32_t b) {
    return std::tuple(-static_cast<std::int64_t>(tally.counts[a]), name_of(a)) <
           std::tuple(-static_cast<std::int64_t>(tally.counts[b]), name_of(b));
  };
  const std::size_t shown = std::min(most, seen.size());
  std::partial_sort(seen.begin(), seen.begin() + static_cast<std::ptrdiff_t>(shown), seen.end(), order);
  out.more = static_cast<std::uint32_t>(seen.size() - shown);
  for (std::size_t i = 0; i < shown; ++i) {
    auto [value, label] = name_of(seen[i]);
    out.counts.push_back({std::move(value), std::move(label), tally.counts[seen[i]]});
  }
  return out;
}

// Countries and place names, numbered: several actors share one.
struct Named {
  std::map<std::string, std::uint32_t> numbers;
  std::vector<std::string> values, names;
  std::uint32_t of(const std::string& value, const std::string& name) {
    if (value.empty()) return kNobody;
    const auto [at, fresh] = numbers.try_emplace(value, static_cast<std::uint32_t>(values.size()));
    if (fresh) values.push_back(value), names.push_back(name);
    return at->second;
  }
};

}  // namespace

bool Box::contains(double latitude, double longitude) const {
  const bool between = west <= east ? west <= longitude && longitude <= east : west <= longitude || longitude <= east;
  return between && south <= latitude && latitude <= north;
}

namespace {
std::optional<std::uint32_t> found(const std::unordered_map<std::string, std::uint32_t>& rows, std::string_view id) {
  const auto at = rows.find(std::string(id));
  return at == rows.end() ? std::nullopt : std::optional(at->second);
}
}  // namespace

std::optional<std::uint32_t> Snapshot::row_of(std::string_view event) const { return found(event_rows_, event); }
std::optional<std::uint32_t> Snapshot::document_of(std::string_view id) const { return found(document_rows_, id); }
std::optional<std::uint32_t> Snapshot::actor_of(std::string_view id) const { return found(actor_rows_, id); }

std::vector<std::uint32_t> Snapshot::select(const Question& question) const {
  const Asked asked(*this, question);
  std::vector<std::uint32_t> out;
  for (std::uint32_t row = 0; row < events.size(); ++row) {
    if (asked.failing(row, true) == 0) out.push_back(row);
  }
  return out;
}

bool Snapshot::before(Order order, const Event& a, const Event& b) {
  const auto by = [&](auto x, auto y) {
    return std::tuple(x, std::string_view(a.id)) < std::tuple(y, std::string_view(b.id));
  };
  switch (order) {
    case Order::time:
      return in_time(a) < in_time(b);
    case Order::newest: {
      // What has no day comes last here, too.
      const auto day = [](const Event& event) { return event.to ? event.to : event.from; };
      return day(a) != day(b) ? day(a) > day(b) : a.id < b.id;
    }
    case Order::confidence:
      return by(-a.confidence, -b.confidence);
    case Order::documents:
      return by(-std::int64_t{a.documents}, -std::int64_t{b.documents});
    case Order::roots:
      return by(-std::int64_t{a.roots}, -std::int64_t{b.roots});
    case Order::score:
      return by(a.score, b.score);  // the most hostile first
    case Order::disagreements:
      return by(-int{a.disagreements}, -int{b.disagreements});
  }
  return a.id < b.id;
}

std::vector<Snapshot::Facet> Snapshot::facets(const Question& question, std::size_t most, std::uint32_t& total) const {
  total = 0;
  const Asked asked(*this, question);
  Named countries, place_names;
  std::vector<std::uint32_t> country_of, name_of_place;
  for (const Actor& actor : actors) country_of.push_back(countries.of(actor.country, actor.country_name));
  for (const Place& place : places) name_of_place.push_back(place_names.of(place.name, ""));
  constexpr int kFirstYear = 1, kLastYear = 9999;
  Tally type(kEventTypeNames.size()), status(kStatusNames.size()), outcome(kOutcomeNames.size()), mode(words.size()),
      actor(actors.size()), country(countries.values.size()), place(place_names.values.size()), outlet(words.size()),
      topic(words.size()), year(kLastYear + 1);
  for (std::uint32_t row = 0; row < events.size(); ++row) {
    const unsigned failing = asked.failing(row);
    if (failing != 0 && !std::has_single_bit(failing)) continue;
    total += failing == 0;
    const auto counts = [&](Field field) { return failing == 0 || failing == static_cast<unsigned>(field); };
    const Event& event = events[row];
    if (counts(kType)) type.add(static_cast<std::size_t>(event.type), row);
    if (counts(kStatus)) status.add(static_cast<std::size_t>(event.status), row);
    if (counts(kOutcome) && event.outcome != Outcome::none) outcome.add(static_cast<std::size_t>(event.outcome), row);
    if (counts(kMode)) {
      for (const WordNumber one : part(modes, event.modes)) mode.add(one, row);
    }
    if (counts(kTopic)) {
      for (const WordNumber one : part(topics, event.topics)) topic.add(one, row);
    }
    if (counts(kOutlet)) {
      for (const Telling& one : part(tellings, event.tellings)) outlet.add(one.outlet, row);
    }
    if (counts(kPlace) && event.place != kNobody) place.add(name_of_place[event.place], row);
    for (const Party& one : part(parties, event.parties)) {
      if (counts(kActor)) actor.add(one.actor, row);
      if (counts(kCountry)) country.add(country_of[one.actor], row);
    }
    const std::optional<sys_days> day = event.from ? event.from : event.to;
    if (counts(kDay) && day) {
      const int of = static_cast<int>(std::chrono::year_month_day(*day).year());
      if (of >= kFirstYear) year.add(static_cast<std::size_t>(of), row);
    }
  }
  using Pair = std::pair<std::string, std::string>;
  const auto of_words = [&](std::uint32_t i) { return Pair(words[i], ""); };
  std::vector<Facet> out;
  out.push_back(facet_of("type", type, SIZE_MAX, [](std::uint32_t i) { return Pair(kEventTypeNames[i], ""); }));
  out.push_back(facet_of("mode", mode, SIZE_MAX, of_words));
  out.push_back(facet_of("status", status, SIZE_MAX, [](std::uint32_t i) { return Pair(kStatusNames[i], ""); }));
  out.push_back(facet_of("outcome", outcome, SIZE_MAX, [](std::uint32_t i) { return Pair(kOutcomeNames[i], ""); }));
  out.push_back(facet_of("actor", actor, most, [&](std::uint32_t i) {
    return Pair(actors[i].id.empty() ? actors[i].name : actors[i].id, actors[i].name);
  }));
  out.push_back(facet_of("country", country, most,
                         [&](std::uint32_t i) { return Pair(countries.values[i], countries.names[i]); }));
  out.push_back(facet_of("place", place, most, [&](std::uint32_t i) { return Pair(place_names.values[i], ""); }));
  out.push_back(facet_of("outlet", outlet, most, of_words));
  out.push_back(facet_of("topic", topic, most, of_words));
  out.push_back(facet_of("year", year, SIZE_MAX, [](std::uint32_t i) { return Pair(std::to_string(i), ""); }));
  std::ranges::sort(out.back().counts, {}, [](const Count& count) { return std::stoi(count.value); });
  return out;
}

}  // namespace annals
