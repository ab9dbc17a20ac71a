#include "simulated.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <span>
#include <string>
#include <utility>

namespace annals::bench {

using namespace link;

namespace {

constexpr double kPerDay = 1e6 / 365;
constexpr std::uint64_t kStoriesADay = 700;
constexpr Day kFirstDay = 10957;  // 2000-01-01
constexpr std::uint64_t kStates = 190, kPersons = 4000, kGroups = 600, kTowns = 30000, kWords = 30000, kOutlets = 5000;

class Dice {
 public:
  explicit Dice(Hash seed) : state_(seed) {}
  std::uint64_t roll() { return mix(state_ += 0x9E3779B97F4A7C15ULL, 0); }
  std::uint64_t below(std::uint64_t n) { return roll() % n; }
  bool percent(std::uint64_t p) { return below(100) < p; }
  double share() { return static_cast<double>(roll() >> 11) * 0x1p-53; }
  // Below n; the lower the likelier, with a heavy tail.
  std::uint64_t skewed(std::uint64_t n, double how) {
    return std::min(n - 1, static_cast<std::uint64_t>(static_cast<double>(n) * std::pow(share(), how)));
  }

 private:
  Hash state_;
};

Hash state_id(std::uint64_t n) { return mix(1, n) | 1; }

// People and groups belong to states.
Party party_of(std::uint64_t n) {
  Party party;
  party.definite = true;
  if (n < kStates) {
    party.kind = PartyKind::state;
    party.id = party.country = state_id(n);
  } else if (n < kStates + kPersons) {
    party.kind = PartyKind::person;
    party.id = mix(2, n);
    party.country = state_id(n % kStates);
    party.official = n % 5 != 0;
  } else {
    party.kind = PartyKind::group;
    party.id = mix(3, n);
  }
  return party;
}

// What is said of an act of a type: whether two parties do it together, whether it has victims, how it may be called.
struct Kind {
  EventType type;
  bool mutual, violent;
  std::uint16_t modes;
};
constexpr std::array<Kind, 10> kKinds = {{{EventType::consult, true, false, 16},
                                          {EventType::consult, true, false, 1},
                                          {EventType::assault, false, true, 64},
                                          {EventType::assault, false, true, 0},
                                          {EventType::accuse, false, false, 1},
                                          {EventType::support, false, false, 0},
                                          {EventType::request, false, false, 0},
                                          {EventType::agree, true, false, 0},
                                          {EventType::aid, false, false, 0},
                                          {EventType::protest, false, false, 1}}};

std::uint64_t coprime_with(std::uint64_t n, std::uint64_t from) {
  while (std::gcd(from, n) != 1) ++from;
  return from;
}

std::uint64_t inverse(std::uint64_t a, std::uint64_t n) {  // of a, modulo n: Euclid's algorithm
  __extension__ using Wide = __int128;
  Wide t = 0, next_t = 1, r = n, next_r = a;
  while (next_r != 0) {
    const Wide q = r / next_r;
    t = std::exchange(next_t, t - q * next_t);
    r = std::exchange(next_r, r - q * next_r);
  }
  return static_cast<std::uint64_t>(t < 0 ? t + n : t);
}

std::uint64_t times(std::uint64_t a, std::uint64_t b, std::uint64_t n) {
  __extension__ using Wide = unsigned __int128;
  return static_cast<std::uint64_t>(static_cast<Wide>(a) * b % n);
}

}  // namespace

struct SimulatedNews::Story {
  Hash seed;
  Day born;
  std::uint32_t events;
  std::array<std::uint64_t, 4> actors;
  std::uint64_t town;
};

struct SimulatedNews::Event {
  Hash seed;
  Day day;
  Kind kind;
  bool lasts;
  std::array<Party, 3> parties;
  std::size_t party_count;
  std::uint64_t town;
  std::array<Hash, 14> words;
};

SimulatedNews::SimulatedNews(std::uint64_t documents, std::uint64_t seed)
    : documents_(documents),
      seed_(mix(seed, 77)),
      stride_(coprime_with(documents, documents / 3 * 2 + 1)),
      unstride_(inverse(stride_, documents)) {}

SimulatedNews::Story SimulatedNews::story(Day born, std::uint64_t rank) const {
  Dice dice(mix(mix(seed_, static_cast<Hash>(born)), rank));
  Story out{dice.roll(), born, 1, {}, dice.skewed(kTowns, 1.5)};
  while (out.events < 5 && dice.percent(45)) ++out.events;
  for (std::uint64_t& actor : out.actors) {
    actor = dice.percent(40)   ? dice.skewed(kStates, 2)
            : dice.percent(75) ? kStates + dice.skewed(kPersons, 2)
                               : kStates + kPersons + dice.skewed(kGroups, 2);
  }
  return out;
}

SimulatedNews::Event SimulatedNews::event_of(const Story& story, std::uint32_t which) const {
  Dice dice(mix(story.seed, which));
  Event out;
  out.seed = dice.roll();
  out.day = story.born + static_cast<Day>(which * (1 + dice.below(4)));
  out.kind = kKinds[dice.below(kKinds.size())];
  out.lasts = out.kind.violent && dice.percent(5);
  out.party_count = 2 + dice.below(2);
  for (std::size_t i = 0; i < out.party_count; ++i) {
    out.parties[i] = party_of(story.actors[(which + i) % story.actors.size()]);
    out.parties[i].role = out.kind.mutual || i == 0 ? Role::actor : Role::recipient;
  }
  out.town = dice.percent(60) ? story.town : dice.skewed(kTowns, 1.5);
  for (Hash& word : out.words) word = mix(4, dice.skewed(kWords, 1.3));
  return out;
}

namespace {

struct Page {  // what all claims of a document share
  Hash seed;
  std::uint32_t document;
  Day published;
  bool dated;
  std::uint32_t wire;  // 0: it writes for itself
};

}  // namespace

void SimulatedNews::tell(std::uint64_t arrival, std::vector<Told>& out, Sides& sides) const {
  // One of 32 changes places with the one of three weeks later.
  const auto weeks = static_cast<std::uint64_t>(21 * kPerDay);
  const bool even = arrival / weeks % 2 == 0;
  const std::uint64_t earlier = even ? arrival : arrival - weeks;
  const bool late = mix(seed_, earlier) % 32 == 0 && earlier + weeks < documents_;
  tell_document(!late ? arrival : even ? arrival + weeks : earlier, out, sides);
}

void SimulatedNews::tell_document(std::uint64_t place, std::vector<Told>& out, Sides& sides) const {
  Dice dice(mix(mix(seed_, 5), place));
  const auto published = kFirstDay + static_cast<Day>(static_cast<double>(place) / kPerDay);
  const Page page{dice.roll(), static_cast<std::uint32_t>(times(place, stride_, documents_)), published,
                  !dice.percent(2), dice.percent(25) ? 1 + static_cast<std::uint32_t>(dice.below(4)) : 0};
  const auto last_day = kFirstDay + static_cast<Day>(static_cast<double>(documents_) / kPerDay);
  const Day hot_day = kFirstDay + (last_day - kFirstDay) / 10;
  const bool hot = dice.percent(1);
  const auto age = static_cast<Day>(std::min(60.0, std::pow(1 - dice.share(), -0.7) - 1));
  const Story main = hot ? story(hot_day, kStoriesADay) : story(published - age, dice.skewed(kStoriesADay, 4));

  std::vector<Hash> words;
  std::vector<Party> parties;
  std::uint32_t order = 0;
  const auto claim = [&](const Event& event) {
    // Of a wire all that hand it on say the same.
    Dice say(page.wire != 0 ? mix(mix(event.seed, page.wire), order) : dice.roll());
    Mention mention;
    mention.type = event.kind.type;
    mention.modes = event.kind.modes != 0 && say.percent(70) ? event.kind.modes : std::uint16_t{0};
    mention.mutual = event.kind.mutual;
    mention.block = order == 0 ? BlockKind::title : BlockKind::body;
    mention.document = page.document;
    mention.order = order;
    mention.number = page.document * kMostClaims + order;
    mention.told = page.dated ? page.published : kFuture;

    const std::uint64_t how = say.below(100);
    const Day off = say.percent(2) ? static_cast<Day>(1 + say.below(30)) : 0;  // a wrong date
    const Day day = event.day + off;
    if (event.lasts && how < 60) {
      mention.time_kind = TimeKind::lasting;
      mention.time = {event.day, kFuture};
    } else if (how < 60) {
      mention.time_kind = TimeKind::stated;
      mention.time = {day, day};
    } else if (how < 64) {
      mention.time_kind = TimeKind::stated;
      mention.time = {day - day % 7, day - day % 7 + 6};
    } else if (how < 86 && page.dated && std::abs(event.day - page.published) <= 2) {
      mention.time_kind = TimeKind::implied;
      mention.time = {page.published - 2, page.published};
    }
    mention.status = page.published < event.day       ? Status::planned
                     : event.lasts && say.percent(50) ? Status::ongoing
                     : say.percent(1)                 ? Status::denied
                                                      : Status::happened;
    mention.within = leeway(mention.time, mention.time_kind, mention.status);

    if (say.percent(70)) {
      mention.place = mix(6, event.town);
      mention.country = state_id(event.town % kStates);
      mention.mapped = true;
      mention.latitude = static_cast<double>(event.town % 140) - 70;
      mention.longitude = static_cast<double>(event.town / 140) * 1.6 - 175;
    }
    parties.clear();
    for (std::size_t i = 0; i < event.party_count; ++i) {
      Party party = event.parties[i];
      if (i == 2 && say.percent(50)) continue;
      if (party.official && say.percent(25)) {  // his country stands for him
        party.kind = PartyKind::state;
        party.id = party.country;
        party.official = false;
      }
      parties.push_back(party);
    }
    mention.parties = sides.keep(std::span<const Party>(parties));
    if (event.kind.violent && say.percent(50))
      mention.killed = static_cast<std::int64_t>(event.seed % 20 + say.below(2));

    words.clear();
    for (std::size_t i = 0; i < 6; ++i) words.push_back(event.words[say.below(event.words.size())]);
    for (std::size_t i = 0; i < 3; ++i) words.push_back(mix(4, say.skewed(kWords, 1.3)));
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    mention.words = sides.keep(std::span<const Hash>(words));
    for (const Hash word : words) mention.sentence = mix(mention.sentence, word);
    mention.sentence_at = mix(page.seed, order);
    out.push_back({mention, event.seed});
    ++order;
  };

  const auto told_now = [&](const Story& of) {  // the latest development, or the next
    std::uint32_t which = 0;
    while (which + 1 < of.events && event_of(of, which + 1).day <= page.published + (dice.percent(10) ? 5 : 0)) ++which;
    return which;
  };
  const std::uint32_t which = told_now(main);
  const Event event = event_of(main, which);
  claim(event);
  if (dice.percent(40)) claim(event);
  if (which > 0 && dice.percent(40)) claim(event_of(main, which - 1));
  if (dice.percent(10)) {
    const auto years_ago = static_cast<Day>(30 + dice.skewed(2000, 2));
    claim(event_of(story(std::max(kFirstDay, published - years_ago), dice.skewed(kStoriesADay, 6)), 0));
  }
  while (order < kMostClaims && dice.percent(15))
    claim(event_of(main, static_cast<std::uint32_t>(dice.below(main.events))));
}

std::uint64_t SimulatedNews::event_of(std::uint32_t number) const {
  std::vector<Told> told;
  Sides sides;
  tell_document(times(number / kMostClaims, unstride_, documents_), told, sides);
  return told[number % kMostClaims].event;
}

}  // namespace annals::bench
