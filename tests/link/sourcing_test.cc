#include <doctest/doctest.h>

#include <algorithm>

#include "annals/pipeline.h"
#include "link/told.h"

using namespace annals;
using namespace told;

namespace {

const Actor kSylvia = state("Q1", "Sylvania", "SYL"), kFreda = state("Q2", "Freedonia", "FRE");
const Actor kMinistry = organ("Q3", "Ministry of Defence of Sylvania", "SYL");

Teller page(const std::string& id, const std::string& outlet, const std::string& day, const std::string& text) {
  Teller out(id, outlet, day);
  out.text(text);
  return out;
}

Telling strike(Teller& teller) {
  return teller.tell(EventType::assault)
      .mode("aerial")
      .by(kSylvia)
      .to(kFreda)
      .on("1991-06-03")
      .says("Sylvania struck.");
}

const LinkedRecord::DocumentLinks& links(const LinkedRecord& record, const std::string& id) {
  return *std::find_if(record.documents.begin(), record.documents.end(),
                       [&](const auto& one) { return one.document == id; });
}

const Event& strike_in(const LinkedRecord& record) {
  return *std::find_if(record.events.begin(), record.events.end(),
                       [](const Event& one) { return one.type == EventType::assault; });
}

}  // namespace

TEST_CASE("a chain of credits leads to its beginning") {
  Teller a = page("a", "Andes Wire", "1991-06-03", "Planes hit Port Klemm and Mount Ord at dawn.");
  Teller b = page("b", "Evening Star", "1991-06-04", "Port Klemm and Mount Ord were bombed, Andes Wire reported.");
  b.credits("Andes Wire reported", "Andes Wire");
  Teller c = page("c", "Sun", "1991-06-05", "Bombs fell on Port Klemm near Mount Ord, according to the Evening Star.");
  c.credits("according to the Evening Star", "Evening Star");
  for (Teller* one : {&a, &b, &c}) strike(*one);
  const LinkedRecord record = link_documents({a, b, c});
  CHECK(links(record, "a").origins.empty());
  REQUIRE(links(record, "c").origins.size() == 1);
  const Origin& origin = links(record, "c").origins[0];
  CHECK(origin.from == "b");
  CHECK(origin.kind == "report");
  CHECK(origin.root == "a");
  CHECK(origin.why == "says \"according to the Evening Star\"");
  const Event& event = strike_in(record);
  CHECK(event.documents == 3);
  CHECK(event.roots == 1);
  CHECK(event.origins.size() == 3);
}

TEST_CASE("a page that mixes two sources joins neither to the other") {
  Teller a = page("a", "Andes Wire", "1991-06-03", "Planes hit Port Klemm and Mount Ord at dawn.");
  Teller b = page("b", "Coast Radio", "1991-06-03", "I stood in Port Klemm below Mount Ord when the roof went.");
  Teller c = page("c", "Sun", "1991-06-04", "Port Klemm and Mount Ord were hit, Andes Wire and Coast Radio reported.");
  c.credits("Andes Wire", "Andes Wire").credits("Coast Radio reported", "Coast Radio");
  for (Teller* one : {&a, &b, &c}) strike(*one);
  const LinkedRecord record = link_documents({a, b, c});
  CHECK(links(record, "c").origins.size() == 2);
  CHECK(strike_in(record).roots == 2);
}

TEST_CASE("two pages that quote the same words rest on one statement, and one alone on none") {
  const std::string words = "\"our airmen are missing and we are looking for them by sea and by air\"";
  Teller a = page("a", "Morning Post", "1991-06-03", "The ministry said that " + words + ".");
  Teller b = page("b", "Sun", "1991-06-03", "In a statement it said: " + words + ". Nothing more was known.");
  Teller c = page("c", "Moon", "1991-06-03", "I saw a boat with two men in it go out at noon and come back empty.");
  for (Teller* one : {&a, &b}) strike(*one).according_to(kMinistry);
  strike(c);
  const LinkedRecord both = link_documents({a, b, c});
  REQUIRE(links(both, "a").origins.size() == 1);
  CHECK(links(both, "a").origins[0].kind == "statement");
  CHECK(links(both, "a").origins[0].root == kMinistry.name);
  CHECK(strike_in(both).roots == 2);
  CHECK(links(link_documents({a, c}), "a").origins.empty());
}

TEST_CASE("a source that a page names for something else is none of its news") {
  Teller a = page("a", "Sun", "1991-06-03", "I saw the planes over Port Klemm.");
  a.text("The mayor was at the gate.").text("Bread cost a crown.").text("Rain fell.");
  a.text("Wheat is dear in Ruritania, Andes Wire reported.").credits("Andes Wire reported", "Andes Wire");
  strike(a);
  const LinkedRecord record = link_documents({a});
  CHECK(strike_in(record).origins.at(0).kind == "own");
}

TEST_CASE("who has it from whom does not hang on the order of the documents") {
  Teller a = page("a", "Andes Wire", "1991-06-03", "Planes hit Port Klemm and Mount Ord at dawn.");
  Teller b = page("b", "Star", "1991-06-03", "Port Klemm below Mount Ord was bombed, Andes Wire reported.");
  b.credits("Andes Wire reported", "Andes Wire");
  for (Teller* one : {&a, &b}) strike(*one);
  CHECK(links(link_documents({a, b}), "b").origins[0].from == "a");
  CHECK(links(link_documents({b, a}), "b").origins[0].from == "a");
}

TEST_CASE("pages of one day that name one another in a ring lead to the earliest, and so does who names one of them") {
  Teller a = page("a", "Star", "1991-06-03", "Port Klemm below Mount Ord was bombed, the Moon reported.");
  a.credits("the Moon reported", "Moon");
  Teller b = page("b", "Sun", "1991-06-03", "Bombs fell on Port Klemm near Mount Ord, the Star reported.");
  b.credits("the Star reported", "Star");
  Teller c = page("c", "Moon", "1991-06-03", "Planes hit Port Klemm and Mount Ord, the Sun reported.");
  c.credits("the Sun reported", "Sun");
  Teller d = page("d", "Post", "1991-06-04", "Port Klemm and Mount Ord burn, the Moon reported.");
  d.credits("the Moon reported", "Moon");
  for (Teller* one : {&a, &b, &c, &d}) strike(*one);
  const LinkedRecord record = link_documents({d, c, b, a});
  for (const char* id : {"a", "b", "c", "d"}) {
    REQUIRE(links(record, id).origins.size() == 1);
    CHECK(links(record, id).origins[0].root == "a");
  }
  CHECK(links(record, "a").origins[0].from == "c");
  CHECK(strike_in(record).roots == 1);
}

TEST_CASE("quotes far apart are one statement where others stand between them day by day") {
  const std::string words = "\"our airmen are missing and we are looking for them by sea and by air\"";
  std::vector<CodedDocument> pages;
  for (const std::string day : {"03", "05", "08", "15"}) {
    Teller one = page("p" + day, "Outlet " + day, "1991-06-" + day, "It said on the " + day + "th: " + words + ".");
    strike(one).according_to(kMinistry);
    pages.push_back(one);
  }
  const LinkedRecord record = link_documents(pages);
  for (const char* id : {"p03", "p05", "p08"}) CHECK(links(record, id).origins.at(0).kind == "statement");
  CHECK(links(record, "p15").origins.empty());
}
