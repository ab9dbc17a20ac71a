// Two coders, one record: what the forms and the learned coder each found in a document, made into one list of claims.
#pragma once

#include <vector>

#include "extract/claims.h"
#include "extract/learned.h"

namespace annals::extract {

// What a claim of the learned coder is made with.
struct Reading {
  const Document& document;
  const std::vector<Tree>& trees;
  const lexicon::Forms& forms;
  const Standing& standing;
  const Speakers& speakers;
};

// The id of the rule that claims without a form bear.
inline constexpr std::string_view kLearnedRule = "learned";

// The learned coder alone: every type of every finding that is likely enough. In no order.
std::vector<Claim> claims_of(const Reading& reading, const Learned& learned, const std::vector<Finding>& findings);

// Both. A claim that a form found stays unless the learned coder holds it for very unlikely; where both found one, the
// form's parts stay, the learned coder fills what they lack and settles the status where it is sure. In no order.
std::vector<Claim> fuse(const Reading& reading, const Learned& learned, const std::vector<Finding>& findings,
                        std::vector<Claim> by_forms);

// The finding that a claim rests on; null for a claim of forms alone.
const Finding* finding_behind(const Claim& claim, const std::vector<Finding>& findings);

}  // namespace annals::extract
