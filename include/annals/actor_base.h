// Who is who: the knowledge base of actors, asked and added to.
//
//   Result<ActorBase> base = ActorBase::open("data");
//   for (const ActorCard& card : base->find("French president", TimeInterval::day(2015y / May / 4))) print(card.name);
//
//   Result<ActorImport> done = import_actors("data", "my-actors", "phoenix", "Phoenix.Countries.actors.txt");
//   Result<ActorBase> wider = ActorBase::open("data", "my-actors");
//
// An ActorBase never changes once it is open: any number of threads may ask it at the same time.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "annals/error.h"
#include "annals/time.h"

namespace annals {

// One actor with all that the base has of it. Days are ISO 8601, empty where they are not known or have no bound.
struct ActorCard {
  struct Name {
    std::string name, use;  // use: name, acronym, alias, adjective, people, capital, metonym, organ
    std::string from, to;
  };
  struct Office {
    std::string office, role, of, of_name;
    std::string from, to;
    bool to_known = true;  // false: `to` is a bound of ours
    std::string source;
  };
  struct Standing {  // what it counted as, where that is not always the same
    std::string country, sector, code, from, to, source;
  };
  struct Membership {
    std::string id, name, from, to;
  };
  std::string id, name, kind, country, sector, from, to, source;
  std::string why;  // how the words that were asked stand for it
  std::vector<Name> names;
  std::vector<Office> offices;  // that were held on the day asked for, or all; oldest first
  std::vector<Standing> standings;
  std::vector<Membership> members, member_of;
};

class ActorBase {
 public:
  // `own`: a user's folder of tables beside the installed ones, or empty. Errors: NotFound, Malformed.
  static Result<ActorBase> open(const std::filesystem::path& data, const std::filesystem::path& own = {});
  ActorBase(ActorBase&&) noexcept;
  ActorBase& operator=(ActorBase&&) noexcept;
  ~ActorBase();

  // Whom a name, an id or an office ("French president", "president of France") may mean on a day, best first.
  // Unknown `when`: on any day.
  std::vector<ActorCard> find(std::string_view words, const TimeInterval& when = {}, std::size_t limit = 8) const;
  // The id that one stands for today: of an id given up, or made for words that no table knew, its successor.
  // Empty where nobody known is meant.
  std::string current_id(std::string_view id) const;

 private:
  struct State;
  explicit ActorBase(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// An actor or an office to be added to a user's own tables. With `office`, a person.
struct NewActor {
  std::string id;  // empty: an id of ours, of the name's words
  std::string name, kind, country, sector, from, to, source;
  std::vector<std::string> aliases;
  std::string office, role;  // `country` then says whose office: a state's code or a body's id
};
// Errors: Malformed (no name, no such state, role or day), Io. Gives the id.
Result<std::string> add_actor(const std::filesystem::path& data, const std::filesystem::path& own,
                              const NewActor& actor);

// What an import took, and what it refused, as "FILE:LINE: why".
struct ActorImport {
  std::size_t read = 0, rows = 0;
  std::vector<std::string> refused;
};
std::vector<std::string> actor_import_formats();  // "phoenix", "offices-csv"
// Reads FILE into the folder `own`, which is made where it is absent. Twice is once. Errors: NotFound, Io, Unsupported.
Result<ActorImport> import_actors(const std::filesystem::path& data, const std::filesystem::path& own,
                                  const std::string& format, const std::filesystem::path& file);

}  // namespace annals
