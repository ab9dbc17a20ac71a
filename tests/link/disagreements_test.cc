#include <doctest/doctest.h>

#include <algorithm>

#include "annals/pipeline.h"
#include "link/people.h"

using namespace annals;
using namespace told;

namespace {

std::vector<std::string> values(const LinkedRecord& record, const std::string& field) {
  std::vector<std::string> out;
  for (const Event& event : record.events) {
    for (const Disagreement& one : event.disagreements) {
      if (one.field != field) continue;
      for (const Disagreement::Side& side : one.sides) out.push_back(side.value);
    }
  }
  return out;
}

using Values = std::vector<std::string>;

Telling bomb(Teller& page, const std::string& day) {
  return page.tell(EventType::assault)
      .mode("explosives")
      .on(day)
      .at(kLima)
      .to(kCivilians)
      .killed(12)
      .says("A car bomb tore through a crowded market and killed 12 people.");
}

}  // namespace

TEST_CASE("a floor contradicts a smaller count only, and each side has its outlets and speakers") {
  Teller a("a1", "Morning Post", "1991-06-04"), b("b1", "Evening Star", "1991-06-04"), c("c1", "Star", "1991-06-05");
  bomb(a, "1991-06-03").according_to(kChileArmy);
  CodedDocument floor = (bomb(b, "1991-06-03").killed(10), b);
  floor.claims[0].casualties.killed_at_least = true;
  CHECK(values(link_documents({a, floor}), "casualties.killed").empty());
  bomb(c, "1991-06-03").killed(9);
  const LinkedRecord record = link_documents({a, floor, c});
  CHECK(values(record, "casualties.killed") == Values{"9", "at least 10", "12"});
  REQUIRE(record.events.size() == 1);
  const auto& sides = record.events[0].disagreements[0].sides;
  CHECK(sides[0].outlets == Values{"Star"});
  CHECK(sides[2].said_by == Values{kChileArmy.name});
}

TEST_CASE("a crowd in round numbers leaves room") {
  const auto told = [](std::int64_t first, std::int64_t second) {
    Teller a("a1", "Morning Post", "1991-06-04"), b("b1", "Evening Star", "1991-06-04");
    for (Teller* page : {&a, &b}) {
      page->tell(EventType::protest)
          .mode("demo")
          .by(people("miners"))
          .on("1991-06-03")
          .at(kLima)
          .says("The miners marched through the old town of the capital.");
    }
    CodedDocument one = a, other = b;
    one.claims[0].participants_count = first;
    other.claims[0].participants_count = second;
    return values(link_documents({one, other}), "participants_count");
  };
  CHECK(told(3000, 3200).empty());
  CHECK(told(3000, 3000).empty());
  CHECK(told(3000, 9000) == Values{"3000", "9000"});
  CHECK(told(3120, 3200).size() == 2);
}

TEST_CASE("a region contradicts no town that may lie in it, and a town one far off") {
  const auto told = [](Place second) {
    Teller a("a1", "Morning Post", "1991-06-04"), b("b1", "Evening Star", "1991-06-04");
    bomb(a, "1991-06-03").mode("suicide-attack");
    bomb(b, "1991-06-03").mode("suicide-attack").at(second);
    return values(link_documents({a, b}), "place");
  };
  Place region = spot("Lima Region", "PER", -11.9, -76.6, 3936451);
  region.kind = "region";
  CHECK(told(region).empty());
  CHECK(told(spot("Callao", "PER", -12.05, -77.13, 3946083)).empty());
  CHECK(told(spot("Huancayo", "PER", -12.07, -75.21, 3939459)).size() == 2);
}

TEST_CASE("one toll at one place told of two days is one event that disagrees on its day") {
  Teller a("a1", "Morning Post", "1991-06-05"), b("b1", "Evening Star", "1991-06-05");
  bomb(a, "1991-06-03");
  bomb(b, "1991-06-04");
  const LinkedRecord record = link_documents({a, b});
  CHECK(record.events.size() == 1);
  CHECK(values(record, "time") == Values{"1991-06-03", "1991-06-04"});
  const auto holds = [&](const std::string& why) { return why.find("they differ on the day") != std::string::npos; };
  CHECK(std::any_of(record.events[0].why.begin(), record.events[0].why.end(), holds));
}

TEST_CASE("tolls of five days, of other counts, or told by one page are several attacks") {
  Teller a("a1", "Morning Post", "1991-06-09"), b("b1", "Evening Star", "1991-06-09"), c("c1", "Star", "1991-06-05"),
      d("d1", "Wire", "1991-06-09");
  bomb(a, "1991-06-03");
  bomb(b, "1991-06-08");
  CHECK(link_documents({a, b}).events.size() == 2);
  bomb(c, "1991-06-04").killed(14);
  CHECK(link_documents({a, c}).events.size() == 2);
  bomb(d, "1991-06-04");
  bomb(d, "1991-06-03");
  CHECK(link_documents({a, d}).events.size() == 2);
}

TEST_CASE("a page that contradicts itself is told with the day that it keeps less") {
  Teller a("a1", "Morning Post", "1991-06-05");
  a.tell(EventType::consult).mode("meeting").mutual().by(kRuiz).by(kSoto).on("1991-06-04").at(kQuito);
  CodedDocument page = a;
  page.claims[0].contradictions.push_back({"time", "1991-06-04", "1991-06-03", "the weekday is another day's", "", {}});
  const LinkedRecord record = link_documents({page});
  REQUIRE(record.events.size() == 1);
  CHECK(values(record, "time") == Values{"1991-06-03", "1991-06-04"});
  CHECK(record.events[0].disagreements[0].sides[0].why == "the weekday is another day's");
  CHECK(record.events[0].time.is_day());
}
