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
#include "pipeline/tongues.h"
#include "resolve/naming.h"
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
  std::optional<resolve::PartWeights> parts;  // none for Coders::forms: they rest on what the learned coder reads
  extract::Known known;                       // asks `actors` and `places`
  std::unique_ptr<const Tongues> tongues;
  std::optional<lexicon::Petrarch> petrarch = {};

  // Null where the page is in English, or in a language that there is nothing for.
  Result<const Tongue*> tongue(const Article& article) const { return tongues->of(article.language, places); }
  // With what a page in that tongue is coded and resolved. Only English has a learned coder.
  extract::Knowledge coding(const Tongue* tongue) const {
    if (tongue) return {tongue->forms, nullptr, tongue->known, false};
    return {forms, learned ? &*learned : nullptr, known, coders == Coders::learned};
  }
  resolve::Knowledge knowledge(const Tongue* tongue) const {
    if (tongue) return {tongue->actors, places, history, tongue->language, nullptr};
    return {actors, places, history, language, parts ? &*parts : nullptr};
  }
  Result<Document> read(const Page& page, bool every) const;
  // The extra lexicon's claims among `claims`, and all that it found. The story's day is that of its page.
  // The dictionaries are English: a page in another tongue has none.
  std::vector<extract::PetrarchFinding> add_petrarch(const Document& document, const Tongue* tongue,
                                                     std::vector<Claim>& claims) const;
};

}  // namespace annals
