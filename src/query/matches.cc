#include <algorithm>

#include "annals/query.h"
#include "base/text.h"
#include "base/utf8.h"

namespace annals {
namespace {

bool is_word_byte(char c) {
  return base::is_alpha_ascii(c) || base::is_digit(c) || static_cast<unsigned char>(c) >= 0x80;
}

// Whether `words`, folded, stand in `text` as whole words.
bool holds_words(std::string_view text, const std::string& words) {
  if (words.empty()) return false;
  const std::string folded = base::fold(text);
  for (std::size_t at = 0; (at = folded.find(words, at)) != std::string::npos; ++at) {
    const std::size_t end = at + words.size();
    const bool begins = at == 0 || !is_word_byte(folded[at - 1]) || !is_word_byte(words.front());
    const bool ends = end == folded.size() || !is_word_byte(folded[end]) || !is_word_byte(words.back());
    if (begins && ends) return true;
  }
  return false;
}

bool is_named(const Actor& actor, const std::string& words) {
  return base::fold(actor.id) == words || base::fold(actor.country) == words || holds_words(actor.name, words);
}

// Two different participants, one for each name that is asked for.
bool take_part(const Event& event, const std::string& actor, const std::string& with) {
  for (const Participant& one : event.participants) {
    if (!actor.empty() && !is_named(one.actor, actor)) continue;
    if (with.empty()) return true;
    for (const Participant& other : event.participants) {
      const bool same = one.actor.id.empty() ? one.actor.name == other.actor.name : one.actor.id == other.actor.id;
      if (!same && is_named(other.actor, with)) return true;
    }
  }
  return false;
}

bool same_word(std::string_view a, std::string_view b) { return base::to_lower_ascii(a) == base::to_lower_ascii(b); }

std::string folded(const std::string& text) { return base::fold(base::trim(text)); }

}  // namespace

bool matches(const Event& event, const Filter& filter) {
  const std::string actor = folded(filter.actor), with = folded(filter.with);
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
