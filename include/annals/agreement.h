// How far reviewers agree, from the decisions that a store keeps.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "annals/review.h"

namespace annals {

// What a reviewer thinks of a claim: the last that he decided of it and did not take back.
struct Verdict {
  std::string who;
  std::string claim;
  std::string verdict;   // "accept", "reject", or "correct FIELD: VALUE" for each field, in the order of the fields
  std::string decision;  // the last one behind it
};
std::vector<Verdict> verdicts(const std::vector<Decision>& decisions);  // by claim, then reviewer

// Two reviewers over the claims that both judged.
struct Agreement {
  std::string a, b;                 // a sorts before b
  std::uint32_t both = 0;           // claims that both judged
  std::uint32_t agreed = 0;         // of those, with one verdict
  std::optional<double> kappa;      // Cohen's, over accept, reject, correct; none where chance alone would agree on all
  std::vector<std::string> differ;  // the claims on which they do not agree
};
std::vector<Agreement> agreements(const std::vector<Decision>& decisions);  // by a, then b

}  // namespace annals
