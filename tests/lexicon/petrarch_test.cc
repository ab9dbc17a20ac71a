#include "lexicon/petrarch.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>

#include "base/calendar.h"
#include "words/petrarch_files.h"

using namespace annals;
using lexicon::Petrarch;
using testing::IslandFolder;

namespace {

const std::filesystem::path kTables = std::filesystem::path(ANNALS_DATA_DIR) / "petrarch";

Petrarch islands() {
  const IslandFolder folder("petrarch_lexicon");
  folder.write_all();
  Result<Petrarch> opened = Petrarch::open(folder.path(), kTables);
  REQUIRE_MESSAGE(opened.ok(), (opened ? "" : opened.error().message));
  return std::move(*opened);
}

std::vector<Petrarch::Word> words(const Petrarch& lexicon, std::initializer_list<std::string_view> tokens) {
  std::vector<Petrarch::Word> out;
  for (const std::string_view token : tokens) lexicon.words_of(token, out);
  return out;
}

std::string actor(const Petrarch& lexicon, std::initializer_list<std::string_view> tokens, std::string_view day) {
  const auto found = lexicon.actor_at(words(lexicon, tokens), 0);
  if (!found) return "nobody";
  const auto on = base::read_iso(day);
  return lexicon.actor_code(found->entry, on ? on->from : std::nullopt);
}

bool tells(const Petrarch& lexicon, std::string_view where, std::string_view what) {
  return std::any_of(lexicon.problems().begin(), lexicon.problems().end(), [&](const std::string& problem) {
    return problem.starts_with(where) && problem.find(what) != std::string::npos;
  });
}

}  // namespace

TEST_CASE("dictionaries in PETRARCH's format are read without a problem") {
  const Petrarch lexicon = islands();
  CHECK(lexicon.problems().empty());
  CHECK(lexicon.counts().verbs == 6);
  CHECK(lexicon.counts().patterns == 5);
  CHECK(lexicon.counts().synsets == 2);
  CHECK(lexicon.counts().actor_codes == 7);
  CHECK(lexicon.scheme() == "cameo");
}

TEST_CASE("an actor's code is that of the day") {
  const Petrarch lexicon = islands();
  CHECK(actor(lexicon, {"Grey", "Captain"}, "1970-05-05") == "TORPIR");
  CHECK(actor(lexicon, {"Grey", "Captain"}, "1985-05-05") == "TORMIL");
  CHECK(actor(lexicon, {"Grey", "Captain"}, "1995-12-31") == "MSKREB");
  CHECK(actor(lexicon, {"Grey", "Captain"}, "1996-01-01") == "MSKGOV");
  CHECK(actor(lexicon, {"Grey", "Captain"}, "") == "TORMIL");
  CHECK(actor(lexicon, {"Torvan"}, "") == "TOR");
  CHECK(actor(lexicon, {"Isle", "of", "Torva"}, "") == "TOR");
  CHECK(actor(lexicon, {"Isle", "near", "Torva"}, "") == "nobody");  // "_" joins what must touch
}

TEST_CASE("agents have plurals and markers") {
  const Petrarch lexicon = islands();
  const auto code = [&](std::initializer_list<std::string_view> tokens) {
    const auto found = lexicon.agent_at(words(lexicon, tokens), 0);
    return found ? lexicon.agent_code(found->entry) : std::string("none");
  };
  CHECK(code({"pilots"}) == "~CVL");
  CHECK(code({"Ministries"}) == "~GOV");
  CHECK(code({"harbour", "police"}) == "~COP");
  CHECK(code({"harbour", "polices"}) == "none");
  CHECK(code({"fishermen"}) == "~AGR");
  CHECK(code({"Lifeboat", "Society"}) == "NGO~");
}

TEST_CASE("a verb is found in all its forms, those of two words by the one that is inflected") {
  const Petrarch lexicon = islands();
  const auto known = [&](std::string_view form) { return !lexicon.verbs(words(lexicon, {form}).front()).empty(); };
  for (const std::string_view form : {"help", "helps", "helped", "helping", "fed", "met", "took", "seized"}) {
    CHECK_MESSAGE(known(form), form);
  }
  CHECK_FALSE(known("feeded"));
  CHECK_FALSE(known("reef"));
  const auto took = lexicon.verbs(words(lexicon, {"took"}).front());
  REQUIRE(took.size() == 1);
  CHECK(took.front().after == words(lexicon, {"over"}));
  CHECK(took.front().code == "171");
}

TEST_CASE("synsets hold words of several parts, plurals and other synsets") {
  const Petrarch lexicon = islands();
  const Petrarch::Block& help = lexicon.block(0);
  const auto pattern = std::find_if(help.patterns.begin(), help.patterns.end(),
                                    [](const Petrarch::Pattern& p) { return p.code == "071"; });
  REQUIRE(pattern != help.patterns.end());
  const std::uint32_t gift = pattern->after.back().id;
  const auto size = [&](std::initializer_list<std::string_view> tokens) {
    return lexicon.synset_at(gift, words(lexicon, tokens), 0);
  };
  CHECK(size({"fish"}) == 1);
  CHECK(size({"doubloons"}) == 1);
  CHECK(size({"silver", "pieces"}) == 2);
  CHECK(size({"silver", "old", "pieces"}) == 0);
  CHECK(size({"cowries"}) == 0);  // "COWRIE_": no plural
}

TEST_CASE("discards, issues and the meaning of codes") {
  const Petrarch lexicon = islands();
  CHECK(lexicon.discards(words(lexicon, {"the", "regatta"})) == Petrarch::Discard::sentence);
  CHECK(lexicon.discards(words(lexicon, {"a", "rowing", "cup"})) == Petrarch::Discard::story);
  CHECK(lexicon.discards(words(lexicon, {"a", "cup", "of", "rowing"})) == Petrarch::Discard::nothing);
  const auto issues = lexicon.issues(words(lexicon, {"reefs", "and", "a", "reef", "in", "salt-water"}));
  REQUIRE(issues.size() == 2);
  CHECK((issues[0].first == "REEFS" && issues[0].second == 2));
  CHECK(lexicon.issues(words(lexicon, {"a", "reef", "knot", "on", "reefs"})).empty());
  CHECK(lexicon.meaning("1723A").mode == "curfew");
  CHECK(lexicon.meaning("19").type == EventType::assault);
  CHECK_FALSE(lexicon.meaning("010").type);
  CHECK_FALSE(lexicon.meaning("xy").type);
}

TEST_CASE("what cannot be read is told with its file and line, and the rest stands") {
  const IslandFolder folder("petrarch_problems");
  folder.write("a.verbs.txt", "--- SAIL [042] ---\nSAIL\n- TO HARBOUR [042]\n- * &NOWHERE [042]\n- * IN [043]\n");
  folder.write("b.actors.txt", "TORVA [TOR]\n\t[TORGOV 19991301-20000101]\n\t[TORREB 20000101-19990101]\nMESK [MSK]\n");
  folder.write("c.agents.txt", "PILOT\nSAILOR [~MIL]\nROWER {ROWERS [~CVL]\n");
  const Result<Petrarch> lexicon = Petrarch::open(folder.path(), kTables);
  REQUIRE(lexicon.ok());
  CHECK(tells(*lexicon, "a.verbs.txt:3: ", "\"*\""));
  CHECK(tells(*lexicon, "a.verbs.txt:4: ", "synset"));
  CHECK(tells(*lexicon, "b.actors.txt:2: ", "19991301"));
  CHECK(tells(*lexicon, "b.actors.txt:3: ", "end before"));
  CHECK(tells(*lexicon, "c.agents.txt:1: ", "code"));
  CHECK(tells(*lexicon, "c.agents.txt:3: ", "}"));
  CHECK(lexicon->problems().size() == 6);
  CHECK(actor(*lexicon, {"Mesk"}, "") == "MSK");
  CHECK(lexicon->block(0).patterns.size() == 1);
}

TEST_CASE("what is no dictionary is refused") {
  const IslandFolder folder("petrarch_refused");
  CHECK(Petrarch::open(folder.path() / "absent", kTables).error().kind == ErrorKind::NotFound);
  CHECK(Petrarch::open(folder.path(), kTables).error().kind == ErrorKind::Malformed);  // empty
  folder.write("island.verbs.txt", std::string_view("--- A [01] ---\0A\n", 17));
  const Result<Petrarch> binary = Petrarch::open(folder.path(), kTables);
  REQUIRE(!binary.ok());
  CHECK(binary.error().kind == ErrorKind::Malformed);
  CHECK(binary.error().source.ends_with("island.verbs.txt"));
}

TEST_CASE("circles of synsets, bombs of markers and patterns end") {
  const IslandFolder folder("petrarch_hostile");
  std::string verbs = "&A\n+&B\n+&B_&B_&B\n&B\n+&A\n+&A_&A_&A\n--- X [19] ---\nX\n- * &A &A &A &B &B [190]\n- ";
  for (int i = 0; i < 5000; ++i) verbs += "&A ";
  folder.write("a.verbs.txt", verbs + "* [190]\n" + std::string(1 << 20, '{') + "\n");
  std::string marker = "!M! = ";
  for (int i = 0; i < 20000; ++i) marker += "W" + std::to_string(i) + ",";
  for (int i = 0; i < 400; ++i) marker += "\nP" + std::to_string(i) + "!M! [~X]";
  folder.write("b.agents.txt", marker);
  const Result<Petrarch> lexicon = Petrarch::open(folder.path(), kTables);
  CHECK(!lexicon.ok());  // too many entries
  folder.write("b.agents.txt", "PILOT [~CVL]\n");
  const Result<Petrarch> circles = Petrarch::open(folder.path(), kTables);
  REQUIRE(circles.ok());
  CHECK(circles->synset_at(0, words(*circles, {"pilot", "pilot", "pilot"}), 0) == 0);
}

TEST_CASE("damaged dictionaries are read or refused, never worse") {
  const IslandFolder folder("petrarch_damaged");
  const std::array<std::pair<std::string, std::string>, 5> files = {
      {{"a.verbs.txt", std::string(testing::kIslandVerbs)},
       {"b.actors.txt", std::string(testing::kIslandActors)},
       {"c.agents.txt", std::string(testing::kIslandAgents)},
       {"d.discards.txt", std::string(testing::kIslandDiscards)},
       {"e.issues.txt", std::string(testing::kIslandIssues)}}};
  std::uint32_t random = 20;
  const auto next = [&](std::uint32_t below) {
    random = random * 1664525u + 1013904223u;
    return (random >> 8) % below;
  };
  constexpr std::string_view kSigns = "[]{}()~*$+%^&_-!<>#|:;, \t\n/9Z\x80\xff";
  std::size_t read = 0;
  for (int round = 0; round < 200; ++round) {
    for (const auto& [name, text] : files) {
      std::string damaged = text;
      for (std::uint32_t i = next(12); i-- > 0;) {
        const std::size_t at = next(static_cast<std::uint32_t>(damaged.size()));
        switch (next(3)) {
          case 0:
            damaged[at] = kSigns[next(static_cast<std::uint32_t>(kSigns.size()))];
            break;
          case 1:
            damaged.insert(at, 1 + next(3), kSigns[next(static_cast<std::uint32_t>(kSigns.size()))]);
            break;
          default:
            damaged.erase(at, 1 + next(20));
            break;
        }
        if (damaged.empty()) damaged = "\n";
      }
      folder.write(name, damaged);
    }
    const Result<Petrarch> lexicon = Petrarch::open(folder.path(), kTables);
    if (!lexicon) continue;
    ++read;
    const auto row = words(*lexicon, {"Torva", "helped", "the", "Grey", "Captain", "of", "Mesk", "with", "fish"});
    for (std::size_t at = 0; at < row.size(); ++at) {
      if (const auto found = lexicon->actor_at(row, at)) {
        CHECK_FALSE(lexicon->actor_code(found->entry, sys_days{}).empty());
      }
      if (const auto found = lexicon->agent_at(row, at)) lexicon->agent_code(found->entry);
      for (const Petrarch::Verb& verb : lexicon->verbs(row[at])) lexicon->block(verb.block);
    }
    lexicon->discards(row);
    lexicon->issues(row);
  }
  CHECK(read > 150);
}

TEST_CASE("the published dictionaries load whole") {
  const std::filesystem::path shared =
      std::filesystem::path(ANNALS_SOURCE_DIR).parent_path() / "shared" / "data" / "dictionaries";
  if (!std::filesystem::exists(shared)) {
    MESSAGE("skipped: " << shared.string() << " is absent");
    return;
  }
  const Result<Petrarch> lexicon = Petrarch::open(shared, kTables);
  REQUIRE(lexicon.ok());
  CHECK(lexicon->counts().patterns > 15000);
  CHECK(lexicon->counts().actors > 30000);
  CHECK(lexicon->counts().agents > 4000);
  CHECK(lexicon->problems().size() < 100);
  CHECK(actor(*lexicon, {"Kofi", "Annan"}, "1999-01-01") == "IGOUNO");
  CHECK(actor(*lexicon, {"Kofi", "Annan"}, "2010-01-01") == "ELI");
}
