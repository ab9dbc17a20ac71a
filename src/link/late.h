// Late documents: each step of linking is done again for what they touch, and for nothing else.
#pragma once

#include <optional>
#include <vector>

#include "annals/relink.h"
#include "link/archive.h"

namespace annals::link {

// Writes down a set that was linked whole. `copies` is what finding them went through; `events` by the archive's
// clusters.
void file_all(const Archive& archive, const CopyWork& copies, const std::vector<Event>& events, Ledger& ledger);

// See Linking::late.
Result<std::optional<Relinked>> link_late(const std::vector<CodedDocument>& fresh,
                                          const std::vector<Decision>& decisions, const LinkedSoFar& so_far,
                                          Ledger& ledger);

}  // namespace annals::link
