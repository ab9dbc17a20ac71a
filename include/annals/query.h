// Questions over a store's events: the filters that the command line, the server and Python share.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "annals/commitment.h"
#include "annals/event.h"
#include "annals/store.h"

namespace annals {

// Every field that is set must hold. Names match an actor's name, country, id or any words of the name, case and
// accents apart; places, topics and outlets match in the same way.
struct Filter {
  std::string actor;
  std::string with;  // another one that takes part in the same event
  std::string type;
  std::string mode;
  std::string status;
  std::string place;
  std::string topic;
  std::string outlet;
  std::optional<sys_days> since;  // events that may have taken place on or after this day
  std::optional<sys_days> until;
  // Where `actor` or `with` is an id: the id that one stands for today (ActorBase::current_id), empty where it stands
  // for nobody known. With it, ids given up and those that took them up are one; without it, each is itself.
  std::function<std::string(const std::string&)> current_id = {};
};

bool matches(const Event& event, const Filter& filter);

// Which commitments are asked for. Kept: done; broken: not done, called off, or its day passed and nobody speaks of it;
// open: still to come or in force. One that was moved to another day is none of the three.
struct Commitments {
  bool open = false, kept = false, broken = false;  // none set: all
  std::optional<sys_days> as_of = {};               // only what documents up to this day say
};
// What a record's events hold of commitments, by the day they are due, then id. `as_of` is not looked at.
std::vector<Commitment> commitments(const LinkedRecord& record, const Commitments& which = {});
// Of a store. With `as_of`, `linker` links the documents that had surely appeared by that day, and no others, so that
// nothing that was told later has a part in it. Errors: those of reading the store.
Result<std::vector<Commitment>> commitments(Store& store, const Commitments& which, const Store::Linker& linker);

// How text for people is set. Every line fits into `columns`; what a page hides (control characters, marks that turn
// the direction of text) is made visible.
struct TextStyle {
  unsigned columns = 110;
  bool colours = false;  // for a terminal
};

// One block of text an event, for people: when, who did what to whom, where, status, by whom told, its sentences.
std::string timeline_text(const std::vector<Event>& events, const TextStyle& style = {});
// An event whole: also its history, disagreements side by side, and each claim with how it was read.
std::string show_text(const Event& event, const TextStyle& style = {});
// A document: what it is, when it appeared and why we think so, its copies and its claims.
std::string show_text(const CodedDocument& document, const LinkedRecord::DocumentLinks* links,
                      const TextStyle& style = {});

// Commitments under each other, each with its steps.
std::string commitments_text(const std::vector<Commitment>& commitments, const TextStyle& style = {});

// "met", "spoke by phone", "accused": an event's type and mode in words, its status in the verb ("are to meet").
std::string headline(const Event& event);
// "Thu 8 Dec 2016, morning", "early Dec 2016", "between 30 Sep 2015 and 20 Jan 2017", "date unknown".
std::string time_text(const TimeInterval& time);

}  // namespace annals
