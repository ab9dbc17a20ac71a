#include "link/merge.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "base/calendar.h"
#include "base/utf8.h"
#include "link/disagreements.h"
#include "link/evidence.h"
#include "link/intensity.h"
#include "link/roots.h"
#include "link/status.h"
#include "link/votes.h"

namespace annals::link {
namespace {

constexpr std::size_t kTopicsKept = 12;
constexpr std::size_t kJointsTold = 12;

// --- when ---

bool narrower(const TimeInterval& a, const TimeInterval& b) {
  const std::int64_t x = days_of(a).count(), y = days_of(b).count();
  if (x != y) return x < y;
  if (a.clock.empty() != b.clock.empty()) return !a.clock.empty();
  return a.part_of_day.empty() < b.part_of_day.empty();
}

TimeInterval of_campaign(const Claims& claims) {
  Votes<std::int64_t> beginnings;
  TimeInterval out;
  std::optional<sys_days> last;
  bool open = false;
  for (const std::uint32_t p : claims.positions) {
    const Mention& m = claims.mention(p);
    const TimeInterval time = effective_time(claims.archive, p);
    if (m.time_kind == TimeKind::lasting) {
      beginnings.add(m.time.from, m.document, m.claim->id, m.claim->confidence);
      open |= !time.to;
    }
    if (time.to && (!last || *time.to > *last)) last = time.to;
  }
  const auto& best = beginnings.best();
  out.from = to_day(static_cast<Day>(best.value));
  if (!open) out.to = last;
  for (const std::uint32_t p : claims.positions) {
    const ResolvedClaim& claim = *claims.mention(p).claim;
    if (claim.id != best.claims.front()) continue;
    out.why = claim.time.why;
    if (out.to == claim.time.to) out.precision = claim.time.precision;
  }
  return out;
}

// The days that every claim allows, by the narrowest first; a claim that leaves none is passed over.
TimeInterval merged_time(const Claims& claims) {
  const bool campaign = std::any_of(claims.positions.begin(), claims.positions.end(),
                                    [&](std::uint32_t p) { return claims.mention(p).time_kind == TimeKind::lasting; });
  if (campaign) return of_campaign(claims);
  struct Said {
    TimeInterval time;
    bool counts, stated;
  };
  std::vector<Said> said;
  for (const std::uint32_t p : claims.positions) {
    const Mention& m = claims.mention(p);
    TimeInterval time = effective_time(claims.archive, p);
    if (!time.unknown()) said.push_back({std::move(time), claims.counts(p), m.time_kind == TimeKind::stated});
  }
  if (said.empty()) return {};
  std::stable_sort(said.begin(), said.end(), [](const Said& a, const Said& b) {
    if (a.stated != b.stated) return a.stated;  // what the text says outweighs what follows from the page's date
    if (a.counts != b.counts) return a.counts;
    return narrower(a.time, b.time);
  });
  TimeInterval out = said.front().time;
  Days days = days_of(out);
  for (const Said& other : said) {
    const Days more = days_of(other.time);
    if (!more.overlaps(days) || (!other.counts && said.front().counts)) continue;
    const Days both{std::max(days.from, more.from), std::min(days.to, more.to)};
    if (both == days) continue;
    days = both;
    out.why.push_back("another claim leaves only a part of these days");
    out.why.insert(out.why.end(), other.time.why.begin(), other.time.why.end());
    out.precision = days.is_day() ? Precision::day : Precision::interval;
  }
  out.from = days.from == kPast ? std::nullopt : std::optional(to_day(days.from));
  out.to = days.to == kFuture ? std::nullopt : std::optional(to_day(days.to));
  return out;
}

// --- where ---

void merge_place(const Claims& claims, Event& event) {
  Votes<Place> spots, countries;
  for (const std::uint32_t p : claims.positions) {
    const Mention& m = claims.mention(p);
    if (m.claim->place.unknown()) continue;
    const double trust = m.claim->confidence + (claims.counts(p) ? 1 : 0);
    (m.whole_country ? countries : spots).add(m.claim->place, m.document, m.claim->id, trust);
  }
  if (spots.empty() && countries.empty()) return;
  event.place = (spots.empty() ? countries : spots).best().value;
}

// --- who ---

struct Merged {
  Participant participant;
  std::size_t claims = 0;
  std::size_t first = 0;         // in the order they were told
  std::int64_t office_days = 0;  // how exactly the day is known for which the office was looked up
};

bool is_state(const Actor& actor) { return actor.kind == "government" || actor.kind == "country"; }
bool is_official(const Actor& actor) {
  constexpr auto kOfState = std::to_array<std::string_view>({"GOV", "MIL", "COP", "SPY"});
  return (actor.kind == "person" && (!actor.office.empty() || actor.sector == "GOV" || actor.sector == "MIL")) ||
         (actor.kind == "organ" && std::find(kOfState.begin(), kOfState.end(), actor.sector) != kOfState.end());
}

void add_participant(std::vector<Merged>& merged, const Participant& participant, std::int64_t days) {
  const auto known = std::find_if(merged.begin(), merged.end(), [&](const Merged& m) {
    return m.participant.role == participant.role && m.participant.actor.id == participant.actor.id;
  });
  if (known == merged.end()) {
    merged.push_back({participant, 1, merged.size(), days});
    return;
  }
  ++known->claims;
  const bool better_office =
      !participant.actor.office.empty() && (known->participant.actor.office.empty() || days < known->office_days);
  if (!better_office) return;
  known->participant.actor = participant.actor;
  known->office_days = days;
}

// Nobody acts upon himself: of two roles he has the one that more claims give him.
void drop_upon_oneself(std::vector<Merged>& merged) {
  const auto other_role_of = [&](const Merged& m) {
    return std::find_if(merged.begin(), merged.end(), [&](const Merged& other) {
      return other.participant.role != m.participant.role && other.participant.actor.id == m.participant.actor.id;
    });
  };
  std::vector<Merged> kept;
  for (const Merged& m : merged) {
    const auto other = other_role_of(m);
    const bool weaker = other != merged.end() &&
                        (other->claims != m.claims ? other->claims > m.claims : m.participant.role != Role::actor);
    if (!weaker) kept.push_back(m);
  }
  merged = std::move(kept);
}

// Where a minister, an army or a police is named, the country is not a party of its own beside them.
void drop_represented(std::vector<Merged>& merged) {
  const auto represented = [&](const Merged& state) {
    return is_state(state.participant.actor) && std::any_of(merged.begin(), merged.end(), [&](const Merged& other) {
             return is_official(other.participant.actor) && other.participant.role == state.participant.role &&
                    other.participant.actor.country == state.participant.actor.country;
           });
  };
  std::vector<Merged> kept;
  for (const Merged& m : merged) {
    if (!represented(m)) kept.push_back(m);
  }
  merged = std::move(kept);
}

// One claim tells of "the army" where another has "the armed forces": one party, by its commoner name. Two that one
// claim names beside each other are two.
void join_forces(std::vector<Merged>& merged, const Claims& claims) {
  const auto is_force = [](const Merged& m) {
    return m.participant.actor.kind == "organ" && m.participant.actor.sector == "MIL";
  };
  const auto told_together = [&](const Merged& a, const Merged& b) {
    return std::any_of(claims.positions.begin(), claims.positions.end(), [&](std::uint32_t p) {
      const auto& told = claims.mention(p).claim->participants;
      const auto names = [&](const Merged& m) {
        return std::any_of(told.begin(), told.end(),
                           [&](const Participant& one) { return one.actor.id == m.participant.actor.id; });
      };
      return names(a) && names(b);
    });
  };
  for (std::size_t i = 0; i < merged.size(); ++i) {
    for (std::size_t k = i + 1; k < merged.size();) {
      const bool same = is_force(merged[i]) && is_force(merged[k]) &&
                        merged[i].participant.role == merged[k].participant.role &&
                        merged[i].participant.actor.country == merged[k].participant.actor.country &&
                        !told_together(merged[i], merged[k]);
      if (!same) {
        ++k;
        continue;
      }
      if (merged[k].claims > merged[i].claims) merged[i].participant = merged[k].participant;
      merged[i].claims += merged[k].claims;
      merged.erase(merged.begin() + static_cast<std::ptrdiff_t>(k));
    }
  }
}

// Where one claim has a person of the knowledge base and another only his name, he is who the first says.
void join_names(std::vector<Merged>& merged) {
  const auto is_known = [](const Merged& m) { return m.participant.actor.id.starts_with("Q"); };
  const auto same_name = [](const Merged& a, const Merged& b) {
    const Actor &x = a.participant.actor, &y = b.participant.actor;
    return x.kind == "person" && y.kind == "person" && a.participant.role == b.participant.role &&
           base::fold(x.name) == base::fold(y.name);
  };
  for (std::size_t i = 0; i < merged.size();) {
    const auto same = std::find_if(merged.begin(), merged.end(), [&](const Merged& other) {
      return is_known(other) && !is_known(merged[i]) && same_name(other, merged[i]);
    });
    if (same == merged.end()) {
      ++i;
      continue;
    }
    same->claims += merged[i].claims;
    same->first = std::min(same->first, merged[i].first);
    merged.erase(merged.begin() + static_cast<std::ptrdiff_t>(i));
  }
}

void merge_participants(const Claims& claims, bool mutual, Event& event) {
  std::vector<Merged> merged;
  for (const std::uint32_t p : claims.positions) {
    const Mention& m = claims.mention(p);
    for (Participant participant : m.claim->participants) {
      if (mutual) participant.role = Role::actor;
      participant.actor.spelled.clear();
      participant.spans.clear();  // bytes of one document say nothing of the others: the claims keep them
      add_participant(merged, participant, m.time.count());
    }
  }
  join_names(merged);
  drop_upon_oneself(merged);
  drop_represented(merged);
  join_forces(merged, claims);
  std::stable_sort(merged.begin(), merged.end(), [](const Merged& a, const Merged& b) {
    if (a.participant.role != b.participant.role) return a.participant.role < b.participant.role;
    return a.claims != b.claims ? a.claims > b.claims : a.first < b.first;
  });
  for (Merged& m : merged) event.participants.push_back(std::move(m.participant));
}

// --- how, of what, on what occasion ---

void merge_modes(const Claims& claims, Event& event) {
  for (const TypeAndMode& known : kModes) {
    if (known.type != event.type) continue;
    const bool told = std::any_of(claims.positions.begin(), claims.positions.end(), [&](std::uint32_t p) {
      const std::vector<std::string>& modes = claims.mention(p).claim->modes;
      return std::find(modes.begin(), modes.end(), known.mode) != modes.end();
    });
    if (told) event.modes.emplace_back(known.mode);
  }
  // "They were in touch" says nothing any more where others say how.
  if (event.modes.size() > 1) std::erase(event.modes, "contact");
}

std::vector<std::string> most_told(const Claims& claims, std::vector<std::string> ResolvedClaim::*field,
                                   std::size_t most) {
  struct Told {
    std::string spelling;
    std::size_t count = 0, first = 0;
  };
  std::map<std::string, Told> told;
  std::size_t at = 0;
  for (const std::uint32_t p : claims.positions) {
    for (const std::string& value : claims.mention(p).claim->*field) {
      Told& entry = told[base::fold(value)];
      if (entry.count++ == 0) entry.spelling = value, entry.first = at;
      ++at;
    }
  }
  std::vector<Told> sorted;
  for (auto& [key, entry] : told) sorted.push_back(std::move(entry));
  std::sort(sorted.begin(), sorted.end(),
            [](const Told& a, const Told& b) { return a.count != b.count ? a.count > b.count : a.first < b.first; });
  if (sorted.size() > most) sorted.resize(most);
  std::vector<std::string> out;
  for (Told& entry : sorted) out.push_back(std::move(entry.spelling));
  return out;
}

void merge_setting(const Claims& claims, Event& event) {
  Votes<std::string> settings;
  for (const std::uint32_t p : claims.positions) {
    const Mention& m = claims.mention(p);
    if (!m.claim->setting.empty()) settings.add(m.claim->setting, m.document, m.claim->id, m.claim->confidence);
  }
  if (!settings.empty()) event.setting = settings.best().value;
}

// --- how many ---

using Count = std::optional<std::int64_t>;

Count merge_count(const Claims& claims, Count Casualties::*field) {
  Votes<std::int64_t> votes;
  for (const std::uint32_t p : claims.positions) {
    const Mention& m = claims.mention(p);
    const Count& count = m.claim->casualties.*field;
    if (count && m.status != Status::denied) votes.add(*count, m.document, m.claim->id, m.claim->confidence);
  }
  if (votes.empty()) return std::nullopt;
  return votes.best().value;
}

// --- what became of it ---

void merge_status(const Claims& claims, Event& event) {
  std::vector<StatusTold> told;
  for (const std::uint32_t p : claims.positions) {
    const Mention& m = claims.mention(p);
    told.push_back({m.status, claims.archive.order[m.document]});
    if (!event.history.empty() && event.history.back().status == m.status) continue;
    event.history.push_back({m.status, claims.archive.published[m.document], m.claim->id});
  }
  event.status = status_of(told);
}

// The archive covers the day after an event when some document was surely published then.
void set_outcome(const Claims& claims, Event& event) {
  std::vector<StatusTold> told;
  for (const std::uint32_t p : claims.positions) told.push_back({claims.mention(p).status, 0});
  const bool passed = event.time.to && claims.archive.latest > days_of(event.time).to;
  event.outcome = outcome_of(told, event.status, passed);
}

// --- who says so ---

void count_sources(const Claims& claims, Event& event) {
  std::set<std::uint32_t> documents;
  std::set<std::string> outlets;
  bool unnamed = false;
  for (const std::uint32_t p : claims.positions) {
    const Mention& m = claims.mention(p);
    documents.insert(m.document);
    const std::string outlet = base::fold(claims.archive.documents[m.document]->article.outlet.value);
    outlet.empty() ? void(unnamed = true) : void(outlets.insert(outlet));
  }
  event.documents = static_cast<std::uint32_t>(documents.size());
  event.outlets = static_cast<std::uint32_t>(outlets.size() + (outlets.empty() && unnamed ? 1 : 0));
}

// Roots are taken as independent witnesses, each as good as its best claim; a second one is trusted less than it
// claims, since outlets read each other unseen. Denials take away as one root gives.
double merged_confidence(const Claims& claims, const std::vector<std::uint32_t>& root_of) {
  std::map<std::uint32_t, double> best;
  double denial = 0;
  for (std::size_t i = 0; i < claims.positions.size(); ++i) {
    const ResolvedClaim& claim = *claims.mention(claims.positions[i]).claim;
    if (claims.any_done && claim.status == Status::denied) {
      denial = std::max(denial, claim.confidence);
    } else {
      best[root_of[i]] = std::max(best[root_of[i]], claim.confidence);
    }
  }
  std::vector<double> witnesses;
  for (const auto& [root, confidence] : best) witnesses.push_back(std::clamp(confidence, 0.0, 1.0));
  std::sort(witnesses.rbegin(), witnesses.rend());
  constexpr double kFurther = 0.6, kDenial = 0.4;
  double doubt = 1;
  for (std::size_t i = 0; i < witnesses.size(); ++i) doubt *= 1 - witnesses[i] * (i == 0 ? 1 : kFurther);
  const double confidence = (1 - doubt) * (1 - kDenial * denial);
  return std::round(confidence * 1e4) / 1e4;
}

// --- why one event ---

std::string named(const Archive& archive, std::uint32_t position) {
  const ResolvedClaim& claim = *archive.mentions[position].claim;
  const std::string& source = claim.outlet.empty() ? claim.path : claim.outlet;
  return source.empty() ? claim.id : claim.id + " (" + source + ")";
}

std::string with_one_digit(double score) {
  const long tenths = std::lround(score * 10);
  return std::to_string(tenths / 10) + "." + std::to_string(std::labs(tenths % 10));
}

std::string by_reviewer(const Decision& decision) {
  std::string out = decision.who + " decided so on " + decision.when;
  return decision.reason.empty() ? out : out + ": " + decision.reason;
}

void tell_why(const Claims& claims, Event& event) {
  const std::vector<Joint>& joints = claims.cluster.joints;
  for (std::size_t i = 0; i < std::min(joints.size(), kJointsTold); ++i) {
    std::vector<Note> notes;
    if (joints[i].ruling) {
      const Decision& decision = *claims.archive.rulings.all()[*joints[i].ruling].decision;
      event.why.push_back(named(claims.archive, joints[i].a) + " and " + named(claims.archive, joints[i].b) + ": " +
                          by_reviewer(decision));
      continue;
    }
    const Weighing weighing = weigh(claims.mention(joints[i].a), claims.mention(joints[i].b), &notes);
    if (weighing.against == Against::day) {
      event.why.push_back(named(claims.archive, joints[i].a) + " and " + named(claims.archive, joints[i].b) +
                          ": one attack by its place, toll and words, though they differ on the day");
      continue;
    }
    event.why.push_back(named(claims.archive, joints[i].a) + " and " + named(claims.archive, joints[i].b) + ": " +
                        in_words(notes) + "; weight " + with_one_digit(joints[i].score));
  }
  if (joints.size() > kJointsTold) {
    event.why.push_back("and " + std::to_string(joints.size() - kJointsTold) + " more claims in the same way");
  }
}

// The founding claim gives the id: the first one published, by what its own document says of its day, so that neither
// later documents nor what they prove of dates can change it.
std::string id_after(const ResolvedClaim& founding) {
  const std::string_view id = founding.id;
  return "ev_" + std::string(id.starts_with("cl_") ? id.substr(3) : id);
}

}  // namespace

std::vector<std::uint32_t> as_published(const Archive& archive, const Cluster& cluster) {
  std::vector<std::uint32_t> out = cluster.members;
  std::sort(out.begin(), out.end(), [&](std::uint32_t a, std::uint32_t b) {
    const Mention& x = archive.mentions[a];
    const Mention& y = archive.mentions[b];
    return std::tuple(archive.order[x.document], x.claim->order, a) <
           std::tuple(archive.order[y.document], y.claim->order, b);
  });
  return out;
}

Event make_event(const Archive& archive, const Cluster& cluster) {
  Claims claims{archive, cluster, as_published(archive, cluster), false};
  for (const std::uint32_t p : claims.positions) claims.any_done |= done(claims.mention(p).status);
  Event event;
  event.id = id_after(*claims.mention(claims.positions.front()).claim);
  event.type = claims.mention(claims.positions.front()).type;
  merge_modes(claims, event);
  event.contexts = most_told(claims, &ResolvedClaim::contexts, kTopicsKept);
  event.score = intensity(event.type, event.modes);
  const bool mutual = std::any_of(claims.positions.begin(), claims.positions.end(),
                                  [&](std::uint32_t p) { return claims.mention(p).mutual; });
  merge_participants(claims, mutual, event);
  event.time = merged_time(claims);
  merge_status(claims, event);
  merge_place(claims, event);
  merge_setting(claims, event);
  event.topics = most_told(claims, &ResolvedClaim::topics, kTopicsKept);
  event.casualties.killed = merge_count(claims, &Casualties::killed);
  event.casualties.injured = merge_count(claims, &Casualties::injured);
  tell_disagreements(claims, event);
  set_outcome(claims, event);
  count_sources(claims, event);
  Roots roots = roots_of_claims(archive, claims.positions);
  event.roots = roots.count;
  event.origins = std::move(roots.origins);
  event.confidence = merged_confidence(claims, roots.of_claim);
  tell_why(claims, event);
  for (const std::uint32_t p : claims.positions) event.claims.push_back(*archive.own[p]);
  return event;
}

}  // namespace annals::link
