// Late documents change the clusters held to what linking all of them at once makes: the same members and joints,
// whatever came in which portion.
#include "link/held_clusters.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <string>
#include <utility>

#include "../bench/simulated.h"
#include "ledger_in_memory.h"
#include "link/rejoin.h"
#include "link/sweep.h"

using namespace annals;
using namespace annals::link;
using annals::bench::SimulatedNews;

namespace {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  std::uint64_t below(std::uint64_t n) { return mix(state_ += 0x9E3779B97F4A7C15ULL, 0) % n; }
  bool percent(std::uint64_t p) { return below(100) < p; }

 private:
  Hash state_;
};

struct Paper {
  std::string id;
  ToldDocument told;
};

// Documents by number: the order in which they come.
struct Set : Holdings {
  std::vector<Paper> documents;
  std::vector<Published> ids;
  Sides sides;

  void done() {
    for (const Paper& document : documents) ids.push_back({0, 0, document.id});
  }
  const CodedDocument& document(std::uint32_t) override {
    static const CodedDocument none;
    return none;
  }
  const Published& published(std::uint32_t number) override { return ids[number]; }
};

// A small world in which all know each other: few parties, places, words and days, so that files are long, claims
// repeat each other, and tolls are told of neighbouring days.
class SmallWorld {
 public:
  SmallWorld(std::uint64_t seed, Set& set) : dice_(seed), set_(set) {
    few_ = 1 + dice_.below(5);
    eras_ = 1 + dice_.below(4);
    drift_ = dice_.percent(30) ? static_cast<Day>(1 + dice_.below(40)) : 0;  // news comes in the order of its days
    tolls_ = 1 + dice_.below(3);
    countries_ = dice_.percent(60) ? 1 + dice_.below(4) : 0;
    attacks_ = dice_.percent(30) ? 20 + dice_.below(60) : 0;
    days_ = 3 + dice_.below(20);
    types_ = 1 + dice_.below(3);
  }

  void tell(std::uint32_t number) {
    Paper document;
    // Some begin alike: what their order is, is known by their ends.
    const std::string first = dice_.percent(30) ? "0123456789" : "";
    document.id = first + std::to_string(mix(dice_.below(1U << 20), number));
    drifted_ = drift_ * static_cast<Day>(number);
    const Day told = day();
    const bool dated = !dice_.percent(8);
    const std::size_t claims = 1 + dice_.below(4);
    for (std::uint32_t i = 0; i < claims; ++i) {
      ToldClaim claim;
      claim.position = static_cast<std::uint32_t>(claims) - 1 - i;
      claim.mention = !said_.empty() && dice_.percent(25) ? said_[dice_.below(said_.size())] : mention(told, dated);
      claim.mention.document = number;
      claim.mention.order = i;
      claim.mention.block = i == 0 ? BlockKind::title : BlockKind::body;
      claim.mention.told = dated ? told : kFuture;
      claim.mention.sentence_at = mix(number, dice_.below(3));
      if (claim.mention.place != 0) claim.place_name = mix(16, claim.mention.place);
      document.told.claims.push_back(claim);
      said_.push_back(claim.mention);
    }
    while (dice_.percent(countries_)) document.told.countries.push_back(mix(16, mix(9, dice_.below(few_))));
    set_.documents.push_back(std::move(document));
  }

 private:
  Day day() {
    const Day era = drift_ != 0 ? drifted_ : static_cast<Day>(1700 * dice_.below(eras_));
    return 12000 + era + static_cast<Day>(dice_.below(days_));
  }

  Mention mention(Day told, bool dated) {
    if (dice_.percent(attacks_)) return attack();
    constexpr EventType kTypes[] = {EventType::assault, EventType::consult, EventType::accuse};
    Mention out;
    out.type = kTypes[dice_.below(types_)];
    out.status = dice_.percent(70) ? Status::happened : static_cast<Status>(dice_.below(7));
    out.mutual = out.type == EventType::consult && dice_.percent(70);
    out.modes = dice_.percent(30) ? static_cast<std::uint16_t>(1U << dice_.below(3)) : std::uint16_t{0};
    when(out, told, dated);
    if (dice_.percent(70)) {
      const std::uint64_t place = dice_.below(few_);
      out.place = mix(9, place);
      out.country = mix(10, place / 2);
      out.mapped = dice_.percent(70);
      out.latitude = out.mapped ? 10.0 + static_cast<double>(place) * 0.2 : 0;
      out.longitude = out.mapped ? 20.0 : 0;
    }
    std::vector<Party> parties;
    for (std::uint64_t left = dice_.below(4); left > 0; --left) parties.push_back(party());
    out.parties = set_.sides.keep(std::span<const Party>(parties));
    if (out.type == EventType::assault && dice_.percent(70)) {
      out.killed = static_cast<std::int64_t>(4 + dice_.below(tolls_));
      if (dice_.percent(40)) out.injured = static_cast<std::int64_t>(10 + dice_.below(2));
    }
    out.words = words(10);
    if (dice_.percent(20)) out.topics = words(3);
    for (const Hash word : out.words) out.sentence = mix(out.sentence, word);
    if (dice_.percent(40)) out.act = mix(11, dice_.below(2));
    for (std::size_t i = 0; i < 3; ++i) out.story[i] = mix(12, 3 * i + dice_.below(3)) | 1;
    std::sort(out.story.begin(), out.story.end());
    return out;
  }

  // In one town, day after day.
  Mention attack() {
    Mention out;
    out.type = EventType::assault;
    out.time_kind = TimeKind::stated;
    const Day at = day();
    out.time = out.within = {at, at};
    out.place = mix(9, 1);
    out.killed = static_cast<std::int64_t>(5 + dice_.below(tolls_));
    if (dice_.percent(50)) out.injured = static_cast<std::int64_t>(10 + dice_.below(4));
    out.words = words(10);
    out.sentence = mix(15, dice_.below(1000));
    return out;
  }

  void when(Mention& out, Day told, bool dated) {
    const std::uint64_t how = dice_.below(100);
    if (how < 55) {
      out.time_kind = TimeKind::stated;
      const Day at = dice_.percent(80) ? told : day();
      out.time = {at, at};
    } else if (how < 65) {
      out.time_kind = TimeKind::stated;
      out.time = {told - 6, told};
    } else if (how < 72) {
      out.time_kind = TimeKind::lasting;
      out.time = {told - 40, kFuture};
    } else if (how < 88 && dated) {
      out.time_kind = TimeKind::implied;
      out.time = {told - 2, told};
    }
    out.within = leeway(out.time, out.time_kind, out.status);
  }

  Party party() {
    Party out;
    const std::uint64_t who = dice_.below(few_ + 2);
    out.id = mix(13, who);
    out.country = mix(10, who / 2);
    out.kind = who % 3 == 0 ? PartyKind::state : who % 3 == 1 ? PartyKind::person : PartyKind::group;
    out.official = out.kind == PartyKind::person;
    out.definite = !dice_.percent(30);
    out.role = dice_.percent(60) ? Role::actor : Role::recipient;
    return out;
  }

  std::span<const Hash> words(std::size_t most) {
    std::vector<Hash> out;
    for (std::uint64_t left = 1 + dice_.below(most); left > 0; --left) out.push_back(mix(14, dice_.below(14)));
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return set_.sides.keep(std::span<const Hash>(out));
  }

  Dice dice_;
  Set& set_;
  std::uint64_t few_, eras_, days_, types_, tolls_, attacks_, countries_;
  Day drift_, drifted_ = 0;
  std::vector<Mention> said_;
};

struct Event {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> members;  // document, position
  std::vector<std::tuple<std::uint32_t, std::uint32_t, double>> joints;
  auto operator<=>(const Event&) const = default;
};

Event event_of(const EventHeld& held) {
  Event out;
  for (const auto& member : held.members) out.members.emplace_back(member.document, member.position);
  for (const Joint& joint : held.joints) out.joints.emplace_back(joint.a, joint.b, joint.score);
  return out;
}

struct Whole {
  std::vector<ToldClaim> told;
  std::vector<Hash> countries;
  std::vector<Cluster> clusters;
};

// All that the documents tell, linked at once.
Whole whole_of(Set& set, std::vector<std::uint32_t> documents, Day reach) {
  std::sort(documents.begin(), documents.end(),
            [&](std::uint32_t a, std::uint32_t b) { return set.documents[a].id < set.documents[b].id; });
  Whole out;
  std::set<Hash> countries;
  for (const std::uint32_t document : documents) {
    const std::vector<Hash>& names = set.documents[document].told.countries;
    countries.insert(names.begin(), names.end());
  }
  out.countries.assign(countries.begin(), countries.end());
  std::vector<Mention> mentions;
  for (const std::uint32_t document : documents) {
    for (ToldClaim claim : set.documents[document].told.claims) {
      claim.mention.whole_country = countries.contains(claim.place_name);
      out.told.push_back(claim);
      mentions.push_back(claim.mention);
      mentions.back().number = static_cast<std::uint32_t>(mentions.size() - 1);
    }
  }
  Spool spool(reach);
  for (const Mention& mention : mentions) REQUIRE(spool.add(mention));
  REQUIRE(each_cluster(spool, {}, [&](Cluster one) { out.clusters.push_back(std::move(one)); }));
  std::sort(out.clusters.begin(), out.clusters.end(),
            [](const Cluster& a, const Cluster& b) { return a.members < b.members; });
  join_other_days(mentions, {}, out.clusters);
  return out;
}

Event event_in(const Whole& whole, const Cluster& cluster) {
  Event out;
  std::map<std::uint32_t, std::uint32_t> place;
  for (const std::uint32_t member : cluster.members) {
    place.emplace(member, static_cast<std::uint32_t>(place.size()));
    out.members.emplace_back(whole.told[member].mention.document, whole.told[member].position);
  }
  for (const Joint& joint : cluster.joints) out.joints.emplace_back(place[joint.a], place[joint.b], joint.score);
  return out;
}

std::vector<Event> events_of(const Whole& whole) {
  std::vector<Event> out;
  for (const Cluster& cluster : whole.clusters) out.push_back(event_in(whole, cluster));
  std::sort(out.begin(), out.end());
  return out;
}

std::string all_of(LedgerInMemory& ledger) {
  std::string out;
  ledger.walk("", "\x7F", Ledger::Way::up, [&](std::string_view key, std::string_view value) {
    out += std::string(key) + '\n' + std::string(value) + '\n';
    return true;
  });
  return out;
}

struct Tally {
  std::size_t events = 0, several = 0, by_toll = 0, changes = 0, left = 0;
};

// Adds the documents in portions, the first of them built at once, and looks after each.
void try_portions(Set& set, std::uint64_t seed, std::uint32_t documents, Day reach, Tally& tally) {
  Dice dice(mix(seed, 99));
  LedgerInMemory ledger;
  const auto tell = [&](std::uint32_t document, Sides&) { return set.documents[document].told; };
  std::map<std::uint32_t, Event> held;
  std::vector<std::uint32_t> all;
  for (std::uint32_t next = 0; next < documents;) {
    const auto end =
        static_cast<std::uint32_t>(std::min<std::uint64_t>(documents, next + 1 + dice.below(documents / 3)));
    HeldClusters clusters(ledger, set, tell, reach);
    std::vector<std::uint32_t> portion(end - next);
    std::iota(portion.begin(), portion.end(), next);
    all.insert(all.end(), portion.begin(), portion.end());
    next = end;
    const Whole whole = whole_of(set, all, reach);
    const std::vector<Event> expected = events_of(whole);
    if (all.size() == portion.size() && dice.percent(80)) {
      const std::vector<std::uint32_t> labels = clusters.build(whole.told, whole.countries, whole.clusters);
      for (std::size_t c = 0; c < labels.size(); ++c) {
        held[labels[c]] = event_of(clusters.event(labels[c]));
        REQUIRE(held[labels[c]] == event_in(whole, whole.clusters[c]));
      }
      continue;
    }
    const auto changed = clusters.add(portion);
    REQUIRE(changed);
    for (const std::uint32_t label : changed->gone) REQUIRE(held.erase(label) == 1);
    for (const EventHeld& made : changed->made) held[made.label] = event_of(made);
    tally.changes += changed->made.size();
    std::vector<Event> found;
    for (const auto& [label, event] : held) found.push_back(event);
    std::sort(found.begin(), found.end());
    CAPTURE(seed);
    CAPTURE(all.size());
    REQUIRE(found == expected);
    for (const auto& [label, event] : held) REQUIRE(event_of(clusters.event(label)) == event);
    for (const std::uint32_t document : all) {
      std::set<std::uint32_t> labels;
      for (const auto& [label, event] : held) {
        for (const auto& [of, position] : event.members) {
          if (of == document) labels.insert(label);
        }
      }
      for (const auto& claim : clusters.told(document)) {
        const auto& members = held[claim.event].members;
        REQUIRE(std::count(members.begin(), members.end(), std::pair(document, claim.position)) == 1);
      }
      REQUIRE(clusters.events_of(document) == std::vector<std::uint32_t>(labels.begin(), labels.end()));
    }
    for (const Event& event : expected) {
      tally.several += event.members.size() > 1;
      for (const auto& joint : event.joints) tally.by_toll += std::get<2>(joint) == 0;
    }
    tally.events += expected.size();
    LedgerInMemory at_once;
    HeldClusters(at_once, set, tell, reach).build(whole.told, whole.countries, whole.clusters);
    REQUIRE(all_of(at_once) == all_of(ledger));
  }
}

}  // namespace

TEST_CASE("documents that come in portions make the events of all at once: a small world") {
  Tally tally;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    Dice dice(seed);
    Set set;
    SmallWorld world(seed, set);
    const auto documents = static_cast<std::uint32_t>(15 + dice.below(80));
    for (std::uint32_t n = 0; n < documents; ++n) world.tell(n);
    set.done();
    try_portions(set, seed, documents, dice.percent(50) ? kReachDays : 96, tally);
  }
  MESSAGE(tally.events << " events, " << tally.several << " of several claims, " << tally.by_toll << " tolls, "
                       << tally.changes << " changes");
  CHECK(tally.several > 1000);
  CHECK(tally.by_toll > 20);
}

TEST_CASE("documents added to a damaged ledger end in events or in a word, not in a crash") {
  std::size_t told = 0, made = 0;
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    Dice dice(seed);
    Set set;
    SmallWorld world(seed, set);
    for (std::uint32_t n = 0; n < 30; ++n) world.tell(n);
    set.done();
    std::vector<std::uint32_t> first(20), more(10);
    std::iota(first.begin(), first.end(), 0U);
    std::iota(more.begin(), more.end(), 20U);
    LedgerInMemory ledger;
    HeldClusters clusters(ledger, set, [&](std::uint32_t document, Sides&) { return set.documents[document].told; });
    REQUIRE(clusters.add(first));
    std::vector<std::pair<std::string, std::string>> entries;
    ledger.walk("", "\x7F", Ledger::Way::up, [&](std::string_view key, std::string_view value) {
      entries.emplace_back(key, value);
      return true;
    });
    for (int hits = 0; hits < 6; ++hits) {
      auto [key, value] = entries[dice.below(entries.size())];
      ledger.erase(key);
      std::string& hit = value.empty() || dice.percent(30) ? key : value;
      if (dice.percent(30)) hit.resize(1 + dice.below(hit.size()));
      for (std::uint64_t bytes = dice.below(3); bytes > 0 && hit.size() > 1; --bytes) {
        hit[1 + dice.below(hit.size() - 1)] = static_cast<char>(dice.below(256));
      }
      if (!dice.percent(20)) ledger.put(key, value);
    }
    const auto changed = clusters.add(more);
    ++(changed ? made : told);
    for (std::uint32_t document = 0; document < 30; ++document) {
      for (const auto& claim : clusters.told(document)) clusters.event(claim.event);
    }
  }
  CHECK(told > 30);
  CHECK(made > 0);
}

TEST_CASE("documents that come in portions make the events of all at once: made-up news") {
  Tally tally;
  constexpr std::uint32_t kDocuments = 1200, kSpread = 40;  // of many more, so that years go by
  for (std::uint64_t seed = 0; seed < 4; ++seed) {
    const SimulatedNews news(kDocuments * (seed % 2 == 0 ? 1 : kSpread), seed);
    Set set;
    for (std::uint32_t n = 0; n < kDocuments; ++n) {
      std::vector<SimulatedNews::Told> told;
      news.tell(n * (seed % 2 == 0 ? 1 : kSpread), told, set.sides);
      Paper document;
      document.id = std::to_string(mix(seed, n));
      for (const auto& one : told) {
        document.told.claims.push_back({one.mention, one.mention.order, one.mention.place});
        document.told.claims.back().mention.document = n;
      }
      set.documents.push_back(std::move(document));
    }
    set.done();
    try_portions(set, seed, kDocuments, 96, tally);
  }
  CHECK(tally.several > 100);
}
