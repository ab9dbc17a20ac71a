#include "link/link.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "annals/pipeline.h"
#include "link/people.h"

using namespace annals;
using namespace told;

namespace {

std::size_t count(const LinkedRecord& record, EventType type) {
  return static_cast<std::size_t>(
      std::count_if(record.events.begin(), record.events.end(), [&](const Event& e) { return e.type == type; }));
}

const Event& only(const LinkedRecord& record, EventType type) {
  REQUIRE(count(record, type) == 1);
  return *std::find_if(record.events.begin(), record.events.end(), [&](const Event& e) { return e.type == type; });
}

const Event& holding(const LinkedRecord& record, const std::string& claim) {
  for (const Event& event : record.events) {
    for (const ResolvedClaim& one : event.claims) {
      if (one.id == claim) return event;
    }
  }
  FAIL("no event holds " << claim);
  return record.events.front();
}

std::string iso(const std::optional<sys_days>& day) { return day ? base::to_iso(*day) : "?"; }

}  // namespace

TEST_CASE("what was discussed in a call belongs to the call, not to the meeting of that day") {
  Teller a("a1", "Morning Post", "1991-06-04");
  const auto talk = [&](const std::string& sentence) {
    return a.tell(EventType::consult).mutual().by(kRuiz).by(kSoto).on("1991-06-03").says(sentence);
  };
  const std::string met = talk("Ruiz met Soto in Quito on Monday to discuss the border.").mode("meeting").id();
  a.tell(EventType::accuse).by(kRuiz).to(kSoto).says("Ruiz blamed Soto.");
  Telling call = talk("Ruiz later telephoned Soto and discussed the border.");
  call.mode("phone");
  Telling about = talk("Ruiz later telephoned Soto and discussed the border.");
  CodedDocument page = a;
  page.claims[3].sentence_spans = page.claims[2].sentence_spans;
  const LinkedRecord record = link_documents({page});
  CHECK(&holding(record, about.id()) == &holding(record, call.id()));
  CHECK(&holding(record, about.id()) != &holding(record, met));
}

TEST_CASE("two outlets tell one meeting, one by the ministers and one by their countries") {
  Teller a("a1", "Morning Post", "1991-06-04"), b("b1", "Evening Star", "1991-06-05");
  a.tell(EventType::consult)
      .mode("meeting")
      .mutual()
      .by(kRuiz)
      .by(kSoto)
      .on("1991-06-03")
      .at(kQuito)
      .says("Ruiz met Soto in Quito on Monday.");
  b.tell(EventType::consult)
      .mode("meeting")
      .mutual()
      .by(kArgentina)
      .by(kChile)
      .on("1991-06-03")
      .at(kQuito)
      .says("Argentina and Chile held talks in the Ecuadorian capital.");
  const Event event = only(link_documents({a, b}), EventType::consult);
  CHECK(event.claims.size() == 2);
  CHECK(event.documents == 2);
  CHECK(event.outlets == 2);
  CHECK(event.roots == 2);
  CHECK(event.participants.size() == 2);  // the countries are represented by their ministers
  CHECK(iso(event.time.from) == "1991-06-03");
  CHECK(event.place.name == "Quito");
  CHECK(event.confidence > 0.8);
  REQUIRE_FALSE(event.why.empty());
  CHECK(event.why.front().find("the same day") != std::string::npos);
}

TEST_CASE("a meeting, its press conference, a call and the deal are four events") {
  Teller a("a1", "Morning Post", "1991-06-04");
  a.tell(EventType::consult).mode("meeting").mutual().by(kRuiz).by(kSoto).on("1991-06-03").at(kQuito);
  a.tell(EventType::consult).mode("press-conference").mutual().by(kRuiz).by(kSoto).on("1991-06-03").at(kQuito);
  a.tell(EventType::consult).mode("phone").mutual().by(kRuiz).by(kSoto).on("1991-06-03");
  a.tell(EventType::agree).mutual().by(kRuiz).by(kSoto).on("1991-06-03").at(kQuito);
  CHECK(link_documents({a}).events.size() == 4);
}

TEST_CASE("how they were in touch may be told by one and not by the other") {
  Teller a("a1", "Morning Post", "1991-06-04"), b("b1", "Evening Star", "1991-06-04");
  a.tell(EventType::consult).mode("contact").mutual().by(kRuiz).by(kSoto).on("1991-06-03");
  b.tell(EventType::consult).mode("phone").mutual().by(kRuiz).by(kSoto).on("1991-06-03");
  const Event event = only(link_documents({a, b}), EventType::consult);
  CHECK((event.modes == std::vector<std::string>{"phone"}));
}

TEST_CASE("days that contradict part two calls in a row, and the headline goes with the fresh one") {
  Teller a("a1", "Wire", "1991-06-09");
  a.tell(EventType::consult)
      .mode("phone")
      .mutual()
      .by(kRuiz)
      .by(kSoto)
      .about("1991-06-09")
      .in(BlockKind::title)
      .says("Ruiz, Soto discuss terms of border truce");
  a.tell(EventType::consult)
      .mode("phone")
      .mutual()
      .by(kRuiz)
      .by(kSoto)
      .on("1991-06-09")
      .says("Ruiz and Soto on Sunday continued to discuss by phone the terms of a border truce.");
  a.tell(EventType::consult)
      .mode("phone")
      .mutual()
      .by(kRuiz)
      .by(kSoto)
      .on("1991-06-08")
      .says("The conversation was the second in two days, while on Saturday the pair spoke of trade.");
  const LinkedRecord record = link_documents({a});
  REQUIRE(record.events.size() == 2);
  CHECK(record.events[0].claims.size() == 1);
  CHECK(record.events[1].claims.size() == 2);
}

TEST_CASE("ministers of one government are not one another, and other guests make another meeting") {
  Teller a("a1", "Morning Post", "1991-06-04"), b("b1", "Evening Star", "1991-06-04");
  a.tell(EventType::consult).mode("meeting").mutual().by(kRuiz).by(kSoto).on("1991-06-03").at(kQuito);
  a.tell(EventType::consult).mode("meeting").mutual().by(kRuiz).by(kVega).on("1991-06-03").at(kQuito);
  b.tell(EventType::consult).mode("meeting").mutual().by(kRuiz).by(kPardo).on("1991-06-03").at(kQuito);
  CHECK(link_documents({a, b}).events.size() == 3);
}

TEST_CASE("a caption printed twice is one event told twice") {
  Teller a("a1", "Morning Post", "1991-06-04");
  for (const bool again : {false, true}) {
    a.tell(EventType::consult)
        .mode("meeting")
        .mutual()
        .by(kRuiz)
        .by(kSoto)
        .on("1991-06-03")
        .at(kQuito)
        .in(BlockKind::caption, again)
        .says("Marta Ruiz, left, meets Pablo Soto in Quito, June 3, 1991.");
  }
  CHECK(only(link_documents({a}), EventType::consult).claims.size() == 2);
}

TEST_CASE("an announced meeting and the report that it took place are one event with a history") {
  Teller a("a1", "Morning Post", "1991-06-01"), b("b1", "Evening Star", "1991-06-06");
  a.tell(EventType::consult)
      .mode("meeting")
      .mutual()
      .by(kRuiz)
      .by(kSoto)
      .on("1991-06-05")
      .at(kQuito)
      .is(Status::planned);
  b.tell(EventType::consult).mode("contact").mutual().by(kSoto).by(kRuiz).on("1991-06-05").at(kQuito);
  const LinkedRecord record = link_documents({b, a});
  const Event& event = only(record, EventType::consult);
  CHECK(event.status == Status::happened);
  CHECK(event.outcome == Outcome::happened);
  REQUIRE(event.history.size() == 2);
  CHECK(event.history[0].status == Status::planned);
  CHECK(iso(event.history[0].as_of.from) == "1991-06-01");
  CHECK(event.history[1].status == Status::happened);
  CHECK(event.id == "ev_" + event.claims.front().id.substr(3));
  CHECK(event.claims.front().document == "a1");
}

TEST_CASE("a plan is open until a document is published after its day, then unconfirmed") {
  Teller a("a1", "Morning Post", "1991-06-01"), b("b1", "Evening Star", "1991-06-04"), c("c1", "Star", "1991-06-20");
  a.tell(EventType::consult).mode("meeting").mutual().by(kRuiz).by(kSoto).on("1991-06-05").is(Status::planned);
  CHECK(link_documents({a, b}).events.at(0).outcome == Outcome::open);
  const Event late = link_documents({a, b, c}).events.at(0);
  CHECK(late.outcome == Outcome::unconfirmed);
  CHECK(late.status == Status::planned);
}

TEST_CASE("talks called off are cancelled; put off, they point to what took their place") {
  Teller a("a1", "Morning Post", "1991-06-01"), b("b1", "Evening Star", "1991-06-03");
  a.tell(EventType::consult)
      .mode("meeting")
      .mutual()
      .by(kRuiz)
      .by(kSoto)
      .on("1991-06-05")
      .at(kQuito)
      .is(Status::planned);
  b.tell(EventType::consult).mode("meeting").mutual().by(kRuiz).by(kSoto).on("1991-06-05").is(Status::cancelled);
  const Event off = only(link_documents({a, b}), EventType::consult);
  CHECK(off.status == Status::cancelled);
  CHECK(off.outcome == Outcome::cancelled);
  const Telling later =
      b.tell(EventType::consult).mode("meeting").mutual().by(kRuiz).by(kSoto).on("1991-06-12").is(Status::planned);
  const LinkedRecord record = link_documents({a, b});
  REQUIRE(record.events.size() == 2);
  CHECK(record.events[0].outcome == Outcome::moved);
  CHECK(record.events[0].moved_to == holding(record, later.id()).id);
}

TEST_CASE("one page does not tell one act as done and as still to come") {
  Teller a("a1", "Morning Post", "1991-06-04");
  a.tell(EventType::consult).mode("meeting").mutual().by(kRuiz).by(kSoto).at(kQuito).on("1991-06-03");
  a.tell(EventType::consult)
      .mode("meeting")
      .mutual()
      .by(kRuiz)
      .by(kSoto)
      .at(kQuito)
      .is(Status::planned)
      .about("1991-06-04/");
  CHECK(link_documents({a}).events.size() == 2);
}

TEST_CASE("a denial and the report it denies are one event that the outlets disagree on") {
  Teller a("a1", "Morning Post", "1991-06-04"), b("b1", "Evening Star", "1991-06-05");
  a.tell(EventType::assault).mode("aerial").by(kChile).to(kCivilians).on("1991-06-03").at(kLima).killed(9);
  b.tell(EventType::assault)
      .mode("aerial")
      .by(kChile)
      .to(kCivilians)
      .on("1991-06-03")
      .at(kLima)
      .is(Status::denied)
      .according_to(kChileArmy);
  const Event event = only(link_documents({a, b}), EventType::assault);
  CHECK(event.status == Status::happened);
  REQUIRE(event.disagreements.size() == 1);
  CHECK(event.disagreements[0].field == "status");
}

TEST_CASE("two tolls are two versions of one attack") {
  Teller a("a1", "Morning Post", "1991-06-04"), b("b1", "Evening Star", "1991-06-04"), c("c1", "Star", "1991-06-05");
  a.tell(EventType::assault)
      .mode("explosives")
      .on("1991-06-03")
      .at(kLima)
      .killed(12)
      .to(kCivilians)
      .says("A car bomb at a market killed 12 people.");
  b.tell(EventType::assault)
      .mode("explosives")
      .on("1991-06-03")
      .at(kLima)
      .killed(14)
      .to(kCivilians)
      .says("A bomb went off at a crowded market, killing 14.");
  c.tell(EventType::assault)
      .mode("explosives")
      .on("1991-06-03")
      .at(kLima)
      .killed(14)
      .to(kCivilians)
      .says("The market bomb killed 14 people, the police say.");
  const Event event = only(link_documents({a, b, c}), EventType::assault);
  CHECK(event.casualties.killed == 14);
  REQUIRE(event.disagreements.size() == 1);
  CHECK(event.disagreements[0].field == "casualties.killed");
  CHECK(event.disagreements[0].sides.size() == 2);
}

TEST_CASE("violence laid at two doors is one event with two versions") {
  Teller a("a1", "Morning Post", "1991-06-04"), b("b1", "Evening Star", "1991-06-04");
  a.tell(EventType::assault)
      .mode("aerial")
      .by(kChile)
      .to(kCivilians)
      .on("1991-06-03")
      .at(kCallao)
      .killed(20)
      .says("Planes hit an aid convoy near the port.");
  b.tell(EventType::assault)
      .mode("aerial")
      .by(kArgentina)
      .to(kCivilians)
      .on("1991-06-03")
      .at(kCallao)
      .killed(20)
      .says("The aid convoy was hit from the air near the port.");
  const Event event = only(link_documents({a, b}), EventType::assault);
  REQUIRE(event.disagreements.size() == 1);
  CHECK(event.disagreements[0].field == "actor");
}

TEST_CASE("an army acts for its state, and nobody acts upon himself") {
  const Actor army = organ("x:chl-army", "Army of Chile", "CHL", "MIL");
  Teller a("a1", "Morning Post", "1991-06-04"), b("b1", "Evening Star", "1991-06-04"), c("c1", "Star", "1991-06-04");
  for (Teller* page : {&a, &b}) {
    page->tell(EventType::assault)
        .mode("heavy-weapons")
        .by(page == &a ? kChile : army)
        .to(kCivilians)
        .on("1991-06-03")
        .at(kCallao)
        .says("Shells hit a school near the port of Callao.");
  }
  c.tell(EventType::assault)
      .mode("heavy-weapons")
      .by(army)
      .to(kCivilians)
      .to(kChile)
      .on("1991-06-03")
      .at(kCallao)
      .says("Shells hit a school near the port.");
  const Event event = only(link_documents({a, b, c}), EventType::assault);
  std::vector<std::string> names;
  for (const Participant& one : event.participants) {
    names.push_back(std::string(one.role == Role::actor ? "by " : "to ") + one.actor.name);
  }
  CHECK(std::count(names.begin(), names.end(), "by Army of Chile") == 1);
  CHECK(std::count(names.begin(), names.end(), "by " + kChile.name) == 0);
  CHECK(std::count(names.begin(), names.end(), "to " + kChile.name) == 0);
}

TEST_CASE("a campaign since a year and a strike in it are two events; two tellings of the campaign are one") {
  Teller a("a1", "Morning Post", "1991-06-04"), b("b1", "Evening Star", "1991-06-24");
  a.tell(EventType::assault)
      .mode("aerial")
      .by(kChile)
      .to(kRebels)
      .on("1989-01-01/")
      .at(kPeruItself)
      .is(Status::ongoing);
  const Telling strike =
      a.tell(EventType::assault).mode("aerial").by(kChile).to(kRebels).on("1991-06-03").at(kPeruItself);
  b.tell(EventType::assault)
      .mode("aerial")
      .by(kChile)
      .to(kRebels)
      .on("1989-01-01/1991-06-24")
      .at(kPeruItself)
      .is(Status::ongoing);
  const LinkedRecord record = link_documents({a, b});
  REQUIRE(record.events.size() == 2);
  CHECK(holding(record, strike.id()).claims.size() == 1);
  CHECK(iso(record.events[0].time.from) == "1989-01-01");
  CHECK(record.events[0].status == Status::ongoing);
}

TEST_CASE("one speaker blames another twice on one day, for two things") {
  Teller a("a1", "Morning Post", "1991-06-04");
  a.tell(EventType::accuse)
      .by(kRuiz)
      .to(kChile)
      .on("1991-06-03")
      .says("Ruiz accused Chile of poisoning the rivers that cross the frontier.");
  a.tell(EventType::accuse)
      .by(kRuiz)
      .to(kChile)
      .on("1991-06-03")
      .says("She blamed Santiago for the collapse of cattle prices after tariffs doubled.");
  CHECK(link_documents({a}).events.size() == 2);
}

TEST_CASE("places: two towns part, a suburb and a country do not") {
  Teller a("a1", "Morning Post", "1991-06-04"), b("b1", "Evening Star", "1991-06-04");
  // Both name the state, so that "Peru" is known to be one.
  a.tell(EventType::assault).mode("heavy-weapons").by(kChile).to(kPeru).on("1991-06-03").at(kLima);
  b.tell(EventType::assault).mode("heavy-weapons").by(kChile).to(kPeru).on("1991-06-03").at(kCallao);
  CHECK(link_documents({a, b}).events.size() == 1);
  Teller c("c1", "Star", "1991-06-04");
  c.tell(EventType::assault).mode("heavy-weapons").by(kChile).to(kPeru).on("1991-06-03").at(kPeruItself);
  const Event event = only(link_documents({a, b, c}), EventType::assault);
  CHECK(event.claims.size() == 3);
  CHECK(event.place.name != "Peru");
  Teller d("d1", "Star", "1991-06-04"), e("e1", "Sun", "1991-06-04");
  d.tell(EventType::protest).mode("demo").by(people("students")).on("1991-06-03").at(kQuito);
  e.tell(EventType::protest).mode("demo").by(people("students")).on("1991-06-03").at(kGuayaquil);
  CHECK(link_documents({d, e}).events.size() == 2);
}

TEST_CASE("documents that hand on one wire, copy one text or rest on one voice are one root") {
  const std::string story =
      "Masked men stopped two buses outside the northern town before dawn and led the miners away into the hills. "
      "The company said that it had received no demand. Soldiers were flown in by helicopter and closed the valley "
      "road, while the families waited at the gate of the pit through the night with candles and soup. A priest who "
      "had spoken with the kidnappers by radio told them that all of the men were well and had been given blankets.";
  Teller a("a1", "Morning Post", "1991-06-04"), b("b1", "Evening Star", "1991-06-05"), c("c1", "Sun", "1991-06-05"),
      d("d1", "Moon", "1991-06-05");
  a.text(story);
  b.text("By our reporters. " + story + " More on page five of this edition.");
  c.agency("Andes Wire").text("Something else entirely was written by this paper about the miners, in other words.");
  d.agency("ANDES WIRE").text("Readers of this paper were told of the case at length and in yet another manner.");
  for (Teller* teller : {&a, &b, &c, &d}) {
    teller->tell(EventType::assault)
        .mode("abduct")
        .by(kRebels)
        .to(people("miners"))
        .on("1991-06-03")
        .at(kLima)
        .says("Rebels abducted miners.");
  }
  const LinkedRecord record = link_documents({a, b, c, d});
  const Event& event = only(record, EventType::assault);
  CHECK(event.documents == 4);
  CHECK(event.roots == 2);
  CHECK(record.documents[0].root == "a1");
  CHECK(record.documents[1].root == "a1");
  REQUIRE(record.documents[1].copies.size() == 1);
  CHECK(record.documents[1].copies[0].kind == "wire copy");
  CHECK(record.documents[1].copies[0].similarity >= 0.9);
  CHECK(record.documents[2].root == record.documents[3].root);
  REQUIRE(record.documents[3].copies.size() == 1);
  CHECK(record.documents[3].copies[0].kind == "shared agency");

  Teller e("e1", "Post", "1991-06-04"), f("f1", "Star", "1991-06-04"), g("g1", "Sun", "1991-06-04");
  for (Teller* teller : {&e, &f, &g}) {
    Telling telling = teller->tell(EventType::consult).mode("phone").mutual().by(kRuiz).by(kSoto).on("1991-06-03");
    if (teller != &g) telling.according_to(kChileMinistry);
  }
  CHECK(only(link_documents({e, f, g}), EventType::consult).roots == 2);
}

TEST_CASE("a page that names another outlet as its source has the story from there") {
  Teller a("a1", "Andes Wire", "1991-06-04"), b("b1", "Evening Star", "1991-06-05");
  a.text("The two spoke by telephone for an hour on Monday about the fishing grounds.");
  b.text("The ministers were in touch over fishing at the start of the week, Andes Wire reported.")
      .credits("Andes Wire reported", "Andes Wire");
  for (Teller* teller : {&a, &b})
    teller->tell(EventType::consult).mode("phone").mutual().by(kRuiz).by(kSoto).on("1991-06-03");
  CHECK(only(link_documents({a, b}), EventType::consult).roots == 1);
}

TEST_CASE("an undated page is not older than the events it reports, nor younger than those it announces") {
  Teller a("a1", "Morning Post", "1991-06-04"), b("b1", "", "1990-01-01/1993-12-31");
  a.tell(EventType::consult)
      .mode("meeting")
      .mutual()
      .by(kRuiz)
      .by(kSoto)
      .on("1991-06-03")
      .at(kQuito)
      .during("Andean summit")
      .says("The ministers met at the Andean summit and signed the fishing accord.");
  b.tell(EventType::consult)
      .mode("meeting")
      .mutual()
      .by(kRuiz)
      .by(kSoto)
      .at(kQuito)
      .about("/1993-12-31")
      .during("Andean summit")
      .says("The ministers met at the Andean summit and signed the fishing accord.");
  const LinkedRecord record = link_documents({a, b});
  CHECK(count(record, EventType::consult) == 1);
  CHECK(iso(record.documents[1].published.from) == "1991-06-03");
  CHECK(iso(record.documents[1].published.to) == "1993-12-31");
  CHECK(record.documents[1].published.why.back().find("another document says") == 0);
  CHECK(iso(record.documents[0].published.from) == "1991-06-04");

  Teller c("c1", "", "1990-01-01/1993-12-31");
  c.tell(EventType::consult)
      .mode("meeting")
      .mutual()
      .by(kRuiz)
      .by(kSoto)
      .at(kQuito)
      .on("1991-06-03")
      .during("Andean summit")
      .is(Status::planned);
  CHECK(iso(link_documents({a, c}).documents[1].published.to) == "1991-06-03");
}

TEST_CASE("an undated page that tells a campaign as begun is not older than its beginning, and its events follow") {
  Teller a("a1", "Morning Post", "1991-06-04"), b("b1", "", "1990-01-01/1993-12-31");
  a.tell(EventType::assault)
      .mode("aerial")
      .by(kChile)
      .to(kRebels)
      .on("1991-03-01/")
      .at(kPeruItself)
      .is(Status::ongoing)
      .says("Chile has bombed the rebels since March.");
  b.tell(EventType::assault)
      .mode("aerial")
      .by(kChile)
      .to(kRebels)
      .about("/1993-12-31")
      .at(kPeruItself)
      .is(Status::ongoing)
      .says("Chilean planes are bombing the rebels.");
  const Telling meeting =
      b.tell(EventType::consult).mode("meeting").mutual().by(kRuiz).by(kSoto).at(kQuito).about("1990-01-01/1993-12-31");
  const LinkedRecord record = link_documents({a, b});
  CHECK(iso(record.documents[1].published.from) == "1991-03-01");
  const Event& event = holding(record, meeting.id());
  CHECK(iso(event.time.from) == "1991-03-01");
  CHECK(iso(event.claims[0].time.from) == "1990-01-01");  // a claim never changes
}

TEST_CASE("talks at which a campaign is spoken of as under way are not older than the campaign") {
  Teller a("a1", "Morning Post", "1991-06-04"), b("b1", "", "1990-01-01/1993-12-31");
  a.tell(EventType::assault)
      .mode("aerial")
      .by(kChile)
      .to(kRebels)
      .on("1991-03-01/1991-06-04")
      .at(kPeruItself)
      .is(Status::happened)
      .says("Chile has bombed the rebels since March.");
  b.tell(EventType::assault)
      .mode("aerial")
      .by(kChile)
      .to(kRebels)
      .about("/1993-12-31")
      .at(kPeruItself)
      .is(Status::ongoing)
      .according_to(kSoto)
      .says("Chile is only bombing rebels, Soto said.");
  const Telling talks =
      b.tell(EventType::consult).mode("meeting").mutual().by(kRuiz).by(kSoto).at(kQuito).about("1989-12-25/1993-12-31");
  const Telling others =
      b.tell(EventType::consult).mode("meeting").mutual().by(kRuiz).by(kPardo).at(kLima).about("1989-12-25/1993-12-31");
  const LinkedRecord record = link_documents({a, b});
  CHECK(iso(record.documents[1].published.from) == "1991-03-01");
  CHECK(iso(holding(record, talks.id()).time.from) == "1991-03-01");
  CHECK(iso(holding(record, others.id()).time.from) == "1991-02-22");  // a page's news may be a week old
}

TEST_CASE("ids stay when claims are added, and adding a document twice changes nothing") {
  Teller a("a1", "Morning Post", "1991-06-04"), b("b1", "Evening Star", "1991-06-05");
  a.tell(EventType::consult).mode("meeting").mutual().by(kRuiz).by(kSoto).on("1991-06-03").at(kQuito);
  b.tell(EventType::consult).mode("meeting").mutual().by(kRuiz).by(kSoto).on("1991-06-03").at(kQuito);
  const std::string id = link_documents({a}).events.at(0).id;
  CHECK(link_documents({b, a}).events.at(0).id == id);
  const LinkedRecord twice = link_documents({a, b, a, b});
  CHECK(twice.documents.size() == 2);
  CHECK(twice.events.at(0).claims.size() == 2);
}

TEST_CASE("why two claims are not one event is said in words") {
  Teller a("a1", "Morning Post", "1991-06-04"), b("b1", "Evening Star", "1991-06-05");
  const Telling x = a.tell(EventType::consult).mode("meeting").mutual().by(kRuiz).by(kSoto).on("1991-06-03");
  const Telling y = b.tell(EventType::consult).mode("meeting").mutual().by(kRuiz).by(kSoto).on("1991-06-04");
  CHECK(link::explain_pair(a, x.id(), b, y.id()) == "two events: their days contradict");
}

TEST_CASE("two hours for one call are told apart, and officials are no common source") {
  Teller a("a1", "Morning Post", "1991-06-04"), b("b1", "Evening Star", "1991-06-04");
  for (Teller* teller : {&a, &b}) {
    teller->tell(EventType::consult)
        .mode("phone")
        .mutual()
        .by(kRuiz)
        .by(kSoto)
        .on("1991-06-03")
        .according_to(people("officials"));
  }
  CodedDocument x = a, y = b;
  x.claims[0].time.clock = "09:30";
  y.claims[0].time.clock = "11:00";
  const Event event = only(link_documents({x, y}), EventType::consult);
  CHECK(event.roots == 2);
  REQUIRE(event.disagreements.size() == 1);
  CHECK(event.disagreements[0].field == "time");
  CHECK(event.disagreements[0].sides.size() == 2);
}

TEST_CASE("nothing in, nothing out") {
  CHECK(link_documents({}).events.empty());
  Teller a("a1", "Morning Post", "");
  CHECK(link_documents({a}).documents.size() == 1);
}
