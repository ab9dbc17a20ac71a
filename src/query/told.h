// All that a record's documents tell, in the order in which they appeared: what commitments are read from.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "annals/commitment.h"
#include "annals/event.h"

namespace annals::query {

struct Told {
  const Event* event = nullptr;
  const ResolvedClaim* claim = nullptr;
  TimeInterval as_of;  // when its document appeared
  std::string words;   // of its sentence, folded, with a blank before and behind each
};

struct Telling {
  std::vector<Told> all;            // by publication, document, and place in it
  std::optional<sys_days> covered;  // the last day on which some document had surely appeared
};
Telling telling_of(const LinkedRecord& record);

// The claims of the same sentence: [first, last) of `all`, `at` among them.
struct Neighbours {
  std::size_t first = 0, last = 0;
};
Neighbours same_sentence(const std::vector<Told>& all, std::size_t at);

CommitmentStep step_of(const Told& told, std::string what);

// Whether a text, folded as in Told::words, holds one of these words; one that ends in * is the beginning of a word.
bool says(std::string_view words, std::string_view any_of);  // parted by "|"
// " 3 days ", "a month", "72-hour": how long, in days (hours are rounded up); empty when nothing of the kind is said.
std::optional<int> length_in_days(std::string_view words);

// The day that stands within four words behind one of `cues`: "to begin on December 20", "from Friday"; the next one
// from the day the page appeared.
std::optional<sys_days> day_behind(std::string_view words, std::string_view cues, const TimeInterval& as_of);

// --- who ---

std::vector<Participant> parties(const ResolvedClaim& claim, Role role);
bool is_definite(const Actor& actor);  // not "officials", "rebels" and others that are many
// A state, its organs and its officials are one side.
bool same_side(const Actor& a, const Actor& b);
std::vector<std::string> side_keys(const Actor& actor);  // two of one side have one in common
bool any_same_side(const std::vector<Participant>& a, const std::vector<Participant>& b);
// Everybody of the shorter list is on a side of the longer.
bool all_same_side(const std::vector<Participant>& a, const std::vector<Participant>& b);
bool has_definite(const std::vector<Participant>& all);
void add_parties(std::vector<Participant>& to, const std::vector<Participant>& more);

bool places_differ(const Place& a, const Place& b);  // surely another place

}  // namespace annals::query
