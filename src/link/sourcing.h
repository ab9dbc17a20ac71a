// Who has it from whom, document by document: from copies, from the credits of a page, from what pages quote alike.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "annals/event.h"
#include "link/hash.h"

namespace annals::link {

struct Archive;

inline constexpr std::uint32_t kNone = ~0U;  // in place of a document

// One thing that a document rests on.
struct Support {
  Origin origin;                 // all but its root, which is that of `parent` where there is one
  std::uint32_t parent = kNone;  // the document of the set
  ByteSpans sentence = {};       // where the page says so of one sentence; empty: of all it tells
  bool main = true;              // it says so of its news, not of something told beside it
};

// Which page of an outlet was asked for, and how well the one found fits.
struct Sought {
  Hash outlet = 0;
  std::uint32_t page = kNone;  // none
  std::uint32_t likeness = 0;  // less than that is none
};

struct Sourcing {
  std::vector<std::vector<Support>> of;         // by document; none: it is its own origin
  std::vector<std::vector<std::string>> roots;  // by document: where those lead, sorted
  std::vector<std::string> own;                 // by document: what it is called as a root
  std::vector<std::vector<Sought>> sought;      // by document
  std::vector<std::uint32_t> group;             // by document: the least of those that rest on one statement with it
};

// After copies and clusters are found.
Sourcing find_sourcing(const Archive& archive);

}  // namespace annals::link
