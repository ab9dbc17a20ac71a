// A promise is found where a claim plans a deed, a threat holds one out, or an order sets a day for one. Claims of one
// event are one promise; so are two events of the same deed, parties and day, which linking had no reason to join. What
// became of it is told by the deed's own event, or by another of the same kind and parties: "will release 40 prisoners
// by Friday" and "freed 40 prisoners on Thursday" share few words.
#include "query/promises.h"

#include <algorithm>
#include <initializer_list>
#include <ranges>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "annals/query.h"
#include "query/truces.h"

namespace annals::query {
namespace {

using std::chrono::days;

constexpr days kSameDeal{60};     // two tellings of one promise without a day lie closer than that
constexpr days kMeetingSlack{2};  // a meeting planned for Monday was held on Tuesday
constexpr days kLongLate{120};    // what is done later than that is something else
constexpr days kForgotten{730};   // nobody tells later than that, in other words, of what was promised
constexpr std::size_t kNone = ~std::size_t{0};

struct Deed {
  EventType type = EventType::consult;
  std::vector<std::string> modes;
};

struct Promise {
  Commitment out;
  std::vector<Deed> deeds;       // any of these does it
  std::set<std::string> events;  // that it is told in
  std::unordered_set<std::string> filed;
  std::optional<sys_days> first_told;                      // the earliest its first document can have appeared
  std::vector<std::pair<std::size_t, std::string>> steps;  // in `all`, and what each is
};

bool done(Status status) { return status == Status::happened || status == Status::ongoing; }

bool meeting(EventType type) { return type == EventType::consult; }

bool modes_meet(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  if (a.empty() || b.empty()) return true;
  return std::ranges::any_of(a, [&](const std::string& mode) { return std::ranges::find(b, mode) != b.end(); });
}

bool deed_fits(const Deed& deed, const ResolvedClaim& claim) {
  if (deed.type != claim.type) return false;
  if (modes_meet(deed.modes, claim.modes)) return true;
  // Visits, meetings and talks with several are told as one another; a call is not.
  const auto by_wire = [](const std::vector<std::string>& modes) {
    return std::ranges::find(modes, "phone") != modes.end() || std::ranges::find(modes, "letter") != modes.end();
  };
  return meeting(claim.type) && by_wire(deed.modes) == by_wire(claim.modes);
}

// --- the day it is due ---

bool sets_a_day(const ResolvedClaim& claim, const TimeInterval& as_of) {
  if (!claim.time.to || claim.time_as_written.empty()) return false;
  const auto& told = as_of.to ? as_of.to : as_of.from;
  if (!told || *claim.time.to > *told) return true;
  // "ordered on Monday to leave" is the day of the order, "by midnight" is not.
  return *claim.time.to == *told && claim.time_as_written.find(' ') != std::string::npos &&
         !claim.time_as_written.starts_with("on ");
}

// The claim's own, or of a neighbour that shares its sentence's only day.
const ResolvedClaim* dated_by(const std::vector<Told>& all, std::size_t at) {
  if (sets_a_day(*all[at].claim, all[at].as_of)) return all[at].claim;
  const Neighbours here = same_sentence(all, at);
  const ResolvedClaim* found = nullptr;
  for (std::size_t i = here.first; i < here.last; ++i) {
    const ResolvedClaim& other = *all[i].claim;
    if (!sets_a_day(other, all[i].as_of)) continue;
    // "threatened on Monday to ..." is the day of the threat.
    if (done(other.status) && all[i].as_of.to && *other.time.to <= *all[i].as_of.to) continue;
    found = &other;
  }
  return found;
}

// --- how it was made ---

constexpr std::string_view kOrders = "order*|instruct*|command*|decree*|ultimatum|deadline|demand*|given|gave";
constexpr std::string_view kUnderADeal =
    "under the deal|under the agreement|under the accord|under the terms|under the pact|under the treaty|under the "
    "plan|the deal calls|the agreement calls|the accord calls|the deal requires|the deal provides|the agreement "
    "provides|the deal obliges|as part of the deal|as part of the agreement|as part of the accord|agreed to|agreed "
    "that|agreed on|have agreed|has agreed|pledge*|committed to|undertook to|undertake to|signed";

CommitmentKind kind_of_plan(const std::vector<Told>& all, std::size_t at, std::vector<Participant>& owed_to) {
  const Neighbours here = same_sentence(all, at);
  const std::vector<Participant> own = parties(*all[at].claim, Role::actor);
  CommitmentKind kind = CommitmentKind::announced;
  for (std::size_t i = here.first; i < here.last; ++i) {
    const ResolvedClaim& other = *all[i].claim;
    if (i == at || !done(other.status)) continue;
    const std::vector<Participant> actors = parties(other, Role::actor);
    const bool shares = own.empty() || actors.empty() || any_same_side(own, actors);
    if (other.type == EventType::agree && shares) {
      kind = CommitmentKind::agreed;
      for (const Participant& one : actors) {
        if (!any_same_side({one}, own)) add_parties(owed_to, {one});
      }
    } else if (other.type == EventType::concede && shares && kind == CommitmentKind::announced) {
      kind = CommitmentKind::agreed;
    } else if (other.type == EventType::request && says(all[at].words, kOrders) &&
               any_same_side(parties(other, Role::recipient), own)) {
      kind = CommitmentKind::ordered;
      add_parties(owed_to, actors);
    }
  }
  if (kind == CommitmentKind::announced && says(all[at].words, kUnderADeal)) kind = CommitmentKind::agreed;
  return kind;
}

// What is demanded, by the words for it: the deed inside a request is not coded by itself.
struct Demand {
  std::string_view words;
  Deed deed;
};
const std::vector<Demand>& demands() {
  static const std::vector<Demand> kDemands = {
      {"withdraw*|pull out|pull back|leave|vacate|evacuate|quit|retreat*", {EventType::retreat, {"withdraw"}}},
      {"release*|free|hand over|return", {EventType::retreat, {"release"}}},
      {"disarm*|lay down|surrender*|give up", {EventType::retreat, {"disarm"}}},
      {"step down|resign*|stand down|give up power", {EventType::retreat, {"resign"}}},
      {"let|allow|open|admit|lift", {EventType::retreat, {"access"}}},
      {"accept|sign|agree", {EventType::agree, {}}},
      {"stop|halt|cease|end", {EventType::retreat, {}}},
  };
  return kDemands;
}

// What a threat's modes come to when it is carried out.
std::vector<Deed> threatened_deeds(const std::vector<std::string>& modes) {
  std::vector<Deed> out;
  for (const std::string& mode : modes) {
    if (mode == "restrict") out.insert(out.end(), {{EventType::sanction, {}}, {EventType::coerce, {}}});
    if (mode == "arrest") out.push_back({EventType::coerce, {"arrest"}});
    if (mode == "relations") out.push_back({EventType::sanction, {}});
    if (mode == "expel") out.push_back({EventType::sanction, {"expel"}});
    if (mode == "territory") out.insert(out.end(), {{EventType::coerce, {"seize"}}, {EventType::assault, {}}});
    if (mode == "violence") out.push_back({EventType::assault, {}});
  }
  if (!out.empty()) return out;
  return {{EventType::sanction, {}}, {EventType::coerce, {}}, {EventType::assault, {}}, {EventType::mobilize, {}}};
}

// "unless the convoys get through", as written.
std::string condition_in(std::string_view sentence) {
  for (const std::string_view word : {" unless ", " if ", " should ", " until "}) {
    const std::size_t at = sentence.find(word);
    if (at == std::string_view::npos) continue;
    std::string_view rest = sentence.substr(at + 1);
    const std::size_t end = rest.find_first_of(",;:\"");
    if (end != std::string_view::npos) rest = rest.substr(0, end);
    while (!rest.empty() && (rest.back() == '.' || rest.back() == ' ')) rest.remove_suffix(1);
    return std::string(rest);
  }
  return {};
}

// --- finding them ---

class Promises {
 public:
  explicit Promises(const Telling& telling) : all_(telling.all), covered_(telling.covered) {}

  std::vector<Commitment> run() {
    for (std::size_t i = 0; i < all_.size(); ++i) {
      if (of_a_truce(all_[i])) continue;
      const ResolvedClaim& claim = *all_[i].claim;
      if (claim.status == Status::planned && !under_an_order(i)) add(i, planned(i), "announced");
      if (claim.type == EventType::threaten && done(claim.status)) add(i, threatened(i), "threatened");
      if (claim.type == EventType::request && done(claim.status) && is_order(i)) add(i, ordered(i), "ordered");
    }
    for (std::size_t i = 0; i < all_.size(); ++i) {
      if (!of_a_truce(all_[i])) follow(i);
    }
    std::vector<Commitment> out;
    for (Promise& promise : promises_) {
      if (!only_a_headline(promise)) out.push_back(settled(promise));
    }
    return out;
  }

 private:
  Promise begun(std::size_t at) const {
    const Told& told = all_[at];
    Promise p;
    p.out.id = "co_" + told.claim->id.substr(std::min<std::size_t>(3, told.claim->id.size()));
    p.out.type = told.claim->type;
    p.out.modes = told.claim->modes;
    p.out.place = told.claim->place;
    p.out.topics = told.claim->topics;
    p.out.event = told.event->id;
    p.events.insert(told.event->id);
    p.first_told = told.as_of.from;
    if (const ResolvedClaim* dated = dated_by(all_, at)) {
      p.out.due = dated->time;
      p.out.due_as_written = dated->time_as_written;
    }
    return p;
  }

  Promise planned(std::size_t at) const {
    Promise p = begun(at);
    const ResolvedClaim& claim = *all_[at].claim;
    p.out.owed_by = parties(claim, Role::actor);
    if (!claim.mutual) p.out.owed_to = parties(claim, Role::recipient);
    p.out.kind = kind_of_plan(all_, at, p.out.owed_to);
    p.deeds = {{claim.type, claim.modes}};
    p.out.what = deed_text(*all_[at].event, Status::planned);
    p.out.condition = condition_in(claim.sentence);
    return p;
  }

  Promise threatened(std::size_t at) const {
    Promise p = begun(at);
    const ResolvedClaim& claim = *all_[at].claim;
    p.out.kind = CommitmentKind::threatened;
    p.out.owed_by = parties(claim, Role::actor);
    p.out.owed_to = parties(claim, Role::recipient);
    p.out.what = deed_text(*all_[at].event, Status::happened);
    p.deeds = threatened_deeds(claim.modes);
    const Neighbours here = same_sentence(all_, at);
    for (std::size_t i = here.first; i < here.last; ++i) {
      const ResolvedClaim& other = *all_[i].claim;
      const bool held_out = other.status == Status::possible || other.status == Status::planned;
      if (i == at || !held_out || !any_same_side(parties(other, Role::actor), p.out.owed_by)) continue;
      const bool hostile = other.type == EventType::sanction || other.type == EventType::coerce ||
                           other.type == EventType::assault || other.type == EventType::mobilize;
      if (!hostile) continue;
      p.out.type = other.type;
      p.out.modes = other.modes;
      p.out.event = all_[i].event->id;
      p.out.what = deed_text(*all_[i].event, Status::possible);
      if (p.out.owed_to.empty()) p.out.owed_to = parties(other, Role::recipient);
      p.events.insert(all_[i].event->id);
      p.deeds = {{other.type, {}}};
      break;
    }
    p.out.condition = condition_in(claim.sentence);
    return p;
  }

  // The deed inside an order is the order's: its parties are told there.
  bool under_an_order(std::size_t at) const {
    const Neighbours here = same_sentence(all_, at);
    for (std::size_t i = here.first; i < here.last; ++i) {
      const ResolvedClaim& other = *all_[i].claim;
      if (other.type == EventType::request && done(other.status) && is_order(i)) return true;
    }
    return false;
  }

  bool in_title(std::size_t at) const { return all_[at].claim->block == BlockKind::title; }

  bool from_titles(const Promise& promise) const {
    return std::ranges::all_of(promise.steps, [&](const auto& step) { return in_title(step.first); });
  }

  // A headline that does not say who owes it, or whose story tells the same side's promise better.
  bool only_a_headline(const Promise& promise) const {
    if (!from_titles(promise)) return false;
    if (!has_definite(promise.out.owed_by)) return true;
    const auto beside = by_document_.find(all_[promise.steps.front().first].claim->document);
    return beside != by_document_.end() && std::ranges::any_of(beside->second, [&](std::size_t p) {
             return any_same_side(promises_[p].out.owed_by, promise.out.owed_by);
           });
  }

  bool is_order(std::size_t at) const {
    if (parties(*all_[at].claim, Role::recipient).empty()) return false;
    if (!says(all_[at].words, kOrders)) return false;
    if (says(all_[at].words, "order*|instruct*|command*|decree*|ultimatum")) return true;
    return dated_by(all_, at) != nullptr;
  }

  Promise ordered(std::size_t at) const {
    Promise p = begun(at);
    const ResolvedClaim& claim = *all_[at].claim;
    p.out.kind = CommitmentKind::ordered;
    p.out.owed_by = parties(claim, Role::recipient);
    p.out.owed_to = parties(claim, Role::actor);
    p.out.what = deed_text(*all_[at].event, Status::happened);
    for (const Demand& demand : demands()) {
      if (!says(all_[at].words, demand.words)) continue;
      p.deeds = {demand.deed};
      p.out.type = demand.deed.type;
      p.out.modes = demand.deed.modes;
      break;
    }
    p.out.condition = {};
    return p;
  }

  static std::string deed_text(Event event, Status status) {
    event.status = status;
    return headline(event);
  }

  // --- two tellings of one promise ---

  // "Will allow inspectors in" is told as giving way and as giving access.
  bool same_words(const Promise& a, const Promise& b) const {
    const auto gives = [](EventType type) { return type == EventType::concede || type == EventType::retreat; };
    if (a.steps.empty() || b.steps.empty() || !gives(a.out.type) || !gives(b.out.type)) return false;
    if (a.out.type == b.out.type || !all_same_side(a.out.owed_by, b.out.owed_by)) return false;
    const ResolvedClaim &x = *all_[a.steps.back().first].claim, &y = *all_[b.steps.front().first].claim;
    return x.document == y.document && x.sentence_spans == y.sentence_spans;
  }

  bool same_promise(const Promise& a, const Promise& b) const {
    if (same_words(a, b)) return true;
    if (std::ranges::any_of(b.events, [&](const std::string& id) { return a.events.contains(id); }) &&
        (a.out.kind == CommitmentKind::threatened) == (b.out.kind == CommitmentKind::threatened)) {
      return true;
    }
    const bool harm = a.out.kind == CommitmentKind::threatened, other_harm = b.out.kind == CommitmentKind::threatened;
    if (harm != other_harm || a.deeds.empty() || b.deeds.empty()) return false;
    if (a.deeds.front().type != b.deeds.front().type || !modes_meet(a.deeds.front().modes, b.deeds.front().modes)) {
      return false;
    }
    if (a.out.owed_by.empty() || b.out.owed_by.empty() || places_differ(a.out.place, b.out.place)) return false;
    if (meeting(a.out.type)) {
      std::vector<Participant> mine = a.out.owed_by, theirs = b.out.owed_by;
      add_parties(mine, a.out.owed_to);
      add_parties(theirs, b.out.owed_to);
      if (!all_same_side(mine, theirs)) return false;
    } else if (!all_same_side(a.out.owed_by, b.out.owed_by)) {
      return false;
    }
    if (!meeting(a.out.type) && has_definite(a.out.owed_to) && has_definite(b.out.owed_to) &&
        !any_same_side(a.out.owed_to, b.out.owed_to)) {
      return false;
    }
    if (meeting(a.out.type) && a.out.owed_by.size() + b.out.owed_by.size() < 3) return false;
    const bool both_due = a.out.due.to && b.out.due.to;
    if (both_due && meeting(a.out.type)) return a.out.due.overlaps(b.out.due);
    if (both_due) return *a.out.due.to == *b.out.due.to;
    return a.first_told && b.first_told && *b.first_told - *a.first_told <= kSameDeal;
  }

  void add(std::size_t at, Promise promise, std::string what) {
    promise.steps.emplace_back(at, what);
    const auto told = [&](std::size_t p) {
      if (!in_title(at)) by_document_[all_[at].claim->document].push_back(p);
    };
    if (promise.out.kind == CommitmentKind::agreed) what = "agreed";
    if (promise.out.kind == CommitmentKind::ordered) what = "ordered";
    for (const std::size_t p : near(promise.events,
                                    {promise.deeds.empty() ? promise.out.type : promise.deeds.front().type,
                                     EventType::concede, EventType::retreat},
                                    {promise.out.owed_by}, promise.first_told)) {
      if (!same_promise(promises_[p], promise)) continue;
      const bool headline_alone = from_titles(promises_[p]);
      join(promises_[p], promise, headline_alone);
      note(promises_[p], at, "repeated");
      index(p);
      told(p);
      return;
    }
    promise.steps.front().second = what;
    promises_.push_back(std::move(promise));
    index(promises_.size() - 1);
    told(promises_.size() - 1);
  }

  // --- the promises that share an event or a side ---

  // What is filed once stays: a promise told ten thousand times is found under each key once.
  void index(std::size_t p) {
    Promise& promise = promises_[p];
    const auto file = [&](const std::string& key) {
      if (promise.filed.insert(key).second) filed_[key].push_back(p);
    };
    for (const std::string& id : promise.events) file(id);
    for (const auto* side : {&promise.out.owed_by, &promise.out.owed_to}) {
      for (const Deed& deed : promise.deeds) {
        for (const Participant& one : *side) file_side(deed.type, one.actor, file);
      }
    }
  }

  template <typename File>
  static void file_side(EventType type, const Actor& actor, const File& file) {
    for (const std::string& key : side_keys(actor)) file(std::string(to_string(type)) + ' ' + key);
  }

  // The last day on which a like deed of the same side may be what was promised; its own event may be told for ever.
  sys_days answerable(std::size_t p) const {
    const Promise& promise = promises_[p];
    if (promise.out.due.to) return *promise.out.due.to + kForgotten;
    return promise.first_told ? *promise.first_told + kForgotten : sys_days::max();
  }

  // Promises of one of these events, or of a deed of one of these types in which one of these has a part.
  std::vector<std::size_t> near(const std::set<std::string>& events, std::initializer_list<EventType> types,
                                const std::vector<std::vector<Participant>>& sides,
                                std::optional<sys_days> now = {}) const {
    std::vector<std::size_t> out;
    for (const std::string& id : events) {
      const auto at = filed_.find(id);
      if (at != filed_.end()) out.insert(out.end(), at->second.begin(), at->second.end());
    }
    const auto add_all = [&](const std::string& key) {
      const auto at = filed_.find(key);
      if (at == filed_.end()) return;
      std::ranges::copy_if(at->second, std::back_inserter(out),
                           [&](std::size_t p) { return !now || *now <= answerable(p); });
    };
    for (const EventType type : types) {
      for (const auto& side : sides) {
        for (const Participant& one : side) file_side(type, one.actor, add_all);
      }
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
  }

  // A sentence tells what a headline only hints at.
  static void join(Promise& known, const Promise& more, bool headline_alone) {
    const bool vague = known.out.type == EventType::concede && more.out.type == EventType::retreat;
    if (known.out.type != more.out.type && known.out.kind != CommitmentKind::threatened) {
      known.deeds.insert(known.deeds.end(), more.deeds.begin(), more.deeds.end());
    }
    if (headline_alone || vague) {
      known.out.type = more.out.type, known.out.modes = more.out.modes, known.out.what = more.out.what;
      known.out.event = more.out.event;
      known.out.kind = more.out.kind;
      if (headline_alone) known.deeds = more.deeds;
    }
    known.events.insert(more.events.begin(), more.events.end());
    if (!known.out.due.to || (more.out.due.to && more.out.due.is_day() && !known.out.due.is_day())) {
      if (more.out.due.to) known.out.due = more.out.due, known.out.due_as_written = more.out.due_as_written;
    }
    if (known.out.place.unknown()) known.out.place = more.out.place;
    if (known.out.owed_by.empty()) known.out.owed_by = more.out.owed_by;
    add_parties(known.out.owed_by,
                more.out.kind == CommitmentKind::ordered ? std::vector<Participant>{} : more.out.owed_by);
    add_parties(known.out.owed_to, more.out.owed_to);
    const bool made = known.out.kind == CommitmentKind::announced && more.out.kind != CommitmentKind::threatened;
    if (made) known.out.kind = more.out.kind;
    if (known.out.condition.empty()) known.out.condition = more.out.condition;
  }

  // One step of a kind a document.
  void note(Promise& promise, std::size_t at, std::string what) const {
    for (auto& [known, step] : std::views::reverse(promise.steps)) {
      const bool telling = what == "repeated" || what == "announced" || what == "agreed" || what == "ordered";
      if (all_[known].claim->document != all_[at].claim->document) break;
      if (step != what && !telling) continue;
      if (telling && in_title(known) && !in_title(at)) known = at;  // the sentence rather than the headline
      return;
    }
    promise.steps.emplace_back(at, std::move(what));
  }

  // --- what became of them ---

  // How well a claim answers a promise; 0: not at all.
  int answers(const Promise& promise, std::size_t at, const std::vector<Participant>& actors,
              const std::vector<Participant>& others) const {
    const ResolvedClaim& claim = *all_[at].claim;
    if (promise.events.contains(all_[at].event->id)) {
      const bool another = !meeting(claim.type) && states_differ(others, promise.out.owed_to);
      return told_too_early(promise, at) || another ? 0 : 10;
    }
    if (std::ranges::none_of(promise.deeds, [&](const Deed& deed) { return deed_fits(deed, claim); })) return 0;
    if (promise.first_told && all_[at].as_of.to && *all_[at].as_of.to < *promise.first_told) return 0;
    if (promise.out.owed_by.empty()) return 0;
    if (done(claim.status) && (!in_time(promise, claim) || told_too_early(promise, at))) return 0;
    const bool agentless = actors.empty() && !claim.mutual;
    if (!agentless && !any_same_side(actors, promise.out.owed_by)) return 0;
    if (meeting(claim.type)) {
      // A host is a recipient; a meeting's parties may be told either way round.
      std::vector<Participant> mine = promise.out.owed_by, theirs = actors;
      add_parties(mine, promise.out.owed_to);
      add_parties(theirs, others);
      if (!all_same_side(mine, theirs)) return 0;
      if (std::min(mine.size(), theirs.size()) < 2 && promise.out.place.unknown()) return 0;
    }
    if (!meeting(claim.type) && states_differ(others, promise.out.owed_to)) return 0;
    const bool both = has_definite(others) && has_definite(promise.out.owed_to) && !claim.mutual;
    const bool to_same = both && any_same_side(others, promise.out.owed_to);
    const bool harm = promise.out.kind == CommitmentKind::threatened;
    if (harm && both && !to_same) return 0;
    if (agentless && !to_same) return 0;
    if (places_differ(claim.place, promise.out.place)) return 0;
    return 3 + (to_same ? 2 : 0) + (!claim.place.unknown() && claim.place.name == promise.out.place.name ? 2 : 0) +
           (!claim.modes.empty() && modes_meet(claim.modes, promise.out.modes) ? 1 : 0);
  }

  // A meeting of next week cannot have been held already.
  bool told_too_early(const Promise& promise, std::size_t at) const {
    const auto& day = promise.out.due.from;
    const auto& now = all_[at].as_of.to;
    return done(all_[at].claim->status) && meeting(promise.out.type) && promise.out.due.is_day() && day && now &&
           *now < *day;
  }

  // Aid for one country is none for another.
  static bool states_differ(const std::vector<Participant>& a, const std::vector<Participant>& b) {
    const auto states = [](const std::vector<Participant>& all) {
      std::vector<Participant> out;
      std::ranges::copy_if(all, std::back_inserter(out), [](const Participant& one) {
        return one.actor.kind == "government" || one.actor.kind == "country";
      });
      return out;
    };
    const std::vector<Participant> x = states(a), y = states(b);
    return !x.empty() && !y.empty() && !any_same_side(x, y);
  }

  static bool in_time(const Promise& promise, const ResolvedClaim& claim) {
    if (claim.time.to && promise.first_told && *claim.time.to < *promise.first_told) return false;
    const TimeInterval& due = promise.out.due;
    if (!due.to || !claim.time.from) return true;
    if (!meeting(claim.type)) return *claim.time.from <= *due.to + kLongLate;
    return *claim.time.from <= *due.to + kMeetingSlack &&
           (!claim.time.to || !due.from || *claim.time.to + kMeetingSlack >= *due.from);
  }

  // "Aid for Laos" over a story that plans it tells of no deed.
  bool told_by_document(const Promise& promise, const std::string& document) const {
    return std::ranges::any_of(promise.steps, [&](const auto& step) {
      return all_[step.first].claim->document == document && all_[step.first].claim->status == Status::planned;
    });
  }

  void follow(std::size_t at) {
    const Status status = all_[at].claim->status;
    if (!done(status) && status != Status::cancelled && status != Status::denied) return;
    const EventType type = all_[at].claim->type;
    std::size_t best = kNone;
    int most = 0;
    const ResolvedClaim& claim = *all_[at].claim;
    const std::vector<Participant> actors = parties(claim, Role::actor), others = parties(claim, Role::recipient);
    for (const std::size_t p : near({all_[at].event->id}, {claim.type}, {actors, others}, all_[at].as_of.from)) {
      if (promises_[p].steps.front().first == at) continue;
      if (done(status) && in_title(at) && told_by_document(promises_[p], claim.document)) continue;
      const int score = answers(promises_[p], at, actors, others);
      // A threat or an order said again is no answer to it.
      if (score == 10 && (type == EventType::threaten || type == EventType::request) && done(status)) continue;
      if (score > most) most = score, best = p;
    }
    if (best == kNone) return;
    Promise& promise = promises_[best];
    note(promise, at, outcome_step(promise, at));
  }

  std::string outcome_step(const Promise& promise, std::size_t at) const {
    const ResolvedClaim& claim = *all_[at].claim;
    const auto& due = promise.out.due.to;
    if (claim.status == Status::cancelled) {
      const bool put_off = says(all_[at].words, "postpone*|delay*|reschedul*|put off|moved|pushed back|deferred");
      return put_off ? "moved" : "cancelled";
    }
    if (claim.status == Status::denied) {
      const bool late = due && all_[at].as_of.from && *all_[at].as_of.from > *due;
      const bool failed = says(all_[at].words, "failed|missed|ignored|refus*|broke|reneged|despite|deadline passed");
      return late || failed ? "broken" : "not yet";
    }
    const bool late = due && claim.time.from && *claim.time.from > *due && !meeting(claim.type);
    return late ? "done late" : "kept";
  }

  Commitment settled(Promise& promise) const {
    Commitment& out = promise.out;
    std::sort(promise.steps.begin(), promise.steps.end());
    std::set<std::string> documents, outlets;
    for (const auto& [at, what] : promise.steps) {
      out.steps.push_back(step_of(all_[at], what));
      documents.insert(all_[at].claim->document);
      if (!all_[at].claim->outlet.empty()) outlets.insert(all_[at].claim->outlet);
    }
    out.documents = static_cast<std::uint32_t>(documents.size());
    out.outlets = static_cast<std::uint32_t>(outlets.size());
    out.state = state_of(promise);
    return std::move(out);
  }

  CommitmentState state_of(Promise& promise) const {
    CommitmentState state = CommitmentState::open;
    for (const auto& [at, what] : promise.steps) {
      if (!all_[at].event->moved_to.empty() && (what == "cancelled" || what == "moved")) {
        promise.out.moved_to = all_[at].event->moved_to;
        state = CommitmentState::moved;
      } else if (what == "kept") {
        return CommitmentState::kept;
      } else if (what == "done late" || what == "broken") {
        state = CommitmentState::broken;
      } else if (what == "moved") {
        state = CommitmentState::moved;
      } else if (what == "cancelled") {
        state = CommitmentState::cancelled;
      } else if (what != "not yet" && state == CommitmentState::cancelled) {
        state = CommitmentState::open;  // on again
      }
    }
    if (state != CommitmentState::open) return state;
    const auto& due = promise.out.due.to;
    return due && covered_ && *due < *covered_ ? CommitmentState::unconfirmed : CommitmentState::open;
  }

  const std::vector<Told>& all_;
  std::optional<sys_days> covered_;
  std::vector<Promise> promises_;
  std::unordered_map<std::string, std::vector<std::size_t>> filed_;        // by event, and by type and side
  std::unordered_map<std::string, std::vector<std::size_t>> by_document_;  // those told in a sentence of it
};

}  // namespace

std::vector<Commitment> promises_of(const Telling& telling) { return Promises(telling).run(); }

}  // namespace annals::query
