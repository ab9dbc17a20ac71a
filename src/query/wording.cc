#include "query/wording.h"

#include "annals/query.h"
#include "base/text.h"
#include "query/layout.h"

namespace annals::query {
namespace {

std::string counted(std::uint32_t number, const std::string& one) {
  return std::to_string(number) + ' ' + one + (number == 1 ? "" : "s");
}

}  // namespace

std::string list_text(const std::vector<std::string>& items) {
  std::string out;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) out += i + 1 == items.size() ? " and " : ", ";
    out += items[i];
  }
  return out;
}

std::string actor_text(const Actor& actor) {
  const std::string name = visible(actor.name.empty() ? "somebody" : actor.name);
  return actor.office.empty() ? name : name + " (" + visible(actor.office) + ")";
}

std::string place_text(const Place& place) {
  const std::string name = visible(place.name);
  return place.country.empty() ? name : name + " (" + visible(place.country) + ")";
}

std::string kind_text(const Event& event) {
  const std::string type(to_string(event.type));
  return event.modes.empty() ? type : type + ' ' + base::join(event.modes, ", ");
}

std::string casualties_text(const Casualties& casualties) {
  std::vector<std::string> parts;
  if (casualties.killed) parts.push_back(std::to_string(*casualties.killed) + " killed");
  if (casualties.injured) parts.push_back(std::to_string(*casualties.injured) + " injured");
  return base::join(parts, ", ");
}

std::string outcome_text(const Event& event) {
  switch (event.outcome) {
    case Outcome::none:
      return {};
    case Outcome::open:
      return "still to come, as far as the documents reach";
    case Outcome::happened:
      return "announced, and borne out";
    case Outcome::cancelled:
      return "announced, and called off";
    case Outcome::moved:
      return "moved: " + (event.moved_to.empty() ? "to another day" : event.moved_to) + " took its place";
    case Outcome::unconfirmed:
      return "its day passed, and no document speaks of it";
  }
  return {};
}

std::string said_by_text(const std::vector<ResolvedSpeaker>& speakers) {
  std::vector<std::string> parts;
  for (const ResolvedSpeaker& speaker : speakers) {
    std::string part = actor_text(speaker.actor);
    if (!speaker.how.empty()) part += ": " + visible(speaker.how);
    if (speaker.quoted) part += " (quoted)";
    parts.push_back(std::move(part));
  }
  return base::join(parts, "; as told by ");
}

std::string sources_text(const Event& event) {
  return counted(event.documents, "document") + ", " + counted(event.outlets, "outlet") + ", " +
         counted(event.roots, "independent root");
}

}  // namespace annals::query
