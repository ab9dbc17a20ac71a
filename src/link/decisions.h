// What reviewers decided, as linking honours it: which claims are left out, which are read with corrected values, which
// must be one event and which must not.
#pragma once

#include <cstdint>
#include <deque>
#include <unordered_map>
#include <vector>

#include "annals/claim.h"
#include "annals/review.h"

namespace annals::link {

// A claim that a decision means.
struct Meant {
  const ResolvedClaim* claim = nullptr;
  std::uint32_t side = 0;
};

class Rulings {
 public:
  Rulings() = default;
  Rulings(Rulings&&) = default;  // no copy: what was corrected is pointed to
  Rulings& operator=(Rulings&&) = default;
  // `documents` by id. Keeps pointers to both.
  Rulings(const std::vector<const CodedDocument*>& documents, const std::vector<Decision>& decisions);

  bool empty() const { return rulings_.empty(); }
  bool rejected(const ResolvedClaim& claim) const { return rejected_.contains(&claim); }
  // The claim with its corrected values; itself where nobody corrected it.
  const ResolvedClaim& corrected(const ResolvedClaim& claim) const;

  struct Ruling {
    const Decision* decision = nullptr;
    std::vector<Meant> claims;  // as the decision lists them; each once
  };
  const std::vector<Ruling>& all() const { return rulings_; }  // in the order of the decisions

 private:
  std::vector<Ruling> rulings_;
  std::unordered_map<const ResolvedClaim*, bool> rejected_;  // looked up only: their order goes nowhere
  std::unordered_map<const ResolvedClaim*, const ResolvedClaim*> corrected_;
  std::deque<ResolvedClaim> owned_;
};

// Writes the correction into a claim, with the reviewer as its reason.
void correct_as(const Decision& decision, ResolvedClaim& claim);

// What a decision says of an event; `claim` as in ReviewNote.
ReviewNote note_of(const Decision& decision, std::string claim, std::string told);

}  // namespace annals::link
