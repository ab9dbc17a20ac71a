#include <algorithm>

#include "annals/query.h"
#include "base/text.h"
#include "base/utf8.h"
#include "query/names.h"

namespace annals {

using namespace annals::query;

namespace {

// A name, a country or an id that is asked for.
struct Asked {
  std::string words;
  std::string id;  // the one that is meant today, where an id was asked for
  const Filter& filter;

  Asked(const std::string& text, const Filter& of) : words(folded(text)), filter(of) {
    if (filter.current_id && !words.empty()) id = filter.current_id(std::string(base::trim(text)));
  }
  bool empty() const { return words.empty(); }
  bool is(const Actor& actor) const {
    return is_named(actor, words) || (!id.empty() && (actor.id == id || filter.current_id(actor.id) == id));
  }
};

// Two different participants, one for each name that is asked for.
bool take_part(const Event& event, const Asked& actor, const Asked& with) {
  for (const Participant& one : event.participants) {
    if (!actor.empty() && !actor.is(one.actor)) continue;
    if (with.empty()) return true;
    for (const Participant& other : event.participants) {
      const bool same = one.actor.id.empty() ? one.actor.name == other.actor.name : one.actor.id == other.actor.id;
      if (!same && with.is(other.actor)) return true;
    }
  }
  return false;
}

}  // namespace

bool matches(const Event& event, const Filter& filter) {
  const Asked actor(filter.actor, filter), with(filter.with, filter);
  if ((!actor.empty() || !with.empty()) &&
      !take_part(event, actor.empty() ? with : actor, actor.empty() ? actor : with))
    return false;
  if (!filter.type.empty() && !same_word(filter.type, to_string(event.type))) return false;
  if (!filter.status.empty() && !same_word(filter.status, to_string(event.status))) return false;
  const auto is_mode = [&](const std::string& mode) { return same_word(mode, filter.mode); };
  if (!filter.mode.empty() && std::ranges::none_of(event.modes, is_mode)) return false;
  if (const std::string place = folded(filter.place); !place.empty()) {
    if (!holds_words(event.place.name, place) && base::fold(event.place.country) != place) return false;
  }
  if (const std::string topic = folded(filter.topic); !topic.empty()) {
    const auto about = [&](const std::string& of) { return holds_words(of, topic); };
    if (std::ranges::none_of(event.topics, about)) return false;
  }
  if (const std::string outlet = folded(filter.outlet); !outlet.empty()) {
    const auto tells = [&](const ResolvedClaim& claim) { return holds_words(claim.outlet, outlet); };
    if (std::ranges::none_of(event.claims, tells)) return false;
  }
  if (filter.since && event.time.to && *event.time.to < *filter.since) return false;
  return !filter.until || !event.time.from || *event.time.from <= *filter.until;
}

}  // namespace annals
