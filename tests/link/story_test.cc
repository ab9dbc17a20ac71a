#include "link/story.h"

#include <doctest/doctest.h>

#include "link/people.h"

using namespace annals;
using namespace told;

namespace {

link::Story story(const std::string& text) {
  Teller page("a1", "Post", "1991-06-04");
  return link::story_of(static_cast<CodedDocument>(page.text(text)).article);
}

}  // namespace

TEST_CASE("pages on one story share the names they come back to, and not the days of the week") {
  const link::Story fire =
      story("On Monday a fire broke out in Valdoria. The mayor of Valdoria, Anna Brix, blamed Monday.");
  const link::Story again = story("Firemen from Valdoria said Anna Brix had warned them on Monday.");
  const link::Story flood = story("On Monday the river near Ostmark rose. The mayor of Ostmark spoke on Monday.");
  CHECK(link::names_shared(fire, again) >= 2);
  CHECK(link::names_shared(fire, flood) == 0);
  CHECK(link::names_shared(story("nothing here has a name."), fire) == 0);
}

TEST_CASE("forms of one word tell one act") {
  const std::string text = "They attacked. The attack, and attacks, and attacking went on; they burned it.";
  const CodedDocument page = Teller("a1", "Post", "1991-06-04").text(text);
  const auto act = [&](const std::string& word) {
    ResolvedClaim claim;
    const std::size_t at = text.find(word);
    claim.evidence.trigger = {{at, at + word.size()}};
    return link::act_of(claim, page.article);
  };
  CHECK(act("attacked") != 0);
  for (const std::string form : {"attack,", "attacks", "attacking"}) CHECK(act(form) == act("attacked"));
  CHECK(act("burned") != act("attacked"));
  ResolvedClaim nowhere;
  CHECK(link::act_of(nowhere, page.article) == 0);
  nowhere.evidence.trigger = {{text.size() + 5, text.size() + 9}};
  CHECK(link::act_of(nowhere, page.article) == 0);
}
