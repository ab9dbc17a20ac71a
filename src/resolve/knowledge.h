// What resolve knows beside the document: the tables of actors, places, history and of the document's language.
#pragma once

#include "lexicon/actors.h"
#include "lexicon/history.h"
#include "lexicon/places.h"
#include "resolve/language.h"

namespace annals::resolve {

class PartWeights;

struct Knowledge {
  const lexicon::Actors& actors;
  const lexicon::Places& places;
  const lexicon::History& history;
  const Language& language;
  const PartWeights* parts = nullptr;  // null: who is named beside an act has the part, and nobody else
};

}  // namespace annals::resolve
