// Whose text is whose: documents that copy one another's wording, and the wires they credit.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "annals/event.h"
#include "link/copies_sources.h"

namespace annals::link {

struct Copies {
  std::vector<std::vector<Copy>> of;                // by document: the nearest copies, best first
  std::vector<std::string> root;                    // by document: an agency's name, or a document's id
  std::vector<std::vector<std::uint32_t>> credits;  // by document: sources (see `sources`) its text names as its own
  std::vector<std::string> sources;                 // names of outlets and agencies of the set, folded
  std::vector<std::uint32_t> source_of;             // by document: its outlet among `sources`, or kNoSource
};

// `documents` in canonical order; `order` gives each its place in the order of publication.
Copies find_copies(const std::vector<const CodedDocument*>& documents, const std::vector<std::uint32_t>& order);

}  // namespace annals::link
