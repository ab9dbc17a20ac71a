// A made-up archive of any size: stories of all sizes, one of them told by a hundredth of all documents, outlets that
// copy a wire, late and undated pages. Seeded: the same number gives the same documents everywhere.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "annals/claim.h"
#include "annals/event.h"

namespace told {

struct World {
  std::vector<annals::CodedDocument> documents;
  std::vector<std::uint32_t> true_event;  // by claim, in the order of documents and claims
};

World make_world(std::size_t documents, std::uint64_t seed);

// Every field of a record as text: two records are the same when this is.
std::string dump(const annals::LinkedRecord& record);

}  // namespace told
