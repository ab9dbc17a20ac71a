// Linking a record that grows: what a store hands to the linker, and what it gets back.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "annals/claim.h"
#include "annals/error.h"
#include "annals/event.h"
#include "annals/ledger.h"
#include "annals/review.h"

namespace annals {

// The record as it was linked last, looked up by a document's id.
struct LinkedSoFar {
  std::function<Result<CodedDocument>(const std::string& document)> document;
  std::function<Result<LinkedRecord::DocumentLinks>(const std::string& document)> links;
};

// What documents more have made different; all else of the record is as it was.
struct Relinked {
  std::vector<Event> events;      // new or changed, or looked at again
  std::vector<std::string> gone;  // ids of events that are no more
  std::vector<LinkedRecord::DocumentLinks> documents;
};

// The two ways to a record. Both give the same one.
struct Linking {
  // Of all documents.
  std::function<LinkedRecord(const std::vector<CodedDocument>&, const std::vector<Decision>&)> whole;
  // The same, and what late documents will be held against is written into the ledger.
  std::function<LinkedRecord(const std::vector<CodedDocument>&, const std::vector<Decision>&, Ledger&)> filed;
  // Of what `fresh` documents touch; the ledger follows. Nothing: they touch too much (a country nobody had named, a
  // claim that a reviewer has spoken of ...), the whole must be linked and the ledger made anew. Errors: those of
  // `so_far`, and the ledger's own.
  std::function<Result<std::optional<Relinked>>(const std::vector<CodedDocument>& fresh, const std::vector<Decision>&,
                                                const LinkedSoFar& so_far, Ledger&)>
      late;
};

}  // namespace annals
