// All places that a document names, and where each lies.
//
//   PlacedDocument placed = map(document, {*actors, *places, *history, *english});
#pragma once

#include <optional>

#include "annals/document.h"
#include "annals/places.h"
#include "lexicon/places.h"
#include "resolve/atlas.h"
#include "resolve/knowledge.h"

namespace annals::resolve {

// The document's names of places, weighed; `keep_signs` for train/toponyms.
struct Mapped {
  TimeInterval published;
  Atlas atlas;
};
Mapped chart(const Document& document, const Knowledge& know, bool keep_signs = false);

// A name that no table knows keeps its words; it never costs another its place.
PlacedDocument map(const Document& document, const Knowledge& know);

// How far from its middle a place reaches, roughly: by its people where it is a town. Nothing for a continent.
std::optional<double> reach_km(const lexicon::KnownPlace& place);

}  // namespace annals::resolve
