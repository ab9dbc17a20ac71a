// Claims into events: which claims of which documents are about one thing, what they agree on, what became of what was
// announced, and how many independent origins there are.
//
//   LinkedRecord record = link_documents(documents);   // declared in annals/pipeline.h
//
// The result is a function of the set of documents: their order, doubles among them, threads and batches change
// nothing. The steps, each in the file of its name:
//   archive     documents and claims in canonical order      dates    what documents prove of one another's day
//   copies      retold text, credited wires                  merge    what an event's claims agree on, status, outcome
//   candidates  pairs worth comparing, by sorting            roots    independent origins of an event
//   sweep       stretch of days by stretch of days (spool), best evidence first, against no contradiction (groups,
//               evidence, weights, modes)
//   moved       what took the place of what was put off     sourcing who has it from whom, page by page
//   decisions   what reviewers decided goes before all evidence; corrections reads and writes their values
//   story       the word of an act and the names of its page, for claims that name nobody
//   late        the same for documents that come late, by a ledger of what was linked: held, campaigns, copies_late,
//               held_clusters, late_sourcing
//   explain     what speaks for and against two events being one, in words
// Beside them, for mentions of events that are given and of whose type nothing is known: given, by the learned judge
// alike, over what wording sees of each.
#pragma once

#include <string>
#include <vector>

#include "annals/event.h"
#include "annals/ledger.h"
#include "link/cluster.h"

namespace annals::link {

// `ledger`, where given, is filled for documents that come late (see late).
LinkedRecord link(const std::vector<CodedDocument>& documents, const std::vector<Decision>& decisions = {},
                  const ClusterOptions& options = {}, Ledger* ledger = nullptr);

// Why two claims are one event, or why not, in words. They need not be of two documents.
std::string explain_pair(const CodedDocument& first, const std::string& claim, const CodedDocument& second,
                         const std::string& other_claim);

}  // namespace annals::link
