// An Event is what the claims of all documents are about, once.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "annals/claim.h"
#include "annals/review.h"

namespace annals {

// One step of what was said of an event over time.
struct StatusStep {
  Status status = Status::happened;
  TimeInterval as_of;  // when the document that says so was published
  std::string claim;
};

// A field on which claims differ, with each side's claims.
struct Disagreement {
  struct Side {
    std::string value;
    std::vector<std::string> claims;        // of the event; where a page contradicts itself, of that page
    std::vector<std::string> outlets = {};  // that say so, once each
    std::vector<std::string> said_by = {};  // whom they have it from, by name
    std::string why = {};                   // where it is not a claim's own value: what on its page says so
  };
  std::string field;
  std::vector<Side> sides;
};

// What became of an event that was planned. `none` when it never was.
enum class Outcome : std::uint8_t { none, open, happened, cancelled, moved, unconfirmed };

// From whom a document has what it tells, as it says itself or as other documents show.
struct Origin {
  std::string document;  // that tells it
  std::string from;      // the document of the set that it has it from; empty: none of the set
  std::string source;    // the outlet, the agency or the speaker that it has it from; empty: it is its own
  std::string kind;      // "own", "copy", "agency", "report", "statement", "post"
  std::string why;       // in plain words: says "Reuters reported"
  std::string root;      // where that leads: the id of a document, or the name of a source outside the set
  ByteSpans spans = {};  // the raw bytes of `document` that say so
};

struct Event {
  std::string id;  // "ev_" and the digits of its founding claim's id (see link)
  EventType type = EventType::consult;
  std::vector<std::string> modes;
  std::vector<std::string> contexts;
  double score = 0;  // PLOVER's intensity of the type, -10 to 10
  std::vector<Participant> participants;
  TimeInterval time;
  Place place;
  std::string setting;
  std::vector<std::string> topics;
  Status status = Status::happened;
  std::vector<StatusStep> history;  // in the order of the claims' publication
  Outcome outcome = Outcome::none;
  std::string moved_to;  // id of the event that took its place
  Casualties casualties;
  std::uint32_t documents = 0;
  std::uint32_t outlets = 0;
  std::uint32_t roots = 0;
  std::vector<Origin> origins;  // who has it from whom: at least one of each document, in the order of publication
  std::vector<Disagreement> disagreements;
  double confidence = 0;
  std::vector<std::string> why;         // why these claims are one event
  std::vector<ReviewNote> review = {};  // what reviewers decided of it, in the order of their decisions
  std::vector<ResolvedClaim> claims;    // as they were coded, whatever was corrected
};

// The raw bytes of a passage that stands in two documents, small edits apart.
struct SharedPassage {
  ByteSpans spans;        // in this document
  ByteSpans other_spans;  // in the other
};

// That one document's text comes from another's.
struct Copy {
  std::string document;
  double similarity = 0;  // the share of the shorter one's text that stands in the other, in the same order
  std::string kind;       // "wire copy", "same page", "shared agency"
  std::vector<SharedPassage> passages = {};  // in the order of this document's text
};

// What linking makes of a set of documents. A function of the set: the order they came in changes nothing.
struct LinkedRecord {
  // What the set says of one document beyond what it says itself.
  struct DocumentLinks {
    std::string document;
    TimeInterval published;  // narrowed where other documents prove more, with those reasons added
    std::vector<Copy> copies;
    std::string root;  // the document or agency at the root of its text; documents of one root count once
    std::vector<Origin> origins = {};  // whom it credits for its news, and why we think so; none: it is its own
  };
  std::vector<Event> events;             // by time, then id
  std::vector<DocumentLinks> documents;  // by document id
};

}  // namespace annals
