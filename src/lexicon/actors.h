// Who acts in the news: states and their organs, bodies, groups, peoples, and the persons who held their offices.
//
//   Result<Actors> actors = Actors::open("data/actors");
//   std::vector<std::string_view> words = {"Russian", "Foreign", "Ministry", "spokeswoman"};
//   if (auto match = actors->longest_at(words, 0))                 // words [0, 3)
//     print(actors->actor(match->senses[0].actor).name);           // "Ministry of Foreign Affairs of Russia"
//   for (const Tenure* tenure : actors->holders("foreign minister", "ITA", TimeInterval::day(2015y / May / 4)))
//     print(actors->person(tenure->person).name);                  // "Paolo Gentiloni"
//
// The tables are read from data/actors/*.tsv, whose columns data/actors/README.md tells. An Actors never changes once
// it is open: any number of threads may ask it at the same time. Every std::string_view it hands out lives as long as
// it.
//
// Words are compared folded (base::fold), hyphens and full stops apart: "al-Assad" is the units "al", "assad" however
// it was tokenized, "U.S." is "us" in capitals. Capitals count where a name has them: "Turkey" is not found in
// "turkey", nor "US" in "us". A word all in capitals ("RUSSIA") stands for any casing.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "annals/error.h"
#include "annals/time.h"

namespace annals::lexicon {

using ActorIndex = std::uint32_t;
using PersonIndex = std::uint32_t;

// A state, organ, body, group or people. (Persons are Person.)
struct KnownActor {
  std::string_view id;    // "Q159", else "x:" and a name of ours
  std::string_view name;  // the canonical one: "Russia", "Ministry of Foreign Affairs of Russia"
  std::string_view kind;  // country, organ, body, group, people, company, outlet
  std::string_view
      country;  // ISO 3166-1 alpha-3 (SUN, YUG, CSK, DDR, SCG, VDR ... for states of the past); may be empty
  std::string_view sector;  // PLOVER's: GOV MIL REB OPP IGO NGO CVL MED LEG JUD SPY COP BUS PTY REL LAB EDU SET UNK
  std::string_view organ;   // of an organ, what it is: "foreign ministry", "army" (a key of organs.tsv); else empty
  std::string_view parent;  // id of the actor it is part of (a wing, an agency of a body); may be empty
  std::optional<sys_days> from, to;  // when it existed or was active; empty: unknown, or still
  std::string_view source;
};

// How a name stands for an actor.
enum class NameUse : std::uint8_t {
  name,       // the canonical name, a short or an official one
  acronym,    // "UAE", "PKK", "IAEA"
  alias,      // another spelling, a translation, a nickname
  adjective,  // "Turkish": the state, its government or its people, as the noun behind it tells
  people,     // "Turks": the people of the state
  capital,    // "Ankara": the government when it acts, the town when it is a place
  metonym,    // "the Kremlin", "Foggy Bottom": the government or organ that sits there
  organ       // put together: "Russian Foreign Ministry", "the army of Chad"
};
std::string_view to_string(NameUse use);

struct Sense {
  ActorIndex actor = 0;
  NameUse use = NameUse::name;
  std::optional<sys_days> from, to;  // the days on which the name had this sense; empty: no bound
  bool fits(const TimeInterval& when) const;
};

struct NameMatch {
  std::size_t first = 0, last = 0;  // words [first, last)
  std::vector<Sense> senses;        // the likeliest first: names before capitals; never empty
};

// A person who holds or held an office, leads a group, or is otherwise known.
struct Person {
  std::string_view id;
  std::string_view name;
  std::string_view surname;  // the part that stands alone in the news: "Assad", "Lavrov", "Kim"
  std::string_view source;
};

// What somebody counts as from one day to another, where that is not always what the actor's own row says: rebels who
// came to power, a minister of a dictionary that tells codes and no offices.
struct Standing {
  std::string_view who;              // id
  std::string_view country, sector;  // ISO 3166-1 alpha-3 and PLOVER's; either may be empty
  std::string_view code;             // as a dictionary of codes has it ("USAGOV"); else empty
  std::optional<sys_days> from, to;
  std::string_view source;
};

// One person in one office, from one day to another.
//
// A day that the source gives as a year or a month is widened to all of it: `from` is the first day it may have begun,
// `to` the last day it may have ended. An end that the source leaves open is not known: `to` is then the day before a
// successor began, or a bound of some years, and `to_known` is false: it proves nothing about the time after.
struct Tenure {
  PersonIndex person = 0;
  std::string_view office;  // "Minister of Foreign Affairs of Russia"
  std::string_view role;    // see roles() below; "other" when it is none of them
  std::string_view of;      // ISO 3166-1 alpha-3, or the id of a body or group
  std::string_view toward;  // of an ambassador or envoy: ISO code or id of where; else empty
  std::optional<sys_days> from, to;
  bool from_exact = false, to_exact = false;  // to the day
  bool to_known = true;
  std::string_view source;
  bool overlaps(const TimeInterval& when) const;  // an unknown `when` overlaps all
};

struct PersonMatch {
  PersonIndex person = 0;
  double score = 0;                    // 0 to 1: how well the name fits, and whether in office then
  double fit = 0;                      // 0 to 1: the name alone; above 0.92 the same name in whatever spelling
  bool in_office = false;              // some tenure overlaps the interval asked for
  std::vector<const Tenure*> tenures;  // those that overlap it, weightiest role first; all when none does
};

// A common noun that names somebody who acts: "rebels", "lawmakers", "warplanes".
struct Agent {
  std::string_view noun;    // singular, or the plural where there is no singular
  std::string_view sector;  // PLOVER's
  std::string_view kind;    // person, people, organ, group, body, government
  bool government = false;  // with a nationality it stands for that state's government or forces ("Syrian jets")
  std::string_view organ;   // key of organs.tsv, when it is that organ ("troops" -> army); may be empty
  std::string_view role;    // role of roles(), when it is an office ("president"); may be empty
};

struct AgentMatch {
  std::size_t first = 0, last = 0;
  const Agent* agent = nullptr;
  bool plural = false;
};

class Actors {
 public:
  // Errors: NotFound; Malformed, with file and line, when a row does not read.
  static Result<Actors> open(const std::filesystem::path& folder);
  // `names`: what another language calls them too, data/languages/XX/actors, whose nouns and titles take the place of
  // the English ones; empty: English. `own`: a user's folder with tables of the same shapes (docs/cli.md), any of which
  // may be absent; a row whose id is known already adds its names and offices to it. Empty: none.
  static Result<Actors> open(const std::filesystem::path& folder, const std::filesystem::path& names,
                             const std::filesystem::path& own = {});
  Actors(Actors&&) noexcept;
  Actors& operator=(Actors&&) noexcept;
  ~Actors();

  // ---- actors by index and id
  std::size_t size() const;
  const KnownActor& actor(ActorIndex index) const;
  std::optional<ActorIndex> by_id(std::string_view id) const;  // an id given up finds the one that took its place
  // The id that `id` stands for today: of one given up, its successor; of an id of ours for words that no table knew
  // ("x:tunde-okonjabo"), whoever is the only one to bear the name now. Empty where nobody known is meant.
  std::string_view current_id(std::string_view id) const;
  // All names of an actor as the tables write them, with how each stands for it. Walks all names: for people's
  // questions.
  std::vector<std::pair<std::string_view, Sense>> names_of(ActorIndex index) const;
  // What an actor or person counts as on a day, where a table says so; null: nothing beside its own row.
  const Standing* standing(std::string_view id, const TimeInterval& when) const;
  std::vector<const Standing*> standings(std::string_view id) const;  // oldest first
  // The state of a code: state("RUS"), state("SUN").
  std::optional<ActorIndex> state(std::string_view iso3) const;
  // An organ of a state: organ("RUS", "foreign ministry"). Every state has every organ of organs.tsv.
  std::optional<ActorIndex> organ(std::string_view iso3, std::string_view organ) const;
  // Keys of organs.tsv that a bare noun may stand for: "the ministry", "the foreign ministry", "the army".
  std::vector<std::string_view> organs_named(std::string_view noun) const;

  // ---- actors by name
  // All senses of a name, casing apart; likeliest first. With `when`, only those the name had then.
  std::vector<Sense> named(std::string_view name, const TimeInterval& when = {}) const;
  // The longest name that begins with word `first`; its words as written. A leading "the" is no part of a match.
  // Put-together organs are found too ("French Defence Ministry", "Ministry of Defense of Ukraine", "Chad 's army").
  std::optional<NameMatch> longest_at(std::span<const std::string_view> words, std::size_t first) const;
  // All names of a sentence, longest first, none over another; in the order of the words.
  std::vector<NameMatch> find_all(std::span<const std::string_view> words) const;

  // ---- states
  // "Turkish", "Turk", "Turks": the state (and its code), the one that existed then where there were several.
  std::optional<ActorIndex> state_by_demonym(std::string_view word, const TimeInterval& when = {}) const;
  // "Ankara", "the Kremlin", "Downing Street": the state or organ whose government is meant.
  std::optional<ActorIndex> government_by_metonym(std::string_view word, const TimeInterval& when = {}) const;
  std::string_view capital(std::string_view iso3) const;    // "Ankara"; empty when unknown
  std::string_view adjective(std::string_view iso3) const;  // "Turkish"; empty when unknown

  // ---- bodies and coalitions
  // Ids of the actors that were members on some day of `when`; states as their ids. In order of id.
  std::vector<std::string_view> members(std::string_view id, const TimeInterval& when = {}) const;
  bool is_member(std::string_view id, std::string_view member, const TimeInterval& when = {}) const;
  // One who was a member of a body, from when to when.
  struct Membership {
    std::string_view body, member;  // ids
    std::optional<sys_days> from, to;
  };
  std::vector<Membership> memberships(std::string_view id) const;  // of a body and in bodies, by body, member, day

  // ---- persons
  std::size_t persons() const;
  const Person& person(PersonIndex index) const;
  std::optional<PersonIndex> person_by_id(std::string_view id) const;
  // Who may be meant by a name as written, without title: "Lavrov", "Sergey V. Lavrov", "Bashar al-Assad", "S. Lavrov".
  // Best first; at most `limit`. Those in office during `when` come before others of the same fit.
  std::vector<PersonMatch> persons_named(std::string_view name, const TimeInterval& when = {},
                                         std::size_t limit = 8) const;
  // By which names a person is kept, the usual one first.
  std::vector<std::string_view> names_of_person(PersonIndex index) const;
  // How many ways of writing persons' names share the rarest part of `name`: 1 for "Sergei Lavrov", a hundred and more
  // for "Ahmed Mohamed", whom the name alone does not tell from others.
  std::size_t bearers(std::string_view name) const;
  // The longest full name (two units at least) of a known person that begins with word `first`: words [first, last).
  struct PersonSpan {
    std::size_t first = 0, last = 0;
    std::vector<PersonIndex> persons;
  };
  std::optional<PersonSpan> longest_person_at(std::span<const std::string_view> words, std::size_t first) const;
  // Tenures of a person, oldest first: proof of when a page was written that calls him by the office.
  std::vector<const Tenure*> tenures(PersonIndex person) const;
  // The weightiest office held during `when` (president before minister before member); null when none is known.
  const Tenure* office_of(PersonIndex person, const TimeInterval& when) const;

  // ---- offices
  // The roles there are: "head of state", "head of government", "foreign minister", "defence minister", ...
  static std::span<const std::string_view> roles();
  // The roles a title stands for, in a country where that is told: "prime minister" -> head of government;
  // "secretary of state" of USA -> foreign minister; "foreign secretary" of GBR; "president" -> head of state
  // (see `title_fits` for telling a president from a king). Best first; empty when the title is not known.
  std::vector<std::string_view> roles_of_title(std::string_view title, std::string_view iso3 = {}) const;
  // Who held a role of a state (ISO code), body or group (id) on some day of `when`, longest overlap first.
  // "head of state" and "head of government" give presidents who are both under either.
  std::vector<const Tenure*> holders(std::string_view role, std::string_view of, const TimeInterval& when = {}) const;
  // As above, by the words of a title: holders_by_title("president", "FRA", 2015): the tenures whose office bears the
  // title ("president" does not find a king or a prime minister), else those of its role.
  std::vector<const Tenure*> holders_by_title(std::string_view title, std::string_view of,
                                              const TimeInterval& when = {}) const;

  // ---- common nouns
  // The agent a noun names ("minister", "rebel fighters"); singular or plural, casing apart. Null when there is none.
  const Agent* agent(std::string_view noun) const;
  // The longest agent noun that begins with word `first`, by the words as written.
  std::optional<AgentMatch> longest_agent_at(std::span<const std::string_view> words, std::size_t first) const;

 private:
  struct Tables;
  explicit Actors(std::unique_ptr<Tables> tables);
  std::unique_ptr<Tables> tables_;
};

}  // namespace annals::lexicon
