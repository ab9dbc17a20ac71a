#include "resolve/resolve.h"

#include "base/calendar.h"
#include "base/sha256.h"
#include "resolve/documents.h"

using namespace annals;
using namespace annals::testing;

namespace {

TimeInterval day(int y, unsigned m, unsigned d) { return TimeInterval::day(*base::make_day(y, m, d)); }

std::string ends(const TimeInterval& time) {
  return (time.from ? base::to_iso(*time.from) : "?") + ".." + (time.to ? base::to_iso(*time.to) : "?");
}

Claim claim_of(const Document& document, EventType type, std::string_view trigger, std::uint32_t sentence = 0) {
  Claim claim;
  claim.type = type;
  claim.sentence = sentence;
  claim.trigger = phrase_in(document, sentence, trigger);
  return claim;
}

// The envoys met on Tuesday in Nairobi. In the evening, they held a phone conversation.
Document two_sentences() {
  return DocumentBuilder()
      .hint(DateHint::Kind::published, "1998-03-05", day(1998, 3, 5))
      .block(BlockKind::body)
      .sentence(
          "Ethiopia/Ethiopia/PROPN/NNP/nsubj/4/B-place and/and/CCONJ/CC/cc/3 Eritrea/Eritrea/PROPN/NNP/conj/1/B-place "
          "met/meet/VERB/VBD/root/0 in/in/ADP/IN/case/6 Nairobi/Nairobi/PROPN/NNP/obl/4/B-place on/on/ADP/IN/case/8 "
          "Tuesday/Tuesday/PROPN/NNP/obl/4~ ././PUNCT/./punct/4")
      .sentence(
          "In/in/ADP/IN/case/3 the/the/DET/DT/det/3 evening/evening/NOUN/NN/obl/6~ ,/,/PUNCT/,/punct/6 "
          "they/they/PRON/PRP/nsubj/6 held/hold/VERB/VBD/root/0 a/a/DET/DT/det/9 phone/phone/NOUN/NN/compound/9 "
          "conversation/conversation/NOUN/NN/obj/6~ ././PUNCT/./punct/6")
      .done();
}

}  // namespace

TEST_CASE("a claim gets its day, its place, its parties and its bytes") {
  const Document document = two_sentences();
  Claim met = claim_of(document, EventType::consult, "met");
  met.mutual = true;
  met.actors = {phrase_in(document, 0, "Ethiopia and Eritrea")};
  met.times = {phrase_in(document, 0, "Tuesday")};
  met.places = {phrase_in(document, 0, "Nairobi")};
  Claim spoke = claim_of(document, EventType::consult, "conversation", 1);
  spoke.mutual = true;
  spoke.actors = {phrase_in(document, 1, "they")};
  spoke.times = {phrase_in(document, 1, "the evening")};

  const CodedDocument coded = resolve::resolve(document, {spoke, met}, knowledge());  // in any order
  CHECK(ends(coded.published) == "1998-03-05..1998-03-05");
  REQUIRE(coded.claims.size() == 2);
  const ResolvedClaim& first = coded.claims[0];
  CHECK(ends(first.time) == "1998-03-03..1998-03-03");
  CHECK(first.time_as_written == "Tuesday");
  CHECK(first.place.name == "Nairobi");
  CHECK(first.place.country == "KEN");
  REQUIRE(first.participants.size() == 2);
  CHECK(first.participants[0].actor.country == "ETH");
  CHECK(first.participants[1].actor.country == "ERI");
  CHECK(first.participants[1].role == Role::actor);
  CHECK(first.sentence == document.article.text.view(document.sentences[0].range));
  CHECK(first.evidence.trigger == document.article.text.spans(document.range_of(met.trigger)));
  CHECK_FALSE(first.why.empty());

  const ResolvedClaim& second = coded.claims[1];
  CHECK(ends(second.time) == "1998-03-03..1998-03-03");  // the evening of the day told before
  CHECK(second.time.part_of_day == "evening");
  CHECK(second.participants.size() == 2);  // "they"
  CHECK(second.order == 1);
  CHECK(second.place.unknown());
}

TEST_CASE("the talks are those told of before, and other talks are not") {
  const Document document =
      DocumentBuilder()
          .hint(DateHint::Kind::published, "1988-08-12", day(1988, 8, 12))
          .block(BlockKind::body)
          .sentence(
              "Iran/Iran/PROPN/NNP/nsubj/4/B-place and/and/CCONJ/CC/cc/3 Iraq/Iraq/PROPN/NNP/conj/1/B-place "
              "met/meet/VERB/VBD/root/0~ ././PUNCT/./punct/4")
          .sentence(
              "The/the/DET/DT/det/2 talks/talk/NOUN/NNS/nsubj/3 lasted/last/VERB/VBD/root/0 "
              "an/a/DET/DT/det/5 hour/hour/NOUN/NN/obj/3~ ././PUNCT/./punct/3")
          .sentence(
              "Talks/talk/NOUN/NNS/nsubj/2 failed/fail/VERB/VBD/root/0 elsewhere/elsewhere/ADV/RB/advmod/2~ "
              "././PUNCT/./punct/2")
          .done();
  Claim met = claim_of(document, EventType::consult, "met");
  met.actors = {phrase_in(document, 0, "Iran and Iraq")};
  Claim talks = claim_of(document, EventType::consult, "talks", 1);
  Claim others = claim_of(document, EventType::consult, "Talks", 2);
  Claim deal = claim_of(document, EventType::agree, "talks", 1);
  for (Claim* claim : {&met, &talks, &others, &deal}) claim->mutual = true;
  const resolve::Knowledge& know = knowledge();
  const auto parties = [&](const std::vector<Claim>& claims) {
    return resolve::resolve(document, claims, know).claims.back().participants;
  };
  const std::vector<Participant> taken_up = parties({met, talks});
  REQUIRE(taken_up.size() == 2);
  CHECK(taken_up[0].actor.name == "Iran");
  CHECK(taken_up[1].actor.name == "Iraq");
  CHECK(parties({met, others}).empty());  // no article
  CHECK(parties({met, deal}).empty());    // a deal is no meeting
  CHECK(parties({talks}).empty());
}

TEST_CASE("ids come from document, sentence, trigger and type, and are all different") {
  const Document document = two_sentences();
  const Claim met = claim_of(document, EventType::consult, "met");
  Claim agreed = met;
  agreed.type = EventType::agree;
  const auto ids = [&](std::vector<Claim> claims) {
    std::vector<std::string> out;
    for (const ResolvedClaim& claim : resolve::resolve(document, std::move(claims), knowledge()).claims) {
      out.push_back(claim.id);
    }
    return out;
  };
  const auto all = ids({met, agreed, met});
  REQUIRE(all.size() == 3);
  CHECK(all[0].size() == 19);
  CHECK(all[0].substr(0, 3) == "cl_");
  CHECK(all[0] != all[1]);
  CHECK(all[1] != all[2]);
  CHECK(ids({met, agreed, met}) == all);
  CHECK(std::find(all.begin(), all.end(), ids({met})[0]) != all.end());
}

TEST_CASE("a claim that names no time is bounded by the document's day, and says so") {
  const Document document =
      DocumentBuilder()
          .hint(DateHint::Kind::published, "1998-03-05", day(1998, 3, 5))
          .block(BlockKind::body)
          .plain("Nothing happened here .")
          .plain("Nor here .")
          .plain("Nor there .")
          .sentence(
              "Rebels/rebel/NOUN/NNS/nsubj/3 have/have/AUX/VBP/aux/3 seized/seize/VERB/VBN/root/0 "
              "towns/town/NOUN/NNS/obj/3~ ././PUNCT/./punct/3")
          .done();
  Claim seized = claim_of(document, EventType::assault, "seized", 3);
  CodedDocument coded = resolve::resolve(document, {seized}, knowledge());
  CHECK(ends(coded.claims[0].time) == "?..1998-03-05");
  REQUIRE_FALSE(coded.claims[0].time.why.empty());
  seized.status = Status::planned;
  coded = resolve::resolve(document, {seized}, knowledge());
  CHECK(ends(coded.claims[0].time) == "1998-03-05..?");
}

TEST_CASE("what hangs on a dated clause is of its day") {
  const Document document =
      DocumentBuilder()
          .hint(DateHint::Kind::published, "1998-03-05", day(1998, 3, 5))
          .block(BlockKind::body)
          .sentence(
              "Ethiopia/Ethiopia/PROPN/NNP/nsubj/2 met/meet/VERB/VBD/root/0 Eritrea/Eritrea/PROPN/NNP/obj/2 "
              "on/on/ADP/IN/case/5 Monday/Monday/PROPN/NNP/obl/2~ ,/,/PUNCT/,/punct/7 "
              "reaching/reach/VERB/VBG/advcl/2 a/a/DET/DT/det/9 truce/truce/NOUN/NN/obj/7~ ././PUNCT/./punct/2")
          .done();
  Claim met = claim_of(document, EventType::consult, "met");
  met.times = {phrase_in(document, "Monday")};
  const Claim reached = claim_of(document, EventType::agree, "reaching");
  const CodedDocument coded = resolve::resolve(document, {met, reached}, knowledge());
  CHECK(ends(coded.claims[1].time) == "1998-03-02..1998-03-02");
}

TEST_CASE("a caption's date is its picture's; of an archive picture it says by when") {
  DocumentBuilder builder;
  builder.block(BlockKind::caption)
      .sentence(
          "FILE/file/NOUN/NN/dep/4 -/-/PUNCT/:/punct/1 Soldiers/soldier/NOUN/NNS/nsubj/4 "
          "rest/rest/VERB/VBP/root/0 after/after/SCONJ/IN/mark/7 they/they/PRON/PRP/nsubj/7 "
          "seized/seize/VERB/VBD/advcl/4 the/the/DET/DT/det/9 port/port/NOUN/NN/obj/7~ ,/,/PUNCT/,/punct/11 "
          "May/May/PROPN/NNP/obl:unmarked/4 3/3/NUM/CD/nummod/11~ ,/,/PUNCT/,/punct/14 "
          "1991/1991/NUM/CD/nmod:unmarked/11~ ././PUNCT/./punct/4");
  builder.hint(DateHint::Kind::published, "1991-06-05", day(1991, 6, 5));
  const Document document = builder.done();
  const Claim seized = claim_of(document, EventType::assault, "seized");
  const CodedDocument coded = resolve::resolve(document, {seized}, knowledge());
  CHECK(ends(coded.claims[0].time) == "?..1991-05-03");
}

TEST_CASE("nothing is dropped for a part that cannot be told, and empty phrases do no harm") {
  const Document document =
      DocumentBuilder().block(BlockKind::body).plain("Qwrtz bombed Zxcvbburg on the day of the flood .").done();
  Claim claim = claim_of(document, EventType::assault, "bombed");
  claim.actors = {phrase_in(document, "Qwrtz"), Phrase{}};
  claim.places = {phrase_in(document, "Zxcvbburg"), Phrase{7, 0, 1, 0}};
  claim.times = {phrase_in(document, "the day of the flood")};
  const CodedDocument coded = resolve::resolve(document, {claim}, knowledge());
  REQUIRE(coded.claims.size() == 1);
  CHECK(coded.claims[0].place.name == "Zxcvbburg");
  REQUIRE(coded.claims[0].participants.size() == 1);
  CHECK(coded.claims[0].participants[0].actor.name == "Qwrtz");
  CHECK(coded.claims[0].participants[0].actor.id == "x:qwrtz");
  CHECK(coded.claims[0].time.unknown());
}

TEST_CASE("a document without claims still has its day") {
  const CodedDocument coded = resolve::resolve(two_sentences(), {}, knowledge());
  CHECK(coded.claims.empty());
  CHECK(ends(coded.published) == "1998-03-05..1998-03-05");
}
