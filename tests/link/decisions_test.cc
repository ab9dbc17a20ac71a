#include "link/decisions.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "annals/pipeline.h"
#include "link/corrections.h"
#include "link/people.h"

using namespace annals;
using namespace told;

namespace {

// A reviewer's decision on claims, with a side each (0 where it matters not).
Decision decided(DecisionKind what, const std::vector<std::pair<const CodedDocument*, std::uint32_t>>& claims,
                 const std::string& id = "dc_1") {
  Decision decision;
  decision.id = id;
  decision.what = what;
  decision.who = "A. Reader";
  decision.when = "2001-01-01";
  decision.reason = "it says so";
  for (const auto& [document, side] : claims) {
    const ResolvedClaim& claim = document->claims.front();
    decision.claims.push_back({claim.id, claim.document, claim.path, claim.type, claim.sentence_spans,
                               claim.evidence.trigger, claim.sentence, side});
  }
  return decision;
}

CodedDocument strike(const std::string& id, const std::string& outlet, const std::string& day,
                     const std::string& sentence) {
  Teller page(id, outlet, "1991-06-20");
  page.tell(EventType::assault).mode("aerial").by(kChile).on(day).at(kQuito).says(sentence);
  return page;
}

std::size_t events_of(const std::vector<CodedDocument>& documents, const std::vector<Decision>& decisions) {
  return link_documents(documents, decisions).events.size();
}

}  // namespace

TEST_CASE("what a reviewer merged is one event, whatever speaks against it, and stays so as pages arrive") {
  const CodedDocument a = strike("a1", "Post", "1991-06-03", "Chilean jets struck the port of Quito on Monday.");
  const CodedDocument b = strike("b1", "Star", "1991-06-07", "Jets from Chile bombed Quito on Friday.");
  const CodedDocument c = strike("c1", "Sun", "1991-06-03", "The port was struck by Chilean jets on Monday.");
  REQUIRE(events_of({a, b}, {}) == 2);
  const Decision merge = decided(DecisionKind::merge, {{&a, 1}, {&b, 2}});
  const LinkedRecord record = link_documents({a, b}, {merge});
  REQUIRE(record.events.size() == 1);
  REQUIRE(record.events[0].review.size() == 1);
  CHECK(record.events[0].review[0].decision == "dc_1");
  CHECK(record.events[0].why.at(0).find("A. Reader decided so on 2001-01-01: it says so") != std::string::npos);
  CHECK(link_documents({c, b, a}, {merge}).events.at(0).claims.size() == 3);
}

TEST_CASE("what a reviewer split is never joined again, not over a third claim either") {
  const CodedDocument a = strike("a1", "Post", "1991-06-03", "Chilean jets struck the port of Quito on Monday.");
  const CodedDocument b = strike("b1", "Star", "1991-06-03", "Chilean jets struck the port of Quito on Monday.");
  REQUIRE(events_of({a, b}, {}) == 1);
  const Decision split = decided(DecisionKind::split, {{&a, 0}, {&b, 1}});
  CHECK(events_of({a, b}, {split}) == 2);
  std::vector<CodedDocument> all = {a, b};
  for (int i = 0; i < 6; ++i) {
    all.push_back(strike("c" + std::to_string(i), "Sun", "1991-06-03", "Jets of Chile struck the port of Quito."));
  }
  for (const Event& event : link_documents(all, {split}).events) {
    const auto has = [&](const CodedDocument& page) {
      return std::any_of(event.claims.begin(), event.claims.end(),
                         [&](const ResolvedClaim& claim) { return claim.document == page.article.id; });
    };
    CHECK_FALSE((has(a) && has(b)));
  }
}

TEST_CASE("of two decisions that contradict the later one holds") {
  const CodedDocument a = strike("a1", "Post", "1991-06-03", "Chilean jets struck the port of Quito on Monday.");
  const CodedDocument b = strike("b1", "Star", "1991-06-03", "Chilean jets struck the port of Quito on Monday.");
  const Decision split = decided(DecisionKind::split, {{&a, 0}, {&b, 1}}, "dc_s");
  const Decision merge = decided(DecisionKind::merge, {{&a, 0}, {&b, 0}}, "dc_m");
  CHECK(events_of({a, b}, {split, merge}) == 1);
  CHECK(events_of({a, b}, {merge, split}) == 2);
}

TEST_CASE("a rejected claim is in no event, and others tell theirs without it") {
  const CodedDocument a = strike("a1", "Post", "1991-06-03", "Chilean jets struck the port of Quito on Monday.");
  const CodedDocument b = strike("b1", "Star", "1991-06-03", "Jets from Chile struck Quito on Monday.");
  const LinkedRecord record = link_documents({a, b}, {decided(DecisionKind::reject, {{&a, 0}})});
  REQUIRE(record.events.size() == 1);
  CHECK(record.events[0].claims.size() == 1);
  CHECK(record.events[0].claims[0].document == "b1");
  CHECK(record.documents.size() == 2);
}

TEST_CASE("a corrected claim is linked by the reviewer's value and shown with its own") {
  const CodedDocument a = strike("a1", "Post", "1991-06-03", "Chilean jets struck the port of Quito on Monday.");
  const CodedDocument b = strike("b1", "Star", "1991-06-04", "Chilean jets struck the port of Quito on Tuesday.");
  REQUIRE(events_of({a, b}, {}) == 2);
  Decision correction = decided(DecisionKind::correct, {{&b, 0}});
  correction.field = "time";
  correction.value = "1991-06-03";
  const LinkedRecord record = link_documents({a, b}, {correction});
  REQUIRE(record.events.size() == 1);
  const Event& event = record.events[0];
  for (const ResolvedClaim& claim : event.claims) CHECK(claim.time == (claim.document == "a1" ? a : b).claims[0].time);
  REQUIRE(event.review.size() == 1);
  CHECK(event.review[0].claim == b.claims[0].id);
  CHECK(event.review[0].value == "1991-06-03");
  CHECK(event.review[0].told == "1991-06-04");
}

TEST_CASE("a correction of an event outweighs all its claims, and goes with most of them") {
  const CodedDocument a = strike("a1", "Post", "1991-06-03", "Chilean jets struck the port of Quito on Monday.");
  const CodedDocument b = strike("b1", "Star", "1991-06-03", "Jets from Chile struck Quito on Monday.");
  const CodedDocument c = strike("c1", "Sun", "1991-06-03", "Jets from Chile struck the port on Monday, killing two.");
  Decision correction = decided(DecisionKind::correct, {{&a, 1}, {&b, 1}});
  correction.field = "actor";
  correction.value = "Q414 | Argentina | government | ARG | GOV";
  const LinkedRecord record = link_documents({a, b, c}, {correction});
  REQUIRE(record.events.size() == 1);
  const Event& event = record.events[0];
  REQUIRE(event.participants.size() == 1);
  CHECK(event.participants[0].actor.name == "Argentina");
  CHECK(event.claims[0].participants[0].actor.name == kChile.name);
  CHECK(event.review.at(0).told.find(kChile.name) != std::string::npos);
  CHECK(event.review.at(0).claim.empty());
}

TEST_CASE("a decision finds its claim again after it was coded anew, and in a later version of its page") {
  const CodedDocument a = strike("a1", "Post", "1991-06-03", "Chilean jets struck the port of Quito on Monday.");
  const CodedDocument b = strike("b1", "Star", "1991-06-03", "Jets from Chile struck Quito on Monday.");
  const Decision reject = decided(DecisionKind::reject, {{&a, 0}});
  CodedDocument again = a;
  again.claims[0].id = "cl_9999999999999999";
  CHECK(link_documents({again, b}, {reject}).events.at(0).claims.size() == 1);
  CodedDocument other_type = again;
  other_type.claims[0].type = EventType::accuse;
  CHECK(link_documents({other_type, b}, {reject}).events.size() == 2);

  CodedDocument later = again;
  later.article.id = later.claims[0].document = "a2";
  later.article.sha256 = base::sha256_hex("a2");
  for (ByteSpan& span : later.claims[0].sentence_spans) span.begin += 40, span.end += 40;
  CHECK(link_documents({a, later, b}, {reject}).events.at(0).claims.size() == 1);
  later.claims[0].sentence = "Another strike was told of.";
  CHECK(link_documents({a, later, b}, {reject}).events.at(0).claims.size() == 2);
}

TEST_CASE("every field that can be corrected reads what it shows") {
  ResolvedClaim claim;
  const std::vector<std::pair<std::string, std::string>> values = {
      {"type", "ASSAULT"},
      {"mode", "aerial, drone"},
      {"status", "denied"},
      {"time", "1991-06-03/1991-06-05"},
      {"place", "Quito, ECU, -0.25, -78.5"},
      {"actor", "Q298 | Chile | government | CHL | GOV; x:The Band | The Band"},
      {"recipient", "x:civilians | civilians | people"},
      {"setting", "Andean Council"},
      {"topics", "fish; borders"},
      {"killed", "12"},
      {"injured", "0"}};
  REQUIRE(values.size() == correctable_fields().size());
  for (const auto& [field, value] : values) {
    CHECK_MESSAGE(link::correct(claim, field, value), field);
    CHECK(link::told(claim, field) == value);
  }
  CHECK(claim.participants.size() == 3);
  for (const std::string field : {"mode", "time", "place", "actor", "recipient", "topics", "killed"}) {
    CHECK_MESSAGE(link::correct(claim, field, ""), field);
    CHECK(link::told(claim, field).empty());
  }
  for (const auto& [field, value] : std::vector<std::pair<std::string, std::string>>{{"type", "MEETING"},
                                                                                     {"mode", "teleport"},
                                                                                     {"status", "true"},
                                                                                     {"time", "last week"},
                                                                                     {"time", "1991-06-05/1991-06-03"},
                                                                                     {"time", "/"},
                                                                                     {"place", "A, B, 95, 10"},
                                                                                     {"place", "A, B"},
                                                                                     {"killed", "-1"},
                                                                                     {"killed", "ten"},
                                                                                     {"actor", "a|b|c|d|e|f|g"},
                                                                                     {"colour", "red"}}) {
    CHECK_MESSAGE(!link::correct(claim, field, value), field, value);
  }
}

TEST_CASE("a decision needs a person, a day and, to correct, a value that can be read") {
  Decision good{.what = DecisionKind::correct, .targets = {"cl_1"}, .field = "status", .value = "denied"};
  good.who = "A. Reader";
  good.when = "2001-01-01T10:00:00Z";
  CHECK(check_decision(good));
  for (const auto& spoil : {+[](Decision& d) { d.who = " "; }, +[](Decision& d) { d.when = "2001"; },
                            +[](Decision& d) { d.targets.clear(); }, +[](Decision& d) { d.value = "so"; }}) {
    Decision bad = good;
    spoil(bad);
    CHECK(check_decision(bad).error().kind == ErrorKind::Malformed);
  }
}
