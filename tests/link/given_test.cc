#include "link/given.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <string>

#include "base/text.h"

using namespace annals;
using namespace annals::link;

namespace {

// Words as "form/TAG", a sentence a string; the first verb heads the rest.
Document document_of(const std::vector<std::string>& sentences) {
  Document out;
  for (const std::string& text : sentences) {
    Sentence& sentence = out.sentences.emplace_back();
    std::int32_t root = -1;
    for (const std::string_view word : base::split_words(text)) {
      const std::size_t slash = word.find('/');
      Token& token = sentence.tokens.emplace_back();
      token.form = token.lemma = std::string(word.substr(0, slash));
      const std::string_view tag = word.substr(slash + 1);
      token.upos = tag == "V" ? Upos::VERB : tag == "P" ? Upos::PROPN : tag == "N" ? Upos::NOUN : Upos::ADP;
      if (tag == "V" && root < 0) root = static_cast<std::int32_t>(sentence.tokens.size()) - 1;
    }
    for (std::size_t t = 0; t < sentence.tokens.size(); ++t) {
      Token& token = sentence.tokens[t];
      const auto here = static_cast<std::int32_t>(t);
      token.head = here == root ? -1 : root;
      token.deprel = here == root ? Deprel::root : here < root ? Deprel::nsubj : Deprel::obl;
    }
  }
  return out;
}

Phrase word(std::uint32_t sentence, std::uint32_t token) { return {sentence, token, token + 1, token}; }

const Alike& alike() {
  static const auto opened = Alike::open(std::filesystem::path(ANNALS_DATA_DIR) / "models" / "alike.en.safetensors");
  REQUIRE_MESSAGE(opened.ok(), (opened ? "" : opened.error().message));
  return *opened;
}

const lexicon::Senses& senses() {
  static const auto opened = lexicon::Senses::open(std::filesystem::path(ANNALS_DATA_DIR) / "languages" / "en");
  REQUIRE(opened.ok());
  return *opened;
}

}  // namespace

TEST_CASE("average linkage joins the likest first and stops where the mean is too low") {
  const std::vector<std::vector<double>> like = {{0, 5, 4, -9}, {5, 0, -1, -9}, {4, -1, 0, 3}, {-9, -9, 3, 0}};
  const auto get = [&](std::size_t i, std::size_t j) { return like[i][j]; };
  std::vector<Join> joins;
  CHECK(average_linkage(4, get, 1, &joins) == std::vector<std::uint32_t>{0, 0, 2, 2});
  REQUIRE(joins.size() == 2);
  CHECK(joins[0].like == 5);
  CHECK(joins[1].like == 3);
  // 0 and 1 against 2 and 3: the mean of 4, -9, -1 and -9.
  CHECK(average_linkage(4, get, -4, nullptr) == std::vector<std::uint32_t>{0, 0, 0, 0});
  CHECK(average_linkage(4, get, -3.5, nullptr) == std::vector<std::uint32_t>{0, 0, 2, 2});
  // Half of that mean and half of the likest two, 0 and 2, who are at 4.
  CHECK(average_linkage(4, get, 0.2, nullptr, 0.5f) == std::vector<std::uint32_t>{0, 0, 2, 2});
  CHECK(average_linkage(4, get, 0.1, nullptr, 0.5f) == std::vector<std::uint32_t>{0, 0, 0, 0});
}

TEST_CASE("one word in two pages of one story is one event, and another in another story is not") {
  const std::vector<Document> pages = {
      document_of({"quake/N flattened/V villages/N near/A Kerman/P", "rescuers/N dug/V survivors/N of/A rubble/N"}),
      document_of({"quake/N flattened/V houses/N near/A Kerman/P", "rescuers/N searched/V rubble/N"}),
      document_of({"court/N jailed/V minister/N in/A Lima/P", "judges/N heard/V witnesses/N"}),
      document_of({"minister/N jailed/V by/A court/N in/A Lima/P", "witnesses/N spoke/V"})};
  std::vector<const Document*> documents;
  for (const Document& page : pages) documents.push_back(&page);
  const std::vector<GivenMention> mentions = {
      {0, word(0, 1)}, {0, word(1, 1)}, {1, word(0, 1)}, {2, word(0, 1)}, {3, word(0, 1)}};
  const Given given(documents, mentions, senses(), [](std::string_view) { return std::vector<float>(384, 1.0f); });
  CHECK(given.stories() == std::vector<std::uint32_t>{0, 0, 2, 2});
  CHECK(given.events(alike()) == std::vector<std::uint32_t>{0, 1, 0, 3, 3});
}

TEST_CASE("of the pages of one story those are ahead that are nearer to each other than to the rest") {
  const std::vector<Document> pages = {
      document_of({"quake/N flattened/V villages/N near/A Kerman/P", "rescuers/N dug/V survivors/N of/A rubble/N"}),
      document_of({"quake/N flattened/V houses/N near/A Kerman/P", "rescuers/N searched/V rubble/N"}),
      document_of({"quake/N flattened/V villages/N near/A Tabas/P", "rescuers/N dug/V rubble/N", "aid/N came/V"}),
      document_of({"minister/N jailed/V by/A court/N in/A Lima/P", "witnesses/N spoke/V"})};
  std::vector<const Document*> documents;
  for (const Document& page : pages) documents.push_back(&page);
  const Given given(documents, {{0, word(0, 1)}, {1, word(0, 1)}, {2, word(0, 1)}, {2, word(2, 1)}, {3, word(0, 1)}},
                    senses(), [](std::string_view) { return std::vector<float>(384, 1.0f); });
  REQUIRE(given.stories() == std::vector<std::uint32_t>{0, 0, 0, 3});
  const auto sign = [&](std::uint32_t a, std::uint32_t b, std::string_view name) {
    const auto at = std::find(kContextSigns.begin(), kContextSigns.end(), name);
    REQUIRE(at != kContextSigns.end());
    return given.company(a, b).context[static_cast<std::size_t>(at - kContextSigns.begin())];
  };
  CHECK(sign(0, 1, "names ahead") > 0);
  CHECK(sign(0, 2, "names ahead") < 0);
  CHECK(sign(0, 1, "same stem, names ahead") == sign(0, 1, "names ahead"));
  CHECK(sign(2, 3, "names ahead") == 0);  // one page
  // "flattened" stands in all three pages of the story, "came" in one of them.
  CHECK(sign(0, 2, "documents of both") == 1);
  CHECK(sign(2, 3, "documents of the commoner") == 1);
  CHECK(sign(2, 3, "documents of the rarer") == doctest::Approx(1.0 / 3));
}

TEST_CASE("what the judge sees of two mentions does not depend on which is first") {
  const std::vector<Document> pages = {document_of({"quake/N flattened/V villages/N near/A Kerman/P"}),
                                       document_of({"Kerman/P lost/V villages/N", "soldiers/N arrived/V"})};
  const std::vector<const Document*> documents = {&pages[0], &pages[1]};
  const Given given(documents, {{0, word(0, 1)}, {1, word(0, 1)}, {1, word(1, 1)}}, senses(),
                    [](std::string_view text) { return std::vector<float>(384, static_cast<float>(text.size())); });
  for (std::uint32_t a = 0; a < 3; ++a) {
    for (std::uint32_t b = 0; b < 3; ++b) {
      const Judged x = alike().judged(given.wording(a)), y = alike().judged(given.wording(b));
      CHECK(alike().score(x, y, given.company(a, b)) == alike().score(y, x, given.company(b, a)));
    }
  }
}
