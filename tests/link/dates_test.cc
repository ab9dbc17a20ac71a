// Several documents together: what each proves of the day of the others.
#include <doctest/doctest.h>

#include <algorithm>

#include "annals/pipeline.h"
#include "link/people.h"

using namespace annals;
using namespace told;

namespace {

std::string iso(const std::optional<sys_days>& day) { return day ? base::to_iso(*day) : "?"; }

std::string published(const std::vector<CodedDocument>& documents, const std::string& id) {
  const LinkedRecord record = link_documents(documents);
  for (const LinkedRecord::DocumentLinks& links : record.documents) {
    if (links.document == id) return iso(links.published.from) + ".." + iso(links.published.to);
  }
  return "no such document";
}

// One and the same meeting, told on a page of its own.
Telling meeting(Teller& page) {
  Telling out = page.tell(EventType::consult);
  out.mode("meeting").mutual().by(kRuiz).by(kSoto).at(kQuito).during("Andean summit");
  out.says("The ministers met at the Andean summit and signed the fishing accord.");
  return out;
}

constexpr const char* kYears = "1990-01-01/1993-12-31";

}  // namespace

TEST_CASE("an undated page whose headline tells an event is of the week behind the day that others give it") {
  Teller dated("a1", "Morning Post", "1991-06-04"), undated("b1", "", kYears);
  meeting(dated).on("1991-06-03");
  meeting(undated).about("/1993-12-31").in(BlockKind::title);
  CHECK(published({dated, undated}, "b1") == "1991-06-03..1991-06-10");
  CHECK(published({undated, dated}, "b1") == "1991-06-03..1991-06-10");
  CHECK(published({undated}, "b1") == "1990-01-01..1993-12-31");  // by itself it proves nothing
}

TEST_CASE("the first sentences of a story are its news, what stands far below is background") {
  const std::string told = "The ministers met at the Andean summit and signed the fishing accord.";
  Teller dated("a1", "Morning Post", "1991-06-04"), first("b1", "", kYears), deep("c1", "", kYears);
  meeting(dated).on("1991-06-03");
  first.text(told);
  meeting(first).about("/1993-12-31");
  deep.text("Prices rose. Wages fell. Nobody knows why.").text(told);
  meeting(deep).about("/1993-12-31");
  CodedDocument one = first, other = deep;
  one.sentences = {{0, static_cast<std::uint32_t>(told.size())}};
  other.sentences = {{0, 12}, {13, 24}, {25, 42}, {44, static_cast<std::uint32_t>(44 + told.size())}};
  CHECK(published({dated, one}, "b1") == "1991-06-03..1991-06-10");
  CHECK(published({dated, other}, "c1") == "1991-06-03..1993-12-31");
}

TEST_CASE("a page that may be of any of twenty years tells what is told like it of one day, and of no other") {
  constexpr const char* kTwentyYears = "1985-01-01/2006-12-31";
  Teller dated("a1", "Morning Post", "1991-06-04"), undated("b1", "", kTwentyYears);
  meeting(dated).on("1991-06-03");
  meeting(undated).about("/2006-12-31").in(BlockKind::title);
  CHECK(published({dated, undated}, "b1") == "1991-06-03..1991-06-10");
  CHECK(published({undated, dated}, "b1") == "1991-06-03..1991-06-10");
  // The same two met there twice: it may be either.
  Teller again("c1", "Morning Post", "1994-02-09");
  meeting(again).on("1994-02-08");
  CHECK(published({dated, undated, again}, "b1") == "1985-01-01..2006-12-31");
  // Others met there, and the two elsewhere.
  Teller others("d1", "Morning Post", "1991-06-04"), elsewhere("e1", "Morning Post", "1991-06-04");
  others.tell(EventType::consult).mode("meeting").mutual().by(kVega).by(kPardo).at(kQuito).on("1991-06-03");
  elsewhere.tell(EventType::consult).mode("meeting").mutual().by(kRuiz).by(kSoto).at(kLima).on("1991-06-03");
  CHECK(published({others, undated}, "b1") == "1985-01-01..2006-12-31");
  CHECK(published({elsewhere, undated}, "b1") == "1985-01-01..2006-12-31");
  // A reviewer holds them apart.
  const CodedDocument one = dated, other = undated;
  Decision split;
  split.id = "dc_1";
  split.what = DecisionKind::split;
  for (const CodedDocument* page : {&one, &other}) {
    const ResolvedClaim& claim = page->claims.front();
    split.claims.push_back({claim.id, claim.document, claim.path, claim.type, claim.sentence_spans,
                            claim.evidence.trigger, claim.sentence, page == &one ? 0U : 1U});
  }
  const LinkedRecord record = link_documents({one, other}, {split});
  const auto at = std::find_if(record.documents.begin(), record.documents.end(),
                               [](const auto& links) { return links.document == "b1"; });
  REQUIRE(at != record.documents.end());
  CHECK(iso(at->published.from) == "1985-01-01");
}

TEST_CASE("an event told with its own time is no news of an undated page") {
  Teller dated("a1", "Morning Post", "1991-06-04"), undated("b1", "", kYears);
  meeting(dated).on("1991-06-03");
  meeting(undated).on("1991-06").in(BlockKind::lead);
  CHECK(published({dated, undated}, "b1") == "1991-06-03..1993-12-31");
}

TEST_CASE("a page that arrives later narrows one that was undated, and a third narrows it further") {
  Teller undated("u1", "", kYears), vague("v1", "Weekly", "1991-07-01"), exact("x1", "Morning Post", "1991-06-04");
  meeting(undated).about("/1993-12-31").in(BlockKind::title);
  meeting(vague).on("1991-06");
  meeting(exact).on("1991-06-03");
  CHECK(published({undated, vague}, "u1") == "1991-06-01..1991-07-07");
  CHECK(published({undated, vague, exact}, "u1") == "1991-06-03..1991-06-10");
  CHECK(published({exact, vague, undated}, "u1") == "1991-06-03..1991-06-10");
}

TEST_CASE("an undated page proves nothing of another undated page") {
  Teller one("a1", "", kYears), other("b1", "", "1985-01-01/1999-12-31");
  meeting(one).on("1991-06-03");
  meeting(other).about("/1999-12-31").in(BlockKind::title);
  CHECK(published({one, other}, "b1") == "1985-01-01..1999-12-31");
}

TEST_CASE("what an undated page counts from its own day is its news, whatever years that may be") {
  Teller dated("a1", "Morning Post", "1991-06-04"), undated("b1", "", kYears);
  meeting(dated).on("1991-06-03");
  meeting(undated).on("1989-12-29/1993-12-27").in(BlockKind::lead);  // "on Monday"
  CHECK(published({dated, undated}, "b1") == "1991-06-03..1991-06-10");
  CHECK(published({undated, dated}, "b1") == "1991-06-03..1991-06-10");
}

TEST_CASE("of the days that a dateline leaves, what other documents prove takes the one") {
  Teller dated("a1", "Morning Post", "1991-06-04"), undated("b1", "", kYears);
  meeting(dated).on("1991-06-03");
  meeting(undated).about("/1993-12-31").in(BlockKind::title);
  CodedDocument page = undated;
  for (const char* day : {"1990-06-04", "1991-06-04", "1992-06-04", "1993-06-04"}) {
    page.article.dates.push_back({DateHint::Kind::text, "June 4", time(day), "one that its words leave", 0});
  }
  CHECK(published({dated, page}, "b1") == "1991-06-04..1991-06-04");
  CHECK(published({page, dated}, "b1") == "1991-06-04..1991-06-04");
  // Two years are left by what only bounds it from below.
  Teller weekly("w1", "Weekly", "1992-01-10");
  meeting(weekly).on("1992-01-03");
  Teller deep("d1", "", kYears);
  deep.text("Prices rose. Wages fell. Nobody knows why.");
  meeting(deep).about("/1993-12-31");
  CodedDocument other = deep;
  other.article.dates = page.article.dates;
  CHECK(published({weekly, other}, "d1") == "1992-06-04..1993-06-04");
}

TEST_CASE(
    "a page that says it has its news from a dated one is no older, and one that a dated page credits no younger") {
  const std::string told = "The ministers met at the Andean summit and signed the fishing accord, Radio Sur reported.";
  const auto story = [&](Teller& page, const std::string& credit) {
    page.text(told);
    if (!credit.empty()) page.credits("Radio Sur reported", credit);
    meeting(page).about("/1993-12-31").says(told);
  };
  Teller source("s1", "Radio Sur", "1991-06-04"), later("l1", "Evening Star", kYears);
  source.text("The ministers met at the Andean summit and signed the fishing accord.");
  meeting(source).about("1991-05-28/1991-06-04");
  story(later, "Radio Sur");
  CHECK(published({source, later}, "l1").substr(0, 10) == "1991-06-04");
  CHECK(published({later, source}, "l1").substr(0, 10) == "1991-06-04");
  Teller undated("u1", "Radio Sur", kYears), dated("t1", "Evening Star", "1991-06-09");
  undated.text("The ministers met at the Andean summit and signed the fishing accord.");
  meeting(undated).about("/1993-12-31");
  story(dated, "Radio Sur");
  CHECK(published({undated, dated}, "u1").substr(12) == "1991-06-09");
}
