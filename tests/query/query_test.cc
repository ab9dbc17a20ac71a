#include <doctest/doctest.h>

#include "annals/query.h"
#include "base/calendar.h"
#include "base/text.h"
#include "query/layout.h"

using namespace annals;
using namespace std::chrono;

namespace {

sys_days on(int y, unsigned m, unsigned d) { return *base::make_day(y, m, d); }

Actor person(const std::string& id, const std::string& name, const std::string& country,
             const std::string& office = "") {
  return {id, name, "person", country, "GOV", office};
}

ResolvedClaim claim(const std::string& id, const std::string& outlet, const std::string& sentence) {
  ResolvedClaim out;
  out.id = id;
  out.document = "doc-" + id;
  out.path = "pages/" + id + ".txt";
  out.outlet = outlet;
  out.sentence = sentence;
  out.confidence = 0.9;
  return out;
}

// Two ministers meet in a port, as two outlets tell it.
Event meeting() {
  Event event;
  event.id = "ev_0123456789abcdef";
  event.type = EventType::consult;
  event.modes = {"meeting"};
  event.participants = {{Role::actor, person("Q1", "Şirin Aydın", "TUR", "Minister of Trade"), "", {}},
                        {Role::actor, person("Q2", "Jonas Lindqvist", "SWE"), "", {}}};
  event.time = TimeInterval::day(on(2016, 12, 8));
  event.time.part_of_day = "morning";
  event.place = {"Altenmarkt", "DEU", 53.5, 10.0, 1};
  event.topics = {"herring quotas", "port fees"};
  event.claims = {claim("cl_1", "The Harbour Post", "Aydın met Lindqvist in Altenmarkt on Thursday morning."),
                  claim("cl_2", "Wire North", "The two ministers sat down together.")};
  event.history = {{Status::planned, TimeInterval::day(on(2016, 12, 2)), "cl_1"},
                   {Status::happened, TimeInterval::day(on(2016, 12, 8)), "cl_2"}};
  event.documents = event.outlets = event.roots = 2;
  event.confidence = 0.93;
  return event;
}

bool fits(const std::string& text, unsigned columns) {
  for (const std::string_view line : base::split(text, '\n')) {
    if (query::width_of(line) > columns) return false;
    if (line.ends_with(' ')) return false;
  }
  return true;
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

Filter actor(const std::string& name, const std::string& with = "") {
  Filter out;
  out.actor = name;
  out.with = with;
  return out;
}

}  // namespace

TEST_CASE("names match by any of their words, case and accents apart, by country and by id") {
  const Event event = meeting();
  for (const char* name : {"Şirin Aydın", "aydin", "SIRIN", "lindqvist", "Q1", "q2", "SWE", "tur", " Jonas "}) {
    CHECK_MESSAGE(matches(event, actor(name)), name);
  }
  for (const char* name : {"Lind", "din", "Jonas Aydin", "Q", "DEU", "Minister"}) {
    CHECK_MESSAGE(!matches(event, actor(name)), name);
  }
  CHECK(matches(event, actor("Aydin", "Lindqvist")));
  CHECK(matches(event, actor("", "Lindqvist")));
  CHECK_FALSE(matches(event, actor("Aydin", "Sirin")));  // one person is not two
  CHECK_FALSE(matches(event, actor("Aydin", "Okafor")));
}

TEST_CASE("every other field of a filter must hold too") {
  const Event event = meeting();
  const auto with = [&](auto change) {
    Filter filter;
    change(filter);
    return matches(event, filter);
  };
  CHECK(with([](Filter&) {}));
  CHECK(with([](Filter& f) { f.type = "consult"; }));
  CHECK_FALSE(with([](Filter& f) { f.type = "AGREE"; }));
  CHECK(with([](Filter& f) { f.mode = "Meeting"; }));
  CHECK_FALSE(with([](Filter& f) { f.mode = "phone"; }));
  CHECK(with([](Filter& f) { f.status = "happened"; }));
  CHECK_FALSE(with([](Filter& f) { f.status = "planned"; }));
  CHECK(with([](Filter& f) { f.place = "altenmarkt"; }));
  CHECK(with([](Filter& f) { f.place = "DEU"; }));
  CHECK_FALSE(with([](Filter& f) { f.place = "Alten"; }));
  CHECK(with([](Filter& f) { f.topic = "Herring"; }));
  CHECK_FALSE(with([](Filter& f) { f.topic = "cod"; }));
  CHECK(with([](Filter& f) { f.outlet = "harbour post"; }));
  CHECK_FALSE(with([](Filter& f) { f.outlet = "Rive"; }));
  CHECK(with([](Filter& f) { f.since = on(2016, 12, 8); }));
  CHECK_FALSE(with([](Filter& f) { f.since = on(2016, 12, 9); }));
  CHECK(with([](Filter& f) { f.until = on(2016, 12, 8); }));
  CHECK_FALSE(with([](Filter& f) { f.until = on(2016, 12, 7); }));
}

TEST_CASE("an event that may have been within the days asked for matches") {
  Event event = meeting();
  event.time = {on(2015, 9, 30), on(2017, 1, 20), Precision::interval, "", "", {}};
  Filter filter;
  filter.since = on(2016, 6, 1);
  filter.until = on(2016, 6, 30);
  CHECK(matches(event, filter));
  event.time = {};
  CHECK(matches(event, filter));
  event.time.from = on(2016, 7, 1);
  CHECK_FALSE(matches(event, filter));
}

TEST_CASE("days and intervals are written as people write them") {
  const auto text = [](sys_days from, sys_days to, Precision precision) {
    return time_text({from, to, precision, "", "", {}});
  };
  TimeInterval day = TimeInterval::day(on(2016, 12, 8));
  CHECK(time_text(day) == "Thu 8 Dec 2016");
  day.part_of_day = "morning";
  day.clock = "09:50+01:00";
  CHECK(time_text(day) == "Thu 8 Dec 2016, morning, 09:50+01:00");
  CHECK(text(on(2016, 12, 5), on(2016, 12, 11), Precision::week) == "5–11 Dec 2016");
  CHECK(text(on(2016, 11, 28), on(2016, 12, 4), Precision::week) == "28 Nov – 4 Dec 2016");
  CHECK(text(on(2016, 12, 26), on(2017, 1, 1), Precision::week) == "26 Dec 2016 – 1 Jan 2017");
  CHECK(text(on(2016, 12, 1), on(2016, 12, 31), Precision::month) == "Dec 2016");
  CHECK(text(on(2016, 12, 1), on(2016, 12, 10), Precision::month) == "early Dec 2016");
  CHECK(text(on(2016, 2, 11), on(2016, 2, 20), Precision::month) == "mid-Feb 2016");
  CHECK(text(on(2016, 2, 21), on(2016, 2, 29), Precision::month) == "late Feb 2016");
  CHECK(text(on(2016, 6, 1), on(2016, 8, 31), Precision::season) == "summer 2016");
  CHECK(text(on(2015, 12, 1), on(2016, 2, 29), Precision::season) == "winter 2015–2016");
  CHECK(text(on(2014, 1, 1), on(2014, 12, 31), Precision::year) == "2014");
  CHECK(text(on(2015, 9, 30), on(2017, 1, 20), Precision::interval) == "between 30 Sep 2015 and 20 Jan 2017");
  CHECK(time_text({on(2014, 9, 1), {}, Precision::interval, "", "", {}}) == "on or after 1 Sep 2014");
  CHECK(time_text({{}, on(2014, 9, 1), Precision::interval, "", "", {}}) == "on or before 1 Sep 2014");
  CHECK(time_text({}) == "date unknown");
}

TEST_CASE("a headline tells type, mode and status in words") {
  Event event = meeting();
  CHECK(headline(event) == "Şirin Aydın (Minister of Trade) and Jonas Lindqvist met in Altenmarkt (DEU)");
  event.status = Status::planned;
  CHECK(has(headline(event), "are to meet in"));
  event.status = Status::cancelled;
  CHECK(headline(event).ends_with("were to meet in Altenmarkt (DEU), but it was called off"));
  event.status = Status::happened;
  event.participants[1].role = Role::recipient;
  event.participants[0].actor.office.clear();
  event.place = {};
  const auto told = [&](EventType type, const std::vector<std::string>& modes, Status status = Status::happened) {
    event.type = type;
    event.modes = modes;
    event.status = status;
    return headline(event);
  };
  CHECK(told(EventType::accuse, {"allege"}) == "Şirin Aydın accused Jonas Lindqvist");
  CHECK(told(EventType::consult, {"phone"}) == "Şirin Aydın spoke by phone with Jonas Lindqvist");
  CHECK(told(EventType::request, {"yield"}) == "Şirin Aydın asked Jonas Lindqvist to give way");
  CHECK(told(EventType::assault, {"aerial"}, Status::ongoing) ==
        "Şirin Aydın is attacking Jonas Lindqvist from the air");
  CHECK(told(EventType::sanction, {}, Status::denied) ==
        "Şirin Aydın did not take measures against Jonas Lindqvist, according to those who deny it");
  event.participants.erase(event.participants.begin());
  CHECK(told(EventType::assault, {"drone"}) == "Jonas Lindqvist was attacked with drones");
  event.participants = meeting().participants;
  CHECK(has(told(EventType::assault, {"heavy-weapons"}), "fought each other with heavy weapons"));
}

namespace {

// Who acts, upon whom, and where; an empty text is nobody and nowhere. A name may have its kind behind a slash.
std::string told_of(EventType type, const std::string& mode, Status status, const std::vector<std::string>& actors,
                    const std::vector<std::string>& recipients, const std::string& place = "") {
  Event event;
  event.type = type;
  if (!mode.empty()) event.modes = {mode};
  event.status = status;
  const auto add = [&](Role role, const std::vector<std::string>& names) {
    for (const std::string& name : names) {
      Participant one;
      one.role = role;
      one.actor.name = name.substr(0, name.find('/'));
      one.actor.kind = name.find('/') == std::string::npos ? "organ" : name.substr(name.find('/') + 1);
      event.participants.push_back(one);
    }
  };
  add(Role::actor, actors);
  add(Role::recipient, recipients);
  event.place.name = place;
  return headline(event);
}

}  // namespace

TEST_CASE("a verb agrees with who does it") {
  const auto planned = [](const std::vector<std::string>& actors) {
    return told_of(EventType::mobilize, "troops", Status::planned, actors, {});
  };
  CHECK(planned({"peacekeepers/people"}) == "Peacekeepers are to deploy troops");
  CHECK(planned({"Armed Forces of Valdoria"}) == "Armed Forces of Valdoria are to deploy troops");
  CHECK(planned({"Army of the Lakes"}) == "Army of the Lakes is to deploy troops");
  CHECK(planned({"Marsh Islands/country"}) == "Marsh Islands is to deploy troops");
  CHECK(planned({"United Nations/body"}) == "United Nations is to deploy troops");
  CHECK(planned({"Mary Banks/person"}) == "Mary Banks is to deploy troops");
  CHECK(planned({"villager/people"}) == "Villager is to deploy troops");
  CHECK(planned({"men from the valleys/people"}) == "Men from the valleys are to deploy troops");
  CHECK(planned({"Mary Banks/person", "Valdoria/country"}) == "Mary Banks and Valdoria are to deploy troops");
}

TEST_CASE("a place is said once, with the word that suits") {
  const auto done = [](EventType type, const std::string& mode, const std::vector<std::string>& recipients,
                       const std::string& place) {
    return told_of(type, mode, Status::happened, {"Valdoria/country"}, recipients, place);
  };
  CHECK(done(EventType::retreat, "withdraw", {"Altenmarkt"}, "Altenmarkt") == "Valdoria withdrew from Altenmarkt");
  CHECK(done(EventType::retreat, "withdraw", {}, "Altenmarkt") == "Valdoria withdrew from Altenmarkt");
  CHECK(done(EventType::retreat, "ceasefire", {}, "Altenmarkt") == "Valdoria ceased fire in Altenmarkt");
  CHECK(done(EventType::consult, "visit", {}, "Altenmarkt") == "Valdoria visited Altenmarkt");
  CHECK(done(EventType::consult, "visit", {"Lindqvist/person"}, "Altenmarkt") ==
        "Valdoria visited Lindqvist in Altenmarkt");
  CHECK(done(EventType::consult, "visit", {}, "") == "Valdoria made a visit");
  CHECK(done(EventType::consult, "visit", {}, "border") == "Valdoria visited the border");
  CHECK(done(EventType::retreat, "withdraw", {}, "bridge") == "Valdoria withdrew from the bridge");
  CHECK(done(EventType::retreat, "ceasefire", {}, "Lorn-Valdorian border") ==
        "Valdoria ceased fire on the Lorn-Valdorian border");
  CHECK(done(EventType::retreat, "ceasefire", {}, "parliament") == "Valdoria ceased fire at the parliament");
  CHECK(done(EventType::retreat, "ceasefire", {}, "waters") == "Valdoria ceased fire in waters");
  CHECK(done(EventType::retreat, "ceasefire", {}, "Border Town") == "Valdoria ceased fire in Border Town");
}

TEST_CASE("what nobody is known to have done is told of those it was done to, or as a thing") {
  const auto told = [](EventType type, const std::string& mode, Status status,
                       const std::vector<std::string>& recipients = {},
                       const std::string& place = "") { return told_of(type, mode, status, {}, recipients, place); };
  CHECK(told(EventType::assault, "firearms", Status::happened, {}, "Altenmarkt") ==
        "Attack with firearms in Altenmarkt");
  CHECK(told(EventType::assault, "firearms", Status::denied) == "Attack with firearms denied");
  CHECK(told(EventType::consult, "meeting", Status::planned) == "Meeting planned");
  CHECK(told(EventType::consult, "", Status::ongoing, {"Valdoria"}) == "Talks with Valdoria under way");
  CHECK(told(EventType::retreat, "ceasefire", Status::cancelled) == "Ceasefire called off");
  CHECK(told(EventType::retreat, "withdraw", Status::planned, {}, "Altenmarkt") ==
        "Withdrawal from Altenmarkt planned");
  CHECK(told(EventType::assault, "", Status::happened, {"traders/people"}) == "Traders were attacked");
  CHECK(told(EventType::assault, "beat", Status::ongoing, {"trader/people"}) == "Trader is being beaten up");
  CHECK(told(EventType::coerce, "arrest", Status::planned, {"Banks/person"}) == "Banks is to be arrested");
  CHECK(told(EventType::request, "yield", Status::happened, {"Valdoria"}) == "Valdoria was asked to give way");
  CHECK(told(EventType::threaten, "violence", Status::denied, {"Valdoria"}) ==
        "Valdoria was not threatened with force, according to those who deny it");
}

TEST_CASE("a verb that wants somebody it is done to has another where there is nobody") {
  const auto told = [](EventType type, const std::string& mode, Status status = Status::happened) {
    return told_of(type, mode, status, {"Valdoria/country"}, {});
  };
  CHECK(told(EventType::accuse, "allege") == "Valdoria made an accusation");
  CHECK(told(EventType::request, "yield") == "Valdoria called for concessions");
  CHECK(told(EventType::threaten, "relations", Status::possible) == "Valdoria might threaten to break off relations");
  CHECK(told(EventType::support, "", Status::ongoing) == "Valdoria is voicing support");
  CHECK(told(EventType::consult, "meeting") == "Valdoria held a meeting");
  CHECK(told(EventType::assault, "aerial") == "Valdoria attacked from the air");
  CHECK(told_of(EventType::consult, "meeting", Status::happened, {"Aydın", "Banks"}, {}) == "Aydın and Banks met");
  CHECK(told_of(EventType::request, "yield", Status::happened, {"Aydın", "Banks"}, {}) ==
        "Aydın and Banks called for concessions");
}

TEST_CASE("every type and mode has its words, in every status, whoever is named") {
  for (const TypeAndMode& known : kModes) {
    for (const std::string& mode : {std::string(known.mode), std::string()}) {
      for (std::size_t status = 0; status < kStatusNames.size(); ++status) {
        for (const std::vector<std::string>& actors :
             {std::vector<std::string>{}, {"Aydın/person"}, {"Aydın/person", "Banks/person"}}) {
          for (const std::vector<std::string>& recipients : {std::vector<std::string>{}, {"Lindqvist/person"}}) {
            const std::string line =
                told_of(known.type, mode, static_cast<Status>(status), actors, recipients, "Altenmarkt");
            CHECK_FALSE(has(line, "  "));
            CHECK_FALSE(has(line, " ,"));
            CHECK(line.front() >= 'A');
            CHECK(line.front() <= 'Z');
            CHECK(line.find("Altenmarkt") == line.rfind("Altenmarkt"));
            CHECK(has(line, "Altenmarkt"));
          }
        }
      }
    }
  }
}

TEST_CASE("every type and mode has its words, in every status") {
  Event event = meeting();
  for (const TypeAndMode& known : kModes) {
    for (std::size_t status = 0; status < kStatusNames.size(); ++status) {
      event.type = known.type;
      event.modes = {std::string(known.mode)};
      event.status = static_cast<Status>(status);
      const std::string with_mode = headline(event);
      CHECK_FALSE(has(with_mode, "  "));
      event.modes = {"no such mode"};
      CHECK_FALSE(headline(event).empty());
    }
  }
}

TEST_CASE("the timeline is a block an event, within its columns") {
  Event uncertain = meeting();
  uncertain.id = "ev_2";
  uncertain.time = {on(2015, 9, 30), on(2017, 1, 20), Precision::interval, "", "", {}};
  uncertain.status = Status::planned;
  uncertain.outcome = Outcome::unconfirmed;
  uncertain.claims[0].said_by = {{person("Q3", "Mei-Ling Okafor", "NGA"), "said", false, {}}};
  uncertain.claims[0].sentence = std::string(400, 'x') + " 渔民代表在港口会谈渔民代表在港口会谈渔民代表在港口会谈 " +
                                 std::string(90, 'y') + " the end.";
  uncertain.casualties = {3, std::nullopt};
  const std::string text = timeline_text({meeting(), uncertain});
  CHECK(has(text, "Thu 8 Dec 2016, morning "));
  CHECK(has(text, " ev_0123456789abcdef\n"));
  CHECK(
      has(text, "“Aydın met Lindqvist in Altenmarkt on Thursday morning.”\n     — The Harbour Post, pages/cl_1.txt\n"));
  CHECK(has(text, "2 documents, 2 outlets, 2 independent roots"));
  CHECK(has(text, "herring quotas and port fees"));
  CHECK(has(text, "between 30 Sep 2015 and 20 Jan 2017"));
  CHECK(has(text, "its day passed, and no document speaks of it"));
  CHECK(has(text, "Mei-Ling Okafor"));
  CHECK(has(text, "3 killed"));
  for (const unsigned columns : {110U, 80U, 40U, 12U, 1U}) {
    for (const std::string& page :
         {timeline_text({meeting(), uncertain}, {columns}), show_text(uncertain, {columns})}) {
      if (columns >= 40) CHECK(fits(page, columns));
      CHECK(has(page, "\n"));
    }
  }
  CHECK(timeline_text({}).empty());
  CHECK_FALSE(has(text, "\x1B"));
  CHECK(has(timeline_text({meeting()}, {110, true}), "\x1B[1m"));
}

TEST_CASE("what a page hides is made visible, and a terminal is told nothing") {
  Event event = meeting();
  event.claims[0].sentence = "a\x1B[31mred\x07 \u202Eback\u200B";
  event.claims[0].outlet = "Post\x1B]0;title\x07";
  event.participants[0].actor.name = "Ay\u202Edın";
  const std::string text = timeline_text({event}) + show_text(event);
  CHECK_FALSE(has(text, "\x1B"));
  CHECK_FALSE(has(text, "\u202E"));
  CHECK(has(text, "<U+001B>"));
  CHECK(has(text, "Ay<U+202E>dın"));
  CHECK(has(text, "back<U+200B>"));
  CHECK(query::visible("a\n b\t\u00A0c") == "a b c");
  CHECK(query::width_of("e\u0301é渔") == 4);
}

TEST_CASE("an event is shown with its history and its disagreements side by side") {
  Event event = meeting();
  event.disagreements = {{"place", {{"Altenmarkt", {"cl_1"}}, {"Port Selby", {"cl_2"}}}},
                         {"killed", {{"3", {"cl_1"}}, {"", {"cl_2"}}}}};
  event.why = {"the same two people on the same day"};
  event.claims[0].time_as_written = "on Thursday morning";
  event.claims[0].time.why = {"\"Thursday\" is the day of the page"};
  event.claims[0].why = {"\"Aydın\" is the minister named before"};
  event.claims[0].rule = "consult.meeting";
  const std::string text = show_text(event);
  CHECK(fits(text, 110));
  CHECK(has(text, "planned     Fri 2 Dec 2016: The Harbour Post, pages/cl_1.txt\n"));
  CHECK(has(text, "happened    Thu 8 Dec 2016: Wire North, pages/cl_2.txt\n"));
  CHECK(has(text, "    Altenmarkt                                           Port Selby\n"));
  CHECK(has(text, "(not said)"));
  CHECK(has(text, "the same two people on the same day"));
  CHECK(has(text, "“on Thursday morning”"));
  CHECK(has(text, "because: \"Thursday\" is the day of the page"));
  CHECK(has(text, "consult.meeting"));
  CHECK(has(text, "[Q1, person, TUR, GOV]"));
  CHECK(fits(show_text(event, {60}), 60));
}

TEST_CASE("a document is shown with its day, the reasons for it, its copies and claims") {
  CodedDocument document;
  document.article.id = "0123456789abcdef";
  document.article.title.value = "Ministers meet";
  document.article.path = "pages/1.html";
  document.claims = meeting().claims;
  LinkedRecord::DocumentLinks links;
  links.published = TimeInterval::day(on(2016, 12, 8));
  links.published.why = {"the caption names the day"};
  links.copies = {{"fedcba", 0.97, "wire copy", {{{{310, 400}, {420, 1240}}, {{88, 1002}}}}}};
  const std::string text = show_text(document, &links);
  for (const char* part : {"Ministers meet", "0123456789abcdef", "Thu 8 Dec 2016", "because: the caption names the day",
                           "fedcba (wire copy, 97 %)", "310-1240 (there 88-1002)", "2 claims", "Aydın met Lindqvist"}) {
    CHECK_MESSAGE(has(text, part), part);
  }
  CHECK(has(show_text(document, nullptr), "date unknown"));
}
