#include <doctest/doctest.h>

#include "clean/credits.h"

using namespace annals;
using namespace annals::clean;

namespace {

const Outlets& outlets() {
  static const Outlets known = *Outlets::open(std::string(ANNALS_DATA_DIR) + "/outlets");
  return known;
}

const CreditTables& tables() {
  static const CreditTables known = *CreditTables::open(std::string(ANNALS_DATA_DIR) + "/languages");
  return known;
}

// "Reuters/report" for each credit of a sentence, in its order.
std::vector<std::string> credits(const std::string& sentence) {
  Article article;
  article.text.append_copy(sentence, 0);
  const TextRange all{0, static_cast<std::uint32_t>(sentence.size())};
  article.blocks.push_back({BlockKind::body, all, "", false});
  std::vector<std::string> out;
  for (const CreditWords& one : credits_in(article, {all}, outlets(), tables()))
    out.push_back(one.source + "/" + one.kind);
  return out;
}

using Credits = std::vector<std::string>;

}  // namespace

TEST_CASE("a source stands before its verb, behind it, or behind according to") {
  CHECK(credits("The bridge has fallen, Reuters reported on Monday.") == Credits{"Reuters/report"});
  CHECK(credits("The bridge has fallen, said the Xinhua news agency.") == Credits{"Xinhua/report"});
  CHECK(credits("According to the official news agency TASS, it has fallen.") == Credits{"TASS/report"});
  CHECK(credits("A mason told AFP that it had fallen.") == Credits{"Agence France-Presse/report"});
  CHECK(credits("It fell in the night, an AFP reporter saw.") == Credits{"Agence France-Presse/report"});
  CHECK(credits("It fell in the night (TASS).") == Credits{"TASS/report"});
}

TEST_CASE("a name made like an outlet's is one, and no shorter name in it") {
  CHECK(credits("It has fallen, the Bramblewick Herald reported.") == Credits{"Bramblewick Herald/report"});
  CHECK(credits("It has fallen, according to the Grimsby Daily Mirror.") == Credits{"Grimsby Daily Mirror/report"});
}

TEST_CASE("any other name may be an outlet's, for the archive to say") {
  CHECK(credits("It has fallen, Vexley reported.") == Credits{"Vexley/named"});
}

TEST_CASE("state media and posts are sources, too") {
  CHECK(credits("Iranian state television said that it had fallen.") == Credits{"Iranian state television/report"});
  CHECK(credits("The mayor wrote on Twitter that it had fallen.") == Credits{"/post"});
}

TEST_CASE("an outlet that is merely named is no source") {
  CHECK(credits("The photographer of Reuters was on the bridge.").empty());
  CHECK(credits("He bought shares of Reuters and a paper.").empty());
}
