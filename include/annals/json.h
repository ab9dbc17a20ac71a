// The record as JSON, one object a line: the one place where docs/record.md's field names are written and read.
//
// Keys come in the order in which docs/record.md shows them, unknown values are null, numbers are written so that they
// read back exactly, and text is UTF-8 with only what JSON demands escaped (a byte that is no UTF-8 becomes U+FFFD).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "annals/claim.h"
#include "annals/commitment.h"
#include "annals/error.h"
#include "annals/event.h"

namespace annals {

struct ActorSummary;  // store.h
struct Refused;
struct PlacedDocument;  // places.h
struct GazetteerPlace;

std::string to_json(const Event& event);  // with its claims
std::string to_json(const ResolvedClaim& claim);
std::string to_json(const Commitment& commitment);
std::string to_json(const ActorSummary& actor);
std::string to_json(const Refused& refused);
std::string to_json(const Decision& decision);
// A document with its blocks. Without `published` it says what the page itself gives as its day; with `links` what the
// other documents prove of it.
std::string to_json(const Article& article, const TimeInterval* published = nullptr,
                    const LinkedRecord::DocumentLinks* links = nullptr);
std::string to_json(const TimeInterval& time);                                       // as an event's "time"
std::string to_json(const Place& place);                                             // null where it is unknown
std::string iso_text(const std::optional<sys_days>& day, const std::string& clock);  // "2016-12-08T14:50"; may be empty
std::string_view to_string(Role role);
std::string_view to_string(Outcome outcome);
std::string_view to_string(BlockKind kind);
// What `annals code` prints: {"path": ..., "published": ..., "claims": [...]}, with "id" in place of "path" where the
// page brought an id of its own.
std::string coded_line(const CodedDocument& document);

// What `annals actors resolve` prints: {"path" or "id", "published", "actors": [...]}.
std::string named_line(const NamedDocument& document);
// What `annals places resolve` prints: {"path" or "id", "published", "places": [...]}.
std::string placed_line(const PlacedDocument& document);
std::string to_json(const GazetteerPlace& place);

// Reads back what to_json wrote. Errors: Malformed.
Result<ResolvedClaim> claim_from_json(std::string_view json);

// A whole CodedDocument in bytes: everything but the raw page. Exact, whatever the strings hold.
std::string pack(const CodedDocument& document);
// Errors: Malformed. What it accepts is safe to use: every range lies within its text.
Result<CodedDocument> unpack(std::string_view packed);

}  // namespace annals
