// The set of documents in canonical order, with what linking finds out about it step by step.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <utility>
#include <vector>

#include "annals/claim.h"
#include "link/cluster.h"
#include "link/copies.h"
#include "link/decisions.h"
#include "link/mention.h"
#include "link/sourcing.h"

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

// Sorts and drops what is there twice: from here on the order the documents came in is gone.
Archive make_archive(const std::vector<CodedDocument>& documents, const std::vector<Decision>& decisions);

// Fills `published` and `spoken_of`.
void narrow_published(Archive& archive);

// Narrows `published` further by whose reports pages tell their news.
void narrow_by_credits(Archive& archive);

// When `mention` can have been, its document's day taken as narrowed.
TimeInterval effective_time(const Archive& archive, std::uint32_t mention);

}  // namespace annals::link
