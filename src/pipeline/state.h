// What a Pipeline holds open.
#pragma once

#include <optional>

#include "annals/pipeline.h"
#include "clean/clean.h"
#include "extract/extract.h"
#include "extract/petrarch.h"
#include "lexicon/actors.h"
#include "lexicon/forms.h"
#include "lexicon/history.h"
#include "lexicon/petrarch.h"
#include "lexicon/places.h"
#include "parse/parse.h"
#include "resolve/resolve.h"

namespace annals {

struct Pipeline::State {
  clean::Cleaner cleaner;
  parse::Reader reader;
  lexicon::Forms forms;
  std::optional<extract::Learned> learned;  // none for Coders::forms
  Coders coders;
  bool every_sentence;
  lexicon::Actors actors;
  lexicon::Places places;
  lexicon::History history;
  resolve::Language language;
  extract::Known known;  // asks `actors` and `places`
  std::optional<lexicon::Petrarch> petrarch = {};

  extract::Knowledge coding() const { return {forms, learned ? &*learned : nullptr, known, coders == Coders::learned}; }
  resolve::Knowledge knowledge() const { return {actors, places, history, language}; }
  Result<Document> read(const Page& page, bool every) const;
  // The extra lexicon's claims among `claims`, and all that it found. The story's day is that of its page.
  std::vector<extract::PetrarchFinding> add_petrarch(const Document& document, std::vector<Claim>& claims) const;
};

}  // namespace annals
