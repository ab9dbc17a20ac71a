// One case a line of the codebook's "one event or two", and one for each row of weights that no other test needs.
#include "link/evidence.h"

#include <doctest/doctest.h>

#include "annals/pipeline.h"
#include "link/copies_words.h"
#include "link/intensity.h"
#include "link/modes.h"
#include "link/people.h"
#include "link/status.h"
#include "link/words.h"

using namespace annals;
using namespace annals::link;
using namespace told;

namespace {

Weighing between(Teller& one, Teller& other) {
  const CodedDocument a = one, b = other;
  const PlaceNames places({&a, &b});
  Sides sides;
  return weigh(make_mention(a.claims.front(), 0, a.published, places, sides),
               make_mention(b.claims.front(), 1, b.published, places, sides));
}

bool one_event(Teller& a, Teller& b) {
  const Weighing weighing = between(a, b);
  return weighing.against == Against::nothing && weighing.score > 0;
}

}  // namespace

TEST_CASE("evidence reads the same from both sides") {
  Teller a("a", "Post", "1991-06-04"), b("b", "Star", "1991-06-05");
  a.tell(EventType::assault)
      .mode("firearms")
      .by(kChile)
      .to(kRebels)
      .on("1991-06-03")
      .at(kLima)
      .killed(3)
      .says("Shots were fired");
  b.tell(EventType::assault).mode("explosives").by(kChileArmy).to(kCivilians).on("1991-06").at(kCallao).killed(4);
  CHECK(between(a, b).score == doctest::Approx(between(b, a).score));
}

TEST_CASE("a ministry speaks for its minister, a country for both, rebels for none") {
  Teller a("a", "Post", "1991-06-04"), b("b", "Star", "1991-06-04"), c("c", "Sun", "1991-06-04"),
      d("d", "Sun", "1991-06-04");
  const std::string words = "condemned the shelling of the fishing harbour as a crime";
  a.tell(EventType::accuse).by(kChileMinistry).to(kPeru).on("1991-06-03").says("The ministry " + words);
  b.tell(EventType::accuse).by(kSoto).to(kPeru).on("1991-06-03").says("Soto " + words);
  c.tell(EventType::accuse).by(kChile).to(kPeru).on("1991-06-03").says("Chile " + words);
  d.tell(EventType::accuse).by(group("Q77", "Chilean Rebels", "CHL")).to(kPeru).on("1991-06-03").says("They " + words);
  CHECK(one_event(a, b));
  CHECK(one_event(b, c));
  CHECK(one_event(a, c));
  CHECK(between(c, d).against == Against::parties);
}

TEST_CASE("who was there may be told by one outlet in part") {
  Teller a("a", "Post", "1991-06-04"), b("b", "Star", "1991-06-04");
  a.tell(EventType::consult)
      .mode("multilateral")
      .mutual()
      .by(kRuiz)
      .by(kSoto)
      .by(kPardo)
      .by(kVega)
      .on("1991-06-03")
      .at(kQuito);
  b.tell(EventType::consult).mode("meeting").mutual().by(kRuiz).by(kSoto).on("1991-06-03").at(kQuito);
  CHECK(one_event(a, b));
}

TEST_CASE("a day lies in its week; a year says next to nothing") {
  Teller a("a", "Post", "1991-06-01"), b("b", "Star", "1991-06-06"), c("c", "Sun", "1992-06-06");
  a.tell(EventType::consult)
      .mode("meeting")
      .mutual()
      .by(kRuiz)
      .by(kSoto)
      .on("1991-06-03/1991-06-09")
      .at(kQuito)
      .is(Status::planned);
  b.tell(EventType::consult).mode("meeting").mutual().by(kRuiz).by(kSoto).on("1991-06-05").at(kQuito);
  c.tell(EventType::consult).mode("meeting").mutual().by(kRuiz).by(kSoto).on("1991");
  CHECK(one_event(a, b));
  CHECK_FALSE(one_event(b, c));
}

TEST_CASE("without a common party an attack is known by its day, its place and its words") {
  Teller a("a", "Post", "1991-06-04"), b("b", "Star", "1991-06-04"), c("c", "Sun", "1991-06-04");
  a.tell(EventType::assault)
      .mode("heavy-weapons")
      .on("1991-06-03")
      .at(kLima)
      .killed(12)
      .says("Twelve died as shells fell on a school yard");
  b.tell(EventType::assault)
      .mode("heavy-weapons")
      .on("1991-06-03")
      .at(kLima)
      .killed(14)
      .says("Shelling of a school left 14 dead");
  c.tell(EventType::assault).mode("abduct").on("1991-06-03").at(kLima).says("A school head was led away");
  CHECK(one_event(a, b));
  CHECK(between(a, c).against == Against::mode);
}

TEST_CASE("one word for it on pages of one story joins acts of nobody named, but not in two towns") {
  const auto weighed = [](const Place& one, const Place& other) {
    Teller a("a", "Post", "1991-06-04"), b("b", "Star", "1991-06-04");
    a.tell(EventType::protest).mode("demo").by(people("students")).on("1991-06-03").at(one);
    b.tell(EventType::protest).mode("demo").by(people("workers")).on("1991-06-03").at(other);
    const CodedDocument x = a, y = b;
    const PlaceNames places({&x, &y});
    Sides sides;
    Mention march = make_mention(x.claims.front(), 0, x.published, places, sides);
    Mention second = make_mention(y.claims.front(), 1, y.published, places, sides);
    march.act = second.act = hash_of("march");
    march.story = second.story = {hash_of("Vega"), hash_of("Quito")};
    return weigh(march, second).score;
  };
  CHECK(weighed(kLima, kLima) > 0);
  CHECK(weighed(kQuito, kGuayaquil) < 0);
}

TEST_CASE("whom one page only names is who another says he is, however it spells him") {
  const Actor known = person("Q15", "Raúl Peña", "PER", "President of Peru"),
              bare = person("x:raul-pena", "Raul Pena", "", "");
  const auto meeting = [](Teller& page, const Actor& with) {
    page.tell(EventType::consult).mode("meeting").mutual().by(kVega).by(with).on("1991-06-03").at(kQuito);
  };
  Teller a("a", "Post", "1991-06-04"), b("b", "Star", "1991-06-04"), c("c", "Sun", "1991-06-04"),
      d("d", "Sun", "1991-06-04");
  meeting(a, known);
  meeting(b, bare);
  meeting(c, person("x:raul-perez", "Raul Perez", "", ""));
  meeting(d, person("Q16", "Raúl Peña", "PER", "Mayor of Callao"));  // the tables tell the two apart
  CHECK(one_event(a, b));
  CHECK(one_event(b, d));
  CHECK(between(a, c).against == Against::parties);
  CHECK(between(a, d).against == Against::parties);
  const CodedDocument x = a, y = b, z = c;
  const PlaceNames places({&x, &y, &z});
  Sides sides;
  const auto glance = [&](const CodedDocument& page) {
    return glance_at(make_mention(page.claims.front(), 0, page.published, places, sides));
  };
  CHECK_FALSE(surely_apart(glance(x), glance(y)));
  const LinkedRecord record = link_documents({a, b});
  REQUIRE(record.events.size() == 1);
  REQUIRE(record.events.front().participants.size() == 2);
  for (const Participant& one : record.events.front().participants) CHECK(one.actor.id.starts_with("Q"));
}

TEST_CASE("a deal named by its town and day is the deal struck there") {
  const Actor summit = {"Q50", "Andean Contact Group", "body", "", "IGO", ""};
  Teller a("a", "Post", "1991-06-09"), b("b", "Star", "1991-06-09"), c("c", "Sun", "1991-06-09");
  a.tell(EventType::agree).mutual().by(summit).on("1991-06-03/1991-06-04").at(kQuito).says("consensus was found");
  b.tell(EventType::agree).on("1991-06-04").at(kQuito).says("the Quito accord of last Tuesday must be kept");
  c.tell(EventType::agree).on("1991-06-11").at(kQuito).says("the Quito accord of Tuesday");
  CHECK(one_event(a, b));
  CHECK(between(a, c).against == Against::day);
}

TEST_CASE("a possibility is not what happened, and types never mix") {
  Teller a("a", "Post", "1991-06-02"), b("b", "Star", "1991-06-04"), c("c", "Sun", "1991-06-04");
  a.tell(EventType::assault).by(kChile).to(kPeru).is(Status::possible).about("1991-06-02/");
  b.tell(EventType::assault).by(kChile).to(kPeru).on("1991-06-03");
  c.tell(EventType::threaten).by(kChile).to(kPeru).on("1991-06-03");
  CHECK_FALSE(one_event(a, b));
  CHECK(between(b, c).against == Against::type);
}

TEST_CASE("modes of one kind fit, modes of two kinds part") {
  const auto fit = [](EventType type, const char* a, const char* b) {
    return modes_fit(type, mode_bits(type, {a}), mode_bits(type, {b}));
  };
  CHECK(fit(EventType::consult, "meeting", "meeting") == ModesFit::same);
  CHECK(fit(EventType::consult, "meeting", "visit") == ModesFit::near);
  CHECK(fit(EventType::consult, "meeting", "phone") == ModesFit::apart);
  CHECK(fit(EventType::consult, "contact", "phone") == ModesFit::open);
  CHECK(fit(EventType::consult, "meeting", "press-conference") == ModesFit::apart);
  CHECK(fit(EventType::assault, "aerial", "drone") == ModesFit::near);
  CHECK(fit(EventType::request, "change", "yield") == ModesFit::near);
  CHECK(fit(EventType::sanction, "convict", "expel") == ModesFit::apart);
}

TEST_CASE("words are compared by what they carry") {
  CHECK(likeness(content_words("The ceasefire was violated", {}), content_words("violations of that ceasefire", {})) ==
        1);
  CHECK(content_words("the and of it", {}).empty());
  CHECK(content_words("Quito talks", stems_of({"Quito"})).size() == 1);
  CHECK(content_words("перемирие нарушено", {}).size() == 2);
}

TEST_CASE("the latest word on an event counts, and deeds outweigh plans") {
  using S = Status;
  CHECK(status_of({{S::planned, 0}, {S::happened, 1}, {S::planned, 2}}) == S::happened);
  CHECK(status_of({{S::planned, 0}, {S::cancelled, 1}}) == S::cancelled);
  CHECK(status_of({{S::cancelled, 0}, {S::planned, 1}}) == S::planned);
  CHECK(status_of({{S::ongoing, 0}, {S::happened, 1}}) == S::happened);
  CHECK(status_of({{S::happened, 0}, {S::ongoing, 1}}) == S::ongoing);
  CHECK(status_of({{S::ongoing, 0}, {S::cancelled, 1}}) == S::cancelled);
  CHECK(status_of({{S::denied, 3}, {S::happened, 1}}) == S::happened);
  CHECK(status_of({{S::denied, 0}}) == S::denied);
  CHECK(status_of({{S::possible, 0}, {S::requested, 0}}) == S::requested);
  CHECK(outcome_of({{S::happened, 0}}, S::happened, true) == Outcome::none);
  CHECK(outcome_of({{S::planned, 0}}, S::planned, false) == Outcome::open);
  CHECK(outcome_of({{S::planned, 0}}, S::planned, true) == Outcome::unconfirmed);
}

TEST_CASE("of several modes the one that says most gives the intensity") {
  CHECK(intensity(EventType::consult, {"meeting"}) == 2.5);
  CHECK(intensity(EventType::consult, {"phone", "meeting"}) == 2.5);
  CHECK(intensity(EventType::consult, {}) == 1.0);
  CHECK(intensity(EventType::assault, {"aerial"}) == -10);
}

TEST_CASE("how far apart two pages told a thing counts where it holds on any of their days") {
  const auto reasons = [](const std::string& one, const std::string& other) {
    Teller a("a", "Post", one), b("b", "Star", other);
    a.tell(EventType::sanction).by(kChile).to(kRebels);
    b.tell(EventType::sanction).by(kChile).to(kRebels);
    const CodedDocument x = a, y = b;
    const PlaceNames places({&x, &y});
    Sides sides;
    std::vector<Note> notes;
    weigh(make_mention(x.claims.front(), 0, x.published, places, sides),
          make_mention(y.claims.front(), 1, y.published, places, sides), &notes);
    std::string out;
    for (const Note& note : notes) out += std::string(note.weight->words) + "; ";
    return out;
  };
  CHECK(reasons("1991-06-04", "1991-06-05").find("told within two days") != std::string::npos);
  CHECK(reasons("1991-06-04", "1991-10-05").find("told months apart") != std::string::npos);
  // One may be of any day of five years, which ends with the other's.
  const std::string undated = reasons("1986-06-04/1991-06-05", "1991-06-05");
  CHECK(undated.find("told within") == std::string::npos);
  CHECK(undated.find("told months") == std::string::npos);
  // The same years, all of them before the other.
  CHECK(reasons("1986-06-04/1989-06-05", "1991-06-05").find("told months apart") != std::string::npos);
  CHECK(reasons("", "1991-06-05").find("told months") == std::string::npos);
}
