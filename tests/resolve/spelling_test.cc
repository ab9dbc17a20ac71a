#include "resolve/spelling.h"

#include "base/calendar.h"
#include "resolve/documents.h"
#include "resolve/resolve.h"

using namespace annals;
using namespace annals::testing;

TEST_CASE("two spellings of one name, and two names") {
  CHECK(resolve::same_name_spelled("Antonio Guterres", "António Guterres", true));
  CHECK(resolve::same_name_spelled("Volodymyr Zelensky", "Volodymyr Zelenskyy", true));
  CHECK(resolve::same_name_spelled("Mohammed Abdul-Salam", "Mohammed Abdulsalam", true));
  CHECK(resolve::same_name_spelled("Hayat Tahrir al-Sham", "Hay'at Tahrir al-Sham", false));
  CHECK(resolve::same_name_spelled("Slobodan Milošević", "Slobodan Milosevic", true));
  CHECK_FALSE(resolve::same_name_spelled("Guterres", "António Guterres", true));  // no other spelling: a part
  CHECK_FALSE(resolve::same_name_spelled("Boris Johnson", "Boris Yeltsin", true));
  CHECK_FALSE(resolve::same_name_spelled("George Bush", "George Bach", true));  // short words are other words
  CHECK_FALSE(resolve::same_name_spelled("Council of Europe", "Council of Europa", false));
}

TEST_CASE("a claim's name is spelled as its page spells it, and keeps the known one") {
  const Document document =
      DocumentBuilder()
          .hint(DateHint::Kind::published, "2019-05-02", TimeInterval::day(*base::make_day(2019, 5, 2)))
          .block(BlockKind::body)
          .sentence(
              "Secretary-General/Secretary-General/PROPN/NNP/compound/2 Antonio/Antonio/PROPN/NNP/nsubj/3/B-person "
              "Guterres/Guterres/PROPN/NNP/flat/1/I-person welcomed/welcome/VERB/VBD/root/0 "
              "the/the/DET/DT/det/6 truce/truce/NOUN/NN/obj/4~ ././PUNCT/./punct/4")
          .done();
  Claim claim;
  claim.type = EventType::support;
  claim.trigger = phrase_in(document, 0, "welcomed");
  claim.actors = {phrase_in(document, 0, "Antonio Guterres")};
  const CodedDocument coded = resolve::resolve(document, {claim}, knowledge());
  REQUIRE(coded.claims.size() == 1);
  REQUIRE(coded.claims[0].participants.size() == 1);
  const Actor& actor = coded.claims[0].participants[0].actor;
  CHECK(actor.name == "António Guterres");
  CHECK(actor.spelled == "Antonio Guterres");
}
