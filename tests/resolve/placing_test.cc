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
