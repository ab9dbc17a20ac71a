// Where it was, as cases: tests/cases/resolve/*.places. "name/state", or "(nowhere)".
#include "resolve/placing.h"

#include "resolve/cases.h"

using namespace annals;
using namespace annals::testing;

TEST_CASE("the cases of tests/cases/resolve/*.places lie where they say") {
  const std::size_t count = for_each_page(".places", [](const CasePage& page) {
    const resolve::Cast cast(page.document, knowledge(), page.day);
    const resolve::Placing placing(page.document, knowledge(), cast, page.day);
    for (const Question& question : page.questions) {
      const Phrase phrase = phrase_in(page.document, question.phrase);
      CHECK_MESSAGE(!phrase.empty(), question.where << ": no such words: " << question.phrase);
      if (phrase.empty()) continue;
      const Place place = placing.place_of({phrase}).place;
      const std::string found = place.unknown() ? "(nowhere)" : place.name + "/" + place.country;
      CHECK_MESSAGE(found == question.expected, question.where << ": " << question.phrase);
    }
  });
  CHECK(count >= 20);
}

TEST_CASE("the town is taken from several phrases, the state only narrows it") {
  const Document document =
      DocumentBuilder().plain("They met in Hamburg on Friday , in Germany , by the river .").done();
  const resolve::Cast cast(document, knowledge(), {});
  const resolve::Placing placing(document, knowledge(), cast, {});
  const Place place = placing.place_of({phrase_in(document, "Germany"), phrase_in(document, "Hamburg")}).place;
  CHECK(place.name == "Hamburg");
  CHECK(place.country == "DEU");
  CHECK(place.latitude.has_value());
}

TEST_CASE("all names of a page together tell which town of a name is meant, and what lies in what") {
  const Document document = DocumentBuilder()
                                .plain("Police held a boy in Paris , Texas , on Monday .")
                                .plain("He was freed in Paris on Tuesday .")
                                .done();
  const resolve::Cast cast(document, knowledge(), {});
  resolve::Placing placing(document, knowledge(), cast, {});
  const Phrase later = [&] {
    Phrase phrase = phrase_in(document, "in Paris on Tuesday");
    return Phrase{phrase.sentence, phrase.first + 1, phrase.first + 2, phrase.first + 1};
  }();
  CHECK(placing.place_of({later}).place.country == "FRA");
  std::vector<std::vector<resolve::Placing::Spot>> spots;
  for (std::uint32_t s = 0; s < document.sentences.size(); ++s) {
    spots.push_back(placing.spots({s, 0, static_cast<std::uint32_t>(document.sentences[s].tokens.size()), 0}));
  }
  placing.chart(spots);
  CHECK(placing.place_of({later}).place.country == "USA");
  const Phrase town = phrase_in(document, "Paris"), state = phrase_in(document, "Texas");
  CHECK(placing.lies_in(town, state));
  CHECK_FALSE(placing.lies_in(state, town));
}
