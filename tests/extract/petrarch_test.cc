#include "extract/petrarch.h"

#include <doctest/doctest.h>

#include <sstream>

#include "base/calendar.h"
#include "extract/conllu.h"
#include "words/petrarch_files.h"

namespace {

using namespace annals;

const lexicon::Forms& forms() {
  static const Result<lexicon::Forms> loaded = lexicon::Forms::open(std::string(ANNALS_DATA_DIR) + "/events");
  REQUIRE(loaded.ok());
  return *loaded;
}

const lexicon::Petrarch& islands() {
  static const Result<lexicon::Petrarch> loaded = [] {
    const testing::IslandFolder folder("petrarch_extract");
    folder.write_all();
    return lexicon::Petrarch::open(folder.path(), std::string(ANNALS_DATA_DIR) + "/petrarch");
  }();
  REQUIRE(loaded.ok());
  return *loaded;
}

// Words as "form/UPOS/XPOS/head/relation".
Document read(std::string_view sentence) {
  std::istringstream in{std::string(sentence)};
  std::string word, conllu;
  for (int id = 1; in >> word; ++id) {
    std::vector<std::string> parts;
    std::istringstream fields(word);
    for (std::string part; std::getline(fields, part, '/');) parts.push_back(part);
    REQUIRE(parts.size() == 5);
    conllu += std::to_string(id) + '\t' + parts[0] + '\t' + parts[0] + '\t' + parts[1] + '\t' + parts[2] + "\t_\t" +
              parts[3] + '\t' + parts[4] + "\t_\t_\n";
  }
  return testing::read_conllu(conllu);
}

// "TOR>MSK:070 ..." of all that is found.
std::string dyads(std::string_view sentence, std::string_view day = "", std::vector<Claim>* claims = nullptr) {
  const Document document = read(sentence);
  std::vector<Claim> made;
  const auto on = base::read_iso(day);
  std::string out;
  for (const auto& finding : extract::code_by_petrarch(document, forms(), {}, islands(), on ? on->from : std::nullopt,
                                                       claims ? *claims : made)) {
    for (const Dyad& dyad : finding.code.dyads) {
      out += (out.empty() ? "" : " ") + dyad.source + '>' + dyad.target + ':' + dyad.code;
    }
  }
  return out;
}

}  // namespace

TEST_CASE("a verb's own code, and the pattern that asks for more") {
  CHECK(dyads("Torva/PROPN/NNP/2/nsubj helped/VERB/VBD/0/root Mesk/PROPN/NNP/2/obj") == "TOR>MSK:070");
  CHECK(dyads("Torva/PROPN/NNP/2/nsubj helped/VERB/VBD/0/root Mesk/PROPN/NNP/2/obj with/ADP/IN/6/case "
              "silver/NOUN/NN/6/compound pieces/NOUN/NNS/2/obl") == "TOR>MSK:071");
  CHECK(dyads("Torva/PROPN/NNP/3/nsubj never/ADV/RB/3/advmod helped/VERB/VBD/0/root Mesk/PROPN/NNP/3/obj").empty());
}

TEST_CASE("agents are added to the actor they stand with, and codes are those of the day") {
  const std::string_view sentence =
      "The/DET/DT/2/det pilots/NOUN/NNS/5/nsubj of/ADP/IN/4/case Torva/PROPN/NNP/2/nmod fed/VERB/VBD/0/root "
      "the/DET/DT/8/det Grey/PROPN/NNP/8/compound Captain/PROPN/NNP/5/obj";
  CHECK(dyads(sentence, "1992-03-01") == "TORCVL>MSKREB:070");
  CHECK(dyads(sentence, "2001-03-01") == "TORCVL>MSKGOV:070");
}

TEST_CASE("coordinations give every pair, those who meet both directions") {
  CHECK(dyads("Torva/PROPN/NNP/4/nsubj and/CCONJ/CC/3/cc Mesk/PROPN/NNP/1/conj met/VERB/VBD/0/root") ==
        "TOR>MSK:046 MSK>TOR:046");
  CHECK(dyads("Torva/PROPN/NNP/2/nsubj helped/VERB/VBD/0/root the/DET/DT/5/det Twin/PROPN/NNP/5/compound "
              "Reefs/PROPN/NNP/2/obj") == "TOR>ONE:070 TOR>TWO:070");
}

TEST_CASE("a passive's agent is the source, a pattern may say so itself") {
  CHECK(dyads("Mesk/PROPN/NNP/3/nsubj:pass was/AUX/VBD/3/aux:pass helped/VERB/VBN/0/root by/ADP/IN/5/case "
              "Torva/PROPN/NNP/3/obl:agent") == "TOR>MSK:070");
  CHECK(dyads("Mesk/PROPN/NNP/3/nsubj:pass was/AUX/VBD/3/aux:pass seized/VERB/VBN/0/root by/ADP/IN/5/case "
              "Torva/PROPN/NNP/3/obl:agent") == "TOR>MSK:192");
}

TEST_CASE("a verb of two words") {
  CHECK(dyads("Torva/PROPN/NNP/2/nsubj took/VERB/VBD/0/root over/ADP/RP/2/compound:prt Mesk/PROPN/NNP/2/obj") ==
        "TOR>MSK:171");
  CHECK(dyads("Torva/PROPN/NNP/2/nsubj took/VERB/VBD/0/root Mesk/PROPN/NNP/2/obj").empty());
}

TEST_CASE("a discarded story is not coded") {
  CHECK(dyads("Torva/PROPN/NNP/2/nsubj helped/VERB/VBD/0/root Mesk/PROPN/NNP/2/obj at/ADP/IN/6/case "
              "the/DET/DT/6/det regatta/NOUN/NN/2/obl")
            .empty());
}

TEST_CASE("claims are made where the code has a type, and joined with those that are there") {
  std::vector<Claim> claims;
  const std::string_view sentence = "Torva/PROPN/NNP/2/nsubj seized/VERB/VBD/0/root Mesk/PROPN/NNP/2/obj";
  dyads(sentence, "", &claims);
  REQUIRE(claims.size() == 1);
  CHECK(claims[0].type == EventType::coerce);
  CHECK(claims[0].modes == std::vector<std::string>{"seize"});
  CHECK(claims[0].rule == "petrarch.SEIZE.0");
  REQUIRE(claims[0].actors.size() == 1);
  CHECK(claims[0].actors[0].head == 0);
  REQUIRE(claims[0].petrarch);
  CHECK(claims[0].petrarch->dyads[0].code == "171");
  CHECK(claims[0].petrarch->where.starts_with("island.verbs.txt:"));
  claims[0].petrarch.reset();
  claims[0].rule = "coerce.seize";
  dyads(sentence, "", &claims);
  REQUIRE(claims.size() == 1);
  CHECK(claims[0].rule == "coerce.seize");
  CHECK(claims[0].petrarch);
}
