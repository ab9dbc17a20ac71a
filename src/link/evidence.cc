#include "link/evidence.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <optional>

#include "link/modes.h"
#include "link/words.h"

namespace annals::link {
namespace {

// Adds up; keeps the notes where somebody wants them.
class Sum {
 public:
  explicit Sum(std::vector<Note>* notes) : notes_(notes) {}
  void add(const Weight& weight, double times = 1) {
    score_ += weight.value * times;
    if (notes_) notes_->push_back({&weight, times});
  }
  double score() const { return score_; }

 private:
  double score_ = 0;
  std::vector<Note>* notes_;
};

// --- who ---

const Weight* how_same(const Party& a, const Party& b) {
  if (a.id == b.id) {
    switch (a.kind) {
      case PartyKind::person:
        return &kSamePerson;
      case PartyKind::state:
        return &kSameState;
      case PartyKind::people:
      case PartyKind::other:
        return &kSamePeople;
      default:
        return &kSameBody;
    }
  }
  if (a.same_name(b)) return &kSamePerson;
  if (a.country == 0 || a.country != b.country) return nullptr;
  const bool state_a = a.kind == PartyKind::state, state_b = b.kind == PartyKind::state;
  if ((state_a && b.official) || (state_b && a.official)) return &kStandsFor;
  if (a.official && b.official) {
    if (a.kind != b.kind) return &kStandsFor;
    if (a.kind == PartyKind::organ) return &kSameHouse;
    return nullptr;  // two ministers of one government are two people
  }
  const auto unnamed = [](const Party& p) { return p.kind == PartyKind::people || p.kind == PartyKind::other; };
  if ((state_a && unnamed(b)) || (state_b && unnamed(a))) return &kTheirPeople;
  return nullptr;
}

struct Roles {
  bool any = false;  // roles do not matter: the relation is mutual on one side
  Role role = Role::actor;
  bool holds(const Party& party) const { return any || party.role == role; }
};

struct PartyFit {
  std::size_t matched = 0;
  std::size_t open_a = 0, open_b = 0;  // definite parties that nobody on the other side stands for
  std::size_t named_a = 0, named_b = 0;
};

bool covered(const Party& party, std::span<const Party> others, Roles roles) {
  return std::any_of(others.begin(), others.end(),
                     [&](const Party& other) { return roles.holds(other) && how_same(party, other); });
}

void count_open(std::span<const Party> parties, std::span<const Party> others, Roles roles, std::size_t& open,
                std::size_t& named) {
  for (const Party& party : parties) {
    if (!roles.holds(party)) continue;
    ++named;
    if (party.definite && !covered(party, others, roles)) ++open;
  }
}

// The parties of two claims beside each other. Who can be the same is asked once, for both roles: more claims are
// weighed than anything else is done.
class Beside {
 public:
  Beside(std::span<const Party> a, std::span<const Party> b) : all_a_(a), all_b_(b), a_(a), b_(b) {
    const std::span<const Party> few_a = a.first(std::min(a.size(), kMostParties));
    const std::span<const Party> few_b = b.first(std::min(b.size(), kMostParties));
    for (std::uint32_t i = 0; i < few_a.size(); ++i) {
      for (std::uint32_t j = 0; j < few_b.size(); ++j) {
        const bool one_country = few_a[i].country == few_b[j].country && few_a[i].country != 0;
        if (few_a[i].id != few_b[j].id && !one_country && !few_a[i].same_name(few_b[j])) continue;
        const Weight* weight = how_same(few_a[i], few_b[j]);
        if (weight != nullptr) met_[met_count_++] = {weight, 1U << i, 1U << j};
      }
    }
  }

  // Each party of one meets the party of the other that fits it best; a party is met once.
  PartyFit fit(Roles roles, Sum& sum) const {
    std::array<Met, kMostParties * kMostParties> met;
    std::uint32_t met_here = 0, covered_a = 0, covered_b = 0;
    const std::uint32_t of_a = a_.of(roles), of_b = b_.of(roles);
    for (std::uint32_t m = 0; m < met_count_; ++m) {
      if ((met_[m].a & of_a) == 0 || (met_[m].b & of_b) == 0) continue;
      covered_a |= met_[m].a;
      covered_b |= met_[m].b;
      // Stable, and without memory of its own: lists are short.
      std::uint32_t at = met_here++;
      for (; at > 0 && met[at - 1].weight->value < met_[m].weight->value; --at) met[at] = met[at - 1];
      met[at] = met_[m];
    }
    PartyFit out;
    if (all_a_.size() <= kMostParties && all_b_.size() <= kMostParties) {
      out.named_a = of_a != 0, out.named_b = of_b != 0;  // how many does not matter
      out.open_a = count(of_a & a_.definite & ~covered_a);
      out.open_b = count(of_b & b_.definite & ~covered_b);
    } else {
      count_open(all_a_, all_b_, roles, out.open_a, out.named_a);
      count_open(all_b_, all_a_, roles, out.open_b, out.named_b);
    }
    std::uint32_t used_a = 0, used_b = 0;
    for (std::uint32_t m = 0; m < met_here; ++m) {
      if ((used_a & met[m].a) != 0 || (used_b & met[m].b) != 0) continue;
      used_a |= met[m].a;
      used_b |= met[m].b;
      // A fourth common guest says little more than a third.
      if (++out.matched <= 3) sum.add(*met[m].weight);
    }
    return out;
  }

 private:
  static constexpr std::size_t kMostParties = 12;

  struct Met {
    const Weight* weight;
    std::uint32_t a, b;  // a bit each
  };
  static std::size_t count(std::uint32_t bits) {  // mostly none or one
    std::size_t out = 0;
    for (; bits != 0; bits &= bits - 1) ++out;
    return out;
  }

  // A bit for each of the first parties.
  struct Bits {
    std::uint32_t actors = 0, recipients = 0, definite = 0;
    explicit Bits(std::span<const Party> parties) {
      for (std::uint32_t i = 0; i < std::min(parties.size(), kMostParties); ++i) {
        (parties[i].role == Role::actor ? actors : recipients) |= 1U << i;
        definite |= std::uint32_t{parties[i].definite} << i;
      }
    }
    std::uint32_t of(Roles roles) const {
      return roles.any ? actors | recipients : roles.role == Role::actor ? actors : recipients;
    }
  };

  const std::span<const Party> all_a_, all_b_;
  const Bits a_, b_;
  std::array<Met, kMostParties * kMostParties> met_;
  std::uint32_t met_count_ = 0;
};

bool is_crowd(const Mention& mention) {
  static const std::uint16_t multilateral = mode_bits(EventType::consult, {"multilateral"});
  return mention.parties.size() >= 4 || (mention.type == EventType::consult && (mention.modes & multilateral) != 0);
}

// Empty: they can be the same parties.
std::optional<Against> weigh_parties(const Mention& a, const Mention& b, Sum& sum) {
  const bool any = a.mutual || b.mutual;
  const Beside beside(a.parties, b.parties);
  for (const Role role : {Role::actor, Role::recipient}) {
    if (any && role == Role::recipient) break;
    const Roles roles{any, role};
    const PartyFit found = beside.fit(roles, sum);
    const std::size_t more = std::max(found.open_a, found.open_b);
    if (found.open_a > 0 && found.open_b > 0) {
      const bool recipients = !any && roles.role == Role::recipient;
      if (a.type == EventType::assault) {
        sum.add(recipients ? kOtherTargets : kOtherActors);
      } else if (found.matched > 0 && (is_crowd(a) || is_crowd(b))) {
        sum.add(kOtherGuests);
      } else {
        return Against::parties;
      }
    } else if (more > 0 && found.named_a > 0 && found.named_b > 0) {
      sum.add(kOneMore, static_cast<double>(std::min<std::size_t>(more, 3)));
    }
  }
  return std::nullopt;
}

// --- when ---

bool single_act(const Mention& mention) {
  const std::int64_t most = mention.status == Status::ongoing ? 1 : 7;
  return mention.time_kind == TimeKind::stated && mention.time.count() <= most;
}

const Weight& by_width(std::int64_t days) {
  if (days <= 1) return kSameDay;
  if (days <= 3) return kSameDays;
  if (days <= 7) return kSameWeek;
  if (days <= 31) return kSameMonth;
  if (days <= 120) return kSameSeason;
  return kAnyTime;
}

bool goes_on(const Mention& m) { return m.status == Status::ongoing || m.time_kind == TimeKind::lasting; }

void weigh_time(const Mention& a, const Mention& b, bool together, Sum& sum) {
  if (goes_on(a) && goes_on(b)) {
    sum.add(kBothGoOn);
    return;
  }
  const Weight* weight = &by_width(std::max(a.time.count(), b.time.count()));
  const bool implied = a.time_kind == TimeKind::implied || b.time_kind == TimeKind::implied;
  if (a.speaks() && weight->value > kSameWeek.value) {
    weight = &kSameWeek;  // one speaks all day
  } else if (implied && !a.time.overlaps(b.time)) {
    weight = &kSameMonth;  // the days miss each other by no more than what was not said
  } else if (implied && weight->value > kSameDays.value) {
    weight = &kSameDays;
  }
  if (together && weight->value < kAnyTimeHere.value) weight = &kAnyTimeHere;
  sum.add(*weight);
  const bool vague = weight->value < kSameMonth.value;
  if (together || !vague) return;
  // Of a page whose day is known badly, only what holds on any of its days.
  const Day at_most = std::max(a.told - b.told_from, b.told - a.told_from);
  const Day at_least = std::max(a.told_from - b.told, b.told_from - a.told);
  if (at_most <= 2) sum.add(kToldTogether);
  if (at_least > 60) sum.add(kToldApart);
}

// --- where ---

double km_between(const Mention& a, const Mention& b) {
  constexpr double kRadians = 3.14159265358979323846 / 180, kKmPerDegree = 111.2;
  const double north = a.latitude - b.latitude;
  double east = std::abs(a.longitude - b.longitude);
  if (east > 180) east = 360 - east;
  east *= std::cos((a.latitude + b.latitude) / 2 * kRadians);
  return kKmPerDegree * std::sqrt(north * north + east * east);
}

constexpr double kSameTownKm = 25;

bool place_matters(const Mention& mention) { return !mention.speaks(); }

enum class PlaceFit : std::uint8_t { open, apart, never };

PlaceFit weigh_place(const Mention& a, const Mention& b, Sum& sum) {
  if (a.place == 0 || b.place == 0) return PlaceFit::open;
  if (a.place == b.place) {
    sum.add(a.whole_country ? kSameCountry : kSamePlace);
    return PlaceFit::open;
  }
  const bool mapped = a.mapped && b.mapped;
  const bool spots = !a.whole_country && !b.whole_country;
  const double km = mapped ? km_between(a, b) : 0;
  if (spots && mapped && km <= kSameTownKm) {
    sum.add(kNearPlace);
    return PlaceFit::open;
  }
  if (a.country != 0 && b.country != 0 && a.country != b.country) {
    if (place_matters(a)) return PlaceFit::never;
    sum.add(kOtherCountry);
    return PlaceFit::apart;
  }
  if (!spots) {
    sum.add(kInPlace);
  } else if (mapped && place_matters(a)) {
    sum.add(kOtherTown);
    return PlaceFit::apart;
  }
  return PlaceFit::open;
}

// --- in what words ---

std::int64_t toll(const Mention& m) {
  return std::max<std::int64_t>(m.killed, 0) + std::max<std::int64_t>(m.injured, 0);
}

void weigh_toll(const Mention& a, const Mention& b, Sum& sum) {
  const auto says_none = [](const Mention& m) { return m.killed < 0 && m.injured < 0; };
  if (says_none(a) || says_none(b)) return;
  const bool both_killed = a.killed >= 0 && b.killed >= 0;
  const std::int64_t x = both_killed ? a.killed : toll(a), y = both_killed ? b.killed : toll(b);
  if (x == y) {
    sum.add(kSameToll);
    return;
  }
  sum.add(std::max(x, y) > 5 * std::max<std::int64_t>(std::min(x, y), 1) ? kFarToll : kOtherToll);
}

// "They spoke by phone and discussed the ceasefire": what was discussed was discussed on the phone, not in the meeting
// of that day that another sentence tells of.
bool one_talk(const Mention& a, const Mention& b, ModesFit modes) {
  return a.type == EventType::consult && modes == ModesFit::open && a.modes != b.modes && a.status == b.status &&
         a.time == b.time;
}

void weigh_words(const Mention& a, const Mention& b, bool same_sentence_here, ModesFit modes, Sum& sum) {
  if (a.sentence == b.sentence && a.sentence != 0 && !same_sentence_here) {
    sum.add(kSameSentence);
  } else if (same_sentence_here) {
    sum.add(one_talk(a, b, modes) ? kOneTalk : kOneSentence);
  } else if (!a.words.empty() && !b.words.empty()) {
    const double share = likeness(a.words, b.words);
    const bool enough = a.words.size() >= 4 && b.words.size() >= 4;
    if (share >= 0.75 && enough) {
      sum.add(kSameWords);
    } else if (share >= 0.45) {
      sum.add(kManyWords);
    } else if (share >= 0.2) {
      sum.add(kSomeWords);
    } else if (share < 0.1 && enough) {
      sum.add(a.speaks() ? kOtherSpeech : kOtherWords);
    } else if (enough && a.speaks()) {
      sum.add(kUnlikeSpeech);
    }
  }
  if (likeness(a.topics, b.topics) >= 0.4) sum.add(kSameTopic);
  if (!a.setting.empty() && !b.setting.empty()) {
    sum.add(likeness(a.setting, b.setting) >= 0.3 ? kSameSetting : kOtherSetting);
  }
  weigh_toll(a, b, sum);
}

// A bare noun points to something that readers know. Not so of violence: one town sees many attacks.
void weigh_bare_name(const Mention& a, const Mention& b, Sum& sum) {
  if (a.parties.empty() == b.parties.empty() || a.type == EventType::assault) return;
  const bool close = std::max(a.time.count(), b.time.count()) <= 3;
  if (close && a.place != 0 && a.place == b.place && !a.whole_country) sum.add(kBareName);
}

// Claims that name nobody are told apart by the rest; where that is a word and a story, both must fit. Not where they
// name two places: marches in two towns on one day share their word and their story.
void weigh_act(const Mention& a, const Mention& b, bool together, bool places_part, Sum& sum) {
  if (a.act == 0 || b.act == 0 || !a.bare() || !b.bare() || places_part) return;
  if (a.act != b.act) return sum.add(kOtherAct);
  if (together) return sum.add(kActHere);
  const std::size_t shared = names_shared(a.story, b.story);
  if (shared >= 2) return sum.add(kActInStory);
  if (shared == 1) sum.add(kActInStories);
}

// --- how a page is made ---

bool on_top(BlockKind kind) { return kind == BlockKind::title || kind == BlockKind::lead; }

void weigh_page(const Mention& a, const Mention& b, Sum& sum) {
  if (a.repeated != b.repeated && a.sentence == b.sentence) sum.add(kToldTwice);
  const bool headline = on_top(a.block) != on_top(b.block) || a.block != b.block;
  // Only the claims a story opens with: what comes further down is background as often as not.
  constexpr std::uint32_t kOpening = 6;
  const bool opening = a.order <= kOpening && b.order <= kOpening;
  if (headline && opening && (on_top(a.block) || on_top(b.block))) sum.add(kHeadline);
}

// --- status ---

bool to_come(Status status) { return status == Status::planned || status == Status::cancelled; }

void weigh_status(Status a, Status b, Sum& sum) {
  if (a == b) return;
  if ((done(a) && to_come(b)) || (done(b) && to_come(a))) sum.add(kBorneOut);
  if ((done(a) && b == Status::requested) || (done(b) && a == Status::requested)) sum.add(kAskedAndDone);
  if (a == Status::possible || b == Status::possible) sum.add(kOnlyPossible);
  if (a == Status::denied || b == Status::denied) sum.add(kDenied);
}

}  // namespace

namespace {

std::uint8_t bit_of(Hash hash) { return static_cast<std::uint8_t>(mix(hash, 1) >> 56); }

bool has(const std::array<std::uint64_t, 4>& names, std::uint8_t bit) {
  return (names[bit >> 6] >> (bit & 63) & 1) != 0;
}

// Whether one of the parties has neither its id nor its country nor its full name among the names.
bool one_is_open(const std::array<Glance::Bits, 2>& parties, std::size_t count,
                 const std::array<std::uint64_t, 4>& names) {
  bool open = false;
  for (std::size_t i = 0; i < count; ++i) {
    open |= !has(names, parties[i].id) && !has(names, parties[i].country) && !has(names, parties[i].called);
  }
  return open;
}

// Towns next to each other are no further apart than this, in degrees.
constexpr float kNearDegrees = 0.3F;
constexpr float kNowhere = 1000;

}  // namespace

Glance glance_at(const Mention& mention) {
  Glance out;
  out.within = mention.within;
  out.mutual = mention.mutual;
  out.type = mention.type;
  if (place_matters(mention) && mention.place != 0) out.country = static_cast<std::uint32_t>(mention.country >> 32);
  const bool spot = mention.mapped && !mention.whole_country;
  out.latitude = spot ? static_cast<float>(mention.latitude) : kNowhere;
  const bool exclude = mention.type != EventType::assault && !is_crowd(mention);
  for (const Party& party : mention.parties) {
    const std::uint8_t id = bit_of(party.id), country = party.country != 0 ? bit_of(party.country) : id;
    const std::uint8_t called = party.called != 0 ? bit_of(party.called) : id;
    for (const std::uint8_t bit : {id, country, called}) out.names[bit >> 6] |= std::uint64_t{1} << (bit & 63);
    if (!exclude || !party.definite) continue;
    const bool actor = party.role == Role::actor;
    std::uint8_t& count = actor ? out.actor_count : out.recipient_count;
    if (count < 2) (actor ? out.actors : out.recipients)[count++] = {id, country, called};
  }
  return out;
}

bool surely_apart(const Glance& a, const Glance& b) {
  if (a.type != b.type || !a.within.overlaps(b.within)) return true;
  const bool actor_a = one_is_open(a.actors, a.actor_count, b.names);
  const bool actor_b = one_is_open(b.actors, b.actor_count, a.names);
  const bool recipient_a = one_is_open(a.recipients, a.recipient_count, b.names);
  const bool recipient_b = one_is_open(b.recipients, b.recipient_count, a.names);
  const bool all_one = a.mutual || b.mutual;
  if (all_one ? (actor_a || recipient_a) && (actor_b || recipient_b)
              : (actor_a && actor_b) || (recipient_a && recipient_b)) {
    return true;
  }
  const bool two_countries = a.country != 0 && b.country != 0 && a.country != b.country;
  return two_countries && !(std::abs(a.latitude - b.latitude) <= kNearDegrees && a.latitude != kNowhere);
}

bool statuses_part(Status a, Status b) {
  const auto open = [](Status s) { return to_come(s) || s == Status::possible || s == Status::requested; };
  return (done(a) && open(b)) || (done(b) && open(a));
}

bool parties_contradict(std::span<const Party> a, std::span<const Party> b, bool by_role) {
  for (const Role role : {Role::actor, Role::recipient}) {
    const Roles roles{!by_role, role};
    std::size_t open_a = 0, open_b = 0, named = 0;
    count_open(a, b, roles, open_a, named);
    count_open(b, a, roles, open_b, named);
    if (open_a > 0 && open_b > 0) return true;
    if (!by_role) break;
  }
  return false;
}

Weighing weigh(const Mention& a, const Mention& b, std::vector<Note>* notes) {
  if (a.type != b.type) return {Against::type, 0};
  if (!a.within.overlaps(b.within)) return {Against::day, 0};
  const ModesFit modes = modes_fit(a.type, a.modes, b.modes);
  if (modes == ModesFit::apart) return {Against::mode, 0};
  const bool lasting_a = a.time_kind == TimeKind::lasting, lasting_b = b.time_kind == TimeKind::lasting;
  if ((lasting_a && single_act(b)) || (lasting_b && single_act(a))) return {Against::campaign, 0};
  const bool together = a.document == b.document;
  const bool one_day = single_act(a) && single_act(b) && a.time == b.time && a.time.is_day();
  if (together && !one_day && statuses_part(a.status, b.status)) return {Against::plan, 0};

  Sum sum(notes);
  sum.add(together ? kPriorTogether : kPriorApart);
  if (const auto against = weigh_parties(a, b, sum)) return {*against, 0};
  const PlaceFit places = weigh_place(a, b, sum);
  if (places == PlaceFit::never) return {Against::place, 0};
  if (modes == ModesFit::same) sum.add(kSameMode);
  if (modes == ModesFit::near) sum.add(kNearMode);
  weigh_time(a, b, together, sum);
  const bool same_sentence = together && a.sentence_at == b.sentence_at;
  weigh_words(a, b, same_sentence, modes, sum);
  weigh_bare_name(a, b, sum);
  weigh_act(a, b, together, places == PlaceFit::apart, sum);
  if (together && !same_sentence) weigh_page(a, b, sum);
  weigh_status(a.status, b.status, sum);
  return {Against::nothing, sum.score()};
}

std::string in_words(const std::vector<Note>& notes) {
  std::string out;
  std::vector<const Weight*> seen;
  for (const Note& note : notes) {
    if (std::find(seen.begin(), seen.end(), note.weight) != seen.end()) continue;
    seen.push_back(note.weight);
    double times = 0;
    for (const Note& other : notes) times += other.weight == note.weight ? other.times : 0;
    if (!out.empty()) out += ", ";
    out += note.weight->words;
    if (times >= 2) out += " (" + std::to_string(static_cast<int>(times)) + ")";
  }
  return out;
}

}  // namespace annals::link
