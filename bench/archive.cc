// A made-up record of many events, for what is measured at size: bench_archive STORE EVENTS [SEED]
//
// Stories are told by one to some dozens of documents, few by many (Zipf); actors and places likewise. Pages, spans,
// claims and events hold together as in a record that was read, so that the server, SQL and exports do their whole
// work.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "annals/store.h"
#include "base/calendar.h"
#include "base/sha256.h"

namespace {

using namespace annals;

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
  }
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(next() % n); }
  double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
  // Few are met often: about as names in the news are.
  std::size_t heavy(std::size_t n) { return static_cast<std::size_t>(std::pow(static_cast<double>(n), unit())) - 1; }

 private:
  std::uint64_t state_;
};

constexpr std::string_view kCountries[] = {"USA", "RUS", "CHN", "FRA", "DEU", "GBR", "TUR", "IND", "BRA", "EGY",
                                           "IRN", "ISR", "UKR", "SYR", "SDN", "ETH", "KEN", "JPN", "KOR", "MEX"};
constexpr std::string_view kFirst[] = {"Amara", "Jonas", "Mei",   "Tomas", "Irina",
                                       "Yusuf", "Leila", "Pavel", "Rosa",  "Kofi"};
constexpr std::string_view kLast[] = {"Diallo", "Lindqvist", "Okafor", "Ibanez", "Petrova",
                                      "Aydin",  "Haddad",    "Novak",  "Moreno", "Mensah"};
constexpr std::string_view kVerbs[] = {"met",     "accused", "telephoned", "threatened",
                                       "praised", "shelled", "asked",      "rejected"};

Actor actor(std::size_t number) {
  Actor out;
  out.id = "Q" + std::to_string(100'000 + number);
  out.name = std::string(kFirst[number % std::size(kFirst)]) + ' ' +
             std::string(kLast[number / 10 % std::size(kLast)]) + ' ' + std::to_string(number);
  out.kind = "person";
  out.country = kCountries[number % std::size(kCountries)];
  out.sector = "GOV";
  if (number % 3 == 0) out.office = "Minister of Trade of " + out.country;
  return out;
}

Place place(std::size_t number) {
  Dice dice(number + 77);
  return {"Port " + std::to_string(number), std::string(kCountries[number % std::size(kCountries)]),
          dice.unit() * 130 - 60, dice.unit() * 350 - 175, std::nullopt};
}

// What an event is, whoever tells it.
struct Story {
  EventType type = EventType::consult;
  std::vector<Participant> parties;
  Place where;
  sys_days day;
};
Story story(std::uint64_t seed, std::size_t number) {
  Dice dice(seed * 1'000'003 + number);
  Story out;
  out.type = static_cast<EventType>(dice.below(kEventTypeNames.size()));
  const std::size_t first = dice.heavy(20'000), second = dice.heavy(20'000);
  out.parties = {{Role::actor, actor(first), "", {}},
                 {Role::recipient, actor(second == first ? second + 1 : second), "", {}}};
  if (dice.below(10) < 7) out.where = place(dice.heavy(5'000));
  out.day = *base::make_day(2000, 1, 1) + std::chrono::days{static_cast<int>(dice.below(9'000))};
  return out;
}

struct Draft {
  Page page;
  CodedDocument coded;
};

// A page that tells these stories, a sentence each.
Draft page(std::uint64_t seed, std::size_t number, const std::vector<std::size_t>& stories) {
  Dice dice(seed ^ (number * 7919 + 11));
  Draft out;
  Article& article = out.coded.article;
  const std::string outlet = "Outlet " + std::to_string(dice.heavy(400));
  std::string raw;
  const auto block = [&](BlockKind kind, const std::string& words) {
    if (!article.blocks.empty()) article.text.append_unsourced("\n\n"), raw += "\n\n";
    const auto begin = static_cast<std::uint32_t>(article.text.text.size());
    article.text.append_copy(words, raw.size());
    raw += words;
    article.blocks.push_back({kind, {begin, begin + static_cast<std::uint32_t>(words.size())}, "", false});
    return article.blocks.back().range;
  };
  const auto told = [&](std::size_t which) {
    const Story about = story(seed, which);
    return about.parties[0].actor.name + ' ' + std::string(kVerbs[static_cast<std::size_t>(about.type) % 8]) + ' ' +
           about.parties[1].actor.name + (about.where.unknown() ? "" : " in " + about.where.name) + " on " +
           base::to_iso(about.day) + ", officials said in report " + std::to_string(number) + '.';
  };
  block(BlockKind::title, told(stories.front()));
  for (const std::size_t which : stories) {
    out.coded.sentences.push_back(block(BlockKind::body, told(which)));
    ResolvedClaim claim;
    const Story about = story(seed, which);
    claim.order = static_cast<std::uint32_t>(out.coded.claims.size());
    claim.outlet = outlet;
    claim.type = about.type;
    claim.status = dice.below(12) == 0 ? static_cast<Status>(dice.below(kStatusNames.size())) : Status::happened;
    claim.participants = about.parties;
    claim.time = TimeInterval::day(about.day);
    claim.place = about.where;
    claim.said_by = {{actor(dice.heavy(2'000)), "said", dice.below(2) == 0, {}}};
    claim.sentence = std::string(article.text.view(out.coded.sentences.back()));
    claim.sentence_spans = article.text.spans(out.coded.sentences.back());
    claim.evidence.trigger =
        article.text.spans({out.coded.sentences.back().begin, out.coded.sentences.back().begin + 4});
    claim.rule = "made";
    claim.confidence = 0.5 + dice.unit() / 2;
    claim.why = {"made up"};
    out.coded.claims.push_back(std::move(claim));
  }
  article.sha256 = base::sha256_hex(raw);
  article.id = article.sha256.substr(0, 16);
  article.path = "made/" + std::to_string(number) + ".txt";
  article.bytes = raw.size();
  article.language = "en";
  article.outlet = {outlet, "made", 1, {}};
  article.title = {std::string(article.text_of(article.blocks.front())), "made", 1, {}};
  const sys_days day = story(seed, stories.front()).day;
  out.coded.published = TimeInterval::day(day + std::chrono::days{1});
  for (ResolvedClaim& claim : out.coded.claims) {
    claim.document = article.id;
    claim.path = article.path;
    claim.id = "cl_" + base::short_hash(article.id + std::to_string(claim.order));
  }
  out.page.path = article.path;
  out.page.bytes = std::move(raw);
  return out;
}

// One event a story; which claim tells which is known by its type, day and parties.
LinkedRecord link(const std::vector<CodedDocument>& documents) {
  std::vector<std::pair<std::string, ResolvedClaim>> all;
  LinkedRecord out;
  for (const CodedDocument& document : documents) {
    out.documents.push_back({});
    out.documents.back().document = document.article.id;
    out.documents.back().published = document.published;
    out.documents.back().root = document.article.id;
    for (const ResolvedClaim& claim : document.claims) {
      all.emplace_back(base::to_iso(*claim.time.from) + std::string(to_string(claim.type)) +
                           claim.participants[0].actor.id + claim.participants[1].actor.id + claim.place.name,
                       claim);
    }
  }
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
    return std::tie(a.first, a.second.id) < std::tie(b.first, b.second.id);
  });
  for (std::size_t i = 0; i < all.size();) {
    Event event;
    const std::size_t begin = i;
    for (; i < all.size() && all[i].first == all[begin].first; ++i) event.claims.push_back(all[i].second);
    const ResolvedClaim& first = event.claims.front();
    event.id = "ev_" + first.id.substr(3);
    event.type = first.type;
    event.score = static_cast<double>(static_cast<int>(first.type)) - 8;
    event.participants = first.participants;
    event.time = first.time;
    event.place = first.place;
    event.status = first.status;
    event.outcome = first.status == Status::planned ? Outcome::open : Outcome::none;
    event.confidence = first.confidence;
    event.why = {"made as one"};
    for (const ResolvedClaim& claim : event.claims) event.history.push_back({claim.status, claim.time, claim.id});
    event.documents = event.outlets = event.roots = static_cast<std::uint32_t>(event.claims.size());
    out.events.push_back(std::move(event));
  }
  std::sort(out.events.begin(), out.events.end(), [](const Event& a, const Event& b) {
    return std::tuple(*a.time.from, std::string_view(a.id)) < std::tuple(*b.time.from, std::string_view(b.id));
  });
  std::sort(out.documents.begin(), out.documents.end(),
            [](const auto& a, const auto& b) { return a.document < b.document; });
  return out;
}

int fail(const Error& error) { return std::fprintf(stderr, "%s\n", error.message.c_str()), 1; }

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return std::fprintf(stderr, "usage: bench_archive STORE EVENTS [SEED]\n"), 2;
  const auto events = static_cast<std::size_t>(std::strtoull(argv[2], nullptr, 10));
  const std::uint64_t seed = argc > 3 ? std::strtoull(argv[3], nullptr, 10) : 1;
  Result<Store> store = Store::open(argv[1], Store::Mode::write);
  if (!store) return fail(store.error());
  Dice dice(seed);
  std::size_t next = 0, number = 0;
  while (next < events) {
    std::vector<std::size_t> stories;  // some new ones, and now and then one that was told before
    for (int i = 0; i < 4 && next < events; ++i) stories.push_back(next++);
    if (next > 1000 && dice.below(2) == 0) stories.push_back(dice.heavy(next));
    const Draft made = page(seed, number++, stories);
    if (Result<Done> added = store->add(made.page, made.coded); !added) return fail(added.error());
    if (number % 2000 == 0) {
      if (Result<Done> kept = store->commit(); !kept) return fail(kept.error());
      std::fprintf(stderr, "\r%zu documents, %zu events", number, next);
    }
  }
  if (Result<Done> kept = store->commit(); !kept) return fail(kept.error());
  const auto linker = [](const std::vector<CodedDocument>& documents, const std::vector<Decision>&) {
    return link(documents);
  };
  if (Result<Done> linked = store->relink(linker); !linked) return fail(linked.error());
  std::fprintf(stderr, "\r%zu documents, %zu events\n", number, next);
  return 0;
}
