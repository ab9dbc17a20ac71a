// A Commitment is what somebody owes, or holds out, and what became of it: announced, agreed, ordered, threatened, or
// kept by the guns' silence. It is made from events and their claims; every step of it is a claim.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "annals/claim.h"

namespace annals {

//   announced   who owes it said so himself, or a page says that it is to come     "will visit on Monday"
//   agreed      a deal says so                                                    "under the accord, both are to ..."
//   ordered     somebody with power over who owes it says so                      "gave them until Friday to leave"
//   threatened  it is held out as harm                                            "warned that it would cut off gas"
//   truce       a ceasefire, from its declaring to its end
enum class CommitmentKind : std::uint8_t { announced, agreed, ordered, threatened, truce };
inline constexpr std::array<std::string_view, 5> kCommitmentKindNames = {"announced", "agreed", "ordered", "threatened",
                                                                         "truce"};

//   open         still to come, as far as the documents reach     in_force     a truce that holds, or is said to
//   kept         done; of a truce: it ran to its end               broken       its day passed and it was not done;
//   cancelled    called off, or taken back                                      of a truce: it collapsed
//   moved        put off to another day (see `moved_to`)           unconfirmed  its day passed, and nobody says
enum class CommitmentState : std::uint8_t { open, in_force, kept, broken, cancelled, moved, unconfirmed };
inline constexpr std::array<std::string_view, 7> kCommitmentStateNames = {
    "open", "in_force", "kept", "broken", "cancelled", "moved", "unconfirmed"};

constexpr std::string_view to_string(CommitmentKind kind) {
  return kCommitmentKindNames[static_cast<std::size_t>(kind)];
}
constexpr std::string_view to_string(CommitmentState state) {
  return kCommitmentStateNames[static_cast<std::size_t>(state)];
}

// One claim's part in it.
struct CommitmentStep {
  // announced, agreed, declared, ordered, threatened, asked, repeated, in force, violated, denied, extended, suspended,
  // restored, rejected, collapsed, ended, kept, broken, cancelled, moved
  std::string what;
  TimeInterval as_of;                    // when the document appeared that says so
  TimeInterval when;                     // when it was, or is to be
  std::vector<Participant> by;           // whose step it is: of a violation, who is said to have broken the truce
  std::vector<ResolvedSpeaker> said_by;  // according to whom; empty: the outlet itself
  std::string claim, document, event;    // ids
  std::string outlet, path, sentence;    // of the claim
  ByteSpans spans;                       // of the sentence
};

struct Commitment {
  std::string id;  // "co_" and the digits of the claim that told of it first
  CommitmentKind kind = CommitmentKind::announced;
  CommitmentState state = CommitmentState::open;
  EventType type = EventType::consult;  // of the deed that is owed
  std::vector<std::string> modes;
  std::string what;                  // in words: "withdraw from Kadugli (SDN)"
  std::vector<Participant> owed_by;  // of a truce: all its parties
  std::vector<Participant> owed_to;  // to whom, or against whom
  std::vector<std::string> topics;
  Place place;
  TimeInterval due;                   // the days it is to be done on, or by the end of which; unknown: no day was named
  std::string due_as_written;         // "by 1 March", "within 60 days"
  std::string condition;              // "if it does not let the convoys in", as written; empty: none
  std::vector<CommitmentStep> steps;  // in the order in which they were published
  std::string event;                  // the deed's own event
  std::string moved_to;               // the event that took its place
  std::uint32_t documents = 0;
  std::uint32_t outlets = 0;
};

}  // namespace annals
