#include "lexicon/history.h"

#include <algorithm>
#include <array>
#include <string>
#include <tuple>
#include <utility>

#include "lexicon/names.h"
#include "lexicon/table.h"

namespace annals::lexicon {
namespace {

constexpr std::array<std::string_view, 13> kKinds = {"war",   "intervention", "campaign",   "siege",    "battle",
                                                     "truce", "sanctions",    "occupation", "uprising", "talks",
                                                     "body",  "mission",      "agreement"};

bool holds(const std::vector<std::string_view>& list, std::string_view wanted) {
  return std::find(list.begin(), list.end(), wanted) != list.end();
}

bool under_way(const Conflict& conflict, const TimeInterval& when) {
  TimeInterval course;
  course.from = conflict.from;
  course.to = conflict.to;
  return course.overlaps(when);
}

bool answers(const Conflict& conflict, const ConflictQuery& query) {
  const auto takes_part = [&](std::string_view party) { return conflict.has(party); };
  return std::all_of(query.parties.begin(), query.parties.end(), takes_part) &&
         (query.country.empty() || holds(conflict.countries, query.country)) &&
         (!query.type ||
          std::find(conflict.types.begin(), conflict.types.end(), *query.type) != conflict.types.end()) &&
         under_way(conflict, query.when);
}

}  // namespace

bool Conflict::has(std::string_view party) const { return holds(side, party) || holds(other, party); }

struct History::Tables {
  struct Key {
    std::string key;
    std::size_t row = 0;  // into `conflicts`
    bool operator<(const Key& other) const { return std::tie(key, row) < std::tie(other.key, other.row); }
  };

  Table text;
  std::vector<Conflict> conflicts;  // by first day, then id
  std::vector<Key> ids, names;      // an id as it is; a name or alias folded
  std::vector<std::string> places;  // folded, one a conflict

  Result<Done> read();
  Result<Conflict> read_row(std::size_t row) const;
  Result<Done> index(const std::vector<std::string_view>& aliases);
  // Those of exactly this key, in order.
  static std::vector<std::size_t> find(const std::vector<Key>& keys, const std::string& key);
};

namespace {
enum Column { kId, kName, kAliases, kKind, kFrom, kTo, kSide, kOther, kCountries, kPlace, kTypes, kSource, kColumns };
}  // namespace

Result<Conflict> History::Tables::read_row(std::size_t row) const {
  const auto field = [&](std::size_t column) { return text.field(row, column); };
  Conflict conflict;
  conflict.id = field(kId);
  conflict.name = field(kName);
  conflict.kind = field(kKind);
  if (conflict.id.empty() || conflict.name.empty()) return text.malformed(row, "expected an id and a name");
  if (std::find(kKinds.begin(), kKinds.end(), conflict.kind) == kKinds.end()) {
    return text.malformed(row, "no such kind: " + std::string(conflict.kind));
  }
  DaysTold from, to;
  if (!read_days(field(kFrom), from) || !read_days(field(kTo), to)) {
    return text.malformed(row, "expected days as 2016, 2016-05 or 2016-05-31");
  }
  if (from.first && to.last && *to.last < *from.first) return text.malformed(row, "ends before it begins");
  conflict.from = from.first;
  conflict.from_exact = from.exact;
  conflict.to = to.last;
  conflict.to_exact = to.exact;
  conflict.side = list_of(field(kSide));
  conflict.other = list_of(field(kOther));
  conflict.countries = list_of(field(kCountries));
  conflict.place = field(kPlace);
  conflict.source = field(kSource);
  for (const std::string_view name : list_of(field(kTypes))) {
    const std::optional<EventType> type = event_type(name);
    if (!type) return text.malformed(row, "no such event type: " + std::string(name));
    conflict.types.push_back(*type);
  }
  return conflict;
}

Result<Done> History::Tables::index(const std::vector<std::string_view>& aliases) {
  for (std::size_t i = 0; i < conflicts.size(); ++i) {
    ids.push_back({std::string(conflicts[i].id), i});
    names.push_back({key_of(conflicts[i].name), i});
    for (const std::string_view alias : list_of(aliases[i])) names.push_back({key_of(alias), i});
    places.push_back(key_of(conflicts[i].place));
  }
  std::sort(ids.begin(), ids.end());
  std::sort(names.begin(), names.end());
  const auto same_key = [](const Key& a, const Key& b) { return a.key == b.key; };
  const auto same = [](const Key& a, const Key& b) { return a.key == b.key && a.row == b.row; };
  names.erase(std::unique(names.begin(), names.end(), same), names.end());
  const auto twice = std::adjacent_find(ids.begin(), ids.end(), same_key);
  if (twice == ids.end()) return Done{};
  std::size_t last = text.rows() - 1;  // the conflicts are sorted by now, the text's rows are not
  while (text.field(last, kId) != twice->key) --last;
  return text.malformed(last, "an id stands twice: " + twice->key);
}

Result<Done> History::Tables::read() {
  struct Row {
    Conflict conflict;
    std::string_view aliases;
  };
  std::vector<Row> rows;
  for (std::size_t row = 0; row < text.rows(); ++row) {
    Result<Conflict> conflict = read_row(row);
    if (!conflict) return conflict.error();
    rows.push_back({std::move(*conflict), text.field(row, kAliases)});
  }
  std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
    return std::tie(a.conflict.from, a.conflict.id) < std::tie(b.conflict.from, b.conflict.id);
  });
  std::vector<std::string_view> aliases;
  for (Row& row : rows) {
    conflicts.push_back(std::move(row.conflict));
    aliases.push_back(row.aliases);
  }
  return index(aliases);
}

std::vector<std::size_t> History::Tables::find(const std::vector<Key>& keys, const std::string& key) {
  std::vector<std::size_t> out;
  for (auto at = std::lower_bound(keys.begin(), keys.end(), Key{key, 0}); at != keys.end() && at->key == key; ++at) {
    out.push_back(at->row);
  }
  return out;
}

Result<History> History::open(const std::filesystem::path& folder) {
  Result<Table> text = Table::open(folder / "conflicts.tsv", kColumns);
  if (!text) return text.error();
  auto tables = std::make_unique<Tables>(Tables{std::move(*text), {}, {}, {}, {}});
  if (auto done = tables->read(); !done) return done.error();
  return History(std::move(tables));
}

History::History(std::unique_ptr<Tables> tables) : tables_(std::move(tables)) {}
History::History(History&&) noexcept = default;
History& History::operator=(History&&) noexcept = default;
History::~History() = default;

const std::vector<Conflict>& History::all() const { return tables_->conflicts; }

const Conflict* History::by_id(std::string_view id) const {
  const auto rows = Tables::find(tables_->ids, std::string(id));
  return rows.empty() ? nullptr : &tables_->conflicts[rows.front()];
}

std::vector<const Conflict*> History::named(std::string_view name) const {
  std::vector<const Conflict*> out;
  for (const std::size_t row : Tables::find(tables_->names, key_of(name))) out.push_back(&tables_->conflicts[row]);
  return out;
}

std::vector<const Conflict*> History::conflicts(const ConflictQuery& query) const {
  std::vector<const Conflict*> out;
  const std::string place = key_of(query.place);
  for (std::size_t i = 0; i < tables_->conflicts.size(); ++i) {
    const Conflict& conflict = tables_->conflicts[i];
    if ((place.empty() || tables_->places[i] == place) && answers(conflict, query)) out.push_back(&conflict);
  }
  return out;
}

// What is told of a whole country can have come to any place of it, so the rows without a place speak here too: the
// answer must not be too late.
std::optional<sys_days> History::not_before(const ConflictQuery& query) const {
  const std::string place = key_of(query.place);
  for (std::size_t i = 0; i < tables_->conflicts.size(); ++i) {
    const Conflict& conflict = tables_->conflicts[i];
    const bool here = place.empty() || tables_->places[i].empty() || tables_->places[i] == place;
    if (here && answers(conflict, query)) return conflict.from;
  }
  return std::nullopt;
}

}  // namespace annals::lexicon
