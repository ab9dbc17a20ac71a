// Who is meant, as cases that anybody can read: tests/cases/resolve/*.actors. Trees come with the cases, so that a
// better reader changes none of them.
#include "resolve/referents.h"

#include "resolve/cases.h"

using namespace annals;
using namespace annals::testing;

namespace {

std::string named(const std::vector<resolve::Referent>& referents, const std::string& expected) {
  const bool with_country = expected.find('/') != std::string::npos;
  std::string out;
  for (const resolve::Referent& referent : referents) {
    if (!out.empty()) out += "; ";
    out += referent.actor.name;
    if (with_country && !referent.actor.country.empty()) out += '/' + referent.actor.country;
  }
  return out.empty() ? "(nobody)" : out;
}

}  // namespace

TEST_CASE("the cases of tests/cases/resolve/*.actors name whom they say") {
  const std::size_t count = for_each_page(".actors", [](const CasePage& page) {
    resolve::Situation situation;
    situation.when = page.day;
    const resolve::Cast cast(page.document, knowledge(), page.day);
    const resolve::Referents referents(page.document, knowledge(), cast);
    for (const Question& question : page.questions) {
      const Phrase phrase = phrase_in(page.document, question.phrase);
      CHECK_MESSAGE(!phrase.empty(), question.where << ": no such words: " << question.phrase);
      if (phrase.empty()) continue;
      CHECK_MESSAGE(named(referents.named_by(phrase, situation), question.expected) == question.expected,
                    question.where << ": " << question.phrase);
    }
  });
  CHECK(count >= 60);
}
