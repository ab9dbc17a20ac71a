// Matches of one sentence made into claims.
#pragma once

#include <vector>

#include "annals/claim.h"
#include "extract/match.h"
#include "extract/outlook.h"
#include "extract/speakers.h"

namespace annals::extract {

// A claim with what it came from, for explain().
struct Coded {
  Claim claim;
  Match match;
  Outlook outlook;
};

// Types whose deed is done by the words themselves: who says "we condemn" condemns.
bool done_by_words(EventType type);

// "I", "we", "our": whoever speaks.
bool is_first_person(const Tree& tree, TokenId i);

// PLOVER's contexts, by the words of the claim's sentence.
void add_contexts(const Tree& tree, const lexicon::Forms& forms, Claim& claim);

std::vector<Coded> code_sentence(const Document& document, const Tree& tree, const lexicon::Forms& forms,
                                 const Standing& standing, const Speakers& speakers);

}  // namespace annals::extract
