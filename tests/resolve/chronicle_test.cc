#include "resolve/chronicle.h"

#include "base/calendar.h"
#include "resolve/documents.h"
#include "resolve/resolve.h"

using namespace annals;
using namespace annals::testing;

namespace {

TimeInterval on_day(int y, unsigned m, unsigned d) { return TimeInterval::day(*base::make_day(y, m, d)); }

Claim claim_of(const Document& document, std::string_view trigger, std::uint32_t sentence, Status status = {}) {
  Claim claim;
  claim.type = EventType::assault;
  claim.status = status;
  claim.sentence = sentence;
  claim.trigger = phrase_in(document, sentence, trigger);
  claim.rule = "test";
  return claim;
}

std::string ends(const TimeInterval& time) {
  return (time.from ? base::to_iso(*time.from) : "?") + ".." + (time.to ? base::to_iso(*time.to) : "?");
}

bool has_reason(const TimeInterval& time, std::string_view words) {
  return std::any_of(time.why.begin(), time.why.end(),
                     [&](const std::string& why) { return why.find(words) != std::string::npos; });
}

// A page of Thursday, 5 March 1998.
DocumentBuilder page() { return DocumentBuilder().hint(DateHint::Kind::published, "1998-03-05", on_day(1998, 3, 5)); }

TimeInterval time_of(const Document& document, std::vector<Claim> claims, std::size_t which) {
  return resolve::resolve(document, std::move(claims), knowledge()).claims.at(which).time;
}

constexpr std::string_view kHeadline =
    "Rebels/rebel/NOUN/NNS/nsubj/2 shell/shell/VERB/VBP/root/0 port/port/NOUN/NN/obj/2";
constexpr std::string_view kShelled =
    "Rebels/rebel/NOUN/NNS/nsubj/2 shelled/shell/VERB/VBD/root/0 the/the/DET/DT/det/4 port/port/NOUN/NN/obj/2 "
    "on/on/ADP/IN/case/6 Tuesday/Tuesday/PROPN/NNP/obl/2~ ././PUNCT/./punct/2";

}  // namespace

TEST_CASE("a headline in the present tense is of the day that its lead tells") {
  const Document document =
      page().block(BlockKind::title).sentence(kHeadline).block(BlockKind::body).sentence(kShelled).done();
  Claim told = claim_of(document, "shelled", 1);
  told.times = {phrase_in(document, 1, "Tuesday")};
  const std::vector<Claim> claims = {claim_of(document, "shell", 0), told};
  CHECK(ends(time_of(document, claims, 0)) == "1998-03-03..1998-03-03");
  CHECK(has_reason(time_of(document, claims, 0), "headline"));
}

TEST_CASE("a headline that shares nothing with the lead keeps the week before its page") {
  const Document document = page()
                                .block(BlockKind::title)
                                .sentence("Miners/miner/NOUN/NNS/nsubj/2 strike/strike/VERB/VBP/root/0")
                                .block(BlockKind::body)
                                .sentence(kShelled)
                                .done();
  const TimeInterval time = time_of(document, {claim_of(document, "strike", 0)}, 0);
  CHECK(ends(time) == "1998-02-26..1998-03-05");
}

TEST_CASE("what a page tells as news without a time is likeliest of the page's own day") {
  const Document document = page()
                                .block(BlockKind::body)
                                .sentence(
                                    "Rebels/rebel/NOUN/NNS/nsubj/2 shelled/shell/VERB/VBD/root/0 "
                                    "towns/town/NOUN/NNS/obj/2~ ././PUNCT/./punct/2")
                                .sentence(
                                    "They/they/PRON/PRP/nsubj/3 had/have/AUX/VBD/aux/3 "
                                    "burned/burn/VERB/VBN/root/0 farms/farm/NOUN/NNS/obj/3~ ././PUNCT/./punct/3")
                                .done();
  const std::vector<Claim> claims = {claim_of(document, "shelled", 0), claim_of(document, "burned", 1)};
  const TimeInterval news = time_of(document, claims, 0), before = time_of(document, claims, 1);
  CHECK(ends(news) == "1998-02-26..1998-03-05");
  REQUIRE(news.likely);
  CHECK(base::to_iso(*news.likely) == "1998-03-05");
  CHECK_FALSE(before.likely);  // "had burned": before what the page tells
}

TEST_CASE("a thing spoken of again is of the day it was told with") {
  const Document document =
      page()
          .block(BlockKind::body)
          .sentence(kShelled)
          .sentence(
              "The/the/DET/DT/det/2 shelling/shelling/NOUN/NN/nsubj/3 ended/end/VERB/VBD/root/0 "
              "a/a/DET/DT/det/5 truce/truce/NOUN/NN/obj/3~ ././PUNCT/./punct/3")
          .sentence(
              "Shelling/shelling/NOUN/NN/nsubj/2 has/have/VERB/VBZ/root/0 victims/victim/NOUN/NNS/obj/2~ "
              "././PUNCT/./punct/2")
          .done();
  Claim told = claim_of(document, "shelled", 0);
  told.times = {phrase_in(document, 0, "Tuesday")};
  const std::vector<Claim> claims = {told, claim_of(document, "shelling", 1), claim_of(document, "Shelling", 2)};
  CHECK(ends(time_of(document, claims, 1)) == "1998-03-03..1998-03-03");
  CHECK(ends(time_of(document, claims, 2)) != "1998-03-03..1998-03-03");  // any shelling
}

TEST_CASE("a clause with when gives its time to what it belongs to") {
  const Document document =
      page()
          .block(BlockKind::body)
          .sentence(
              "When/when/ADV/WRB/advmod/3 troops/troops/NOUN/NNS/nsubj/3 entered/enter/VERB/VBD/advcl/8 "
              "on/on/ADP/IN/case/5 Monday/Monday/PROPN/NNP/obl/3~ ,/,/PUNCT/,/punct/3 "
              "rebels/rebel/NOUN/NNS/nsubj/8 fired/fire/VERB/VBD/root/0~ ././PUNCT/./punct/8")
          .done();
  Claim entered = claim_of(document, "entered", 0);
  entered.times = {phrase_in(document, 0, "Monday")};
  CHECK(ends(time_of(document, {entered, claim_of(document, "fired", 0)}, 1)) == "1998-03-02..1998-03-02");
}

TEST_CASE("how long a thing took does not tell when it was") {
  const Document document =
      page()
          .block(BlockKind::body)
          .sentence(
              "Rebels/rebel/NOUN/NNS/nsubj/2 shelled/shell/VERB/VBD/root/0 towns/town/NOUN/NNS/obj/2 "
              "for/for/ADP/IN/case/6 four/four/NUM/CD/nummod/6 hours/hour/NOUN/NNS/obl/2~ ././PUNCT/./punct/2")
          .done();
  Claim told = claim_of(document, "shelled", 0);
  told.times = {phrase_in(document, 0, "four hours")};
  CHECK(ends(time_of(document, {told}, 0)) == "1998-02-26..1998-03-05");
}

TEST_CASE("what is told as done yet later than its page is kept, and said to contradict") {
  const Document document =
      page()
          .block(BlockKind::body)
          .sentence(
              "Rebels/rebel/NOUN/NNS/nsubj/2 shelled/shell/VERB/VBD/root/0 towns/town/NOUN/NNS/obj/2 "
              "on/on/ADP/IN/case/5 9/9/NUM/CD/obl/2 March/March/PROPN/NNP/nmod/5 1998/1998/NUM/CD/nmod/5~ "
              "././PUNCT/./punct/2")
          .done();
  Claim told = claim_of(document, "shelled", 0);
  told.times = {phrase_in(document, 0, "9 March 1998")};
  const TimeInterval time = time_of(document, {told}, 0);
  CHECK(ends(time) == "1998-03-09..1998-03-09");
  CHECK(has_reason(time, "contradict"));
}
