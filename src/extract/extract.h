// Document in, claims out. Two coders find what a sentence says, forms of events (lexicon/forms.h) on its tree and a
// learned one (extract/learned.h); what they find becomes one list (extract/fuse.h).
//
//   Result<lexicon::Forms> forms = lexicon::Forms::open(data / "events");
//   Result<Learned> learned = Learned::open(data / "models" / "coder.en.safetensors");
//   std::vector<Claim> claims = extract(document, {*forms, &*learned, known});
//
// A function of its arguments: any number of threads may call it at the same time.
#pragma once

#include <string>
#include <vector>

#include "annals/claim.h"
#include "annals/document.h"
#include "extract/learned.h"
#include "extract/standing.h"
#include "lexicon/forms.h"

namespace annals::extract {

// What coding needs beside a document.
struct Knowledge {
  const lexicon::Forms& forms;
  const Learned* learned = nullptr;  // null: forms alone
  const Known& known;
  bool only_learned = false;  // the learned coder without the forms: to measure it
};

// The claims of `document`, in text order of their triggers.
std::vector<Claim> extract(const Document& document, const Knowledge& knowledge);

// Why a claim of `document` reads as it does, as lines for people: its form and wording, which words filled which
// role, the reasons for its status and speakers, and how sure the learned coder was of each.
std::vector<std::string> explain(const Document& document, const Knowledge& knowledge, const Claim& claim);

}  // namespace annals::extract
