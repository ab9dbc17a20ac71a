// When long things began and ended: wars, interventions, sieges, truces, sanctions, the lives of bodies.
//
//   Result<History> history = History::open("data/history");
//   ConflictQuery query;
//   query.parties = {"RUS"};
//   query.country = "SYR";
//   query.type = EventType::assault;
//   for (const Conflict* conflict : history->conflicts(query)) print(*conflict->from);   // 2015-09-30
//
// A page that tells of X bombing Y as under way was written no earlier than that began.
// Immutable once open; string_views live as long as the History.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "annals/error.h"
#include "annals/ontology.h"
#include "annals/time.h"

namespace annals::lexicon {

struct Conflict {
  std::string_view id;    // "Q178810" or "x:..."
  std::string_view name;  // "Russian military intervention in the Syrian civil war"
  std::string_view kind;  // war, intervention, campaign, siege, battle, truce, sanctions, occupation, uprising, talks,
                          // body, mission, agreement
  std::optional<sys_days> from, to;  // first and last day; a year or month is widened; empty `to`: not ended
  bool from_exact = false, to_exact = false;
  std::vector<std::string_view> side;       // ISO codes of states, ids of groups and bodies
  std::vector<std::string_view> other;      // against whom; empty where there are no sides
  std::vector<std::string_view> countries;  // where, ISO codes
  std::string_view place;                   // a narrower place by name ("Aleppo"); may be empty
  std::vector<EventType> types;             // the events that its course is made of
  std::string_view source;
  // Whether the party is of either side.
  bool has(std::string_view party) const;
};

struct ConflictQuery {
  std::vector<std::string_view> parties;  // each must take part: ISO codes or ids (give both, "IRQ" for its army too)
  std::string_view country;               // where; empty: anywhere
  std::string_view place;                 // folded comparison; empty: anywhere
  std::optional<EventType> type;
  TimeInterval when;  // on some day of it
};

class History {
 public:
  static Result<History> open(const std::filesystem::path& folder);  // Errors: NotFound, Malformed.
  History(History&&) noexcept;
  History& operator=(History&&) noexcept;
  ~History();

  const std::vector<Conflict>& all() const;                                  // by first day, then id
  const Conflict* by_id(std::string_view id) const;                          // null when there is none
  std::vector<const Conflict*> named(std::string_view name) const;           // by name or alias, folded
  std::vector<const Conflict*> conflicts(const ConflictQuery& query) const;  // by first day
  // The earliest day on which such a thing can have been under way; empty when the tables do not tell.
  std::optional<sys_days> not_before(const ConflictQuery& query) const;

 private:
  struct Tables;
  explicit History(std::unique_ptr<Tables> tables);
  std::unique_ptr<Tables> tables_;
};

}  // namespace annals::lexicon
