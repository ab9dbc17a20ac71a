// Questions over a snapshot. Names are compared once with each actor, place and word; an event then asks a bit of
// theirs.
#include "annals/snapshot.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>
#include <map>
#include <tuple>
#include <unordered_map>

#include "base/calendar.h"
#include "base/utf8.h"
#include "query/names.h"
#include "query/snapshot_index.h"

namespace annals {

using namespace annals::query;

namespace {

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

// Events by time, then id: what has no known end lies after what has.
auto in_time(const Snapshot::Event& event) {
  const auto& from = event.from ? event.from : event.to;
  return std::tuple(!from.has_value(), from, !event.to.has_value(), event.to, std::string_view(event.id));
}

// The rows for which each part of a question holds, of the parts that ask for something.
class Asked {
 public:
  Asked(const Snapshot& snapshot, const SnapshotIndex& index, const Question& question) : of_(snapshot), in_(index) {
    add_words(kType, question.type, kEventTypeNames, in_.types);
    add_words(kStatus, question.status, kStatusNames, in_.statuses);
    add_words(kOutcome, question.outcome, kOutcomeNames, in_.outcomes);
    add_days(question);
    if (question.disagreements) add(kOther).add(in_.disagreeing.of(0));
    if (question.telling) add_telling(*question.telling);
    add_named(kPlace, question.place, in_.places, [&](std::size_t place, const std::string& name) {
      return holds_folded(in_.place_names[place], name) || in_.place_countries[place] == name;
    });
    if (question.box) add_box(*question.box);
    const auto is_word = [&](std::size_t word, const std::string& name) { return in_.words[word] == name; };
    const auto holds = [&](std::size_t word, const std::string& name) { return holds_folded(in_.words[word], name); };
    add_named(kMode, question.mode, in_.modes, is_word);
    add_named(kTopic, question.topic, in_.topics, holds);
    add_named(kOutlet, question.outlet, in_.outlets, holds);
    add_named(kCountry, question.country, in_.countries, [&](std::size_t country, const std::string& name) {
      const SnapshotIndex::Country& one = in_.country_names[country];
      return one.folded_code == name || one.folded_name == name;
    });
    add_actors(all_folded(question.actor), all_folded(question.with));
  }

  // Rows for which all parts hold, but for those of `field`.
  RowSet without(unsigned field) const {
    RowSet out = RowSet::all(in_.rows);
    for (const auto& [of, rows] : parts_) {
      if (of != field) out &= rows;
    }
    return out;
  }
  RowSet all() const { return without(0); }
  bool asks(unsigned field) const {
    return std::ranges::any_of(parts_, [&](const auto& part) { return part.first == field; });
  }

 private:
  RowSet& add(Field field) { return parts_.emplace_back(field, RowSet(in_.rows)).second; }

  template <typename Names>
  void add_words(Field field, const std::vector<std::string>& wanted, const Names& names, const RowsOf& rows) {
    if (wanted.empty()) return;
    RowSet& found = add(field);
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (std::ranges::any_of(wanted, [&](const std::string& one) { return same_word(one, names[i]); })) {
        found.add(rows.of(i));
      }
    }
  }
  template <typename Is>
  void add_named(Field field, const std::vector<std::string>& names, const RowsOf& rows, const Is& is) {
    const std::vector<std::string> wanted = all_folded(names);
    if (wanted.empty()) return;
    RowSet& found = add(field);
    for (std::size_t i = 0; i < rows.values(); ++i) {
      const std::span<const std::uint32_t> holding = rows.of(i);
      if (holding.empty()) continue;
      if (std::ranges::any_of(wanted, [&](const std::string& one) { return is(i, one); })) found.add(holding);
    }
  }
  // Events may have taken place on any day from their first to their last.
  void add_days(const Question& question) {
    if (!question.since && !question.until) return;
    const std::int32_t since = question.since ? static_cast<std::int32_t>(question.since->time_since_epoch().count())
                                              : std::numeric_limits<std::int32_t>::min();
    const std::int32_t until = question.until ? static_cast<std::int32_t>(question.until->time_since_epoch().count())
                                              : std::numeric_limits<std::int32_t>::max();
    RowSet& found = add(kDay);
    for (std::size_t word = 0; word < found.words(); ++word) {
      const std::size_t begin = word * 64, many = std::min<std::size_t>(64, in_.rows - begin);
      std::array<std::uint8_t, 64> in{};  // compared many at a time, then packed
      for (std::size_t i = 0; i < many; ++i) {
        in[i] = static_cast<std::uint8_t>(static_cast<int>(in_.to[begin + i] >= since) &
                                          static_cast<int>(in_.from[begin + i] <= until));
      }
      for (std::size_t i = 0; i < 8; ++i) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, in.data() + i * 8, 8);  // a byte of 0 or 1 each, the first one lowest
        found.word(word) |= (eight * 0x0102040810204080U >> 56) << (8 * i);
      }
    }
  }
  void add_telling(const std::vector<std::string>& ids) {
    RowSet& found = add(kOther);
    for (const std::string& id : ids) {
      if (const auto row = of_.row_of(id)) found.add(*row);
    }
  }
  void add_box(const Box& box) {
    RowSet& found = add(kPlace);
    for (std::size_t i = 0; i < of_.places.size(); ++i) {
      const Place& place = of_.places[i];
      if (place.latitude && place.longitude && box.contains(*place.latitude, *place.longitude)) {
        found.add(in_.places.of(i));
      }
    }
  }

  // Which actors are meant by any of `names`.
  std::vector<char> named(const std::vector<std::string>& names) const {
    std::vector<char> countries(in_.country_names.size()), out(in_.actor_names.size());
    for (std::size_t i = 0; i < countries.size(); ++i) {
      countries[i] = std::ranges::find(names, in_.country_names[i].folded_code) != names.end();
    }
    for (std::size_t i = 0; i < out.size(); ++i) {
      const SnapshotIndex::ActorNames& actor = in_.actor_names[i];
      out[i] = (actor.country != kNobody && countries[actor.country] != 0) ||
               std::ranges::any_of(
                   names, [&](const std::string& name) { return actor.id == name || holds_folded(actor.name, name); });
    }
    return out;
  }
  RowSet taking_part(const std::vector<char>& who) const {
    RowSet out(in_.rows);
    for (std::size_t i = 0; i < who.size(); ++i) {
      if (who[i] != 0) out.add(in_.actors.of(i));
    }
    return out;
  }
  // Two different participants, one for each name that is asked for.
  void add_actors(const std::vector<std::string>& actors, const std::vector<std::string>& others) {
    if (actors.empty() && others.empty()) return;
    const std::vector<char> ones = named(actors.empty() ? others : actors);
    RowSet rows = taking_part(ones);
    if (!actors.empty() && !others.empty()) {
      const std::vector<char> twos = named(others);
      rows &= taking_part(twos);
      RowSet pairs(in_.rows);
      for (const std::uint32_t row : rows.rows()) {
        if (are_two(row, ones, twos)) pairs.add(row);
      }
      rows = std::move(pairs);
    }
    parts_.emplace_back(kActor, std::move(rows));
  }
  bool are_two(std::uint32_t row, const std::vector<char>& ones, const std::vector<char>& twos) const {
    const auto parties = of_.part(of_.parties, of_.events[row].parties);
    return std::ranges::any_of(parties, [&](const Snapshot::Party& one) {
      return ones[one.actor] != 0 && std::ranges::any_of(parties, [&](const Snapshot::Party& other) {
               return one.actor != other.actor && twos[other.actor] != 0;
             });
    });
  }

  const Snapshot& of_;
  const SnapshotIndex& in_;
  std::vector<std::pair<unsigned, RowSet>> parts_;
};

// The values of most events first; equal ones by value, then name.
template <typename Name>
Snapshot::Facet facet_of(std::string_view name, const std::vector<std::uint32_t>& counts, std::size_t most,
                         const Name& name_of) {
  Snapshot::Facet out{std::string(name), {}, 0};
  std::vector<std::uint32_t> seen;
  for (std::uint32_t i = 0; i < counts.size(); ++i) {
    if (counts[i] > 0) seen.push_back(i);
  }
  const auto order = [&](std::uint32_t a, std::uint32_t b) {
    return counts[a] != counts[b] ? counts[a] > counts[b] : name_of(a) < name_of(b);
  };
  const std::size_t shown = std::min(most, seen.size());
  std::partial_sort(seen.begin(), seen.begin() + static_cast<std::ptrdiff_t>(shown), seen.end(), order);
  out.more = static_cast<std::uint32_t>(seen.size() - shown);
  for (std::size_t i = 0; i < shown; ++i) {
    const auto [value, label] = name_of(seen[i]);
    out.counts.push_back({std::string(value), std::string(label), counts[seen[i]]});
  }
  return out;
}

std::vector<std::uint32_t> counts_in(const RowSet& set, const RowsOf& rows) {
  std::vector<std::uint32_t> out(rows.values());
  const bool full = set.full();
  for (std::size_t i = 0; i < out.size(); ++i) {
    out[i] = full ? static_cast<std::uint32_t>(rows.of(i).size()) : set.count(rows.of(i));
  }
  return out;
}

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
  return index_ ? Asked(*this, *index_, question).all().rows() : std::vector<std::uint32_t>{};
}

std::size_t Snapshot::count(const Question& question) const {
  return index_ ? Asked(*this, *index_, question).all().count() : 0;
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
  if (!index_) return {};
  const SnapshotIndex& in = *index_;
  const Asked asked(*this, in, question);
  const RowSet all = asked.all();
  total = static_cast<std::uint32_t>(all.count());
  const auto counts = [&](Field field, const RowsOf& rows) {
    return asked.asks(field) ? counts_in(asked.without(field), rows) : counts_in(all, rows);
  };
  using Shown = std::pair<std::string_view, std::string_view>;
  std::vector<Facet> out;
  const auto add = [&](std::string_view name, Field field, const RowsOf& rows, std::size_t shown, const auto& name_of) {
    out.push_back(facet_of(name, counts(field, rows), shown, name_of));
  };
  const auto of_words = [&](std::uint32_t i) { return Shown(words[i], ""); };
  add("type", kType, in.types, SIZE_MAX, [](std::uint32_t i) { return Shown(kEventTypeNames[i], ""); });
  add("mode", kMode, in.modes, SIZE_MAX, of_words);
  add("status", kStatus, in.statuses, SIZE_MAX, [](std::uint32_t i) { return Shown(kStatusNames[i], ""); });
  std::vector<std::uint32_t> outcomes = counts(kOutcome, in.outcomes);
  outcomes[static_cast<std::size_t>(Outcome::none)] = 0;
  out.push_back(facet_of("outcome", outcomes, SIZE_MAX, [](std::uint32_t i) { return Shown(kOutcomeNames[i], ""); }));
  add("actor", kActor, in.actors, most,
      [&](std::uint32_t i) { return Shown(actors[i].id.empty() ? actors[i].name : actors[i].id, actors[i].name); });
  add("country", kCountry, in.countries, most,
      [&](std::uint32_t i) { return Shown(in.country_names[i].code, in.country_names[i].name); });
  // Several places share a name.
  std::map<std::string_view, std::uint32_t> by_name;
  const std::vector<std::uint32_t> at_places = counts(kPlace, in.places);
  for (std::size_t i = 0; i < at_places.size(); ++i) {
    if (at_places[i] > 0 && !places[i].name.empty()) by_name[places[i].name] += at_places[i];
  }
  std::vector<std::string_view> names;
  std::vector<std::uint32_t> at_names;
  for (const auto& [name, events_there] : by_name) names.push_back(name), at_names.push_back(events_there);
  out.push_back(facet_of("place", at_names, most, [&](std::uint32_t i) { return Shown(names[i], ""); }));
  add("outlet", kOutlet, in.outlets, most, of_words);
  add("topic", kTopic, in.topics, most, of_words);
  const std::vector<std::uint32_t> years = counts(kDay, in.years);
  out.push_back({"year", {}, 0});
  for (std::size_t year = 0; year < years.size(); ++year) {
    if (years[year] > 0) out.back().counts.push_back({std::to_string(year), "", years[year]});
  }
  return out;
}

}  // namespace annals
