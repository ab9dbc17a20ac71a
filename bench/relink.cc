// What a few documents more cost: a store of made-up documents (simulated.h, with texts of some 400 words) is linked,
// then gets some more, some times over, and at last none.
//
//   relink STORE DOCUMENTS [TIMES [MORE]]
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "annals/pipeline.h"
#include "annals/store.h"
#include "base/sha256.h"
#include "clock.h"
#include "simulated.h"

namespace {

using namespace annals;
using annals::bench::SimulatedNews;

std::string word_of(link::Hash hash) {
  constexpr std::string_view kFirst = "bdfgklmnprstvz", kThen = "aeiou";
  std::string out;
  for (int i = 0; i < 3; ++i, hash /= 70) {
    out += kFirst[hash % 14];
    out += kThen[hash / 14 % 5];
  }
  return out;
}

Actor actor_of(const link::Party& party) {
  Actor actor;
  const std::string number = std::to_string(party.id % 1000000007), land = std::to_string(party.country % 100003);
  actor.id = "Q" + number;
  actor.name = (party.kind == link::PartyKind::person ? "Ada " : "The ") + word_of(party.id);
  actor.kind = party.kind == link::PartyKind::person  ? "person"
               : party.kind == link::PartyKind::state ? "government"
                                                      : "group";
  if (party.country != 0) actor.country = "C" + land;
  if (party.official) actor.office = "Minister of the land of " + word_of(party.country);
  return actor;
}

TimeInterval time_of(link::Days days) {
  TimeInterval out;
  if (days.from != link::kPast) out.from = sys_days{std::chrono::days{days.from}};
  if (days.to != link::kFuture) out.to = sys_days{std::chrono::days{days.to}};
  out.precision = days.is_day() ? Precision::day : Precision::interval;
  return out;
}

struct Made {
  Page page;
  CodedDocument coded;
};

class Maker {
 public:
  Maker(Made& made, const std::vector<SimulatedNews::Told>& told) : made_(made), told_(told) {}

  void make() {
    const link::Mention& first = told_.front().mention;
    made_.page.path = "page-" + std::to_string(first.document) + ".txt";
    Article& article = made_.coded.article;
    std::vector<TextRange> sentences;
    for (const auto& one : told_) {
      std::string text = "They";
      for (const link::Hash word : one.mention.words) text += ' ' + word_of(word);
      sentences.push_back(add_block(text + "."));
    }
    // Of a wire's copies all have one text; others write for themselves.
    link::Hash state = link::mix(first.sentence, 3);
    for (int paragraph = 0; paragraph < 5; ++paragraph) {
      std::string text;
      for (int i = 0; i < 80; ++i) text += word_of(state = link::mix(state, 1)) + (i == 79 ? "." : " ");
      add_block(text);
    }
    article.path = made_.page.path;
    article.sha256 = base::sha256_hex(made_.page.bytes + made_.page.path);
    article.id = article.sha256.substr(0, 16);
    article.bytes = made_.page.bytes.size();
    article.language = "en";
    article.outlet.value = "Outlet " + std::to_string(first.document % 997 % 300);
    if (first.told != link::kFuture) made_.coded.published = time_of({first.told, first.told});
    for (std::size_t i = 0; i < told_.size(); ++i) add_claim(told_[i].mention, sentences[i]);
  }

 private:
  TextRange add_block(const std::string& text) {
    SourcedText& to = made_.coded.article.text;
    const auto from = static_cast<std::uint32_t>(to.text.size());
    to.append_copy(text, made_.page.bytes.size());
    made_.page.bytes += text + "\n\n";
    const auto end = static_cast<std::uint32_t>(to.text.size());
    made_.coded.article.blocks.push_back({BlockKind::body, {from, end}, "", false});
    made_.coded.sentences.push_back({from, end});
    to.append_unsourced("\n\n");
    return {from, end};
  }

  void add_claim(const link::Mention& mention, TextRange sentence) {
    ResolvedClaim claim;
    const Article& article = made_.coded.article;
    claim.order = static_cast<std::uint32_t>(made_.coded.claims.size());
    claim.id = "cl_" + base::short_hash(article.id + std::to_string(claim.order));
    claim.document = article.id;
    claim.path = article.path;
    claim.outlet = article.outlet.value;
    claim.type = mention.type;
    claim.status = mention.status;
    claim.mutual = mention.mutual;
    for (const link::Party& party : mention.parties)
      claim.participants.push_back({party.role, actor_of(party), "they", {}});
    claim.time = time_of(mention.time);
    if (mention.time_kind == link::TimeKind::stated || mention.time_kind == link::TimeKind::lasting) {
      claim.time_as_written = "that day";
    }
    if (mention.place != 0) {
      claim.place = {word_of(mention.place), "C" + std::to_string(mention.country % 100003), mention.latitude,
                     mention.longitude, static_cast<std::int64_t>(mention.place % 1000000007)};
    }
    if (mention.killed >= 0) claim.casualties.killed = mention.killed;
    claim.sentence = article.text.view(sentence);
    claim.sentence_spans = article.text.spans(sentence);
    claim.rule = "simulated";
    claim.confidence = 0.9;
    made_.coded.claims.push_back(std::move(claim));
  }

  Made& made_;
  const std::vector<SimulatedNews::Told>& told_;
};

Made make(const SimulatedNews& news, std::uint64_t arrival) {
  std::vector<SimulatedNews::Told> told;
  link::Sides sides;
  news.tell(arrival, told, sides);
  Made made;
  Maker(made, told).make();
  return made;
}

int fail(const Error& error) { return std::fprintf(stderr, "%s\n", error.message.c_str()), 1; }

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return std::fprintf(stderr, "relink STORE DOCUMENTS [TIMES [MORE]]\n"), 2;
  const auto number = [&](int at, std::uint64_t otherwise) {
    return argc > at ? std::strtoull(argv[at], nullptr, 10) : otherwise;
  };
  const std::uint64_t documents = number(2, 0), times = number(3, 5), more = number(4, 1);
  const SimulatedNews news(documents + times * more, 1);
  const bool there = std::filesystem::exists(argv[1]);
  Result<Store> store = Store::open(argv[1], Store::Mode::write);
  if (!store) return fail(store.error());
  const auto add = [&](std::uint64_t arrival) {
    const Made made = make(news, arrival);
    return store->add(made.page, made.coded);
  };
  struct Taken {
    double cpu = 0, wall = 0;  // ms
  };
  const auto timed_relink = [&]() -> Result<Taken> {
    const double began = bench::cpu_seconds(), began_by_the_wall = bench::seconds_of(CLOCK_MONOTONIC);
    if (Result<Done> linked = store->relink(linking({}), linker_version()); !linked) return linked.error();
    return Taken{1000 * (bench::cpu_seconds() - began),
                 1000 * (bench::seconds_of(CLOCK_MONOTONIC) - began_by_the_wall)};
  };
  if (!there) {
    const double began = bench::cpu_seconds();
    for (std::uint64_t i = 0; i < documents; ++i) {
      if (Result<Done> added = add(i); !added) return fail(added.error());
    }
    const double added = bench::cpu_seconds() - began;
    const Result<Taken> whole = timed_relink();
    if (!whole) return fail(whole.error());
    std::printf("%llu documents: added in %.1f CPU s, linked in %.0f CPU ms, %.0f ms by the wall\n",
                static_cast<unsigned long long>(documents), added, whole->cpu, whole->wall);
  }
  std::vector<Taken> taken;
  for (std::uint64_t i = 0; i < times * more; ++i) {
    if (Result<Done> added = add(documents + i); !added) return fail(added.error());
    if ((i + 1) % more != 0) continue;
    const Result<Taken> one = timed_relink();
    if (!one) return fail(one.error());
    taken.push_back(*one);
  }
  std::sort(taken.begin(), taken.end(), [](const Taken& a, const Taken& b) { return a.cpu < b.cpu; });
  const Result<Taken> none = timed_relink();
  if (!none) return fail(none.error());
  std::printf(
      "%llu more: linked in %.0f CPU ms (%.0f to %.0f, %zu times), %.0f ms by the wall; none more: %.1f CPU ms\n",
      static_cast<unsigned long long>(more), taken[taken.size() / 2].cpu, taken.front().cpu, taken.back().cpu,
      taken.size(), taken[taken.size() / 2].wall, none->cpu);
  return 0;
}
