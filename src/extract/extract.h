// Document in, claims out: the coder. What a sentence says is found by forms of events (lexicon/forms.h) on its tree;
// a learned coder's claims may join them before anything is resolved.
//
//   Result<lexicon::Forms> forms = lexicon::Forms::open(data / "events");
//   std::vector<Claim> claims = extract(document, *forms, known);
//
// A function of its arguments: any number of threads may call it at the same time.
#pragma once

#include <string>
#include <vector>

#include "annals/claim.h"
#include "annals/document.h"
#include "extract/standing.h"
#include "lexicon/forms.h"

namespace annals::extract {

// The claims of `document`, in text order of their triggers. `known` may be empty.
std::vector<Claim> extract(const Document& document, const lexicon::Forms& forms, const Known& known = {});

// Two coders, one list: claims of one sentence and type whose triggers touch are one; of two, the surer is kept and
// takes from the other what it lacks.
std::vector<Claim> merge(std::vector<Claim> claims, std::vector<Claim> others);

// Why a claim of `document` reads as it does, as lines for people: its form and wording, which words filled which
// role, and the reasons for its status and speakers.
std::vector<std::string> explain(const Document& document, const lexicon::Forms& forms, const Known& known,
                                 const Claim& claim);

}  // namespace annals::extract
