// Verbs and patterns of PETRARCH's dictionaries against a sentence.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "extract/petrarch_sentence.h"

namespace annals::extract {

// What a pattern bound: numbers of noun phrases; -1: nothing.
struct PatternMatch {
  const lexicon::Petrarch::Pattern* pattern = nullptr;  // none: the verb alone
  int source = -1, target = -1;
  int pair = -1;  // a coordination ("%") that is both
  bool pair_before = false;
  std::vector<std::size_t> words;  // of the row, that the pattern named
};

struct VerbMatch {
  TokenId token = kNoToken;
  std::size_t begin = 0, end = 0;  // the verb's words
  std::size_t reach = 0;           // end of what it governs: its verb phrase
  const lexicon::Petrarch::Verb* verb = nullptr;
  PatternMatch match;
  std::string_view code;  // "---" is none and makes no match
};

// The verbs that the dictionaries code, in text order. A verb within the verb phrase of another is the other's.
std::vector<VerbMatch> match_verbs(const PetrarchSentence& sentence, const lexicon::Petrarch& lexicon);

}  // namespace annals::extract
