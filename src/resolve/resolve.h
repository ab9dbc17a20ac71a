// Phrases become what they mean: actors with the offices they held, days, places, and the day of the page itself.
//
//   Result<Language> english = Language::open(data / "languages/en");
//   CodedDocument coded = resolve(document, extract(document, forms), {*actors, *places, *history, *english});
//
// A function of its arguments: any number of threads may call it at the same time.
#pragma once

#include <vector>

#include "annals/claim.h"
#include "annals/document.h"
#include "resolve/doers.h"
#include "resolve/knowledge.h"
#include "resolve/scenes.h"

namespace annals::resolve {

// A claim with all who were weighed for a part in it: what train/doers learns from.
struct Weighed {
  Claim claim;
  std::vector<Candidate> candidates;
};

// A claim with all places that were weighed for it: what train/choices learns from.
struct Located {
  Claim claim;
  Weighing weighing;
  std::vector<std::string> names;  // of the scenes, resolved
};

// `claims` are of `document`, in any order; those of the result are in text order. A claim is never dropped because a
// part of it could not be told: what is unknown stays empty or keeps its words.
CodedDocument resolve(const Document& document, std::vector<Claim> claims, const Knowledge& know,
                      std::vector<Weighed>* weighed = nullptr, std::vector<Located>* located = nullptr);

}  // namespace annals::resolve
