// The set of documents in canonical order, with what linking finds out about it step by step.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "annals/claim.h"
#include "link/cluster.h"
#include "link/copies.h"
#include "link/decisions.h"
#include "link/mention.h"
#include "link/sourcing.h"
#include "link/told_claims.h"

namespace annals::link {

struct Archive {
  std::vector<const CodedDocument*> documents;  // by id; each once
  std::vector<std::uint32_t> order;             // by document: its place in the order of publication
  std::vector<Mention> mentions;                // by document, then claim id; each claim once, but those rejected
  Sides sides;                                  // their lists
  std::vector<const ResolvedClaim*> own;        // by mention: the claim as it was coded, whatever was corrected
  std::vector<Cluster> clusters;
  std::vector<TimeInterval> published;  // by document: its own, narrowed by what others prove
  // By document: who speaks in it of something as under way, and the first day on which it can have been.
  std::vector<std::vector<std::pair<Hash, Day>>> spoken_of;
  Copies copies;
  Sourcing sourcing;
  Day latest = kPast;  // the last day on which some document was surely published already
  Rulings rulings;
  std::deque<ResolvedClaim> corrected;  // what mentions point to whose event was corrected
  std::optional<PlaceNames> places;

  const CodedDocument& document_of(std::uint32_t mention) const { return *documents[mentions[mention].document]; }
};

// Sorts and drops what is there twice: from here on the order the documents came in is gone. `places` where the
// documents are but a part of the set.
Archive make_archive(std::vector<const CodedDocument*> documents, const std::vector<Decision>& decisions,
                     std::optional<PlaceNames> places = {});

// The document of that id, by its place.
std::optional<std::uint32_t> find_document(const Archive& archive, const std::string& id);

// For HeldClusters::build: the archive's mentions, and the countries that its documents tell. `numbers` of documents by
// their places here.
std::vector<ToldClaim> told_claims(const Archive& archive, std::span<const std::uint32_t> numbers);
std::vector<Hash> countries_told(const Archive& archive);

// Narrows `published` further by whose reports pages tell their news.
void narrow_by_credits(Archive& archive);

// When `mention` can have been, its document's day taken as narrowed.
TimeInterval effective_time(const Archive& archive, std::uint32_t mention);

}  // namespace annals::link
