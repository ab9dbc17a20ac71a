// What linking takes of a document: its claims as mentions.
#pragma once

#include <cstdint>
#include <vector>

#include "annals/claim.h"
#include "link/mention.h"

namespace annals::link {

// A document's claims in canonical order, each id once.
std::vector<const ResolvedClaim*> claims_in_order(const CodedDocument& document);

// make_mention() with the word and the story by which a claim that names nobody is known; `document` is the place of
// `of`, whose story it is.
Mention mention_in(const CodedDocument& of, std::uint32_t document, const Story& story, const ResolvedClaim& claim,
                   const PlaceNames& places, Sides& sides);

struct ToldClaim {
  Mention mention;             // `document` is the document's number; `number` means nothing
  std::uint32_t position = 0;  // among the document's claims
  Hash place_name = 0;         // see there
};

struct ToldDocument {
  std::vector<ToldClaim> claims;  // as claims_in_order
  std::vector<Hash> countries;    // see country_names
};

// By itself: which of its places are countries, others may know (`whole_country` is not said).
ToldDocument tell_document(const CodedDocument& document, std::uint32_t number, Sides& sides);

}  // namespace annals::link
