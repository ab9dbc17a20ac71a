// Questions over a store's events: the filters that the command line, the server and Python share.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "annals/event.h"

namespace annals {

// Every field that is set must hold. Names match an actor's name, country, id or any word of the name, case and
// accents apart.
struct Filter {
  std::string actor;
  std::string with;
  std::string type;
  std::string mode;
  std::string status;
  std::string place;
  std::string topic;
  std::string outlet;
  std::optional<sys_days> since;  // events that may have taken place on or after this day
  std::optional<sys_days> until;
};

bool matches(const Event& event, const Filter& filter);

// A commitment is an event that some document told as planned.
struct Commitments {
  bool open = false, kept = false, broken = false;  // none set: all
  std::optional<sys_days> as_of;                    // only what documents up to this day say
};
std::vector<Event> commitments(const std::vector<Event>& events, const Commitments& which);

// One block of text an event, for people: when, what, who, where, status, by whom told, its sentences.
std::string timeline_text(const std::vector<Event>& events);
std::string show_text(const Event& event);

}  // namespace annals
