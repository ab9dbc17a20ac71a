#include "parse/lemma.h"

#include <doctest/doctest.h>

#include <set>

#include "parse/labels.h"

using namespace annals::parse;

TEST_CASE("lemmas of regular and irregular forms") {
  const auto lemmas = Lemmas::open(std::filesystem::path(ANNALS_DATA_DIR) / "languages" / "en");
  REQUIRE_MESSAGE(lemmas, lemmas.error().message);
  const std::set<std::string, std::less<>> words = {"hop",  "hope", "plan", "call", "open",  "study", "house", "clash",
                                                    "free", "big",  "late", "die",  "agree", "start", "visit"};
  const auto is_word = [&](std::string_view word) { return words.contains(word); };
  struct Case {
    const char *form, *tag, *lemma;
  };
  for (const Case& each : {Case{"hoping", "VBG", "hope"},
                           Case{"hopped", "VBD", "hop"},
                           Case{"planned", "VBN", "plan"},
                           Case{"called", "VBD", "call"},
                           Case{"opening", "VBG", "open"},
                           Case{"studies", "NNS", "study"},
                           Case{"houses", "NNS", "house"},
                           Case{"clashes", "VBZ", "clash"},
                           Case{"agreed", "VBD", "agree"},
                           Case{"died", "VBD", "die"},
                           Case{"biggest", "JJS", "big"},
                           Case{"later", "RBR", "late"},
                           Case{"met", "VBD", "meet"},
                           Case{"withdrew", "VBD", "withdraw"},
                           Case{"was", "VBD", "be"},
                           Case{"children", "NNS", "child"},
                           Case{"n't", "RB", "not"},
                           Case{"me", "PRP", "I"},
                           Case{"evacuated", "VBN", "evacuate"},
                           Case{"annexed", "VBD", "annex"},
                           Case{"besieging", "VBG", "besiege"},
                           Case{"shelled", "VBD", "shell"},
                           Case{"1990s", "NNS", "1990s"},
                           Case{"spread", "VBD", "spread"},
                           Case{"talks", "NN", "talks"}}) {
    CHECK_MESSAGE(lemmas->find(each.form, each.tag, is_word) == each.lemma, each.form);
  }
}

TEST_CASE("a lemma script says what becomes of a form") {
  CHECK(LemmaScript::read("l2-y")->apply("Cities") == "citiy");
  CHECK(LemmaScript::read("l3-y")->apply("Cities") == "city");
  CHECK(LemmaScript::read("k0-")->apply("Łódź") == "Łódź");
  CHECK(LemmaScript::read("k2-")->apply("Łódź") == "Łó");
  CHECK(LemmaScript::read("t0-")->apply("ÉTATS") == "États");
  CHECK(LemmaScript::read("=be")->apply("were") == "be");
  CHECK(LemmaScript::read("l9-")->apply("ab") == "ab");
  CHECK_FALSE(LemmaScript::read("x2-y"));
  CHECK_FALSE(LemmaScript::read("l2y"));
  CHECK_FALSE(LemmaScript::read(""));
}
