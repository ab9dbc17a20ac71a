// The record as JSON, one object a line: the one place where docs/record.md's field names are written and read.
#pragma once

#include <string>
#include <string_view>

#include "annals/claim.h"
#include "annals/error.h"
#include "annals/event.h"

namespace annals {

std::string to_json(const Event& event);  // with its claims
std::string to_json(const ResolvedClaim& claim);
std::string to_json(const Article& article, const TimeInterval* published = nullptr,
                    const LinkedRecord::DocumentLinks* links = nullptr);  // a document with its blocks
// {"path" or "id", "claims": [...]}: what `annals code` prints.
std::string coded_line(const CodedDocument& document);

// Read back what to_json wrote. Errors: Malformed.
Result<ResolvedClaim> claim_from_json(std::string_view json);
// A whole CodedDocument, kept by the store: everything but the raw bytes.
std::string pack(const CodedDocument& document);
Result<CodedDocument> unpack(std::string_view packed);

}  // namespace annals
