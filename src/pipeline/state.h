// What a Pipeline holds open.
#pragma once

#include "annals/pipeline.h"
#include "clean/clean.h"
#include "extract/extract.h"
#include "lexicon/actors.h"
#include "lexicon/forms.h"
#include "lexicon/history.h"
#include "lexicon/places.h"
#include "parse/parse.h"
#include "resolve/resolve.h"

namespace annals {

struct Pipeline::State {
  clean::Cleaner cleaner;
  parse::Reader reader;
  lexicon::Forms forms;
  lexicon::Actors actors;
  lexicon::Places places;
  lexicon::History history;
  resolve::Language language;
  extract::Known known;  // asks `actors` and `places`

  resolve::Knowledge knowledge() const { return {actors, places, history, language}; }
};

}  // namespace annals
