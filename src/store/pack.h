// The parts of the record as bytes, each as the store keeps it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "annals/claim.h"
#include "annals/error.h"
#include "annals/event.h"
#include "annals/page.h"

namespace annals::store {

// A document without its claims, and their ids in order: the claims have rows of their own.
struct PackedDocument {
  Article article;
  TimeInterval published;
  std::vector<TextRange> sentences;
  std::vector<CreditWords> credits;
  std::vector<std::string> claims;
};

// An event without its claims, and their ids in order.
struct PackedEvent {
  Event event;
  std::vector<std::string> claims;
};

// A decision with its place in the list.
struct PackedDecision {
  Decision decision;
  std::uint64_t position = 0;
};

std::string pack_decision(const Decision& decision, std::uint64_t position);
std::string pack_document(const CodedDocument& document);
std::string pack_claim(const ResolvedClaim& claim);
std::string pack_event(const Event& event);
std::string pack_links(const LinkedRecord::DocumentLinks& links);
// All of a page but its bytes, with the id of the document that was read from it.
std::string pack_page(const std::string& document, const Page& page);

// Errors: Malformed.
Result<PackedDecision> unpack_decision(std::string_view packed);
Result<PackedDocument> unpack_document(std::string_view packed);
Result<ResolvedClaim> unpack_claim(std::string_view packed);
Result<PackedEvent> unpack_event(std::string_view packed);
Result<LinkedRecord::DocumentLinks> unpack_links(std::string_view packed);
Result<Page> unpack_page(const std::string& document, std::string_view packed);

// Whether every range lies within its text and the runs ascend: else using the article could read past its end.
bool ranges_hold(const Article& article, const std::vector<TextRange>& sentences,
                 const std::vector<CreditWords>& credits = {});

}  // namespace annals::store
