// An event in one line, as a newspaper would put it. What is not known is not named: with nobody who acts it is told of
// those it is done to, or as a thing that happened; with nobody it is done to, in words that want none.
#include <algorithm>
#include <array>
#include <string_view>

#include "annals/query.h"
#include "base/text.h"
#include "base/utf8.h"
#include "query/layout.h"
#include "query/wording.h"

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

// The same where nobody is named that it is done to, for those of the above that want somebody.
constexpr auto kAlone = std::to_array<Wording>({
    {EventType::agree, "", "made an agreement", "make an agreement", "making an agreement"},
    {EventType::consult, "visit", "made a visit", "make a visit", "making a visit"},
    {EventType::consult, "meeting", "held a meeting", "hold a meeting", "holding a meeting"},
    {EventType::support, "", "voiced support", "voice support", "voicing support"},
    {EventType::aid, "", "gave aid", "give aid", "giving aid"},
    {EventType::retreat, "release", "released prisoners", "release prisoners", "releasing prisoners"},
    {EventType::request, "assist", "asked for help", "ask for help", "asking for help"},
    {EventType::request, "change", "called for a change of course", "call for a change of course",
     "calling for a change of course"},
    {EventType::request, "yield", "called for concessions", "call for concessions", "calling for concessions"},
    {EventType::request, "meet", "asked for a meeting", "ask for a meeting", "asking for a meeting"},
    {EventType::accuse, "", "made an accusation", "make an accusation", "making an accusation"},
    {EventType::accuse, "disapprove", "voiced criticism", "voice criticism", "voicing criticism"},
    {EventType::accuse, "investigate", "opened an investigation", "open an investigation", "opening an investigation"},
    {EventType::accuse, "allege", "made an accusation", "make an accusation", "making an accusation"},
    {EventType::reject, "meet", "refused to meet", "refuse to meet", "refusing to meet"},
    {EventType::threaten, "", "made a threat", "make a threat", "making a threat"},
    {EventType::threaten, "restrict", "threatened restrictions", "threaten restrictions", "threatening restrictions"},
    {EventType::threaten, "arrest", "threatened arrests", "threaten arrests", "threatening arrests"},
    {EventType::threaten, "relations", "threatened to break off relations", "threaten to break off relations",
     "threatening to break off relations"},
    {EventType::threaten, "expel", "threatened expulsions", "threaten expulsions", "threatening expulsions"},
    {EventType::threaten, "territory", "threatened to take territory", "threaten to take territory",
     "threatening to take territory"},
    {EventType::threaten, "violence", "threatened the use of force", "threaten the use of force",
     "threatening the use of force"},
    {EventType::protest, "boycott", "took part in a boycott", "take part in a boycott", "taking part in a boycott"},
    {EventType::sanction, "convict", "passed sentence", "pass sentence", "passing sentence"},
    {EventType::sanction, "expel", "ordered expulsions", "order expulsions", "ordering expulsions"},
    {EventType::coerce, "", "used coercion", "use coercion", "using coercion"},
    {EventType::coerce, "censor", "imposed censorship", "impose censorship", "imposing censorship"},
    {EventType::coerce, "arrest", "made arrests", "make arrests", "making arrests"},
    {EventType::coerce, "deport", "carried out deportations", "carry out deportations", "carrying out deportations"},
    {EventType::assault, "abduct", "carried out an abduction", "carry out an abduction", "carrying out an abduction"},
    {EventType::assault, "beat", "carried out a beating", "carry out a beating", "carrying out a beating"},
    {EventType::assault, "torture", "used torture", "use torture", "using torture"},
});

// Two sides that do it to each other, neither of them the recipient.
constexpr auto kEachOther = std::to_array<Wording>({
    {EventType::assault, "", "fought each other", "fight each other", "fighting each other"},
    {EventType::consult, "letter", "exchanged letters", "exchange letters", "exchanging letters"},
    {EventType::consult, "visit", "met on a visit", "meet on a visit", "meeting on a visit"},
});

// The act as a thing, and what those are that it is done to ("were accused"); empty where that cannot be said.
struct Noun {
  EventType type;
  std::string_view mode;
  std::string_view noun, done;
};
constexpr auto kNouns = std::to_array<Noun>({
    {EventType::agree, "", "agreement", ""},
    {EventType::consult, "", "talks", ""},
    {EventType::consult, "visit", "visit", "visited"},
    {EventType::consult, "third-party", "mediation", ""},
    {EventType::consult, "multilateral", "talks", ""},
    {EventType::consult, "phone", "phone call", ""},
    {EventType::consult, "meeting", "meeting", ""},
    {EventType::consult, "press-conference", "press conference", ""},
    {EventType::consult, "letter", "letter", ""},
    {EventType::consult, "contact", "contact", ""},
    {EventType::support, "", "expression of support", "supported"},
    {EventType::concede, "", "concession", ""},
    {EventType::cooperate, "", "cooperation", ""},
    {EventType::aid, "", "aid", "aided"},
    {EventType::retreat, "", "pull-back", ""},
    {EventType::retreat, "withdraw", "withdrawal", ""},
    {EventType::retreat, "release", "release", "released"},
    {EventType::retreat, "disarm", "disarmament", ""},
    {EventType::retreat, "ceasefire", "ceasefire", ""},
    {EventType::retreat, "access", "access", ""},
    {EventType::retreat, "resign", "resignation", ""},
    {EventType::request, "", "request", ""},
    {EventType::request, "assist", "request for help", "asked"},
    {EventType::request, "change", "call for a change of course", "asked"},
    {EventType::request, "yield", "call for concessions", "asked"},
    {EventType::request, "meet", "request for a meeting", "asked"},
    {EventType::accuse, "", "accusation", "accused"},
    {EventType::accuse, "disapprove", "criticism", "criticised"},
    {EventType::accuse, "investigate", "investigation", "investigated"},
    {EventType::accuse, "allege", "accusation", "accused"},
    {EventType::reject, "", "rejection", ""},
    {EventType::reject, "assist", "refusal of help", ""},
    {EventType::reject, "change", "refusal to change course", ""},
    {EventType::reject, "yield", "refusal to give way", ""},
    {EventType::reject, "meet", "refusal to meet", ""},
    {EventType::threaten, "", "threat", "threatened"},
    {EventType::threaten, "restrict", "threat of restrictions", "threatened"},
    {EventType::threaten, "arrest", "threat of arrest", "threatened"},
    {EventType::threaten, "relations", "threat to break off relations", "threatened"},
    {EventType::threaten, "expel", "threat of expulsion", "threatened"},
    {EventType::threaten, "territory", "threat to take territory", "threatened"},
    {EventType::threaten, "violence", "threat of force", "threatened"},
    {EventType::protest, "", "protest", ""},
    {EventType::protest, "demo", "demonstration", ""},
    {EventType::protest, "riot", "riot", ""},
    {EventType::protest, "strike", "strike", ""},
    {EventType::protest, "hunger", "hunger strike", ""},
    {EventType::protest, "boycott", "boycott", "boycotted"},
    {EventType::protest, "obstruct", "blockade", ""},
    {EventType::protest, "vandalize", "damage to property", ""},
    {EventType::sanction, "", "measures", ""},
    {EventType::sanction, "convict", "conviction", "convicted"},
    {EventType::sanction, "expel", "expulsion", "expelled"},
    {EventType::sanction, "withdraw", "withdrawal", ""},
    {EventType::sanction, "discontinue", "breaking off of dealings", ""},
    {EventType::mobilize, "", "mobilisation", ""},
    {EventType::mobilize, "troops", "deployment of troops", ""},
    {EventType::mobilize, "weapons", "deployment of weapons", ""},
    {EventType::mobilize, "police", "deployment of police", ""},
    {EventType::mobilize, "militia", "deployment of militia", ""},
    {EventType::coerce, "", "coercion", "coerced"},
    {EventType::coerce, "seize", "seizure", ""},
    {EventType::coerce, "restrict", "restrictions", ""},
    {EventType::coerce, "censor", "censorship", "censored"},
    {EventType::coerce, "curfew", "curfew", ""},
    {EventType::coerce, "martial-law", "martial law", ""},
    {EventType::coerce, "arrest", "arrest", "arrested"},
    {EventType::coerce, "deport", "deportation", "deported"},
    {EventType::coerce, "withhold", "withholding of supplies", ""},
    {EventType::coerce, "misinformation", "false information", ""},
    {EventType::coerce, "cyber", "attack on the computers", ""},
    {EventType::assault, "", "attack", "attacked"},
    {EventType::assault, "abduct", "abduction", "abducted"},
    {EventType::assault, "beat", "beating", "beaten up"},
    {EventType::assault, "torture", "torture", "tortured"},
    {EventType::assault, "sexual", "sexual violence", ""},
    {EventType::assault, "targeted", "targeted attack", ""},
    {EventType::assault, "destroy", "destruction of property", ""},
    {EventType::assault, "primitive", "attack with simple weapons", "attacked"},
    {EventType::assault, "firearms", "attack with firearms", "attacked"},
    {EventType::assault, "explosives", "attack with explosives", "attacked"},
    {EventType::assault, "suicide-attack", "suicide attack", "attacked"},
    {EventType::assault, "aerial", "attack from the air", "attacked"},
    {EventType::assault, "drone", "attack with drones", "attacked"},
    {EventType::assault, "heavy-weapons", "attack with heavy weapons", "attacked"},
    {EventType::assault, "crowd-control", "use of force to control a crowd", ""},
    {EventType::assault, "unconventional", "attack with unconventional weapons", "attacked"},
});

// The row of the first of an event's modes that has one, else of its type; null where neither has.
template <typename Row, std::size_t N>
const Row* find(const std::array<Row, N>& rows, const Event& event) {
  for (const std::string& mode : event.modes) {
    for (const Row& row : rows) {
      if (row.type == event.type && row.mode == mode) return &row;
    }
  }
  for (const Row& row : rows) {
    if (row.type == event.type && row.mode.empty()) return &row;
  }
  return nullptr;
}

Wording wording_of(const Event& event, std::size_t actors, std::size_t recipients) {
  const Wording wording = *find(kWordings, event);  // every type has its row
  if (recipients > 0) return wording;
  if (actors > 1) {
    for (const Wording& each_other : kEachOther) {
      if (each_other.type != event.type) continue;
      if (each_other.mode == wording.mode) return each_other;
      if (each_other.mode.empty()) {
        Wording out = each_other;
        out.behind = wording.behind;
        return out;
      }
    }
    // They meet, agree and call one another: what is mutual wants nobody else.
    if (event.type == EventType::consult || event.type == EventType::agree) return wording;
  }
  for (const Wording& alone : kAlone) {
    if (alone.type == event.type && alone.mode == wording.mode) return alone;
  }
  return wording;
}

// --- Number

bool is_plural_noun(std::string_view word) {
  constexpr auto kPlural = std::to_array<std::string_view>(
      {"people", "police", "men", "women", "children", "fishermen", "servicemen", "gunmen", "policemen"});
  constexpr auto kSingular =
      std::to_array<std::string_view>({"nations", "states", "emirates", "news", "politics", "press"});
  const std::string lower = base::fold(word);
  if (std::ranges::find(kPlural, lower) != kPlural.end()) return true;
  if (std::ranges::find(kSingular, lower) != kSingular.end()) return false;
  return lower.ends_with('s') && !lower.ends_with("ss") && !lower.ends_with("us") && !lower.ends_with("is");
}

// Whether one actor is several: "traders", "the armed forces of a state"; a state or a person never is.
bool is_plural(const Actor& actor) {
  if (actor.kind == "person" || actor.kind == "country") return false;
  constexpr auto kEndsHead =
      std::to_array<std::string_view>({"of", "in", "for", "from", "to", "at", "with", "against", "who"});
  std::string_view head;
  for (const std::string_view word : base::split_words(actor.name)) {
    if (!head.empty() && std::ranges::find(kEndsHead, word) != kEndsHead.end()) break;
    head = word;
  }
  return is_plural_noun(head);
}

// --- The sentence

struct Cast {
  std::vector<std::string> names;
  bool several = false;  // a verb of theirs is in the plural
};
Cast cast_of(const Event& event, Role role) {
  Cast out;
  for (const Participant& participant : event.participants) {
    if (participant.role != role) continue;
    out.several = !out.names.empty() || is_plural(participant.actor);
    out.names.push_back(actor_text(participant.actor));
  }
  return out;
}

// What stands between the actors and those it is done to, and what ends the sentence.
struct Verb {
  std::string text;
  std::string_view end = "";
};
constexpr std::string_view kCalledOff = ", but it was called off";
constexpr std::string_view kDenied = ", according to those who deny it";

Verb verb_for(Status status, const Wording& wording, bool several) {
  const std::string are = several ? "are " : "is ", were = several ? "were " : "was ";
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
      return {were + "asked to " + base};
    case Status::cancelled:
      return {were + "to " + base, kCalledOff};
    case Status::denied:
      return {"did not " + base, kDenied};
  }
  return {base};
}

Verb passive_for(Status status, std::string_view participle, bool several) {
  const std::string are = several ? "are " : "is ", were = several ? "were " : "was ";
  const std::string done(participle);
  switch (status) {
    case Status::happened:
      return {were + done};
    case Status::ongoing:
      return {are + "being " + done};
    case Status::planned:
      return {are + "to be " + done};
    case Status::possible:
      return {"might be " + done};
    case Status::requested:
      return {"should be " + done, ", somebody asked"};
    case Status::cancelled:
      return {were + "to be " + done, kCalledOff};
    case Status::denied:
      return {were + "not " + done, kDenied};
  }
  return {done};
}

// What a noun is said to be: "talks planned".
std::string_view standing(Status status) {
  switch (status) {
    case Status::happened:
      return "";
    case Status::ongoing:
      return "under way";
    case Status::planned:
      return "planned";
    case Status::possible:
      return "possible";
    case Status::requested:
      return "asked for";
    case Status::cancelled:
      return "called off";
    case Status::denied:
      return "denied";
  }
  return "";
}

// Whether a participant is the place itself: it is not said twice.
bool is_named(const Event& event, Role role, const std::string& place) {
  return std::ranges::any_of(event.participants, [&](const Participant& one) {
    return one.role == role && base::fold(one.actor.name) == base::fold(place);
  });
}

void add(std::vector<std::string>& parts, std::string_view part) {
  if (!part.empty()) parts.emplace_back(part);
}

// A place that goes by no name but by what it is: "the border", "a bridge".
bool is_unnamed(const std::string& name) {
  const bool named = name.empty() || !base::is_lower_ascii(name.front());
  return !named || base::fold(name).ends_with(" border");
}

// "Asmara", "the border", "waters".
std::string placed(const Place& place) {
  return (is_unnamed(place.name) && !place.name.ends_with('s') ? "the " : "") + place_text(place);
}

// In a town, on a border, at a bridge.
std::string_view preposition(const std::string& name) {
  constexpr auto kLines = std::to_array<std::string_view>(
      {"border", "frontier", "coast", "front", "frontline", "line", "road", "highway", "river", "island", "hill"});
  if (!is_unnamed(name) || name.ends_with('s')) return "in ";
  const std::string last = base::fold(name.substr(name.rfind(' ') + 1));
  return std::ranges::find(kLines, last) != kLines.end() ? "on " : "at ";
}

// Where, with the word before it: one leaves a place and visits it, all else is done in it.
std::string where_text(const Event& event, const Wording& wording, bool has_object) {
  if (event.place.unknown() || is_named(event, Role::recipient, event.place.name)) return {};
  const bool leaves = event.type == EventType::retreat && (wording.mode == "withdraw" || wording.mode.empty());
  return std::string(leaves && !has_object ? "from " : preposition(event.place.name)) + placed(event.place);
}

std::string with_nobody(const Event& event, const Cast& recipients) {
  const Noun& noun = *find(kNouns, event);
  const Wording& wording = *find(kWordings, event);
  std::vector<std::string> parts;
  if (!recipients.names.empty() && !noun.done.empty()) {
    const Verb verb = passive_for(event.status, noun.done, recipients.several);
    parts = {list_text(recipients.names), verb.text};
    add(parts, wording.behind);
    add(parts, where_text(event, wording, true));
    return base::join(parts, " ") + std::string(verb.end);
  }
  parts = {std::string(noun.noun)};
  if (!recipients.names.empty()) {
    parts.emplace_back(wording.before.empty() ? "with" : wording.before);
    parts.push_back(list_text(recipients.names));
  }
  add(parts, where_text(event, wording, !recipients.names.empty()));
  add(parts, standing(event.status));
  return base::join(parts, " ");
}

std::string with_actors(const Event& event, const Cast& actors, const Cast& recipients) {
  Wording wording = wording_of(event, actors.names.size(), recipients.names.size());
  const bool visits = event.type == EventType::consult && find(kWordings, event)->mode == "visit";
  const bool goes_there = visits && recipients.names.empty() && actors.names.size() == 1 && !event.place.unknown() &&
                          !is_named(event, Role::actor, event.place.name);
  if (goes_there) wording = *find(kWordings, event);  // "visited Algiers"
  const Verb verb = verb_for(event.status, wording, actors.several);
  std::vector<std::string> parts = {list_text(actors.names), verb.text};
  if (!recipients.names.empty()) {
    add(parts, wording.before);
    parts.push_back(list_text(recipients.names));
  }
  add(parts, wording.behind);
  add(parts, goes_there ? placed(event.place) : where_text(event, wording, !recipients.names.empty()));
  return base::join(parts, " ") + std::string(verb.end);
}

std::string begun_large(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

}  // namespace

std::string headline_of(const Event& event) {
  const Cast actors = cast_of(event, Role::actor), recipients = cast_of(event, Role::recipient);
  return begun_large(actors.names.empty() ? with_nobody(event, recipients) : with_actors(event, actors, recipients));
}

}  // namespace annals::query

namespace annals {

std::string headline(const Event& event) { return query::headline_of(event); }

}  // namespace annals
