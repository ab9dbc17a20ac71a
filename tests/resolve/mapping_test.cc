#include "resolve/mapping.h"

#include "resolve/cases.h"
#include "resolve/documents.h"

using namespace annals;
using namespace annals::testing;

namespace {

const NamedPlace* named(const PlacedDocument& placed, std::string_view words) {
  for (const NamedPlace& one : placed.places) {
    if (one.as_written == words) return &one;
  }
  return nullptr;
}

// `read`: words that the reader took for names of places, parted by "|".
PlacedDocument map(std::initializer_list<const char*> sentences, std::string_view read) {
  DocumentBuilder builder;
  for (const char* sentence : sentences) builder.plain(sentence);
  Document document = builder.done();
  for (std::uint32_t s = 0; s < document.sentences.size(); ++s) {
    const auto& tokens = document.sentences[s].tokens;
    for (const std::string_view name : base::split(read, '|')) {
      const auto words = base::split_words(name);
      for (std::uint32_t i = 0; i + words.size() <= tokens.size(); ++i) {
        const auto last = i + static_cast<std::uint32_t>(words.size());
        bool same = true;
        for (std::uint32_t k = i; k < last; ++k) same = same && tokens[k].form == words[k - i];
        if (same) document.names.push_back({{s, i, last, last - 1}, NameKind::place, 0.95F});
      }
    }
  }
  return resolve::map(document, knowledge());
}

}  // namespace

TEST_CASE("a town that is told with its state lies there, and so does its name alone in the same page") {
  const PlacedDocument placed =
      map({"Crews from Paris , Texas , were sent to the fire .", "The mayor of Paris thanked them in Paris ."},
          "Paris|Texas");
  REQUIRE(named(placed, "Paris") != nullptr);
  for (const NamedPlace& one : placed.places) {
    if (one.as_written != "Paris") continue;
    CHECK(one.place.country == "USA");
    CHECK(one.region == "Texas");
  }
  const NamedPlace* texas = named(placed, "Texas");
  REQUIRE(texas != nullptr);
  CHECK(texas->kind == "region");
}

TEST_CASE("without more a name is the great city, beside its neighbours the town near them") {
  const PlacedDocument alone = map({"They met in Birmingham on Monday ."}, "Birmingham");
  REQUIRE(named(alone, "Birmingham") != nullptr);
  CHECK(named(alone, "Birmingham")->place.country == "GBR");
  const PlacedDocument together =
      map({"Storms hit Alabama on Monday .", "Roads in Tuscaloosa , Montgomery and Huntsville were shut .",
           "Schools in Birmingham stayed shut ."},
          "Alabama|Tuscaloosa|Montgomery|Huntsville|Birmingham");
  REQUIRE(named(together, "Birmingham") != nullptr);
  CHECK(named(together, "Birmingham")->place.country == "USA");
  CHECK(named(together, "Birmingham")->why != "the largest of that name");
}

TEST_CASE("what is beside a place is told as beside it, with a wider reach") {
  const PlacedDocument placed =
      map({"Shells fell north of Homs on Friday .", "The convoy reached Homs on Monday ."}, "Homs");
  REQUIRE(placed.places.size() == 2);
  CHECK(placed.places[0].beside == "north of");
  CHECK(placed.places[1].beside.empty());
  REQUIRE((placed.places[0].radius_km && placed.places[1].radius_km));
  CHECK(*placed.places[0].radius_km > *placed.places[1].radius_km);
}

TEST_CASE("a name that no table knows keeps its words and costs the others nothing") {
  const PlacedDocument placed =
      map({"They met in Hamburg , in Qwertzheim and in Bremen ."}, "Hamburg|Qwertzheim|Bremen");
  const NamedPlace* unknown = named(placed, "Qwertzheim");
  REQUIRE(unknown != nullptr);
  CHECK_FALSE(unknown->place.latitude.has_value());
  CHECK(unknown->place.name == "Qwertzheim");
  CHECK_FALSE(unknown->radius_km.has_value());
  REQUIRE(named(placed, "Hamburg") != nullptr);
  CHECK(named(placed, "Hamburg")->place.country == "DEU");
  REQUIRE(named(placed, "Bremen") != nullptr);
  CHECK(named(placed, "Bremen")->place.latitude.has_value());
}
