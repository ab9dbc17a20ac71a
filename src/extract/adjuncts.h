// What stands around an event's word beside its parties: times, places, topics, settings, tolls.
#pragma once

#include "annals/claim.h"
#include "extract/match.h"

namespace annals::extract {

void add_adjuncts(const Tree& tree, const lexicon::Forms& forms, const Standing& standing, const Match& match,
                  Claim& claim);

// The killed and injured that a sentence counts, for the claim of violence at `word`.
Casualties count_casualties(const Tree& tree, const lexicon::Forms& forms, TokenId word);
// How many acted, as the actors' phrases count them: "some 3,000 miners and 40 doctors" are 3,040.
std::optional<std::int64_t> count_actors(const std::vector<Tree>& trees, const lexicon::Forms& forms,
                                         const Claim& claim);
// "12", "1,200", "two hundred", "a dozen"; empty for "dozens".
std::optional<std::int64_t> number_at(const Tree& tree, TokenId i);

}  // namespace annals::extract
