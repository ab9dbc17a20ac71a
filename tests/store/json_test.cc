#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "store/made.h"

using namespace annals;
using Json = nlohmann::ordered_json;

namespace {

std::vector<std::string> keys_of(const Json& object) {
  std::vector<std::string> keys;
  for (const auto& item : object.items()) keys.push_back(item.key());
  return keys;
}

// Keys that docs/record.md shows, in its order; others may stand between.
void check_order(const Json& object, const std::vector<std::string>& wanted) {
  const std::vector<std::string> keys = keys_of(object);
  auto at = keys.begin();
  for (const std::string& key : wanted) {
    at = std::find(at, keys.end(), key);
    CHECK_MESSAGE(at != keys.end(), key);
    if (at == keys.end()) return;
  }
}

Event one_event() {
  std::vector<CodedDocument> documents;
  for (std::uint64_t i = 0; i < 6; ++i) documents.push_back(made::page(i).coded);
  return made::link(documents).events.front();
}

}  // namespace

TEST_CASE("the record's keys come in the order of docs/record.md") {
  const Event event = one_event();
  const Json json = Json::parse(to_json(event));
  check_order(
      json, {"id", "type", "mode", "contexts", "score", "participants", "time", "place", "setting", "topics", "status",
             "history", "casualties", "documents", "outlets", "roots", "disagreements", "confidence", "claims"});
  check_order(json["participants"][0], {"role", "id", "name", "kind", "country", "sector", "office"});
  check_order(json["time"], {"from", "to", "precision", "part_of_day"});
  check_order(json["claims"][0], {"id",         "document", "path",     "outlet",          "status",
                                  "said_by",    "sentence", "evidence", "time_as_written", "rule",
                                  "confidence", "type",     "mode",     "contexts",        "participants",
                                  "time",       "place",    "setting",  "topics",          "casualties"});
  check_order(json["claims"][0]["sentence"], {"spans", "text", "block"});
  check_order(json["claims"][0]["evidence"], {"trigger", "actor", "recipient", "time", "place"});
  const CodedDocument document = made::page(1).coded;
  const Json shown = Json::parse(to_json(document.article, &document.published));
  check_order(shown, {"id", "path", "url", "sha256", "bytes", "language", "outlet", "agency", "title", "byline",
                      "dateline", "published", "copies", "blocks"});
  check_order(shown["published"], {"from", "to", "precision", "why"});
  check_order(shown["dateline"], {"place", "date_as_written"});
  check_order(shown["blocks"][0], {"kind", "spans", "text"});
}

TEST_CASE("what is not known is null, and text is escaped no more than it must be") {
  Event event;
  event.id = "ev_1";
  event.topics = {"\"Ğ\\\n\x01\u2028 / é", "bad \xFF byte"};
  event.score = 10;
  const std::string json = to_json(event);
  CHECK(json.find(R"("topics":["\"Ğ\\\n\u0001\u2028 / é","bad )"
                  "\uFFFD"
                  R"( byte"])") != std::string::npos);
  CHECK(json.find("\"score\":10.0,") != std::string::npos);
  CHECK(json.find(R"("casualties":{"killed":null,"injured":null})") != std::string::npos);
  CHECK(json.find(R"("time":{"from":null,"to":null,"precision":"interval","part_of_day":null,"why":[]})") !=
        std::string::npos);
  CHECK(json.find("\"place\":null,\"setting\":null") != std::string::npos);
  CHECK(json.find('\n') == std::string::npos);
}

TEST_CASE("a clock time goes into from and to with its zone") {
  ResolvedClaim claim;
  claim.time = TimeInterval::day(*base::make_day(2016, 12, 8));
  claim.time.clock = "14:50+03:00";
  CHECK(to_json(claim).find(R"("from":"2016-12-08T14:50+03:00","to":"2016-12-08T14:50+03:00","precision":"day")") !=
        std::string::npos);
}

TEST_CASE("a claim reads back from its JSON as it was") {
  std::size_t claims = 0;
  for (std::uint64_t i = 0; i < 200; ++i) {
    CodedDocument document = made::page(i).coded;
    for (const ResolvedClaim& claim : document.claims) {
      const std::string json = to_json(claim);
      const Result<ResolvedClaim> back = claim_from_json(json);
      REQUIRE(back);
      CodedDocument one = document, two = document;
      one.claims = {claim};
      two.claims = {*back};
      CHECK(pack(one) == pack(two));
      CHECK(to_json(*back) == json);
      ++claims;
    }
  }
  CHECK(claims > 300);
}

TEST_CASE("JSON that is no claim is refused, and none of it crashes") {
  for (const char* bad : {"", "[]", "7", "{\"id\":7}", "{\"status\":\"maybe\"}", "{\"time\":{\"from\":\"soon\"}}",
                          "{\"sentence\":{\"spans\":[[1]]}}", "{\"participants\":[3]}", "{\"order\":-1}",
                          "{\"evidence\":[]}", "{\"confidence\":\"high\"}"}) {
    const Result<ResolvedClaim> read = claim_from_json(bad);
    CHECK_MESSAGE(!read, bad);
    if (!read) CHECK(read.error().kind == ErrorKind::Malformed);
  }
  CHECK_FALSE(claim_from_json(std::string(200'000, '[')));
  const std::string good = to_json(made::page(3).coded.claims.at(0));
  for (std::uint64_t i = 0; i < 2000; ++i) {
    made::Dice dice(i);
    std::string bad = good;
    bad[dice.below(bad.size())] = static_cast<char>(dice.below(256));
    (void)claim_from_json(bad);
  }
}

TEST_CASE("coded_line repeats the page's own id, else its path") {
  CodedDocument document = made::page(1).coded;
  CHECK(coded_line(document).starts_with("{\"path\":\"pages/1.txt\","));
  document.article.id = "record-7";
  CHECK(coded_line(document).starts_with("{\"id\":\"record-7\","));
}

TEST_CASE("a commitment is written with its keys in the order of docs/record.md") {
  Commitment one;
  one.id = "co_1";
  one.kind = CommitmentKind::truce;
  one.state = CommitmentState::in_force;
  one.due = TimeInterval::day(*base::make_day(2014, 4, 1));
  one.owed_by = {{Role::actor, {"Q1", "Sylvania", "government", "SYL", "GOV", ""}, "", {}}};
  one.steps.push_back(
      {"violated", one.due, {}, one.owed_by, {}, "cl_1", "doc", "ev_1", "", "a.txt", "It broke.", {{1, 9}}});
  const Json json = Json::parse(to_json(one));
  check_order(json, {"id", "kind", "state", "type", "mode", "what", "owed_by", "owed_to", "topics", "place", "due",
                     "due_as_written", "condition", "steps", "event", "moved_to", "documents", "outlets"});
  CHECK(json["kind"] == "truce");
  CHECK(json["state"] == "in_force");
  CHECK(json["due"]["to"] == "2014-04-01");
  CHECK(json["condition"].is_null());
  CHECK(json["steps"][0]["by"][0]["name"] == "Sylvania");
  CHECK(json["steps"][0]["sentence"]["spans"] == Json({{1, 9}}));
}

TEST_CASE("an event says who has it from whom") {
  Event event;
  event.id = "ev_1";
  event.origins = {{"b", "a", "Andes Wire", "report", "says so", "a", {{3, 7}}}};
  const Json json = Json::parse(to_json(event));
  CHECK(json["origins"][0]["from"] == "a");
  CHECK(json["origins"][0]["spans"] == Json({{3, 7}}));
}
