// What a reviewer decided about claims and events, kept for ever: linking honours every decision that stands, however
// often documents are read again, coded anew or added.
//
//   Decision split{.what = DecisionKind::split, .targets = {"cl_0123456789abcdef"},
//                  .reason = "another strike, a day later", .who = "M. Ruiz", .when = "2026-11-28T14:05:00Z"};
//   if (Result<Done> good = check_decision(split); !good) return good.error();
//   Result<Decision> kept = store->decide(split);   // part of the open batch, as a page that is added
//   store->commit();
//   store->relink(link_documents);                  // the record follows from here on
//
// A claim never changes: a decision is kept beside it. Where two decisions contradict, the later one holds.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "annals/error.h"
#include "annals/ontology.h"
#include "annals/span.h"

namespace annals {

//   accept   was looked at and found right                targets: claims, events
//   reject   tells of no event: hidden, and kept          targets: claims, events (all their claims)
//   correct  a field has another value                    targets: claims, events (their claims of then and the event)
//   merge    are one event                                targets: claims, events; two at least
//   split    are two events. Claims go out of their event into one of their own; events are kept apart
//                                                         targets: claims of one event, or two events at least
//   undo     a decision no longer holds                   targets: decisions
enum class DecisionKind : std::uint8_t { accept, reject, correct, merge, split, undo };
inline constexpr std::array<std::string_view, 6> kDecisionNames = {"accept", "reject", "correct",
                                                                   "merge",  "split",  "undo"};
constexpr std::string_view to_string(DecisionKind kind) { return kDecisionNames[static_cast<std::size_t>(kind)]; }

// A claim as a decision knows it. Coded anew it may go by another id: then it is the claim of this type at these bytes
// of its document; and a later version of the page that says the same in the same words is meant as well.
struct ClaimMark {
  std::string claim, document, path;
  EventType type = EventType::consult;
  ByteSpans sentence_spans, trigger;
  std::string sentence;
  // Of a split: marks of two sides are never one event. Else 0 for a claim that was named by itself, and a number of
  // its own for each event that was named.
  std::uint32_t side = 0;
  bool operator==(const ClaimMark&) const = default;
};

struct Decision {
  std::string id = {};  // "dc_" and 16 hex digits: of all below; given by the store
  DecisionKind what = DecisionKind::accept;
  std::vector<std::string> targets = {};  // ids, as the reviewer named them
  std::string field = {};                 // of a correction: one of correctable_fields()
  std::string value = {};                 // of a correction, as text; empty: not known
  std::string reason = {};                // in the reviewer's words; may be empty
  std::string who = {};
  std::string when = {};  // ISO 8601, a day or a day and time: the caller's clock, never ours

  std::vector<ClaimMark> claims = {};  // what the targets were when it was decided; given by the store
  std::string superseded_by = {};      // the decision that undid or replaced it; empty while it stands
  bool operator==(const Decision&) const = default;
};

// Whether linking is to honour it.
inline bool stands(const Decision& decision) {
  return decision.what != DecisionKind::undo && decision.superseded_by.empty();
}

// A field that a reviewer can correct, and how its value is written.
struct CorrectableField {
  std::string_view name;
  std::string_view form;  // for help texts and error messages
};
//   type        CONSULT
//   mode        meeting, phone
//   status      happened
//   time        2016-12-07 or 2016-12-07/2016-12-09, 2016-12, 2016-12-07/ where an end is not known
//   place       Hamburg, DEU, 53.55, 10.0 (country and point may lack)
//   actor       Q22686 | Donald Trump | person | USA | GOV | OFFICE; ... (a bare name will do); recipient the same
//   setting     OSCE Ministerial Council
//   topics      Syria; grain exports
//   killed      12; injured the same
const std::vector<CorrectableField>& correctable_fields();

// Whether a decision can be read: a known field, a value of its form, somebody who decides, a day.
// Errors: Malformed.
Result<Done> check_decision(const Decision& decision);

// What a decision says of an event, as the event shows it.
struct ReviewNote {
  std::string decision;
  DecisionKind what = DecisionKind::accept;
  std::string claim;  // of a decision on claims: which; empty: the event as a whole
  std::string field;
  std::string value;  // the reviewer's
  std::string told;   // what the claim, or the claims together, say themselves
  std::string reason, who, when;
  bool operator==(const ReviewNote&) const = default;
};

}  // namespace annals
