#include "lexicon/actors.h"

#include <algorithm>
#include <array>
#include <deque>
#include <map>
#include <tuple>

#include "base/files.h"
#include "base/text.h"
#include "base/utf8.h"
#include "lexicon/agents.h"
#include "lexicon/name_index.h"
#include "lexicon/offices.h"
#include "lexicon/persons.h"
#include "lexicon/table.h"

namespace annals::lexicon {
namespace {

// The tables of one shape; a new one needs only its name here.
constexpr std::array<std::string_view, 8> kActorFiles = {"bodies.tsv",       "groups.tsv",  "parties.tsv",
                                                         "peoples.tsv",      "outlets.tsv", "companies.tsv",
                                                         "organs_named.tsv", "added.tsv"};

constexpr std::array<std::string_view, 8> kUseNames = {"name",   "acronym", "alias",   "adjective",
                                                       "people", "capital", "metonym", "organ"};

bool overlaps(std::optional<sys_days> from, std::optional<sys_days> to, const TimeInterval& when) {
  return (!to || !when.from || *when.from <= *to) && (!from || !when.to || *from <= *when.to);
}

// "The Nation", "The Hindu": without its article, which text may have for another reason, the name is a common word.
bool too_plain(std::string_view kind, std::string_view name) {
  return kind == "outlet" && name.starts_with("The ") && name.find(' ', 4) == std::string_view::npos;
}

struct StateRow {
  ActorIndex actor = 0;
  std::string_view article;  // "the" as its name is used in "Ministry of Defence of the Philippines"
  std::string_view adjective, capital;
};

struct OrganRow {
  std::string_view key, title, sector;
};

using Member = Actors::Membership;

// The tables of a user's folder, each of which may be absent.
bool is_there(const std::filesystem::path& file) {
  std::error_code failed;
  return std::filesystem::exists(file, failed);
}

}  // namespace

std::string_view to_string(NameUse use) { return kUseNames[static_cast<std::size_t>(use)]; }
bool Sense::fits(const TimeInterval& when) const { return lexicon::overlaps(from, to, when); }
bool Tenure::overlaps(const TimeInterval& when) const { return lexicon::overlaps(from, to, when); }

struct Actors::Tables {
  std::vector<Table> files;
  std::deque<std::string> made;  // names put together, not in any file
  std::vector<KnownActor> actors;
  std::vector<ActorIndex> ids;  // actors by id
  std::vector<StateRow> states;
  std::map<std::string_view, std::size_t> state_of;  // ISO code -> states
  std::vector<OrganRow> organs;
  std::map<std::string_view, std::size_t> organ_of;                                // key -> organs
  std::map<std::pair<std::string_view, std::string_view>, ActorIndex> own_organs;  // those with names of their own
  ActorIndex first_organ = 0;  // the organs of state s begin at first_organ + s * organs.size()
  NameIndex names;             // value: index into senses
  std::vector<Sense> senses;
  std::vector<std::string_view> written;  // by sense: the name
  NameIndex organ_nouns;                  // value: index into organs
  std::vector<Member> members;
  std::vector<Standing> standings;                      // by who, then from
  std::map<std::string_view, std::string_view> merged;  // an id given up -> the one that took its place
  std::map<std::string_view, ActorIndex> early_ids;     // while reading, until sort_ids
  Agents agents;
  Persons persons;
  Offices offices;
  std::vector<std::string> owning = {"of", "for", "in"}, articles = {"the"};  // small words within names
  std::vector<std::pair<std::string, std::string>> joined;  // words that the tokenizer parts: "del", "de l"
  bool adjective_behind = false;                            // "ejército israelí"

  Result<Done> read_states(const std::filesystem::path& folder);
  Result<Done> read_actors(const std::filesystem::path& file);
  Result<Done> read_organs(const std::filesystem::path& folder, const std::filesystem::path& names_folder);
  Result<Done> read_words(const std::filesystem::path& file);
  Result<Done> read_foreign_states(const std::filesystem::path& file);
  Result<Done> read_foreign_names(const std::filesystem::path& file);
  std::optional<ActorIndex> target(std::string_view who) const;
  std::string_view parted(std::string_view name);
  Result<Done> read_metonyms(const std::filesystem::path& folder);
  Result<Done> read_members(const std::filesystem::path& folder);
  Result<Done> read_standings(const std::filesystem::path& file);
  Result<Done> read_merged(const std::filesystem::path& file);
  Result<Done> add_names(const Table& table, std::size_t row, std::size_t column, ActorIndex actor, NameUse use);
  void add_name(std::string_view name, Sense sense);
  void sort_ids();
  std::optional<ActorIndex> find_id(std::string_view id) const;
  std::optional<ActorIndex> organ_at(std::size_t state, std::size_t organ) const;
  std::vector<Sense> senses_of(const std::vector<std::uint32_t>& values) const;
  std::optional<NameMatch> longest(std::span<const Unit> units) const;
  std::optional<NameMatch> longest_organ(std::span<const Unit> units) const;
  std::optional<NameMatch> organ_behind_state(std::span<const Unit> units) const;
  std::optional<NameMatch> organ_of_state(std::span<const Unit> units) const;
  std::optional<NameMatch> organ_match(std::span<const Unit> units, std::size_t used, const std::vector<Sense>& states,
                                       const std::vector<std::uint32_t>& nouns) const;
  bool is_state(ActorIndex index) const { return index < states.size(); }
};

void Actors::Tables::add_name(std::string_view name, Sense sense) {
  const std::vector<Unit> units = units_of(name);
  if (sense.use == NameUse::alias && casing_of(units).acronym) sense.use = NameUse::acronym;
  names.add(name, static_cast<std::uint32_t>(senses.size()));
  senses.push_back(sense);
  written.push_back(name);
}

Result<Done> Actors::Tables::add_names(const Table& table, std::size_t row, std::size_t column, ActorIndex actor,
                                       NameUse use) {
  for (const std::string_view part : list_of(table.field(row, column))) {
    const auto name = read_dated(part);
    if (!name) return table.malformed(row, "expected a name or name{from..to}, found \"" + std::string(part) + '"');
    add_name(joined.empty() ? name->name : parted(name->name), {actor, use, name->from, name->to});
  }
  return Done{};
}

Result<Done> Actors::Tables::read_states(const std::filesystem::path& folder) {
  enum {
    kId,
    kIso,
    kName,
    kArticle,
    kOfficial,
    kAliases,
    kAdjectives,
    kPeople,
    kCapitals,
    kFrom,
    kTo,
    kSource,
    kColumns
  };
  Result<Table> table = Table::open(folder / "states.tsv", kColumns);
  if (!table) return table.error();
  for (std::size_t row = 0; row < table->rows(); ++row) {
    const auto field = [&](std::size_t column) { return table->field(row, column); };
    DaysTold from, to;
    if (!read_days(field(kFrom), from) || !read_days(field(kTo), to)) return table->malformed(row, "expected days");
    const auto index = static_cast<ActorIndex>(actors.size());
    actors.push_back(
        {field(kId), field(kName), "country", field(kIso), "GOV", {}, {}, from.first, to.last, field(kSource)});
    const auto first_of = [](std::string_view list) {
      const auto parts = list_of(list);
      return parts.empty() ? std::string_view() : parts.front().substr(0, parts.front().find('{'));
    };
    state_of[field(kIso)] = states.size();
    early_ids.try_emplace(field(kId), index);
    states.push_back({index, field(kArticle), first_of(field(kAdjectives)), first_of(field(kCapitals))});
    add_name(field(kName), {index, NameUse::name, {}, {}});
    if (!field(kOfficial).empty()) add_name(field(kOfficial), {index, NameUse::name, {}, {}});
    constexpr std::array<std::pair<std::size_t, NameUse>, 4> kLists = {{{kAliases, NameUse::alias},
                                                                        {kAdjectives, NameUse::adjective},
                                                                        {kPeople, NameUse::people},
                                                                        {kCapitals, NameUse::capital}}};
    for (const auto& [column, use] : kLists) {
      if (auto done = add_names(*table, row, column, index, use); !done) return done;
    }
  }
  files.push_back(std::move(*table));
  return Done{};
}

Result<Done> Actors::Tables::read_actors(const std::filesystem::path& file) {
  enum { kId, kName, kKind, kCountry, kSector, kFrom, kTo, kParent, kOrgan, kAliases, kSource, kColumns };
  Result<Table> table = Table::open(file, kColumns);
  if (!table) return table.error();
  for (std::size_t row = 0; row < table->rows(); ++row) {
    const auto field = [&](std::size_t column) { return table->field(row, column); };
    DaysTold from, to;
    if (!read_days(field(kFrom), from) || !read_days(field(kTo), to)) return table->malformed(row, "expected days");
    const auto known = early_ids.find(field(kId));
    if (known != early_ids.end()) {  // more names of one whom an earlier table has
      add_name(field(kName), {known->second, NameUse::alias, {}, {}});
      if (auto done = add_names(*table, row, kAliases, known->second, NameUse::alias); !done) return done;
      continue;
    }
    const auto index = static_cast<ActorIndex>(actors.size());
    early_ids.emplace(field(kId), index);
    actors.push_back({field(kId), field(kName), field(kKind), field(kCountry), field(kSector), field(kOrgan),
                      field(kParent), from.first, to.last, field(kSource)});
    if (!field(kOrgan).empty() && field(kKind) == "organ")
      own_organs.try_emplace({field(kCountry), field(kOrgan)}, index);
    if (!too_plain(field(kKind), field(kName))) add_name(field(kName), {index, NameUse::name, {}, {}});
    if (auto done = add_names(*table, row, kAliases, index, NameUse::alias); !done) return done;
  }
  files.push_back(std::move(*table));
  return Done{};
}

// Every state gets every organ: "Ministry of Defence of Chad" needs no row of its own.
Result<Done> Actors::Tables::read_organs(const std::filesystem::path& folder,
                                         const std::filesystem::path& names_folder) {
  enum { kKey, kTitle, kSector, kNouns, kColumns };
  Result<Table> table = Table::open(folder / "organs.tsv", kColumns);
  if (!table) return table.error();
  for (std::size_t row = 0; row < table->rows(); ++row) {
    organ_of[table->field(row, kKey)] = organs.size();
    for (const std::string_view noun : list_of(names_folder.empty() ? table->field(row, kNouns) : "")) {
      organ_nouns.add_any_case(noun, static_cast<std::uint32_t>(organs.size()));
    }
    organs.push_back({table->field(row, kKey), table->field(row, kTitle), table->field(row, kSector)});
  }
  if (!names_folder.empty()) {
    Result<Table> nouns = Table::open(names_folder / "organs.tsv", 2);
    if (!nouns) return nouns.error();
    for (std::size_t row = 0; row < nouns->rows(); ++row) {
      const auto organ = organ_of.find(nouns->field(row, 0));
      if (organ == organ_of.end()) return nouns->malformed(row, "no such organ");
      for (const std::string_view noun : list_of(nouns->field(row, 1)))
        organ_nouns.add_any_case(parted(noun), static_cast<std::uint32_t>(organ->second));
    }
    files.push_back(std::move(*nouns));
  }
  organ_nouns.sort();
  first_organ = static_cast<ActorIndex>(actors.size());
  for (const StateRow& state : states) {
    const KnownActor country = actors[state.actor];
    const std::string of = (state.article.empty() ? "" : std::string(state.article) + ' ') + std::string(country.name);
    for (const OrganRow& organ : organs) {
      std::string slug(organ.key);
      std::replace(slug.begin(), slug.end(), ' ', '-');
      const std::string& id = made.emplace_back("x:" + base::to_lower(country.country) + '-' + slug);
      // One that is known better keeps the id that it had before.
      const auto own = own_organs.find({country.country, organ.key});
      if (own != own_organs.end() && actors[own->second].id == id) {
        actors.push_back(KnownActor(actors[own->second]));
        continue;
      }
      const std::string& name = made.emplace_back(std::string(organ.title) + " of " + of);
      actors.push_back({id, name, "organ", country.country, organ.sector, organ.key, country.id, country.from,
                        country.to, "put together"});
    }
  }
  files.push_back(std::move(*table));
  return Done{};
}

void Actors::Tables::sort_ids() {
  ids.resize(actors.size());
  for (ActorIndex i = 0; i < ids.size(); ++i) ids[i] = i;
  std::stable_sort(ids.begin(), ids.end(), [&](ActorIndex a, ActorIndex b) { return actors[a].id < actors[b].id; });
}

std::optional<ActorIndex> Actors::Tables::find_id(std::string_view id) const {
  if (const auto successor = merged.find(id); successor != merged.end()) id = successor->second;
  const auto at = std::lower_bound(
      ids.begin(), ids.end(), id, [&](ActorIndex index, std::string_view wanted) { return actors[index].id < wanted; });
  if (at == ids.end() || actors[*at].id != id) return std::nullopt;
  return *at;
}

// An id, a state's code, or a code and an organ's key: "RUS:head of state office".
std::optional<ActorIndex> Actors::Tables::target(std::string_view who) const {
  if (const auto actor = find_id(who)) return actor;
  const std::size_t colon = who.find(':');
  const auto state = state_of.find(who.substr(0, colon));
  if (state == state_of.end()) return std::nullopt;
  if (colon == std::string_view::npos) return states[state->second].actor;
  const auto organ = organ_of.find(who.substr(colon + 1));
  return organ == organ_of.end() ? std::nullopt : organ_at(state->second, organ->second);
}

// A name as the tokenizer cuts it: "Ministerio de l Interior".
std::string_view Actors::Tables::parted(std::string_view name) {
  std::string out;
  for (const std::string_view word : base::split_words(name)) {
    const auto found = std::find_if(joined.begin(), joined.end(),
                                    [&](const auto& each) { return each.first == base::to_lower(word); });
    (out += out.empty() ? "" : " ") += found == joined.end() ? std::string(word) : found->second;
  }
  return made.emplace_back(std::move(out));
}

Result<Done> Actors::Tables::read_words(const std::filesystem::path& file) {
  const Result<std::string> text = base::read_file(file);
  if (!text) return text.error();
  owning.clear();
  articles.clear();
  adjective_behind = true;
  for (const std::string_view line : base::split(*text, '\n')) {
    if (line.empty() || line.front() == '#') continue;
    const auto fields = base::split(line, '\t');
    if (fields.size() == 2 && fields[0] == "of") {
      owning.emplace_back(fields[1]);
    } else if (fields.size() == 2 && fields[0] == "article") {
      articles.emplace_back(fields[1]);
    } else if (fields.size() == 3 && fields[0] == "joined") {
      joined.emplace_back(fields[1], fields[2]);
    } else {
      return Error{ErrorKind::Malformed, "cannot read the line \"" + std::string(line) + '"', file.string()};
    }
  }
  return Done{};
}

Result<Done> Actors::Tables::read_foreign_states(const std::filesystem::path& file) {
  enum { kIso, kNames, kAdjectives, kCapitals, kSource, kColumns };
  Result<Table> table = Table::open(file, kColumns);
  if (!table) return table.error();
  constexpr std::array<std::pair<std::size_t, NameUse>, 3> kLists = {
      {{kNames, NameUse::name}, {kAdjectives, NameUse::adjective}, {kCapitals, NameUse::capital}}};
  for (std::size_t row = 0; row < table->rows(); ++row) {
    const auto state = state_of.find(table->field(row, kIso));
    if (state == state_of.end()) return table->malformed(row, "no such state");
    for (const auto& [column, use] : kLists) {
      if (auto done = add_names(*table, row, column, states[state->second].actor, use); !done) return done;
    }
  }
  files.push_back(std::move(*table));
  return Done{};
}

Result<Done> Actors::Tables::read_foreign_names(const std::filesystem::path& file) {
  enum { kWho, kNames, kSource, kColumns };
  Result<Table> table = Table::open(file, kColumns);
  if (!table) return table.error();
  for (std::size_t row = 0; row < table->rows(); ++row) {
    const auto actor = target(table->field(row, kWho));
    if (!actor) return table->malformed(row, "no such actor: " + std::string(table->field(row, kWho)));
    if (auto done = add_names(*table, row, kNames, *actor, NameUse::alias); !done) return done;
  }
  files.push_back(std::move(*table));
  return Done{};
}

Result<Done> Actors::Tables::read_metonyms(const std::filesystem::path& folder) {
  enum { kName, kTarget, kFrom, kTo, kSource, kColumns };
  Result<Table> table = Table::open(folder / "metonyms.tsv", kColumns);
  if (!table) return table.error();
  for (std::size_t row = 0; row < table->rows(); ++row) {
    const std::optional<ActorIndex> actor = target(table->field(row, kTarget));
    DaysTold from, to;
    if (!actor) return table->malformed(row, "no such actor: " + std::string(table->field(row, kTarget)));
    if (!read_days(table->field(row, kFrom), from) || !read_days(table->field(row, kTo), to)) {
      return table->malformed(row, "expected days");
    }
    for (const std::string_view name : list_of(table->field(row, kName))) {
      add_name(name, {*actor, NameUse::metonym, from.first, to.last});
    }
  }
  files.push_back(std::move(*table));
  return Done{};
}

Result<Done> Actors::Tables::read_members(const std::filesystem::path& folder) {
  enum { kBody, kMembers, kFrom, kTo, kSource, kColumns };
  Result<Table> table = Table::open(folder / "members.tsv", kColumns);
  if (!table) return table.error();
  for (std::size_t row = 0; row < table->rows(); ++row) {
    DaysTold from, to;
    if (!read_days(table->field(row, kFrom), from) || !read_days(table->field(row, kTo), to)) {
      return table->malformed(row, "expected days");
    }
    if (!find_id(table->field(row, kBody))) return table->malformed(row, "no such body");
    for (const std::string_view member : list_of(table->field(row, kMembers))) {
      const auto state = state_of.find(member);
      const std::string_view id = state == state_of.end() ? member : actors[states[state->second].actor].id;
      if (!find_id(id)) return table->malformed(row, "no such member: " + std::string(member));
      members.push_back({table->field(row, kBody), id, from.first, to.last});
    }
  }
  files.push_back(std::move(*table));
  std::sort(members.begin(), members.end(), [](const Member& a, const Member& b) {
    return std::tie(a.body, a.member, a.from) < std::tie(b.body, b.member, b.from);
  });
  return Done{};
}

Result<Done> Actors::Tables::read_standings(const std::filesystem::path& file) {
  enum { kWho, kCountry, kSector, kCode, kFrom, kTo, kSource, kColumns };
  Result<Table> table = Table::open(file, kColumns);
  if (!table) return table.error();
  for (std::size_t row = 0; row < table->rows(); ++row) {
    const auto field = [&](std::size_t column) { return table->field(row, column); };
    DaysTold from, to;
    if (!read_days(field(kFrom), from) || !read_days(field(kTo), to)) return table->malformed(row, "expected days");
    standings.push_back(
        {field(kWho), field(kCountry), field(kSector), field(kCode), from.first, to.last, field(kSource)});
  }
  files.push_back(std::move(*table));
  // Of two on one day the later row counts, so the later begin does.
  std::stable_sort(standings.begin(), standings.end(), [](const Standing& a, const Standing& b) {
    return std::tie(a.who, a.from) < std::tie(b.who, b.from);
  });
  return Done{};
}

Result<Done> Actors::Tables::read_merged(const std::filesystem::path& file) {
  Result<Table> table = Table::open(file, 3);
  if (!table) return table.error();
  for (std::size_t row = 0; row < table->rows(); ++row) merged[table->field(row, 0)] = table->field(row, 1);
  files.push_back(std::move(*table));
  return Done{};
}

std::optional<ActorIndex> Actors::Tables::organ_at(std::size_t state, std::size_t organ) const {
  const auto own = own_organs.find({actors[states[state].actor].country, organs[organ].key});
  if (own != own_organs.end()) return own->second;
  return static_cast<ActorIndex>(first_organ + state * organs.size() + organ);
}

// Names before nicknames, what there is before what there was; else as the tables have them.
std::vector<Sense> Actors::Tables::senses_of(const std::vector<std::uint32_t>& values) const {
  std::vector<Sense> out;
  for (const std::uint32_t value : values) out.push_back(senses[value]);
  const auto rank = [&](const Sense& sense) {
    const int use = sense.use <= NameUse::alias ? 0 : static_cast<int>(sense.use);
    return std::tuple{use, sense.to.has_value() || actors[sense.actor].to.has_value(), !is_state(sense.actor)};
  };
  std::stable_sort(out.begin(), out.end(), [&](const Sense& a, const Sense& b) { return rank(a) < rank(b); });
  std::vector<Sense> unique;
  for (const Sense& sense : out) {
    const bool seen = std::any_of(unique.begin(), unique.end(), [&](const Sense& other) {
      return other.actor == sense.actor && other.use == sense.use && other.from == sense.from;
    });
    if (!seen) unique.push_back(sense);
  }
  return unique;
}

std::optional<NameMatch> Actors::Tables::organ_match(std::span<const Unit> units, std::size_t used,
                                                     const std::vector<Sense>& of,
                                                     const std::vector<std::uint32_t>& nouns) const {
  NameMatch match{units.front().word, units[used - 1].word + std::size_t{1}, {}};
  for (const Sense& state : of) {
    if (!is_state(state.actor) || state.use == NameUse::people) continue;
    for (const std::uint32_t noun : nouns) {
      if (auto organ = organ_at(state.actor, noun))
        match.senses.push_back({*organ, NameUse::organ, state.from, state.to});
    }
  }
  if (match.senses.empty()) return std::nullopt;
  return match;
}

// "Russian Foreign Ministry", "Chad 's army", "US military", "Syrian Arab Army" where it has no name of its own.
std::optional<NameMatch> Actors::Tables::organ_behind_state(std::span<const Unit> units) const {
  const NameIndex::Found state = names.longest(units);
  if (state.units == 0) return std::nullopt;
  std::size_t at = state.units;
  while (at < units.size() && (units[at].text == "'s" || units[at].text == "state" || units[at].text == "government"))
    ++at;
  if (at >= units.size()) return std::nullopt;
  const NameIndex::Found organ = organ_nouns.longest(units.subspan(at));
  if (organ.units == 0) return std::nullopt;
  return organ_match(units, at + organ.units, senses_of(state.values), organ.values);
}

// "Ministry of Defense of Ukraine", "foreign ministry of the Russian Federation", "army of Chad".
std::optional<NameMatch> Actors::Tables::organ_of_state(std::span<const Unit> units) const {
  const NameIndex::Found organ = organ_nouns.longest(units);
  if (organ.units == 0) return std::nullopt;
  std::size_t at = organ.units;
  if (at >= units.size()) return std::nullopt;
  const auto is_one_of = [&](const std::vector<std::string>& small) {
    return at < units.size() && std::find(small.begin(), small.end(), units[at].text) != small.end();
  };
  if (!is_one_of(owning)) {  // "ejército israelí"
    const NameIndex::Found adjective = adjective_behind ? names.longest(units.subspan(at)) : NameIndex::Found{};
    if (adjective.units == 0) return std::nullopt;
    std::vector<Sense> senses_behind = senses_of(adjective.values);
    std::erase_if(senses_behind, [](const Sense& sense) { return sense.use != NameUse::adjective; });
    if (senses_behind.empty()) return std::nullopt;
    return organ_match(units, at + adjective.units, senses_behind, organ.values);
  }
  ++at;
  if (is_one_of(articles)) ++at;
  if (at >= units.size()) return std::nullopt;
  const NameIndex::Found state = names.longest(units.subspan(at));
  if (state.units == 0) return std::nullopt;
  std::vector<Sense> owners = senses_of(state.values);
  std::erase_if(owners, [](const Sense& sense) { return sense.use > NameUse::alias; });
  return organ_match(units, at + state.units, owners, organ.values);
}

std::optional<NameMatch> Actors::Tables::longest_organ(std::span<const Unit> units) const {
  auto behind = organ_behind_state(units);
  return behind ? behind : organ_of_state(units);
}

std::optional<NameMatch> Actors::Tables::longest(std::span<const Unit> units) const {
  if (units.empty() || units.front().text == "the") return std::nullopt;
  const NameIndex::Found found = names.longest(units);
  std::optional<NameMatch> match;
  if (found.units > 0) {
    match = NameMatch{units.front().word, units[found.units - 1].word + std::size_t{1}, senses_of(found.values)};
  }
  if (auto organ = longest_organ(units); organ && (!match || organ->last > match->last)) match = std::move(organ);
  return match;
}

Actors::Actors(std::unique_ptr<Tables> tables) : tables_(std::move(tables)) {}
Actors::Actors(Actors&&) noexcept = default;
Actors& Actors::operator=(Actors&&) noexcept = default;
Actors::~Actors() = default;

Result<Actors> Actors::open(const std::filesystem::path& folder) { return open(folder, {}); }

Result<Actors> Actors::open(const std::filesystem::path& folder, const std::filesystem::path& names,
                            const std::filesystem::path& own) {
  if (!own.empty() && !is_there(own)) {
    return Error{ErrorKind::NotFound, "no such folder of actors", own.generic_string()};
  }
  const auto has_own = [&](std::string_view file) { return !own.empty() && is_there(own / file); };
  auto tables = std::make_unique<Tables>();
  if (!names.empty()) {
    if (auto done = tables->read_words(names / "words.tsv"); !done) return done.error();
  }
  if (auto done = tables->read_states(folder); !done) return done.error();
  for (const std::string_view file : kActorFiles) {
    if (!is_there(folder / file)) continue;
    if (auto done = tables->read_actors(folder / file); !done) return done.error();
  }
  if (has_own("added.tsv")) {
    if (auto done = tables->read_actors(own / "added.tsv"); !done) return done.error();
  }
  for (const std::filesystem::path& base : {folder, own}) {
    if (base.empty()) continue;
    if (is_there(base / "merged.tsv")) {
      if (auto done = tables->read_merged(base / "merged.tsv"); !done) return done.error();
    }
    if (is_there(base / "standings.tsv")) {
      if (auto done = tables->read_standings(base / "standings.tsv"); !done) return done.error();
    }
  }
  if (auto done = tables->read_organs(folder, names); !done) return done.error();
  tables->sort_ids();
  if (auto done = tables->read_metonyms(folder); !done) return done.error();
  if (auto done = tables->read_members(folder); !done) return done.error();
  if (has_own("metonyms.tsv")) {
    if (auto done = tables->read_metonyms(own); !done) return done.error();
  }
  if (has_own("members.tsv")) {
    if (auto done = tables->read_members(own); !done) return done.error();
  }
  if (!names.empty()) {
    if (auto done = tables->read_foreign_states(names / "states.tsv"); !done) return done.error();
    if (auto done = tables->read_foreign_names(names / "names.tsv"); !done) return done.error();
  }
  tables->names.sort();
  Result<Agents> agents = Agents::open((names.empty() ? folder : names) / "agents.tsv");
  if (!agents) return agents.error();
  tables->agents = std::move(*agents);
  Result<Spellings> spellings = Spellings::open(folder / "spellings.tsv");
  if (!spellings) return spellings.error();
  Result<Persons> persons = Persons::open(folder, std::move(*spellings), own);
  if (!persons) return persons.error();
  tables->persons = std::move(*persons);
  Result<Offices> offices =
      Offices::open(folder, tables->persons, (names.empty() ? folder : names) / "titles.tsv", own);
  if (!offices) return offices.error();
  tables->offices = std::move(*offices);
  return Actors(std::move(tables));
}

std::size_t Actors::size() const { return tables_->actors.size(); }
const KnownActor& Actors::actor(ActorIndex index) const { return tables_->actors[index]; }
std::optional<ActorIndex> Actors::by_id(std::string_view id) const { return tables_->find_id(id); }

std::optional<ActorIndex> Actors::state(std::string_view iso3) const {
  const auto found = tables_->state_of.find(iso3);
  if (found == tables_->state_of.end()) return std::nullopt;
  return tables_->states[found->second].actor;
}

std::optional<ActorIndex> Actors::organ(std::string_view iso3, std::string_view organ) const {
  const auto state = tables_->state_of.find(iso3);
  const auto row = tables_->organ_of.find(organ);
  if (state == tables_->state_of.end() || row == tables_->organ_of.end()) return std::nullopt;
  return tables_->organ_at(state->second, row->second);
}

std::vector<std::string_view> Actors::organs_named(std::string_view noun) const {
  std::vector<std::string_view> out;
  std::string key = key_of(noun);
  if (key.starts_with("the ")) key.erase(0, 4);
  for (const auto& entry : tables_->organ_nouns.find(key)) out.push_back(tables_->organs[entry.value].key);
  return out;
}

std::vector<Sense> Actors::named(std::string_view name, const TimeInterval& when) const {
  std::vector<Unit> units = units_of(name);
  if (units.size() > 1 && units[0].text == "the") units.erase(units.begin());
  std::vector<std::uint32_t> values;
  for (const auto& entry : tables_->names.find(key_of(units))) values.push_back(entry.value);
  std::vector<Sense> senses = tables_->senses_of(values);
  if (senses.empty() && !units.empty()) {
    for (Unit& unit : units) unit.capital = unit.all_capitals = true;
    const auto organ = tables_->longest_organ(units);
    if (organ && organ->last > units.back().word) senses = organ->senses;
  }
  if (when.unknown()) return senses;
  std::erase_if(senses, [&](const Sense& sense) { return !sense.fits(when); });
  // A state is spoken of before and after its days ("Ukraine" in 1950), but who bore the name then comes first.
  std::stable_partition(senses.begin(), senses.end(), [&](const Sense& sense) {
    const KnownActor& actor = tables_->actors[sense.actor];
    return overlaps(actor.from, actor.to, when);
  });
  return senses;
}

std::optional<NameMatch> Actors::longest_at(std::span<const std::string_view> words, std::size_t first) const {
  const std::vector<Unit> units = units_of(words, first, NameIndex::kLongest);
  if (units.empty() || units.front().word != first) return std::nullopt;
  return tables_->longest(units);
}

std::vector<NameMatch> Actors::find_all(std::span<const std::string_view> words) const {
  std::vector<NameMatch> all;
  const std::vector<Unit> units = units_of(words, 0, words.size() * 8);
  for (std::size_t at = 0; at < units.size(); ++at) {
    if (at > 0 && !units[at - 1].ends_word) continue;
    const std::size_t count = std::min(units.size() - at, NameIndex::kLongest);
    if (auto match = tables_->longest(std::span(units).subspan(at, count))) all.push_back(std::move(*match));
  }
  std::vector<NameMatch> kept;
  std::stable_sort(all.begin(), all.end(),
                   [](const NameMatch& a, const NameMatch& b) { return a.last - a.first > b.last - b.first; });
  for (NameMatch& match : all) {
    const bool taken = std::any_of(kept.begin(), kept.end(), [&](const NameMatch& other) {
      return match.first < other.last && other.first < match.last;
    });
    if (!taken) kept.push_back(std::move(match));
  }
  std::sort(kept.begin(), kept.end(), [](const NameMatch& a, const NameMatch& b) { return a.first < b.first; });
  return kept;
}

std::optional<ActorIndex> Actors::state_by_demonym(std::string_view word, const TimeInterval& when) const {
  for (const Sense& sense : named(word, when)) {
    if (!tables_->is_state(sense.actor)) continue;
    if (sense.use == NameUse::adjective || sense.use == NameUse::people) return sense.actor;
  }
  return std::nullopt;
}

std::optional<ActorIndex> Actors::government_by_metonym(std::string_view word, const TimeInterval& when) const {
  for (const Sense& sense : named(word, when)) {
    if (sense.use == NameUse::capital || sense.use == NameUse::metonym) return sense.actor;
  }
  return std::nullopt;
}

std::string_view Actors::capital(std::string_view iso3) const {
  const auto found = tables_->state_of.find(iso3);
  return found == tables_->state_of.end() ? std::string_view() : tables_->states[found->second].capital;
}

std::string_view Actors::adjective(std::string_view iso3) const {
  const auto found = tables_->state_of.find(iso3);
  return found == tables_->state_of.end() ? std::string_view() : tables_->states[found->second].adjective;
}

std::vector<std::string_view> Actors::members(std::string_view id, const TimeInterval& when) const {
  std::vector<std::string_view> out;
  auto at = std::lower_bound(tables_->members.begin(), tables_->members.end(), id,
                             [](const Member& member, std::string_view body) { return member.body < body; });
  for (; at != tables_->members.end() && at->body == id; ++at) {
    if (overlaps(at->from, at->to, when) && (out.empty() || out.back() != at->member)) out.push_back(at->member);
  }
  return out;
}

bool Actors::is_member(std::string_view id, std::string_view member, const TimeInterval& when) const {
  const auto all = members(id, when);
  return std::binary_search(all.begin(), all.end(), member);
}

std::vector<Actors::Membership> Actors::memberships(std::string_view id) const {
  std::vector<Membership> out;
  for (const Member& member : tables_->members) {
    if (member.body == id || member.member == id) out.push_back(member);
  }
  return out;
}

std::vector<const Standing*> Actors::standings(std::string_view id) const {
  std::vector<const Standing*> out;
  auto at = std::lower_bound(tables_->standings.begin(), tables_->standings.end(), id,
                             [](const Standing& one, std::string_view wanted) { return one.who < wanted; });
  for (; at != tables_->standings.end() && at->who == id; ++at) out.push_back(&*at);
  return out;
}

// A row that bounds its days is surer than one that holds always, and the later begun surer than the earlier.
const Standing* Actors::standing(std::string_view id, const TimeInterval& when) const {
  const Standing* best = nullptr;
  for (const Standing* one : standings(id)) {
    // Of an interval it must hold throughout: what is not dated is told by the actor's own row.
    const bool begun = !one->from || (when.from && *one->from <= *when.from);
    const bool goes_on = !one->to || (when.to && *when.to <= *one->to);
    if (!begun || !goes_on) continue;
    const bool alike = best != nullptr && best->from == one->from;  // of two begun together, the one that ends
    if (!alike || one->to || !best->to) best = one;
  }
  return best;
}

std::vector<std::pair<std::string_view, Sense>> Actors::names_of(ActorIndex index) const {
  std::vector<std::pair<std::string_view, Sense>> out;
  for (std::size_t i = 0; i < tables_->senses.size(); ++i) {
    if (tables_->senses[i].actor == index) out.emplace_back(tables_->written[i], tables_->senses[i]);
  }
  return out;
}

// An id of ours is made of a name's words, so the name can be read from it and asked for.
std::string_view Actors::current_id(std::string_view id) const {
  if (const auto known = by_id(id)) return actor(*known).id;
  if (const auto known = person_by_id(id)) return person(*known).id;
  if (!id.starts_with("x:")) return {};
  std::string name(id.substr(2));
  std::replace(name.begin(), name.end(), '-', ' ');
  const std::string key = key_of(name);
  std::vector<std::string_view> ids;
  const auto add = [&](std::string_view found) {
    if (std::find(ids.begin(), ids.end(), found) == ids.end()) ids.push_back(found);
  };
  for (const auto& entry : tables_->names.find(key)) {
    const Sense& sense = tables_->senses[entry.value];
    if (sense.use <= NameUse::alias) add(actor(sense.actor).id);
  }
  for (const PersonIndex found : tables_->persons.called(key)) add(person(found).id);
  return ids.size() == 1 ? ids.front() : std::string_view();
}

std::vector<std::string_view> Actors::names_of_person(PersonIndex index) const { return tables_->persons.names(index); }
std::size_t Actors::bearers(std::string_view name) const { return tables_->persons.bearers(name); }

std::size_t Actors::persons() const { return tables_->persons.size(); }
const Person& Actors::person(PersonIndex index) const { return tables_->persons.person(index); }
std::optional<PersonIndex> Actors::person_by_id(std::string_view id) const {
  const auto successor = tables_->merged.find(id);
  return tables_->persons.by_id(successor == tables_->merged.end() ? id : successor->second);
}

std::vector<PersonMatch> Actors::persons_named(std::string_view name, const TimeInterval& when,
                                               std::size_t limit) const {
  std::vector<PersonMatch> out;
  for (const auto& [person, fit] : tables_->persons.named(name)) {
    PersonMatch match{person, 0, fit, false, {}};
    std::vector<const Tenure*> all = tables_->offices.of_person(person);
    const auto weightier = [](const Tenure* a, const Tenure* b) {
      return Offices::weight(a->role) < Offices::weight(b->role);
    };
    std::stable_sort(all.begin(), all.end(), weightier);
    if (!when.unknown()) {
      for (const Tenure* tenure : all) {
        if (tenure->overlaps(when)) match.tenures.push_back(tenure);
      }
      match.in_office = !match.tenures.empty();
    }
    if (match.tenures.empty()) match.tenures = std::move(all);
    // Of two who fit alike, news means the one in office, and the one in the weightier office.
    const std::size_t weight = match.tenures.empty() ? 50 : Offices::weight(match.tenures.front()->role);
    match.score = 0.75 * fit + (match.in_office ? 0.15 : 0) + 0.1 * (1 - static_cast<double>(weight) / 50);
    out.push_back(std::move(match));
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const PersonMatch& a, const PersonMatch& b) { return a.score > b.score; });
  if (out.size() > limit) out.resize(limit);
  return out;
}

std::optional<Actors::PersonSpan> Actors::longest_person_at(std::span<const std::string_view> words,
                                                            std::size_t first) const {
  if (!tables_->persons.may_begin(words, first)) return std::nullopt;
  const std::vector<Unit> units = units_of(words, first, NameIndex::kLongest);
  if (units.empty() || units.front().word != first) return std::nullopt;
  return tables_->persons.longest(units);
}

std::vector<const Tenure*> Actors::tenures(PersonIndex person) const { return tables_->offices.of_person(person); }

const Tenure* Actors::office_of(PersonIndex person, const TimeInterval& when) const {
  const Tenure* best = nullptr;
  for (const Tenure* tenure : tables_->offices.of_person(person)) {
    if (!tenure->overlaps(when)) continue;
    if (!best || Offices::weight(tenure->role) < Offices::weight(best->role)) best = tenure;
  }
  return best;
}

std::vector<std::string_view> Actors::roles_of_title(std::string_view title, std::string_view iso3) const {
  return tables_->offices.roles_of_title(title, iso3);
}

std::vector<const Tenure*> Actors::holders(std::string_view role, std::string_view of, const TimeInterval& when) const {
  return tables_->offices.holders(role, of, when);
}

std::vector<const Tenure*> Actors::holders_by_title(std::string_view title, std::string_view of,
                                                    const TimeInterval& when) const {
  return tables_->offices.holders_by_title(title, of, when);
}

const Agent* Actors::agent(std::string_view noun) const { return tables_->agents.find(noun); }

std::optional<AgentMatch> Actors::longest_agent_at(std::span<const std::string_view> words, std::size_t first) const {
  const std::vector<Unit> units = units_of(words, first, 6);
  if (units.empty() || units.front().word != first) return std::nullopt;
  return tables_->agents.longest(units);
}

}  // namespace annals::lexicon
