// A truce is told in many kinds of events: an agreement, a promise to hold fire, the guns' silence, an accusation,
// shots. What joins them are its parties, its country and place, its days, and the words "the truce". So each claim
// whose sentence speaks of a truce is read as a step, and each step goes to the truce that fits it best and lives
// still.
#include "query/truces.h"

#include <algorithm>
#include <map>
#include <set>

#include "annals/query.h"

namespace annals::query {
namespace {

using std::chrono::days;

constexpr days kSameDeal{10};         // an agreement told again
constexpr days kAfterwards{30};       // how long after its end steps of a truce are told
constexpr days kLongAfterwards{120};  // that it is over, after days that were told wrong
constexpr std::size_t kNone = ~std::size_t{0};

constexpr std::string_view kTruce =
    "ceasefire*|cease fire*|truce*|armistice*|cessation of hostilities|cessation of fighting|halt to the fighting|"
    "pause in the fighting|pause in fighting|humanitarian pause*|end to hostilities|silence the guns";
constexpr std::string_view kGuns =
    "fire|fighting|hostilities|attacks|guns|shelling|bombing|offensive|war|weapons|take effect|took effect|into force";
constexpr std::string_view kBreach =
    "violat*|breach*|broke|broken|breaking|break|flout*|infring*|disregard*|shattered|ignor*|undermin*|despite";
constexpr std::string_view kExtended = "exten*|prolong*|renew*|rolled over|lengthen*";
constexpr std::string_view kOver =
    "collaps*|ended|ends|end|over|called off|call off|scrapp*|abandon*|abrogat*|cancel*|broke down|fell apart|"
    "unravel*|dead|no longer|declared over|withdrew from|pulled out of|resum*|terminat*|suspend*";
constexpr std::string_view kRanOut = "expire*|ran out|lapsed|ran its course|came to an end|elapsed";
constexpr std::string_view kHolds =
    "hold|holds|holding|held|holding up|in force|into force|took effect|takes effect|into effect|in effect|came into|"
    "observ*|respect*|calm|quiet|began|begun|started|silent|largely";
constexpr std::string_view kDeclared = "declar*|announc*|unilateral*|proclaim*";
constexpr std::string_view kAsked =
    "propos*|offer*|call for|called for|calls for|urg*|demand*|appeal*|ask*|sought|seek*";
constexpr std::string_view kNot = "not|n t|never|denied|denies|deny|reject*|dismiss*|no";

// "The rebels" may be any of them.
bool is_named_group(const Actor& actor) {
  return actor.id.starts_with('Q') && (actor.kind == "group" || actor.sector == "REB");
}

bool done(Status status) { return status == Status::happened || status == Status::ongoing; }

// What a claim of a truce's sentence does to it; empty: nothing.
std::string step_name(const Told& told) {
  const ResolvedClaim& claim = *told.claim;
  const std::string_view words = told.words;
  const bool ceasefire =
      claim.type == EventType::retreat && std::ranges::find(claim.modes, "ceasefire") != claim.modes.end();
  switch (claim.type) {
    case EventType::assault:
    case EventType::mobilize:
      if (!says(words, kBreach)) return {};
      if (claim.status == Status::denied) return "denied";
      return done(claim.status) ? "violated" : std::string();
    case EventType::accuse:
      if (!done(claim.status)) return {};
      if (says(words, kBreach)) return "violated";
      return {};
    case EventType::retreat:
      if (!ceasefire && !says(words, kTruce)) return {};
      if (!ceasefire) return {};
      if (claim.status == Status::cancelled) {
        if (says(words, kRanOut)) return "ended";
        return says(words, "suspend*") ? "suspended" : "collapsed";
      }
      if (claim.status == Status::denied) return says(words, kBreach) ? "violated" : "not in force";
      if (says(words, kExtended) && claim.status != Status::requested && claim.status != Status::possible) {
        return "extended";
      }
      if (done(claim.status)) {
        if (says(words, kRanOut)) return "ended";
        if (claim.rule == "retreat.ceasefire-over") return "collapsed";
        if (says(words, kDeclared) && !says(words, kHolds)) return "declared";
        return "in force";
      }
      if (says(words, "offer*|propos*") && !says(words, "accept*|agree*")) return "asked";
      if (claim.status == Status::planned) return says(words, kDeclared) ? "declared" : "announced";
      return claim.status == Status::requested || says(words, kAsked) ? "asked" : std::string();
    case EventType::agree:
    case EventType::concede:
      if (claim.status == Status::denied || claim.status == Status::cancelled) return {};
      if (claim.status == Status::possible) return "asked";
      if (says(words, kExtended)) return "extended";
      if (says(words, kRanOut)) return "ended";
      if (claim.status == Status::planned) return {};
      if (says(words, "offer*|propos*") && !says(words, "accept*|agree*")) return "asked";
      if (claim.type == EventType::concede || says(words, "declar*|unilateral*|proclaim*")) return "declared";
      if (says(words, "announc*") && claim.participants.size() < 2) return "declared";
      return "agreed";
    case EventType::reject:
      return done(claim.status) ? "rejected" : std::string();
    case EventType::request:
      return done(claim.status) ? "asked" : std::string();
    default:
      return {};
  }
}

// The weightier of two steps that one sentence tells.
int weight_of(std::string_view what) {
  constexpr std::string_view kOrder[] = {"asked",    "announced", "in force", "not in force", "declared",
                                         "agreed",   "denied",    "rejected", "suspended",    "ended",
                                         "extended", "collapsed", "violated"};
  for (std::size_t i = 0; i < std::size(kOrder); ++i) {
    if (kOrder[i] == what) return static_cast<int>(i) + 1;
  }
  return 0;
}

struct Step {
  std::string what;
  std::size_t at = 0;              // the claim that tells it best
  std::vector<Participant> sides;  // everybody whom its sentence names
  std::vector<Participant> by;     // whose step it is
  std::vector<ResolvedSpeaker> said_by;
  std::set<std::string> countries;
  Place place;
  TimeInterval when;
  std::optional<sys_days> begins, until;
  std::string until_as_written;
  std::optional<int> lasts;  // days
};

struct Truce {
  std::vector<Step> steps;
  std::vector<Participant> sides;
  std::set<std::string> countries;
  Place place;
  std::optional<sys_days> begins, ends;
  std::string ends_as_written;
  bool first_day_told = false;  // it is not merely that of the agreement
  std::optional<sys_days> last_told, over_since;
};

class Truces {
 public:
  explicit Truces(const Telling& telling) : all_(telling.all), covered_(telling.covered) {}

  std::vector<Commitment> run() {
    for (std::size_t i = 0; i < all_.size();) {
      const Neighbours here = same_sentence(all_, i);
      if (std::any_of(all_.begin() + static_cast<std::ptrdiff_t>(here.first),
                      all_.begin() + static_cast<std::ptrdiff_t>(here.last), of_a_truce)) {
        for (Step& step : steps_of(here)) place_step(std::move(step));
      }
      i = here.last;
    }
    std::vector<Commitment> out;
    for (const Truce& truce : truces_) out.push_back(commitment_of(truce));
    return out;
  }

 private:
  // --- reading a sentence ---

  std::vector<Step> steps_of(Neighbours here) const {
    Step first;
    int best = 0;
    Step violated;
    for (std::size_t i = here.first; i < here.last; ++i) {
      const std::string what = step_name(all_[i]);
      const ResolvedClaim& claim = *all_[i].claim;
      add_parties(first.sides, claim.participants);
      if (!claim.place.unknown() && (first.place.unknown() || first.place.country == claim.place.name)) {
        first.place = claim.place;
      }
      if (what.empty()) continue;
      if (what == "violated") add_breach(violated, i);
      if (weight_of(what) > best) best = weight_of(what), first.what = what, first.at = i;
      read_days(first, i, what);
    }
    if (best == 0) return {};
    for (const Participant& one : first.sides) {
      if (!one.actor.country.empty()) first.countries.insert(one.actor.country);
    }
    if (!first.place.country.empty()) first.countries.insert(first.place.country);
    const ResolvedClaim& told = *all_[first.at].claim;
    first.by = first.what == "violated" ? violated.by : parties(told, Role::actor);
    first.said_by =
        first.what == "violated" && violated.said_by.size() > told.said_by.size() ? violated.said_by : told.said_by;
    const Told& best_told = all_[first.at];
    first.begins = day_behind(best_told.words, "begin*|start*|effect|force|from", best_told.as_of);
    if (!first.until) {
      first.until = day_behind(best_told.words, "until|till|through", best_told.as_of);
    }
    first.lasts = length_in_days(best_told.words);
    return {std::move(first)};
  }

  // Who broke it, and according to whom.
  void add_breach(Step& violated, std::size_t at) const {
    const ResolvedClaim& claim = *all_[at].claim;
    const bool accused = claim.type == EventType::accuse;
    add_parties(violated.by, parties(claim, accused ? Role::recipient : Role::actor));
    if (!accused) {
      if (violated.said_by.empty()) violated.said_by = claim.said_by;
      return;
    }
    std::vector<ResolvedSpeaker> accusers;
    for (const Participant& one : parties(claim, Role::actor)) {
      accusers.push_back({one.actor, "accused", false, claim.evidence.actor});
    }
    if (!accusers.empty()) violated.said_by = std::move(accusers);
  }

  void read_days(Step& step, std::size_t at, std::string_view what) const {
    const ResolvedClaim& claim = *all_[at].claim;
    const std::string written = ' ' + claim.time_as_written + ' ';
    const bool end = written.find(" until ") != std::string::npos || written.find(" till ") != std::string::npos ||
                     written.find(" through ") != std::string::npos || written.find(" to ") != std::string::npos;
    if (end && claim.time.to) {
      step.until = claim.time.to;
      step.until_as_written = claim.time_as_written;
      return;
    }
    if (what == "in force" || what == "announced" || what == "declared") {
      if (claim.time.from && (!step.when.from || what == "announced")) step.when = claim.time;
    } else if (!step.when.from) {
      step.when = claim.time;
    }
  }

  // --- which truce ---

  bool opens(const Step& step) const {
    return step.what == "agreed" || step.what == "declared" || step.what == "announced" || step.what == "in force" ||
           step.what == "extended" || step.what == "violated" || step.what == "collapsed" || step.what == "ended";
  }

  int fit(const Truce& truce, const Step& step) const {
    if (!step.countries.empty() && !truce.countries.empty()) {
      const bool shared =
          std::ranges::any_of(step.countries, [&](const std::string& one) { return truce.countries.contains(one); });
      if (!shared) return -1;
    }
    int shared_sides = 0, strange = 0;
    for (const Participant& one : step.sides) {
      if (any_same_side({one}, truce.sides)) {
        ++shared_sides;
      } else if (is_named_group(one.actor)) {
        ++strange;  // another armed group
      }
    }
    const bool groups_known =
        std::ranges::any_of(truce.sides, [](const Participant& one) { return is_named_group(one.actor); });
    if (strange > 0 && groups_known && shared_sides < 2) return -1;
    const bool spots = !step.place.unknown() && !truce.place.unknown() && step.place.name != truce.place.name &&
                       step.place.country == truce.place.country;
    int out = 1 + 3 * shared_sides;
    if (!step.place.unknown() && step.place.name == truce.place.name) out += 3;
    if (spots && shared_sides == 0) out -= 1;
    if (!step.countries.empty() && !truce.countries.empty()) out += 1;
    if (truce.steps.back().at < all_.size() &&
        all_[truce.steps.back().at].claim->document == all_[step.at].claim->document) {
      out += 2;
    }
    return out;
  }

  bool lives(const Truce& truce, const Step& step) const {
    const auto& now = all_[step.at].as_of.from;
    const bool over = truce.over_since.has_value();
    const bool begins = step.what == "agreed" || step.what == "declared" || step.what == "announced";
    if (!now) return true;
    if (over) return !begins ? *now - *truce.over_since <= kAfterwards : *now <= *truce.over_since;
    const bool closes = step.what == "ended" || step.what == "collapsed" || step.what == "extended";
    if (truce.ends && *truce.ends + (closes ? kLongAfterwards : kAfterwards) < *now) return false;
    if (begins && truce.begins && step.what != "announced" && truce.last_told) {
      // A new agreement, long after the old one, is another truce.
      return *now - *truce.begins <= kSameDeal;
    }
    return true;
  }

  void place_step(Step step) {
    std::size_t best = kNone;
    int most = 0;
    for (std::size_t t = truces_.size(); t-- > 0;) {
      if (!lives(truces_[t], step)) continue;
      const int score = fit(truces_[t], step);
      if (score > most) most = score, best = t;
    }
    if (best == kNone) {
      if (!opens(step)) return;
      truces_.emplace_back();
      best = truces_.size() - 1;
    }
    take(truces_[best], std::move(step));
  }

  void take(Truce& truce, Step step) {
    const Told& told = all_[step.at];
    const bool begins = step.what == "agreed" || step.what == "declared" || step.what == "announced";
    if (begins || truce.steps.empty()) add_parties(truce.sides, step.by);
    for (const std::string& country : step.countries) truce.countries.insert(country);
    if (truce.place.unknown()) truce.place = step.place;
    if (told.as_of.to) truce.last_told = told.as_of.to;
    const auto& now = told.as_of.from;
    if (begins && step.begins && now && *step.begins >= *now) {
      truce.begins = step.begins;
      truce.first_day_told = true;
    } else if ((begins || step.what == "in force") && !truce.begins) {
      truce.begins = step.when.from && step.when.is_day() ? step.when.from : now;
    }
    if (begins || step.what == "extended" || step.what == "in force") set_end(truce, step);
    if (step.what == "collapsed" || step.what == "ended") truce.over_since = now;
    // The same again from the same page is one step.
    for (const Step& known : truce.steps) {
      const bool same = known.what == step.what || (begins && (known.what == "agreed" || known.what == "declared"));
      if (same && all_[known.at].claim->document == told.claim->document && all_same_side(known.by, step.by)) return;
    }
    truce.steps.push_back(std::move(step));
  }

  static void set_end(Truce& truce, const Step& step) {
    if (step.until) {
      if (!truce.ends || *step.until > *truce.ends || step.what != "extended") truce.ends = step.until;
      truce.ends_as_written = step.until_as_written;
    } else if (step.lasts && step.what == "extended") {
      const auto from = truce.ends ? truce.ends : step.when.from;
      if (from) truce.ends = *from + days{*step.lasts};
    } else if (step.lasts && !truce.ends && truce.begins && truce.first_day_told) {
      truce.ends = *truce.begins + days{*step.lasts};
    }
  }

  // --- what it comes to ---

  Commitment commitment_of(const Truce& truce) const {
    Commitment out;
    const Told& first = all_[truce.steps.front().at];
    out.id = "co_" + first.claim->id.substr(std::min<std::size_t>(3, first.claim->id.size()));
    out.kind = CommitmentKind::truce;
    out.type = EventType::retreat;
    out.modes = {"ceasefire"};
    out.owed_by = truce.sides;
    out.place = truce.place;
    out.due = {truce.begins, truce.ends, Precision::interval, {}, {}, {}};
    out.due_as_written = truce.ends_as_written;
    Event shown;
    shown.type = out.type;
    shown.modes = out.modes;
    shown.participants = truce.sides;
    for (Participant& one : shown.participants) one.role = Role::actor;
    shown.place = truce.place;
    shown.status = Status::planned;
    out.what = headline(shown);
    out.event = first.event->id;
    std::set<std::string> documents, outlets;
    for (const Step& step : truce.steps) {
      out.steps.push_back(step_of(all_[step.at], step.what));
      out.steps.back().by = step.by;
      out.steps.back().said_by = step.said_by;
      const ResolvedClaim& claim = *all_[step.at].claim;
      documents.insert(claim.document);
      if (!claim.outlet.empty()) outlets.insert(claim.outlet);
      if (claim.type == EventType::retreat && all_[truce.steps.front().at].claim->type != EventType::retreat &&
          out.event == first.event->id) {
        out.event = all_[step.at].event->id;
      }
    }
    out.documents = static_cast<std::uint32_t>(documents.size());
    out.outlets = static_cast<std::uint32_t>(outlets.size());
    out.state = state_of(truce);
    return out;
  }

  CommitmentState state_of(const Truce& truce) const {
    CommitmentState state = CommitmentState::open;
    for (const Step& step : truce.steps) {
      if (step.what == "collapsed") {
        state = state == CommitmentState::open && !begun(truce) ? CommitmentState::cancelled : CommitmentState::broken;
      } else if (step.what == "ended") {
        state = CommitmentState::kept;
      } else if (step.what == "in force" || step.what == "extended" || step.what == "violated") {
        if (state == CommitmentState::open || step.what == "extended") state = CommitmentState::in_force;
      } else if (step.what == "rejected" && state == CommitmentState::open) {
        state = CommitmentState::cancelled;
      } else if (step.what == "agreed" || step.what == "declared") {
        if (state == CommitmentState::cancelled) state = CommitmentState::open;
      }
    }
    if (state == CommitmentState::open && begun(truce)) state = CommitmentState::in_force;
    const bool live = state == CommitmentState::in_force || state == CommitmentState::open;
    if (live && truce.ends && covered_ && *truce.ends < *covered_) return CommitmentState::unconfirmed;
    return state;
  }

  // Its first day came, as far as the documents reach.
  bool begun(const Truce& truce) const { return truce.begins && covered_ && *truce.begins <= *covered_; }

  const std::vector<Told>& all_;
  std::optional<sys_days> covered_;
  std::vector<Truce> truces_;
};

}  // namespace

bool of_a_truce(const Told& told) {
  const ResolvedClaim& claim = *told.claim;
  const bool ceasefire =
      claim.type == EventType::retreat && std::ranges::find(claim.modes, "ceasefire") != claim.modes.end();
  if (!says(told.words, kTruce) && !(ceasefire && says(told.words, kGuns))) return false;
  return !step_name(told).empty();
}

std::vector<Commitment> truces_of(const Telling& telling) { return Truces(telling).run(); }

}  // namespace annals::query
