// Whose text is whose: documents that copy one another's wording, and the wires they credit.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "annals/event.h"
#include "link/copies_sources.h"

namespace annals::link {

struct Copies {
  std::vector<std::vector<Copy>> of;  // by document: the nearest copies, best first
  std::vector<std::string> root;      // by document: an agency's name, or a document's id
};

// `documents` in canonical order; `order` gives each its place in the order of publication.
Copies find_copies(const std::vector<const CodedDocument*>& documents, const std::vector<std::uint32_t>& order);

}  // namespace annals::link
