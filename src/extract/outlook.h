// How a sentence looks at an event it names: has it happened, is it planned, denied ..., and who says so. Found by
// walking up the tree from the event's word to the root, and noting what governs it on the way.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "annals/ontology.h"
#include "extract/match.h"
#include "extract/tree.h"

namespace annals::extract {

struct Voice {
  TokenId who = kNoToken;  // heads the phrase that names the speaker
  TokenId cue = kNoToken;
};

struct Outlook {
  Status status = Status::happened;
  bool sure = false;                 // the status is told by words that leave no doubt
  bool left_out = false;             // told only as a purpose, a wish, the content of a request or a refusal
  std::vector<Voice> voices;         // nearest the event first
  std::vector<std::string> reasons;  // in plain words
  TokenId unnamed = kNoToken;        // a verb of speech whose subject is left out: "añadió que"
};

// `matches`: all of the sentence, for what becomes of a deed told inside another ("agreed to withdraw").
Outlook look_at(const Tree& tree, const lexicon::Forms& forms, const std::vector<Match>& matches, const Match& match);

}  // namespace annals::extract
