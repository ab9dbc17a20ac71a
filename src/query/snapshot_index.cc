#include "query/snapshot_index.h"

#include <limits>
#include <numeric>
#include <unordered_map>

#include "base/calendar.h"
#include "base/utf8.h"

namespace annals::query {

RowSet RowSet::all(std::size_t rows) {
  RowSet out(rows);
  for (std::uint64_t& word : out.words_) word = ~std::uint64_t{0};
  if (rows % 64 != 0) out.words_.back() = (std::uint64_t{1} << (rows % 64)) - 1;
  return out;
}

RowSet& RowSet::operator&=(const RowSet& other) {
  for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= other.words_[i];
  return *this;
}

std::size_t RowSet::count() const {
  return std::transform_reduce(words_.begin(), words_.end(), std::size_t{0}, std::plus(),
                               [](std::uint64_t word) { return static_cast<std::size_t>(std::popcount(word)); });
}

std::uint32_t RowSet::count(std::span<const std::uint32_t> of) const {
  std::uint32_t out = 0;
  for (const std::uint32_t row : of) out += has(row) ? 1U : 0U;
  return out;
}

std::vector<std::uint32_t> RowSet::rows() const {
  std::vector<std::uint32_t> out;
  out.reserve(count());
  for (std::size_t i = 0; i < words_.size(); ++i) {
    for (std::uint64_t left = words_[i]; left != 0; left &= left - 1) {
      out.push_back(static_cast<std::uint32_t>(i * 64 + static_cast<std::size_t>(std::countr_zero(left))));
    }
  }
  return out;
}

namespace {

std::int32_t day_number(const std::optional<sys_days>& day, std::int32_t unknown) {
  return day ? static_cast<std::int32_t>(day->time_since_epoch().count()) : unknown;
}

std::size_t year_of(const Snapshot::Event& event) {
  const std::optional<sys_days> day = event.from ? event.from : event.to;
  if (!day) return std::numeric_limits<std::size_t>::max();
  const int year = static_cast<int>(std::chrono::year_month_day(*day).year());
  return year < 1 ? std::numeric_limits<std::size_t>::max() : static_cast<std::size_t>(year);
}

void name_actors(const Snapshot& of, SnapshotIndex& out) {
  std::unordered_map<std::string, std::uint32_t> numbers;
  for (const Actor& actor : of.actors) {
    std::uint32_t country = kNobody;
    if (!actor.country.empty()) {
      const auto [at, fresh] = numbers.try_emplace(actor.country, static_cast<std::uint32_t>(out.country_names.size()));
      if (fresh) {
        out.country_names.push_back(
            {actor.country, actor.country_name, base::fold(actor.country), base::fold(actor.country_name)});
      }
      country = at->second;
      SnapshotIndex::Country& held = out.country_names[country];
      if (held.name.empty()) held.name = actor.country_name, held.folded_name = base::fold(actor.country_name);
    }
    out.actor_names.push_back({base::fold(actor.id), base::fold(actor.name), country});
  }
}

}  // namespace

SnapshotIndex::SnapshotIndex(const Snapshot& of) : rows(of.events.size()) {
  constexpr std::size_t kYears = 10'000;
  name_actors(of, *this);
  for (const Place& place : of.places) {
    place_names.push_back(base::fold(place.name));
    place_countries.push_back(base::fold(place.country));
  }
  for (const std::string& word : of.words) words.push_back(base::fold(word));
  for (const Snapshot::Event& event : of.events) {
    from.push_back(day_number(event.from, std::numeric_limits<std::int32_t>::min()));
    to.push_back(day_number(event.to, std::numeric_limits<std::int32_t>::max()));
  }
  const auto one = [&](std::size_t values, const auto& value_of) {
    return RowsOf(rows, values, [&](std::uint32_t row, const auto& add) { add(value_of(of.events[row])); });
  };
  const auto each = [&](std::size_t values, const auto& list, Slice Snapshot::Event::*slice, const auto& value_of) {
    return RowsOf(rows, values, [&](std::uint32_t row, const auto& add) {
      for (const auto& item : of.part(list, of.events[row].*slice)) add(value_of(item));
    });
  };
  using E = Snapshot::Event;
  const auto same = [](std::uint32_t number) { return std::size_t{number}; };
  types = one(kEventTypeNames.size(), [](const E& event) { return static_cast<std::size_t>(event.type); });
  statuses = one(kStatusNames.size(), [](const E& event) { return static_cast<std::size_t>(event.status); });
  outcomes = one(6, [](const E& event) { return static_cast<std::size_t>(event.outcome); });
  places = one(of.places.size(), [](const E& event) { return std::size_t{event.place}; });
  years = one(kYears, year_of);
  disagreeing = one(1, [](const E& event) { return event.disagreements > 0 ? std::size_t{0} : std::size_t{1}; });
  modes = each(of.words.size(), of.modes, &E::modes, same);
  topics = each(of.words.size(), of.topics, &E::topics, same);
  outlets =
      each(of.words.size(), of.tellings, &E::tellings, [](const auto& telling) { return std::size_t{telling.outlet}; });
  actors = each(of.actors.size(), of.parties, &E::parties, [](const auto& party) { return std::size_t{party.actor}; });
  countries = each(country_names.size(), of.parties, &E::parties,
                   [&](const auto& party) { return std::size_t{actor_names[party.actor].country}; });
}

}  // namespace annals::query
