// What PETRARCH codes, by its dictionaries (lexicon/petrarch.h) and our trees: for each verb that a pattern or its own
// code fits, the dyads of its source and target. docs/petrarch.md tells where this differs from PETRARCH.
//
//   std::vector<PetrarchFinding> found = code_by_petrarch(document, forms, known, lexicon, day, claims);
//
// A function of its arguments: any number of threads may call it at the same time.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "annals/claim.h"
#include "annals/document.h"
#include "annals/time.h"
#include "extract/standing.h"
#include "lexicon/forms.h"
#include "lexicon/petrarch.h"

namespace annals::extract {

struct PetrarchFinding {
  std::uint32_t sentence = 0;
  Phrase trigger;
  PetrarchCode code;
};

// `day`: of the story, for codes that hold from one day to another. `claims` are those of the other coders in text
// order: one that tells the same event (its sentence, type and words) gets the code, else a claim of its own is added
// where the code has a type of the record's. All that was found is returned, in text order.
std::vector<PetrarchFinding> code_by_petrarch(const Document& document, const lexicon::Forms& forms, const Known& known,
                                              const lexicon::Petrarch& lexicon, std::optional<sys_days> day,
                                              std::vector<Claim>& claims);

// As lines for people: the pattern, where it stands, the dyads.
std::vector<std::string> explain(const PetrarchCode& code);

}  // namespace annals::extract
