#include "lexicon/senses.h"

#include <doctest/doctest.h>

#include <filesystem>

using namespace annals::lexicon;

namespace {

const Senses& senses() {
  static const auto opened = Senses::open(std::filesystem::path(ANNALS_DATA_DIR) / "languages" / "en");
  REQUIRE_MESSAGE(opened.ok(), (opened ? "" : opened.error().message));
  return *opened;
}

float kin(std::string_view a, bool verb_a, std::string_view b, bool verb_b) {
  return likeness(senses().of(a, verb_a).kin, senses().of(b, verb_b).kin);
}

}  // namespace

TEST_CASE("a word shares all its senses with itself and none with a word that is not in the tables") {
  CHECK(likeness(senses().of("acquit", true).own, senses().of("acquit", true).own) == doctest::Approx(1));
  CHECK(senses().of("brzmk", true).kin.empty());
  CHECK(kin("acquit", true, "brzmk", true) == 0);
}

TEST_CASE("a verb and the noun derived from it share a derived sense") {
  CHECK(likeness(senses().of("die", true).own, senses().of("death", false).own) == 0);
  CHECK(likeness(senses().of("die", true).derived, senses().of("death", false).derived) >= 0.5f);
  CHECK(likeness(senses().of("arrive", true).derived, senses().of("arrival", false).derived) >= 0.5f);
}

TEST_CASE("words for like acts are nearer than words for unlike ones") {
  CHECK(kin("murder", true, "kill", true) > kin("murder", true, "visit", true));
  CHECK(kin("attack", false, "strike", true) > kin("attack", false, "elect", true));
}
