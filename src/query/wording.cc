#include "query/wording.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "annals/query.h"
#include "base/text.h"
#include "query/layout.h"

namespace annals::query {
namespace {

// How a type, or one of its modes, is told: "accused", "accuse", "accusing", what stands before those it is done to,
// and what behind them.
struct Wording {
  EventType type;
  std::string_view mode;  // empty: the type itself
  std::string_view past, base, doing;
  std::string_view before = "";
  std::string_view behind = "";
};

constexpr auto kWordings = std::to_array<Wording>({
    {EventType::agree, "", "agreed", "agree", "agreeing", "with"},
    {EventType::consult, "", "held talks", "hold talks", "holding talks", "with"},
    {EventType::consult, "visit", "visited", "visit", "visiting"},
    {EventType::consult, "third-party", "mediated talks", "mediate talks", "mediating talks", "with"},
    {EventType::consult, "multilateral", "took part in talks", "take part in talks", "taking part in talks", "with"},
    {EventType::consult, "phone", "spoke by phone", "speak by phone", "speaking by phone", "with"},
    {EventType::consult, "meeting", "met", "meet", "meeting"},
    {EventType::consult, "press-conference", "gave a press conference", "give a press conference",
     "giving a press conference", "with"},
    {EventType::consult, "letter", "wrote", "write", "writing", "to"},
    {EventType::consult, "contact", "made contact", "make contact", "making contact", "with"},
    {EventType::support, "", "supported", "support", "supporting"},
    {EventType::concede, "", "gave way", "give way", "giving way", "to"},
    {EventType::cooperate, "", "cooperated", "cooperate", "cooperating", "with"},
    {EventType::aid, "", "aided", "aid", "aiding"},
    {EventType::retreat, "", "pulled back", "pull back", "pulling back", "from"},
    {EventType::retreat, "withdraw", "withdrew", "withdraw", "withdrawing", "from"},
    {EventType::retreat, "release", "released", "release", "releasing"},
    {EventType::retreat, "disarm", "disarmed", "disarm", "disarming", "before"},
    {EventType::retreat, "ceasefire", "ceased fire", "cease fire", "ceasing fire", "towards"},
    {EventType::retreat, "access", "gave access", "give access", "giving access", "to"},
    {EventType::retreat, "resign", "resigned", "resign", "resigning", "before"},
    {EventType::request, "", "made a request", "make a request", "making a request", "to"},
    {EventType::request, "assist", "asked", "ask", "asking", "", "for help"},
    {EventType::request, "change", "asked", "ask", "asking", "", "to change course"},
    {EventType::request, "yield", "asked", "ask", "asking", "", "to give way"},
    {EventType::request, "meet", "asked", "ask", "asking", "", "to meet"},
    {EventType::accuse, "", "accused", "accuse", "accusing"},
    {EventType::accuse, "disapprove", "criticised", "criticise", "criticising"},
    {EventType::accuse, "investigate", "investigated", "investigate", "investigating"},
    {EventType::accuse, "allege", "accused", "accuse", "accusing"},
    {EventType::reject, "", "rejected what was asked", "reject what is asked", "rejecting what is asked", "by"},
    {EventType::reject, "assist", "refused help", "refuse help", "refusing help", "to"},
    {EventType::reject, "change", "refused to change course", "refuse to change course", "refusing to change course",
     "for"},
    {EventType::reject, "yield", "refused to give way", "refuse to give way", "refusing to give way", "to"},
    {EventType::reject, "meet", "refused to meet", "refuse to meet", "refusing to meet"},
    {EventType::threaten, "", "threatened", "threaten", "threatening"},
    {EventType::threaten, "restrict", "threatened", "threaten", "threatening", "", "with restrictions"},
    {EventType::threaten, "arrest", "threatened", "threaten", "threatening", "", "with arrest"},
    {EventType::threaten, "relations", "threatened", "threaten", "threatening", "", "with breaking off relations"},
    {EventType::threaten, "expel", "threatened", "threaten", "threatening", "", "with expulsion"},
    {EventType::threaten, "territory", "threatened", "threaten", "threatening", "", "with taking territory"},
    {EventType::threaten, "violence", "threatened", "threaten", "threatening", "", "with force"},
    {EventType::protest, "", "protested", "protest", "protesting", "against"},
    {EventType::protest, "demo", "demonstrated", "demonstrate", "demonstrating", "against"},
    {EventType::protest, "riot", "rioted", "riot", "rioting", "against"},
    {EventType::protest, "strike", "went on strike", "go on strike", "going on strike", "against"},
    {EventType::protest, "hunger", "went on hunger strike", "go on hunger strike", "going on hunger strike", "against"},
    {EventType::protest, "boycott", "boycotted", "boycott", "boycotting"},
    {EventType::protest, "obstruct", "put up a blockade", "put up a blockade", "putting up a blockade", "against"},
    {EventType::protest, "vandalize", "damaged property", "damage property", "damaging property", "of"},
    {EventType::sanction, "", "took measures", "take measures", "taking measures", "against"},
    {EventType::sanction, "convict", "convicted", "convict", "convicting"},
    {EventType::sanction, "expel", "expelled", "expel", "expelling"},
    {EventType::sanction, "withdraw", "withdrew", "withdraw", "withdrawing", "from"},
    {EventType::sanction, "discontinue", "broke off dealings", "break off dealings", "breaking off dealings", "with"},
    {EventType::mobilize, "", "mobilised", "mobilise", "mobilising", "against"},
    {EventType::mobilize, "troops", "deployed troops", "deploy troops", "deploying troops", "against"},
    {EventType::mobilize, "weapons", "deployed weapons", "deploy weapons", "deploying weapons", "against"},
    {EventType::mobilize, "police", "deployed police", "deploy police", "deploying police", "against"},
    {EventType::mobilize, "militia", "deployed militia", "deploy militia", "deploying militia", "against"},
    {EventType::coerce, "", "coerced", "coerce", "coercing"},
    {EventType::coerce, "seize", "made a seizure", "make a seizure", "making a seizure", "from"},
    {EventType::coerce, "restrict", "imposed restrictions", "impose restrictions", "imposing restrictions", "on"},
    {EventType::coerce, "censor", "censored", "censor", "censoring"},
    {EventType::coerce, "curfew", "imposed a curfew", "impose a curfew", "imposing a curfew", "on"},
    {EventType::coerce, "martial-law", "imposed martial law", "impose martial law", "imposing martial law", "on"},
    {EventType::coerce, "arrest", "arrested", "arrest", "arresting"},
    {EventType::coerce, "deport", "deported", "deport", "deporting"},
    {EventType::coerce, "withhold", "withheld supplies", "withhold supplies", "withholding supplies", "from"},
    {EventType::coerce, "misinformation", "spread false information", "spread false information",
     "spreading false information", "about"},
    {EventType::coerce, "cyber", "attacked the computers", "attack the computers", "attacking the computers", "of"},
    {EventType::assault, "", "attacked", "attack", "attacking"},
    {EventType::assault, "abduct", "abducted", "abduct", "abducting"},
    {EventType::assault, "beat", "beat up", "beat up", "beating up"},
    {EventType::assault, "torture", "tortured", "torture", "torturing"},
    {EventType::assault, "sexual", "committed sexual violence", "commit sexual violence", "committing sexual violence",
     "against"},
    {EventType::assault, "targeted", "made a targeted attack", "make a targeted attack", "making a targeted attack",
     "on"},
    {EventType::assault, "destroy", "destroyed property", "destroy property", "destroying property", "of"},
    {EventType::assault, "primitive", "attacked", "attack", "attacking", "", "with simple weapons"},
    {EventType::assault, "firearms", "attacked", "attack", "attacking", "", "with firearms"},
    {EventType::assault, "explosives", "attacked", "attack", "attacking", "", "with explosives"},
    {EventType::assault, "suicide-attack", "attacked", "attack", "attacking", "", "in a suicide attack"},
    {EventType::assault, "aerial", "attacked", "attack", "attacking", "", "from the air"},
    {EventType::assault, "drone", "attacked", "attack", "attacking", "", "with drones"},
    {EventType::assault, "heavy-weapons", "attacked", "attack", "attacking", "", "with heavy weapons"},
    {EventType::assault, "crowd-control", "used force", "use force", "using force", "against", "to control a crowd"},
    {EventType::assault, "unconventional", "attacked", "attack", "attacking", "", "with unconventional weapons"},
});

// Two sides that do it to each other, neither of them the recipient.
constexpr auto kEachOther = std::to_array<Wording>({
    {EventType::assault, "", "fought each other", "fight each other", "fighting each other"},
    {EventType::consult, "letter", "exchanged letters", "exchange letters", "exchanging letters"},
    {EventType::consult, "visit", "met on a visit", "meet on a visit", "meeting on a visit"},
});

const Wording& find(EventType type, const std::vector<std::string>& modes) {
  const Wording* of_type = &kWordings.front();  // every type has its row
  for (const Wording& wording : kWordings) {
    if (wording.type == type && wording.mode.empty()) of_type = &wording;
  }
  for (const std::string& mode : modes) {
    for (const Wording& wording : kWordings) {
      if (wording.type == type && wording.mode == mode) return wording;
    }
  }
  return *of_type;
}

Wording wording_of(const Event& event, std::size_t actors, std::size_t recipients) {
  const Wording& wording = find(event.type, event.modes);
  if (recipients > 0 || actors < 2) return wording;
  for (const Wording& each_other : kEachOther) {
    if (each_other.type != event.type) continue;
    if (each_other.mode == wording.mode) return each_other;
    if (each_other.mode.empty()) {
      Wording out = each_other;
      out.behind = wording.behind;
      return out;
    }
  }
  return wording;
}

// What stands between the actors and those it is done to, and what ends the sentence.
struct Verb {
  std::string text;
  std::string_view end = "";
};

Verb verb_for(Status status, const Wording& wording, bool several) {
  const std::string are = several ? "are " : "is ";
  const std::string base(wording.base);
  switch (status) {
    case Status::happened:
      return {std::string(wording.past)};
    case Status::ongoing:
      return {are + std::string(wording.doing)};
    case Status::planned:
      return {are + "to " + base};
    case Status::possible:
      return {"might " + base};
    case Status::requested:
      return {(several ? "were asked to " : "was asked to ") + base};
    case Status::cancelled:
      return {(several ? "were to " : "was to ") + base, "but it was called off"};
    case Status::denied:
      return {"did not " + base, "according to those who deny it"};
  }
  return {base};
}

std::vector<std::string> names_of(const Event& event, Role role) {
  std::vector<std::string> out;
  for (const Participant& participant : event.participants) {
    if (participant.role == role) out.push_back(actor_text(participant.actor));
  }
  return out;
}

std::string counted(std::uint32_t number, const std::string& one) {
  return std::to_string(number) + ' ' + one + (number == 1 ? "" : "s");
}

std::string headline_of(const Event& event) {
  const std::vector<std::string> actors = names_of(event, Role::actor), recipients = names_of(event, Role::recipient);
  const Wording wording = wording_of(event, actors.size(), recipients.size());
  const Verb verb = verb_for(event.status, wording, actors.size() > 1);
  std::vector<std::string> parts = {actors.empty() ? "Somebody unnamed" : list_text(actors), verb.text};
  if (!recipients.empty()) {
    if (!wording.before.empty()) parts.emplace_back(wording.before);
    parts.push_back(list_text(recipients));
  }
  if (!wording.behind.empty()) parts.emplace_back(wording.behind);
  if (!event.place.unknown()) parts.push_back("in " + place_text(event.place));
  std::string out = base::join(parts, " ");
  if (!verb.end.empty()) out += ", " + std::string(verb.end);
  return out;
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

namespace annals {

std::string headline(const Event& event) { return query::headline_of(event); }

}  // namespace annals
