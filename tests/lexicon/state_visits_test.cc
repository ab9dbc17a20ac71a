// How many of the names and offices that the U.S. Office of the Historian notes for foreign visitors, and for those
// whom presidents and secretaries met abroad, find their person. Prints the shares; the data lies outside the
// repository.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "base/calendar.h"
#include "base/text.h"
#include "lexicon/actors.h"

using namespace annals;
using namespace annals::lexicon;

namespace {

const std::filesystem::path kState = std::filesystem::path(ANNALS_SOURCE_DIR) / "../shared/data/state";

const Actors& actors() {
  static const auto opened = Actors::open(std::filesystem::path(ANNALS_DATA_DIR) / "actors");
  REQUIRE_MESSAGE(opened.ok(), (opened ? "" : opened.error().source + ": " + opened.error().message));
  return *opened;
}

struct Told {
  std::string title, name;
};

// "Prime Minister Brian Mulroney": the longest title in front, and the rest.
Told part(const std::string& visitor) {
  const auto words = base::split_words(visitor);
  for (std::size_t n = std::min<std::size_t>(words.size(), 5); n > 0; --n) {
    std::string title(words[0]);
    for (std::size_t i = 1; i < n; ++i) title += ' ' + std::string(words[i]);
    if (actors().roles_of_title(title).empty()) continue;
    std::string name;
    for (std::size_t i = n; i < words.size(); ++i) name += (i > n ? " " : "") + std::string(words[i]);
    return {title, name};
  }
  return {"", visitor};
}

// The state an old way of writing means: "Korea, Republic of", "Upper Volta (Burkina Faso)".
std::optional<ActorIndex> state_of(std::string from, const TimeInterval& when) {
  const auto find = [&](const std::string& name) -> std::optional<ActorIndex> {
    for (const TimeInterval& then : {when, TimeInterval{}}) {
      for (const Sense& sense : actors().named(name, then)) {
        if (actors().actor(sense.actor).kind == "country" && sense.use <= NameUse::alias) return sense.actor;
      }
    }
    return std::nullopt;
  };
  if (auto found = find(from)) return found;
  const std::size_t comma = from.find(", "), bracket = from.find(" (");
  if (comma != std::string::npos) {
    if (auto found = find(from.substr(comma + 2) + ' ' + from.substr(0, comma))) return found;
    return find(from.substr(0, comma));
  }
  if (bracket != std::string::npos) {
    if (auto found = find(from.substr(0, bracket))) return found;
    return find(from.substr(bracket + 2, from.size() - bracket - 3));
  }
  return std::nullopt;
}

bool holds(const PersonMatch& match, std::string_view iso) {
  return match.in_office &&
         std::any_of(match.tenures.begin(), match.tenures.end(), [&](const Tenure* t) { return t->of == iso; });
}

}  // namespace

TEST_CASE("foreign visitors of the state visits are known by name, office and day") {
  std::ifstream file(kState / "visits.jsonl");
  if (!file) {
    MESSAGE("skipped: no " << (kState / "visits.jsonl").generic_string());
    return;
  }
  const bool tell = std::getenv("ANNALS_TELL") != nullptr;
  std::size_t visits = 0, known_office = 0, right = 0, anywhere = 0, no_state = 0;
  for (std::string line; std::getline(file, line);) {
    const auto visit = nlohmann::json::parse(line);
    const std::string start = visit["start-date"];
    if (start < "1945") continue;
    const TimeInterval when = *base::read_iso(start);
    const auto state = state_of(visit["from"], when);
    if (!state) {
      ++no_state;
      if (tell) MESSAGE("no state: " << visit["from"].get<std::string>());
      continue;
    }
    const std::string_view iso = actors().actor(*state).country;
    const Told told = part(visit["visitor"]);
    if (told.name.empty()) continue;
    ++visits;
    const auto holders = actors().holders_by_title(told.title, iso, when);
    const auto matches = actors().persons_named(told.name, when);
    // The country is told: of those whom the name fits, the one in office there.
    const PersonMatch* found = nullptr;
    for (const PersonMatch& match : matches) {
      if (!found && holds(match, iso)) found = &match;
    }
    anywhere += found != nullptr;
    if (holders.empty()) {
      if (tell) MESSAGE("no holder: " << visit["visitor"].get<std::string>() << ", " << iso << " " << start);
      continue;
    }
    ++known_office;
    const bool is_right = found && std::any_of(holders.begin(), holders.end(),
                                               [&](const Tenure* tenure) { return tenure->person == found->person; });
    right += is_right;
    if (tell && !is_right) {
      MESSAGE("wrong: " << visit["visitor"].get<std::string>() << ", " << iso << " " << start << " holder "
                        << actors().person(holders.front()->person).name << ", found "
                        << (found ? std::string(actors().person(found->person).name) : "none"));
    }
  }
  MESSAGE("visits " << visits << " (" << no_state << " of no state of ours), person found in office that day "
                    << anywhere << ", office in the base " << known_office << ", of these the right person " << right);
  CHECK(right >= known_office * 9 / 10);
  CHECK(anywhere >= visits * 8 / 10);
}

TEST_CASE("those whom presidents and secretaries met abroad are known by name, office and day") {
  std::ifstream file(kState / "travels.jsonl");
  if (!file) {
    MESSAGE("skipped: no " << (kState / "travels.jsonl").generic_string());
    return;
  }
  const bool tell = std::getenv("ANNALS_TELL") != nullptr;
  std::size_t names = 0, known_office = 0, right = 0, anywhere = 0;
  for (std::string line; std::getline(file, line);) {
    const auto trip = nlohmann::json::parse(line);
    const std::string start = trip["from"].get<std::string>(), remarks = trip["remarks"].get<std::string>();
    if (start < "1945") continue;
    const TimeInterval when = *base::read_iso(start);
    const auto state = state_of(trip["country"].get<std::string>(), when);
    if (!state) continue;
    const std::string_view iso = actors().actor(*state).country;
    // Only "met with TITLE NAME": who is named so without a country is the host's.
    const std::size_t met = remarks.find("et with ");
    if (met == std::string::npos) continue;
    std::string visitor = remarks.substr(met + 8);
    const std::size_t end = visitor.find_first_of(",.;:");
    visitor = visitor.substr(0, end);
    for (const std::string_view stop :
         {" and ", " of ", " in ", " at ", " during ", " on ", " with ", " to ", " for "}) {
      visitor = visitor.substr(0, visitor.find(stop));
    }
    const Told told = part(visitor);
    if (told.title.empty() || told.name.empty() || !base::is_upper_ascii(told.name[0])) continue;
    ++names;
    const auto holders = actors().holders_by_title(told.title, iso, when);
    const PersonMatch* found = nullptr;
    const auto matches = actors().persons_named(told.name, when);
    for (const PersonMatch& match : matches) {
      if (!found && holds(match, iso)) found = &match;
    }
    anywhere += found != nullptr;
    if (holders.empty()) {
      if (tell) MESSAGE("no holder: " << visitor << ", " << iso << " " << start);
      continue;
    }
    ++known_office;
    const bool is_right = found && std::any_of(holders.begin(), holders.end(),
                                               [&](const Tenure* tenure) { return tenure->person == found->person; });
    right += is_right;
    if (tell && !is_right) {
      MESSAGE("wrong: " << visitor << ", " << iso << " " << start << " holder "
                        << actors().person(holders.front()->person).name << ", found "
                        << (found ? std::string(actors().person(found->person).name) : "none"));
    }
  }
  MESSAGE("names " << names << ", person found in office that day " << anywhere << ", office in the base "
                   << known_office << ", of these the right person " << right);
  CHECK(right >= known_office * 9 / 10);
  CHECK(anywhere >= names * 8 / 10);
}
