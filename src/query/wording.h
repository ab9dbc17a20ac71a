// An event's parts in words.
#pragma once

#include <string>
#include <vector>

#include "annals/event.h"

namespace annals::query {

std::string list_text(const std::vector<std::string>& items);  // "a, b and c"
std::string actor_text(const Actor& actor);                    // with the office
std::string place_text(const Place& place);
std::string kind_text(const Event& event);                  // "CONSULT meeting, multilateral"
std::string casualties_text(const Casualties& casualties);  // "12 killed, 30 injured"; empty when not said
std::string outcome_text(const Event& event);               // of what was planned; empty for anything else
std::string said_by_text(const std::vector<ResolvedSpeaker>& speakers);
std::string sources_text(const Event& event);  // "2 documents, 2 outlets, 1 independent root"

}  // namespace annals::query
