// Made-up pages with their reading, and a simple way to link them: what the tests of a store keep in it.
#pragma once

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "annals/export.h"
#include "annals/json.h"
#include "annals/store.h"
#include "base/calendar.h"
#include "base/sha256.h"
#include "base/text.h"

#include <unistd.h>

namespace made {

using namespace annals;

// Numbers that are the same on every run.
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
  bool chance(int percent) { return below(100) < static_cast<std::size_t>(percent); }
  template <typename List>
  const auto& pick(const List& list) {
    return list[below(std::size(list))];
  }

 private:
  std::uint64_t state_;
};

// The value of a Result that must be good, by value: a range-for over `*result()` would outlive its Result.
template <typename T>
T got(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  return std::move(*result);
}

// A folder that goes away with the test.
class Folder {
 public:
  Folder() {
    static int number = 0;
    // In memory where there is such a place: the tests wait for a disk thousands of times.
    const bool in_memory = ::access("/dev/shm", W_OK) == 0;
    path_ = (in_memory ? "/dev/shm" : std::filesystem::temp_directory_path()) /
            ("annals-store-" + std::to_string(::getpid()) + "-" + std::to_string(number++));
    std::filesystem::create_directories(path_);
  }
  ~Folder() {
    std::error_code ignored;
    if (owner_ == ::getpid()) std::filesystem::remove_all(path_, ignored);
  }
  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
  pid_t owner_ = ::getpid();
};

struct Made {
  Page page;
  CodedDocument coded;
};

inline constexpr std::string_view kPeople[] = {"Amara Diallo", "Jonas Lindqvist", "Şirin Aydın", "Tomás Ibáñez",
                                               "Mei-Ling Okafor"};
inline constexpr std::string_view kVerbs[] = {"met", "telephoned", "accused", "threatened", "praised"};
inline constexpr std::string_view kPlaces[] = {"Port Selby", "Altenmarkt", "Nouvelle-Rive", "Kadırga"};
inline constexpr std::string_view kOutlets[] = {"The Harbour Post", "Wire North", "Rive Matin", ""};

// Writes a page and its text side by side.
struct PageMaker {
  Dice& dice;
  bool html;
  std::string raw;
  SourcedText text;

  void markup(std::string_view tag) {
    if (html) raw += tag;
  }
  void rewritten(std::string_view bytes, std::string_view as) {
    text.append_rewritten(as, {raw.size(), raw.size() + bytes.size()});
    raw += bytes;
  }
  void copy(std::string_view piece) {
    text.append_copy(piece, raw.size());
    raw += piece;
  }
  void words(std::string_view piece) {
    if (!html) return copy(piece);
    for (const char c : piece) {
      const std::string one(1, c);
      if (c == '&') {
        rewritten("&amp;", "&");
      } else if (c == '\'') {
        rewritten("&#39;", "'");
      } else if (c == ' ' && dice.chance(4)) {
        rewritten("&nbsp;", "\u00A0");
      } else if (c == ' ' && dice.chance(4)) {
        markup("<b>");
        copy(one);
        markup("</b>");
      } else {
        copy(one);
      }
    }
  }
};

inline TimeInterval some_time(Dice& dice) {
  const sys_days day = *base::make_day(2016, 1, 1) + std::chrono::days{static_cast<int>(dice.below(20))};
  if (dice.chance(10)) return {};
  if (dice.chance(20)) return {day, day + std::chrono::days{6}, Precision::week, "", "", {"\"this week\""}};
  TimeInterval out = TimeInterval::day(day);
  out.why = {"\"on Friday\" before the page's own day"};
  if (dice.chance(30)) out.part_of_day = "morning";
  if (dice.chance(30)) out.clock = dice.chance(50) ? "14:50" : "09:05+03:00";
  return out;
}

inline Actor some_actor(Dice& dice) {
  const std::size_t who = dice.below(std::size(kPeople));
  return {
      "Q" + std::to_string(100 + who),           std::string(kPeople[who]), "person", who % 2 ? "SWE" : "MLI", "GOV",
      dice.chance(50) ? "Minister of Trade" : ""};
}

inline ResolvedClaim some_claim(Dice& dice, const CodedDocument& document, TextRange sentence, std::uint32_t order) {
  ResolvedClaim claim;
  const SourcedText& text = document.article.text;
  claim.document = document.article.id;
  claim.path = document.article.path;
  claim.outlet = document.article.outlet.value;
  claim.order = order;
  claim.type = static_cast<EventType>(dice.below(kEventTypeNames.size()));
  claim.id = "cl_" + base::short_hash(claim.document + std::to_string(sentence.begin) + std::to_string(order));
  claim.modes = {claim.type == EventType::consult ? "meeting" : "allege"};
  claim.contexts = {"diplomatic"};
  claim.status = static_cast<Status>(dice.below(kStatusNames.size()));
  claim.mutual = dice.chance(40);
  for (std::size_t i = dice.below(3) + 1; i > 0; --i) {
    claim.participants.push_back({i == 1 ? Role::recipient : Role::actor, some_actor(dice), "the minister",
                                  text.spans({sentence.begin, sentence.begin + 4})});
  }
  claim.time = some_time(dice);
  claim.time_as_written = claim.time.unknown() ? "" : "on Friday";
  if (dice.chance(70)) claim.place = {std::string(dice.pick(kPlaces)), "SWE", 53.55, 10.0, 2911298};
  claim.setting = dice.chance(30) ? "Harbour Forum" : "";
  claim.topics = {"fishing rights"};
  if (dice.chance(20)) claim.participants_count = static_cast<std::int64_t>(dice.below(90'000));
  if (dice.chance(20)) claim.casualties = {static_cast<std::int64_t>(dice.below(9)), std::nullopt};
  if (dice.chance(50)) claim.said_by = {{some_actor(dice), "said", dice.chance(50), {}}};
  claim.sentence = base::fold_spaces(text.view(sentence));
  claim.sentence_spans = text.spans(sentence);
  claim.evidence.trigger = text.spans({sentence.begin, sentence.begin + 3});
  claim.rule = "consult.meeting";
  claim.confidence = static_cast<double>(dice.below(1000)) / 1000;
  claim.why = {"\"the minister\" is the one named before"};
  return claim;
}

// The page number `number` of a made-up archive: the same whenever it is asked for.
inline Made page(std::uint64_t number, const std::string& path = "") {
  Dice dice(number * 7919 + 11);
  PageMaker maker{dice, dice.chance(50), {}, {}};
  Made out;
  Article& article = out.coded.article;
  const auto block = [&](BlockKind kind, const auto& write) {
    if (!article.blocks.empty()) maker.text.append_unsourced("\n\n");
    const auto begin = static_cast<std::uint32_t>(maker.text.text.size());
    maker.markup("<p>");
    write();
    article.blocks.push_back({kind, {begin, static_cast<std::uint32_t>(maker.text.text.size())}, "made so", false});
    maker.markup("</p>");
    maker.raw += "\n\n";
  };
  const auto sentence = [&] {
    const auto begin = static_cast<std::uint32_t>(maker.text.text.size());
    maker.words(dice.pick(kPeople));
    maker.words(" ");
    maker.words(dice.pick(kVerbs));
    maker.words(" the owners' & crews' speaker in ");
    maker.words(dice.pick(kPlaces));
    maker.words(" over quota " + std::to_string(number) + "-" + std::to_string(dice.below(1000)) + ".");
    out.coded.sentences.push_back({begin, static_cast<std::uint32_t>(maker.text.text.size())});
  };
  maker.markup("<!DOCTYPE html><title>x</title>");
  block(BlockKind::title, [&] { sentence(); });
  for (std::size_t i = dice.below(3) + 1; i > 0; --i) {
    block(BlockKind::body, [&] {
      sentence();
      maker.words(" ");
      sentence();
    });
  }
  block(BlockKind::chrome, [&] { maker.words("Subscribe to our letter"); });

  out.page.path = path.empty() ? "pages/" + std::to_string(number) + ".txt" : path;
  out.page.format = maker.html ? PageFormat::html : PageFormat::text;
  out.page.bytes = maker.raw;
  out.page.outlet = std::string(dice.pick(kOutlets));
  article.path = out.page.path;
  article.text = std::move(maker.text);
  article.bytes = out.page.bytes.size();
  article.sha256 = base::sha256_hex(out.page.bytes);
  article.id = article.sha256.substr(0, 16);
  article.language = "en";
  article.title = {"Talks in port", "text", 0.9, {}};
  article.outlet = {out.page.outlet, out.page.outlet.empty() ? "" : "caller", 1, {}};
  out.coded.published = TimeInterval::day(*base::make_day(2016, 1, 21));
  out.coded.published.why = {"the caller says so"};
  std::uint32_t order = 0;
  for (const TextRange& range : out.coded.sentences) {
    if (dice.chance(60)) out.coded.claims.push_back(some_claim(dice, out.coded, range, order++));
  }
  return out;
}

// Claims of one type and day are one event: no more than the tests need.
inline LinkedRecord link(const std::vector<CodedDocument>& documents, const std::vector<Decision>& = {}) {
  std::map<std::string, Event> events;
  LinkedRecord out;
  for (const CodedDocument& document : documents) {
    for (const ResolvedClaim& claim : document.claims) {
      const std::string day = claim.time.from ? base::to_iso(*claim.time.from) : "";
      Event& event = events[std::string(to_string(claim.type)) + day];
      event.claims.push_back(claim);
    }
    out.documents.push_back({document.article.id, document.published, {}, document.article.id});
    if (out.documents.size() > 1) out.documents.back().copies = {{out.documents[0].document, 0.5, "wire copy"}};
  }
  for (auto& [key, event] : events) {
    std::sort(event.claims.begin(), event.claims.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
    const ResolvedClaim& first = event.claims.front();
    event.id = "ev_" + first.id.substr(3);
    event.type = first.type;
    event.modes = first.modes;
    event.contexts = first.contexts;
    event.score = 2.5;
    event.participants = first.participants;
    event.time = first.time;
    event.place = first.place;
    event.topics = first.topics;
    event.status = first.status;
    event.outcome = first.status == Status::planned ? Outcome::open : Outcome::none;
    event.casualties = first.casualties;
    event.confidence = first.confidence;
    event.why = {"one type, one day"};
    for (const ResolvedClaim& claim : event.claims) event.history.push_back({claim.status, {}, claim.id});
    event.documents = event.roots = event.outlets = static_cast<std::uint32_t>(event.claims.size());
    if (event.claims.size() > 1) {
      event.disagreements = {{"place", {{first.place.name, {first.id}}, {"", {event.claims[1].id}}}}};
    }
    out.events.push_back(std::move(event));
  }
  std::sort(out.events.begin(), out.events.end(), [](const Event& a, const Event& b) {
    const auto key = [](const Event& e) { return std::tuple(!e.time.from.has_value(), e.time.from, e.time.to, e.id); };
    return key(a) < key(b);
  });
  return out;
}

inline std::string exported(Store& store, ExportWhat what, std::string_view format = "jsonl") {
  std::ostringstream out;
  const Result<Done> done = export_format(format)->write(store, what, out);
  return done ? out.str() : "error: " + done.error().message;
}

// Everything that a store says.
inline std::string whole_export(Store& store) {
  std::string out;
  for (const ExportWhat what : {ExportWhat::events, ExportWhat::claims, ExportWhat::documents, ExportWhat::actors}) {
    out += exported(store, what) + "--\n";
  }
  return out;
}

inline Result<Store> open_for_writing(const std::filesystem::path& path) {
  return Store::open(path, Store::Mode::write);
}

// A linked store of `pages` made-up pages.
inline void make_store(const std::filesystem::path& path, std::uint64_t pages) {
  Result<Store> store = open_for_writing(path);
  for (std::uint64_t i = 0; i < pages; ++i) {
    const Made made = page(i);
    (void)store->add(made.page, made.coded);
  }
  (void)store->commit();
  (void)store->relink(link);
}

}  // namespace made
