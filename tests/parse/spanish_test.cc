// What the reader knows of Spanish besides its model.
#include <doctest/doctest.h>

#include "base/text.h"
#include "parse/language.h"
#include "parse/lemma.h"
#include "parse/tokenize.h"

using namespace annals;
using namespace annals::parse;

namespace {

const std::filesystem::path kFolder = std::filesystem::path(ANNALS_DATA_DIR) / "languages" / "es";

const Language& spanish() {
  static const Result<Language> language = Language::open(kFolder);
  REQUIRE_MESSAGE(language, language.error().message);
  return *language;
}

std::string words_of(const std::string& text) {
  std::vector<TextRange> words;
  tokenize(text, {0, static_cast<std::uint32_t>(text.size())}, spanish(), words);
  std::vector<std::string> forms;
  for (const TextRange word : words) forms.push_back(text.substr(word.begin, word.size()));
  return base::join(forms, " | ");
}

}  // namespace

TEST_CASE("Spanish words are parted as UD parts them") {
  CHECK(words_of("Volvió del frente al pueblo.") == "Volvió | de | l | frente | a | l | pueblo | .");
  CHECK(words_of("Quieren verlos y detenerse.") == "Quieren | ver | los | y | detener | se | .");
  CHECK(words_of("Siguió golpeándolos.") == "Siguió | golpeándo | los | .");
  CHECK(words_of("Carlos charla con Perla.") == "Carlos | charla | con | Perla | .");
  CHECK(words_of("El pacto franco-alemán, dijo EE.UU., vale.") ==
        "El | pacto | franco-alemán | , | dijo | EE.UU. | , | vale | .");
  CHECK(words_of("¿Quién habló con el Sr. Rojas?") == "¿ | Quién | habló | con | el | Sr. | Rojas | ?");
  CHECK(words_of("«No», dijo.") == "« | No | » | , | dijo | .");
}

TEST_CASE("Spanish forms have their lemmas") {
  const auto lemmas = Lemmas::open(kFolder);
  REQUIRE_MESSAGE(lemmas, lemmas.error().message);
  CHECK(lemmas->leaves_to_model());
  const auto is_word = [](std::string_view word) { return word == "misil" || word == "general"; };
  struct Case {
    const char *form, *tag, *lemma;
  };
  for (const Case& each :
       {Case{"atacó", "VBD", "atacar"}, Case{"firmarán", "VBF", "firmar"}, Case{"pidió", "VBD", "pedir"},
        Case{"murieron", "VBD", "morir"}, Case{"impuso", "VBD", "imponer"}, Case{"detenidos", "VBN", "detener"},
        Case{"construyó", "VBD", "construir"}, Case{"reconozca", "VBS", "reconocer"}, Case{"busqué", "VBD", "buscar"},
        Case{"reúne", "VBZ", "reunir"}, Case{"acusándo", "VBG", "acusar"}, Case{"misiles", "NNS", "misil"},
        Case{"reuniones", "NNS", "reunión"}, Case{"rehenes", "NNS", "rehén"},
        Case{"manifestantes", "NNS", "manifestante"}, Case{"luces", "NNS", "luz"},
        Case{"soldados", "NNS", "soldado"}}) {
    CHECK(lemmas->known(each.form, each.tag, is_word) == each.lemma);
  }
  CHECK(lemmas->known("ayer", "RB", is_word).empty());
}

TEST_CASE("phrases that name a source") {
  CHECK(spanish().source_phrase({"según", "el", "ministerio"}) == 1);
  CHECK(spanish().source_phrase({"de", "acuerdo", "con", "la"}) == 3);
  CHECK(spanish().source_phrase({"de", "la", "policía"}) == 0);
  CHECK(spanish().speech("asegurar") == Speech::clause);
}
