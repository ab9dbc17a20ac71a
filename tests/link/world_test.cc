#include "link/world.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <set>

#include "annals/pipeline.h"
#include "base/text.h"
#include "link/people.h"

using namespace annals;

namespace told {
namespace {

// SplitMix64: the same numbers on every machine.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  std::uint64_t roll() {
    std::uint64_t x = state_ += 0x9E3779B97F4A7C15ULL;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBULL;
    return x ^ (x >> 31);
  }
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(roll() % n); }
  bool one_in(std::size_t n) { return below(n) == 0; }

 private:
  std::uint64_t state_;
};

constexpr std::array kWords = std::to_array<const char*>(
    {"harbour",  "grain",    "frontier",  "prisoners",   "treaty",    "bridge",     "pipeline", "embargo",
     "fishing",  "convoy",   "ceasefire", "missiles",    "elections", "refugees",   "tariffs",  "airport",
     "barracks", "hostages", "river",     "minefield",   "observers", "uranium",    "railway",  "islands",
     "militia",  "debts",    "vaccines",  "journalists", "satellite", "electricity"});

struct Happening {
  EventType type;
  std::string mode;
  Actor a, b;
  Place place;
  int day;
  std::string words;
};

Happening make_happening(Dice& dice, std::size_t number) {
  constexpr std::array kTypes = {EventType::consult, EventType::assault, EventType::accuse, EventType::agree,
                                 EventType::aid,     EventType::protest, EventType::request};
  constexpr std::array kModes = {"meeting", "aerial", "disapprove", "", "", "demo", "change"};
  const std::size_t kind = dice.below(kTypes.size());
  Happening out;
  out.type = kTypes[kind];
  out.mode = kModes[kind];
  const std::size_t x = dice.below(120), y = (x + 1 + dice.below(118)) % 120;
  const auto actor = [](std::size_t i) {
    const std::string n = std::to_string(i), code = "C" + n;
    return i % 3 == 0 ? state("Q" + n, "State " + n, code)
                      : person("Q" + n, "Person " + n, code, "Minister of State " + n);
  };
  out.a = actor(x);
  out.b = actor(y);
  const auto at = static_cast<double>(dice.below(4000));
  out.place = spot("Town " + std::to_string(number), "C" + std::to_string(x), at / 50 - 40, at / 25 - 80,
                   static_cast<std::int64_t>(number + 1000));
  out.day = static_cast<int>(dice.below(3650));
  for (int i = 0; i < 6; ++i) out.words += std::string(" ") + kWords[dice.below(kWords.size())];
  return out;
}

std::string day_text(int day) {
  return base::to_iso(sys_days{std::chrono::year{1990} / 1 / 1} + std::chrono::days{day});
}

void tell(Teller& teller, const Happening& happening, int published, Dice& dice) {
  const bool before = published < happening.day;
  Telling telling = teller.tell(happening.type);
  if (!happening.mode.empty()) telling.mode(happening.mode);
  telling.by(happening.a);
  const bool mutual = happening.type == EventType::consult || happening.type == EventType::agree;
  mutual ? telling.mutual().by(happening.b) : telling.to(happening.b);
  if (!dice.one_in(4)) telling.on(day_text(happening.day));
  if (dice.one_in(3)) telling.at(happening.place);
  if (before) telling.is(Status::planned);
  telling.says(happening.words + " " + kWords[dice.below(kWords.size())]);
}

}  // namespace

World make_world(std::size_t documents, std::uint64_t seed) {
  Dice dice(seed);
  World world;
  std::vector<Happening> happenings;
  const std::size_t stories = std::max<std::size_t>(documents / 6, 4);
  for (std::size_t i = 0; i < stories; ++i) happenings.push_back(make_happening(dice, i));
  for (std::size_t d = 0; d < documents; ++d) {
    // A hundredth tells the first story; the rest spread with a heavy tail.
    const std::size_t reach = std::max<std::size_t>(stories >> dice.below(8), 1);
    const std::size_t main = d % 100 == 0 ? 0 : dice.below(reach);
    const Happening& story = happenings[main];
    const int published = story.day + static_cast<int>(dice.below(5)) - 1;
    const bool undated = dice.one_in(25);
    Teller teller("d" + std::to_string(d * 7919 % documents) + "x", "Outlet " + std::to_string(dice.below(300)),
                  undated ? "1990-01-01/1999-12-31" : day_text(published));
    if (dice.one_in(5)) teller.agency("Wire " + std::to_string(dice.below(4)));
    teller.text(story.words + story.words + " told by outlet " + std::to_string(dice.below(300)));
    const std::size_t claims = 2 + dice.below(5);
    for (std::size_t c = 0; c < claims; ++c) {
      const std::size_t which = c < 2 ? main : (main + c * 17) % stories;
      tell(teller, happenings[which], published, dice);
      world.true_event.push_back(static_cast<std::uint32_t>(which));
    }
    world.documents.push_back(teller);
  }
  return world;
}

namespace {

std::string dump(const TimeInterval& time) {
  std::string out = (time.from ? base::to_iso(*time.from) : "?") + ".." + (time.to ? base::to_iso(*time.to) : "?");
  out += "/" + std::string(base::to_string(time.precision)) + time.part_of_day + time.clock;
  for (const std::string& why : time.why) out += "|" + why;
  return out;
}

std::string dump(const Participant& p) {
  return std::string(p.role == Role::actor ? "A:" : "R:") + p.actor.id + p.actor.name + p.actor.kind + p.actor.country +
         p.actor.sector + p.actor.office + p.as_written;
}

std::string dump(const ByteSpans& spans) {
  std::string out;
  for (const ByteSpan& span : spans) out += " " + std::to_string(span.begin) + "-" + std::to_string(span.end);
  return out;
}

std::string dump(const Origin& o) {
  return "origin " + o.document + "<" + o.from + "|" + o.source + "|" + o.kind + "|" + o.why + "|" + o.root +
         dump(o.spans);
}

template <typename Number>
std::string dump(const std::optional<Number>& number) {
  return number ? std::to_string(*number) : "?";
}

}  // namespace

std::string dump(const LinkedRecord& record) {
  std::string out;
  const auto line = [&](const std::string& text) { out += text + "\n"; };
  for (const Event& e : record.events) {
    line("event " + e.id + " " + std::string(to_string(e.type)) + base::join(e.modes, ",") +
         base::join(e.contexts, ",") + std::to_string(e.score));
    for (const Participant& p : e.participants) line(dump(p));
    line(dump(e.time) + " " + e.place.name + e.place.country + dump(e.place.latitude) + dump(e.place.longitude) +
         dump(e.place.geonames) + e.setting + base::join(e.topics, ","));
    line(std::string(to_string(e.status)) + std::to_string(static_cast<int>(e.outcome)) + e.moved_to);
    for (const StatusStep& s : e.history) line(std::string(to_string(s.status)) + dump(s.as_of) + s.claim);
    line(dump(e.casualties.killed) + dump(e.casualties.injured) + " " + std::to_string(e.documents) + " " +
         std::to_string(e.outlets) + " " + std::to_string(e.roots) + " " + std::to_string(e.confidence));
    for (const Disagreement& d : e.disagreements) {
      for (const auto& side : d.sides) line(d.field + side.value + base::join(side.claims, ","));
    }
    for (const Origin& origin : e.origins) line(dump(origin));
    for (const std::string& why : e.why) line(why);
    for (const ReviewNote& note : e.review) line(note.decision + note.claim + note.field + note.value + note.told);
    for (const ResolvedClaim& claim : e.claims) line(claim.id + claim.document + claim.path + claim.sentence);
  }
  for (const LinkedRecord::DocumentLinks& d : record.documents) {
    line("document " + d.document + dump(d.published) + d.root);
    for (const Copy& copy : d.copies) {
      line(copy.document + std::to_string(copy.similarity) + copy.kind);
      for (const SharedPassage& passage : copy.passages) line(dump(passage.spans) + " /" + dump(passage.other_spans));
    }
    for (const Origin& origin : d.origins) line(dump(origin));
  }
  return out;
}

}  // namespace told

using namespace told;

TEST_CASE("twenty shuffles of one set give one record") {
  World world = make_world(400, 7);
  const std::string expected = dump(link_documents(world.documents));
  CHECK(expected.size() > 10000);
  std::uint64_t state = 1;
  for (int round = 0; round < 20; ++round) {
    for (std::size_t i = world.documents.size(); i > 1; --i) {
      state = state * 6364136223846793005ULL + 1442695040888963407ULL;
      std::swap(world.documents[i - 1], world.documents[(state >> 33) % i]);
      auto& claims = world.documents[i - 1].claims;
      std::rotate(claims.begin(), claims.begin() + static_cast<std::ptrdiff_t>((state >> 40) % claims.size()),
                  claims.end());
    }
    CHECK(dump(link_documents(world.documents)) == expected);
  }
}

TEST_CASE("memory for next to nothing, a folder that is not there and several threads give the same record") {
  const World world = make_world(600, 9);
  const std::string expected = dump(link_documents(world.documents));
  for (const std::size_t bytes : {std::size_t{1}, std::size_t{1} << 16}) {
    CHECK(dump(linker({.memory_bytes = bytes, .threads = 3})(world.documents, {})) == expected);
    CHECK(dump(linker({.memory_bytes = bytes, .folder = "/no/such/folder"})(world.documents, {})) == expected);
  }
  CHECK(linker_version().size() == 16);
}

TEST_CASE("every claim is in one event, every document in the list, and ids are unique") {
  const World world = make_world(1000, 3);
  const LinkedRecord record = link_documents(world.documents);
  std::set<std::string> claims, events;
  std::size_t total = 0;
  for (const Event& event : record.events) {
    CHECK(events.insert(event.id).second);
    for (const ResolvedClaim& claim : event.claims) claims.insert(claim.id), ++total;
  }
  CHECK(total == world.true_event.size());
  CHECK(claims.size() == total);
  CHECK(record.documents.size() == world.documents.size());
}

// B3 of the made-up world: how pure events are and how whole. The figures guard against a slip, no more.
TEST_CASE("in a made-up archive the events come out") {
  const World world = make_world(3000, 11);
  const LinkedRecord record = link_documents(world.documents);
  std::map<std::string, std::uint32_t> truth;
  std::size_t at = 0;
  for (const CodedDocument& document : world.documents) {
    for (const ResolvedClaim& claim : document.claims) truth[claim.id] = world.true_event[at++];
  }
  std::map<std::uint32_t, double> size_of;
  for (const auto& [id, event] : truth) ++size_of[event];
  double precision = 0, recall = 0;
  for (const Event& event : record.events) {
    std::map<std::uint32_t, double> inside;
    for (const ResolvedClaim& claim : event.claims) ++inside[truth[claim.id]];
    for (const auto& [story, count] : inside) {
      precision += count * count / static_cast<double>(event.claims.size());
      recall += count * count / size_of[story];
    }
  }
  const auto all = static_cast<double>(truth.size());
  MESSAGE("B3 precision " << precision / all << ", recall " << recall / all);
  CHECK(precision / all > 0.95);
  CHECK(recall / all > 0.8);
}

TEST_CASE("twenty thousand documents link in seconds, a fifth of them in a fifth of the time") {
  const auto seconds = [](std::size_t documents) {
    const World world = make_world(documents, 5);
    const auto begin = std::chrono::steady_clock::now();
    const LinkedRecord record = link_documents(world.documents);
    const double taken = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    CHECK(record.documents.size() == documents);
    MESSAGE(documents << " documents: " << taken / static_cast<double>(documents) * 1e6 << " microseconds each");
    return taken;
  };
  seconds(4000);
  CHECK(seconds(20000) < 60);
}
