#include "annals/actor_base.h"

#include <algorithm>

#include "base/calendar.h"
#include "base/files.h"
#include "base/text.h"
#include "base/utf8.h"
#include "lexicon/actors.h"
#include "lexicon/import.h"
#include "lexicon/names.h"

namespace annals {
namespace {

using lexicon::Actors;

std::string text_of(const std::optional<sys_days>& day) { return day ? base::to_iso(*day) : std::string(); }

std::string name_of(const Actors& actors, std::string_view id) {
  if (const auto actor = actors.by_id(id)) return std::string(actors.actor(*actor).name);
  if (const auto state = actors.state(id)) return std::string(actors.actor(*state).name);
  if (const auto person = actors.person_by_id(id)) return std::string(actors.person(*person).name);
  return std::string(id);
}

void add_standings(const Actors& actors, ActorCard& card, const TimeInterval& when) {
  for (const lexicon::Standing* one : actors.standings(card.id)) {
    card.standings.push_back({std::string(one->country), std::string(one->sector), std::string(one->code),
                              text_of(one->from), text_of(one->to), std::string(one->source)});
  }
  if (when.unknown()) return;
  const lexicon::Standing* then = actors.standing(card.id, when);
  if (then == nullptr) return;
  if (!then->country.empty()) card.country = then->country;
  if (!then->sector.empty()) card.sector = then->sector;
}

ActorCard card_of(const Actors& actors, lexicon::ActorIndex index, const TimeInterval& when) {
  const lexicon::KnownActor& known = actors.actor(index);
  ActorCard card;
  card.id = known.id;
  card.name = known.name;
  card.kind = known.kind;
  card.country = known.country;
  card.sector = known.sector;
  card.from = text_of(known.from);
  card.to = text_of(known.to);
  card.source = known.source;
  for (const auto& [name, sense] : actors.names_of(index)) {
    card.names.push_back(
        {std::string(name), std::string(to_string(sense.use)), text_of(sense.from), text_of(sense.to)});
  }
  for (const Actors::Membership& one : actors.memberships(card.id)) {
    const lexicon::Sense days{0, lexicon::NameUse::name, one.from, one.to};
    if (!days.fits(when)) continue;
    const bool body = one.body == card.id;
    const std::string_view other = body ? one.member : one.body;
    (body ? card.members : card.member_of)
        .push_back({std::string(other), name_of(actors, other), text_of(one.from), text_of(one.to)});
  }
  add_standings(actors, card, when);
  return card;
}

ActorCard card_of_person(const Actors& actors, lexicon::PersonIndex index, const TimeInterval& when) {
  const lexicon::Person& person = actors.person(index);
  ActorCard card;
  card.id = person.id;
  card.name = person.name;
  card.kind = "person";
  card.source = person.source;
  for (const std::string_view name : actors.names_of_person(index))
    card.names.push_back({std::string(name), "name", "", ""});
  for (const lexicon::Tenure* tenure : actors.tenures(index)) {
    if (!tenure->overlaps(when)) continue;
    card.offices.push_back({std::string(tenure->office), std::string(tenure->role), std::string(tenure->of),
                            name_of(actors, tenure->of), text_of(tenure->from), text_of(tenure->to), tenure->to_known,
                            std::string(tenure->source)});
  }
  if (const lexicon::Tenure* office = actors.office_of(index, when)) {
    if (actors.state(office->of)) card.country = office->of;
  }
  add_standings(actors, card, when);
  return card;
}

// "French president", "president of France": the state and the title's words.
struct AskedOffice {
  std::string of, title;
};
std::vector<AskedOffice> offices_asked(const Actors& actors, std::string_view words) {
  std::vector<AskedOffice> out;
  const auto parts = base::split_words(words);
  const auto ask = [&](std::size_t first, std::size_t last, std::size_t title_first, std::size_t title_last) {
    std::string owner, title;
    for (std::size_t i = first; i < last; ++i) (owner += owner.empty() ? "" : " ") += parts[i];
    for (std::size_t i = title_first; i < title_last; ++i) (title += title.empty() ? "" : " ") += parts[i];
    if (owner.ends_with("'s")) owner.resize(owner.size() - 2);
    for (const lexicon::Sense& sense : actors.named(owner)) {
      const lexicon::KnownActor& actor = actors.actor(sense.actor);
      std::string of(actor.kind == "country" ? actor.country : actor.id);
      if (!actors.roles_of_title(title, of).empty()) out.push_back({std::move(of), title});
    }
  };
  for (std::size_t cut = 1; cut < parts.size(); ++cut) {
    ask(0, cut, cut, parts.size());
    if (parts[cut] == "of" && cut + 1 < parts.size()) ask(cut + 1, parts.size(), 0, cut);
  }
  return out;
}

Error malformed(const std::string& what) { return Error{ErrorKind::Malformed, what, {}, {}}; }

// What is wrong with an actor to be added; empty: nothing.
std::string problem_of(const NewActor& actor, const Actors& actors) {
  if (lexicon::key_of(actor.name).empty()) return "expected a name";
  const bool body = !actor.office.empty() && actors.by_id(actor.country).has_value();
  if (!actor.country.empty() && !body && !actors.state(actor.country)) {
    return "no state has the code \"" + actor.country + '"';
  }
  if (!actor.office.empty() && actor.country.empty())
    return "expected whose office it is: --country CODE or a body's id";
  lexicon::DaysTold days;
  for (const std::string& day : {actor.from, actor.to}) {
    if (!lexicon::read_days(day, days)) return "expected a day as 2016-12-08, found \"" + day + '"';
  }
  const auto roles = Actors::roles();
  if (!actor.role.empty() && std::find(roles.begin(), roles.end(), actor.role) == roles.end()) {
    return "no such role: \"" + actor.role + "\"; data/actors/README.md lists them";
  }
  return {};
}

// Old dictionaries are in Latin-1, or hold lines that are: a byte that is no UTF-8 is its letter there.
std::string utf8_of(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = base::next_code_point(text, at);
    const bool whole = c != base::kReplacement || at - begin > 1;
    base::append_code_point(out, whole ? c : static_cast<unsigned char>(text[begin]));
  }
  return out;
}

std::string line_of(std::initializer_list<std::string> fields) {
  std::string out;
  for (const std::string& field : fields) {
    if (&field != fields.begin()) out += '\t';
    for (const char c : field) out += c == '\t' || c == '\n' ? ' ' : c;
  }
  return out;
}

}  // namespace

struct ActorBase::State {
  Actors actors;
};

ActorBase::ActorBase(std::unique_ptr<State> state) : state_(std::move(state)) {}
ActorBase::ActorBase(ActorBase&&) noexcept = default;
ActorBase& ActorBase::operator=(ActorBase&&) noexcept = default;
ActorBase::~ActorBase() = default;

Result<ActorBase> ActorBase::open(const std::filesystem::path& data, const std::filesystem::path& own) {
  Result<Actors> actors = Actors::open(data / "actors", {}, own);
  if (!actors) return actors.error();
  return ActorBase(std::make_unique<State>(State{std::move(*actors)}));
}

std::string ActorBase::current_id(std::string_view id) const { return std::string(state_->actors.current_id(id)); }

std::vector<ActorCard> ActorBase::find(std::string_view words, const TimeInterval& when, std::size_t limit) const {
  const Actors& actors = state_->actors;
  std::vector<ActorCard> out;
  const auto add = [&](ActorCard card, std::string why) {
    const auto same = [&](const ActorCard& held) { return held.id == card.id; };
    if (out.size() >= limit || std::any_of(out.begin(), out.end(), same)) return;
    card.why = std::move(why);
    out.push_back(std::move(card));
  };
  if (const std::string_view id = actors.current_id(words); !id.empty()) {
    const std::string why = id == words ? "its id" : "the id \"" + std::string(words) + "\" now stands for it";
    if (const auto actor = actors.by_id(id)) add(card_of(actors, *actor, when), why);
    if (const auto person = actors.person_by_id(id)) add(card_of_person(actors, *person, when), why);
    return out;
  }
  if (const auto state = actors.state(words)) add(card_of(actors, *state, when), "its code");
  for (const lexicon::Sense& sense : actors.named(words, when)) {
    add(card_of(actors, sense.actor, when), "by its " + std::string(to_string(sense.use)));
  }
  for (const AskedOffice& asked : offices_asked(actors, words)) {
    for (const lexicon::Tenure* tenure : actors.holders_by_title(asked.title, asked.of, when)) {
      add(card_of_person(actors, tenure->person, when), "held the office of " + std::string(tenure->office));
    }
  }
  for (const lexicon::PersonMatch& match : actors.persons_named(words, when, limit)) {
    if (match.fit < 0.5) continue;
    add(card_of_person(actors, match.person, when),
        "by name" + std::string(!when.unknown() && !match.in_office ? ", out of office then" : ""));
  }
  return out;
}

Result<std::string> add_actor(const std::filesystem::path& data, const std::filesystem::path& own,
                              const NewActor& actor) {
  std::error_code failed;
  const bool there = std::filesystem::exists(own, failed);
  const Result<Actors> actors = Actors::open(data / "actors", {}, there ? own : std::filesystem::path());
  if (!actors) return actors.error();
  if (const std::string problem = problem_of(actor, *actors); !problem.empty()) return malformed(problem);
  const std::string id = actor.id.empty() ? lexicon::own_id(actor.name) : actor.id;
  const std::string source = actor.source.empty() ? "added by hand" : actor.source;
  std::string aliases;
  for (const std::string& alias : actor.aliases) aliases += (aliases.empty() ? "" : "; ") + alias;
  lexicon::OwnRows rows;
  if (actor.office.empty() && actor.kind != "person") {
    const std::string kind = actor.kind.empty() ? "group" : actor.kind;
    rows.added.insert(
        line_of({id, actor.name, kind, actor.country, actor.sector, actor.from, actor.to, "", "", aliases, source}));
  } else {
    const std::string surname = actor.name.substr(actor.name.rfind(' ') + 1);
    rows.persons.insert(line_of({id, actor.name, surname, aliases, source}));
  }
  if (!actor.office.empty()) {
    std::string role = actor.role;
    for (std::string_view title = actor.office; role.empty(); title = title.substr(0, title.rfind(" of "))) {
      const auto roles = actors->roles_of_title(title, actor.country);
      if (!roles.empty()) role = roles.front();
      if (title.rfind(" of ") == std::string_view::npos) break;
    }
    rows.offices.insert(line_of({id, actor.office, role.empty() ? "other" : role, actor.country, "", actor.from,
                                 actor.to, actor.to.empty() ? "~" : "", source}));
  } else if (actor.kind == "person" && !(actor.country.empty() && actor.sector.empty())) {
    rows.standings.insert(line_of({id, actor.country, actor.sector, "", actor.from, actor.to, source}));
  }
  const auto kept = lexicon::keep_rows(own, rows);
  if (!kept) return kept.error();
  return id;
}

std::vector<std::string> actor_import_formats() { return lexicon::import_formats(); }

Result<ActorImport> import_actors(const std::filesystem::path& data, const std::filesystem::path& own,
                                  const std::string& format, const std::filesystem::path& file) {
  const Result<std::string> bytes = base::read_file(file);
  if (!bytes) return bytes.error();
  const std::string text = utf8_of(*bytes);
  // The installed tables alone decide who is known: what was imported before must not change what is read now.
  const Result<Actors> actors = Actors::open(data / "actors");
  if (!actors) return actors.error();
  const std::string name = file.filename().string();
  lexicon::Imported imported;
  if (format == "phoenix") {
    const Result<lexicon::Sectors> sectors = lexicon::Sectors::open(data / "actors" / "sectors.tsv");
    if (!sectors) return sectors.error();
    imported = lexicon::import_phoenix(text, name, *actors, *sectors);
  } else if (format == "offices-csv") {
    imported = lexicon::import_offices_csv(text, name, *actors);
  } else {
    return Error{ErrorKind::Unsupported,
                 "no format is named \"" + format + "\": expected phoenix or offices-csv",
                 file.generic_string(),
                 {}};
  }
  const auto kept = lexicon::keep_rows(own, imported.rows);
  if (!kept) return kept.error();
  return ActorImport{imported.read, *kept, std::move(imported.refused)};
}

}  // namespace annals
