// Claims into events: which claims of which documents are about one thing, what they agree on, what became of what was
// announced, and how many independent origins there are.
//
//   LinkedRecord record = link_documents(documents);   // declared in annals/pipeline.h
//
// The result is a function of the set of documents: their order, doubles among them, threads and batches change
// nothing. See ARCHITECTURE.md for the steps, weights.h for the evidence.
#pragma once

#include <string>
#include <vector>

#include "annals/event.h"

namespace annals::link {

LinkedRecord link(const std::vector<CodedDocument>& documents);

// Why two claims are one event, or why not, in words. They need not be of two documents.
std::string explain_pair(const CodedDocument& first, const std::string& claim, const CodedDocument& second,
                         const std::string& other_claim);

}  // namespace annals::link
