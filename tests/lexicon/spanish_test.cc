// The actors and the forms by what Spanish calls them.
#include <doctest/doctest.h>

#include <filesystem>

#include "lexicon/actors.h"
#include "lexicon/forms.h"

using namespace annals;
using namespace annals::lexicon;

namespace {

const std::filesystem::path kData = ANNALS_DATA_DIR;

const Actors& actors() {
  static const auto opened = Actors::open(kData / "actors", kData / "languages/es/actors");
  REQUIRE_MESSAGE(opened, opened.error().message);
  return *opened;
}

std::string name_at(std::vector<std::string_view> words) {
  const auto match = actors().longest_at(words, 0);
  if (!match || match->last != words.size()) return "-";
  return std::string(actors().actor(match->senses.front().actor).name);
}

}  // namespace

TEST_CASE("states, bodies and organs go by their Spanish names") {
  CHECK(name_at({"Estados", "Unidos"}) == "United States");
  CHECK(name_at({"EE.UU."}) == "United States");
  CHECK(name_at({"Corea", "de", "l", "Norte"}) == "North Korea");
  CHECK(name_at({"OTAN"}) == "NATO");
  CHECK(name_at({"Consejo", "de", "Seguridad"}) == "United Nations Security Council");
  CHECK(name_at({"Ministerio", "de", "Defensa", "de", "Chile"}) == "Ministry of Defence of Chile");
  CHECK(name_at({"Ministerio", "de", "l", "Interior", "de", "Chad"}) == "Ministry of Internal Affairs of Chad");
  CHECK(name_at({"Parlamento", "ucraniano"}) != "-");
  CHECK(actors().state_by_demonym("rusas") == actors().state("RUS"));
  CHECK(actors().state_by_demonym("israelíes") == actors().state("ISR"));
  CHECK(actors().roles_of_title("ministra de exteriores").front() == "foreign minister");
  REQUIRE(actors().agent("guerrilleros") != nullptr);
  CHECK(actors().agent("guerrilleros")->sector == "REB");
}

TEST_CASE("Spanish forms: at least 120 over all types, each with cases") {
  auto words = FunctionWords::open(kData / "languages/es/function_words.tsv");
  REQUIRE_MESSAGE(words, words.error().message);
  CHECK(*words->name("para", "mark", "advcl") == "to");
  CHECK(*words->name("para", "case", "obl") == "for");
  CHECK(words->name("a", "case", "obj")->empty());
  CHECK(words->name("mesa", "obj", "root") == nullptr);
  CHECK(words->preposition("contra") == "against");
  const auto forms = Forms::open(kData / "languages/es/events", "es", std::move(*words));
  REQUIRE_MESSAGE(forms, forms.error().message);
  CHECK(forms->all().size() >= 120);
  std::array<int, kEventTypeNames.size()> of{};
  std::size_t cases = 0;
  for (const Form& form : forms->all()) {
    ++of[static_cast<std::size_t>(form.type)];
    cases += form.examples.size();
    CHECK_MESSAGE(form.examples.size() >= 2, form.id);
  }
  for (std::size_t type = 0; type < of.size(); ++type) CHECK_MESSAGE(of[type] >= 3, kEventTypeNames[type]);
  CHECK(cases >= 300);
  CHECK_FALSE(forms->patterns_of(Pattern::Kind::verb, "bombardear").empty());
  CHECK(forms->number("docena") == 12);
}

TEST_CASE("a modifier of a Spanish noun stands behind it") {
  const auto pattern = read_pattern("ejercicio conjunto con {actor}", Pattern::Kind::noun, {"con"}, true);
  REQUIRE(pattern);
  CHECK(pattern->heads == std::vector<std::string>{"ejercicio"});
  CHECK(pattern->modifiers == std::vector<std::vector<std::string>>{{"conjunto"}});
}
