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

std::vector<Coded> code_sentence(const Document& document, const Tree& tree, const lexicon::Forms& forms,
                                 const Standing& standing, const Speakers& speakers);

}  // namespace annals::extract
