#include "annals/snapshot.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "annals/query.h"
#include "store/made.h"

using namespace annals;
using made::Dice;
using made::Folder;

namespace {

struct Archive {
  Folder folder;
  std::vector<Event> events;
  std::shared_ptr<const Snapshot> snapshot;

  Archive() {
    made::make_store(folder / "a", 60);
    Store store = made::got(Store::open(folder / "a", Store::Mode::read));
    events = made::got(store.events());
    snapshot = made::got(Snapshot::read(store));
  }
};

std::vector<std::string> ids(const Snapshot& snapshot, const std::vector<std::uint32_t>& rows) {
  std::vector<std::string> out;
  for (const std::uint32_t row : rows) out.push_back(snapshot.events[row].id);
  return out;
}

// A filter of a few fields, as both ask it.
void some_filter(Dice& dice, Filter& filter, Question& question) {
  const auto set = [&](std::string& one, std::vector<std::string>& many, std::string value) {
    if (!dice.chance(25)) return;
    one = value;
    many = {std::move(value)};
  };
  constexpr std::string_view kNames[] = {"Diallo", "jonas lindqvist", "aydin", "Q103", "SWE", "nobody"};
  set(filter.actor, question.actor, std::string(dice.pick(kNames)));
  set(filter.with, question.with, std::string(dice.pick(kNames)));
  set(filter.type, question.type, std::string(dice.pick(kEventTypeNames)));
  set(filter.status, question.status, std::string(dice.pick(kStatusNames)));
  set(filter.mode, question.mode, dice.chance(50) ? "meeting" : "allege");
  set(filter.place, question.place, dice.chance(50) ? "kadirga" : "SWE");
  set(filter.topic, question.topic, dice.chance(50) ? "fishing" : "rights");
  set(filter.outlet, question.outlet, std::string(dice.pick(made::kOutlets)));
  const sys_days day = *base::make_day(2016, 1, 1) + std::chrono::days{static_cast<int>(dice.below(24))};
  if (dice.chance(30)) filter.since = question.since = day;
  if (dice.chance(30)) filter.until = question.until = day + std::chrono::days{5};
}

}  // namespace

TEST_CASE("a snapshot holds a store's events in their order, with what is asked of them") {
  const Archive archive;
  REQUIRE(archive.snapshot->events.size() == archive.events.size());
  for (std::uint32_t row = 0; row < archive.events.size(); ++row) {
    const Event& event = archive.events[row];
    const Snapshot::Event& held = archive.snapshot->events[row];
    CHECK(held.id == event.id);
    CHECK(archive.snapshot->row_of(event.id) == row);
    CHECK(held.tellings.size() == event.claims.size());
    CHECK(held.parties.size() == event.participants.size());
    CHECK((held.place != kNobody) == !event.place.unknown());
  }
  CHECK(archive.snapshot->documents.size() == 60);
  CHECK_FALSE(archive.snapshot->row_of("ev_none"));
}

TEST_CASE("a question selects the events that the filter matches") {
  const Archive archive;
  Dice dice(7);
  std::size_t found = 0;
  for (int i = 0; i < 500; ++i) {
    Filter filter;
    Question question;
    some_filter(dice, filter, question);
    std::vector<std::string> wanted;
    for (const Event& event : archive.events) {
      if (matches(event, filter)) wanted.push_back(event.id);
    }
    CHECK(ids(*archive.snapshot, archive.snapshot->select(question)) == wanted);
    found += wanted.size();
  }
  CHECK(found > 500);
}

TEST_CASE("several values of one field are any of them") {
  const Archive archive;
  Question accuse, meet, both;
  accuse.type = {"ACCUSE"};
  meet.type = {"consult"};
  both.type = {"CONSULT", "Accuse"};
  const Snapshot& snapshot = *archive.snapshot;
  CHECK(snapshot.select(both).size() == snapshot.select(accuse).size() + snapshot.select(meet).size());
}

TEST_CASE("a facet counts what its value would select") {
  const Archive archive;
  const Snapshot& snapshot = *archive.snapshot;
  Dice dice(11);
  for (int i = 0; i < 60; ++i) {
    Filter filter;
    Question question;
    some_filter(dice, filter, question);
    std::uint32_t total = 0;
    for (const Snapshot::Facet& facet : snapshot.facets(question, 1000, total)) {
      for (const Snapshot::Count& count : facet.counts) {
        Question one = question;
        if (facet.name == "type")
          one.type = {count.value};
        else if (facet.name == "status")
          one.status = {count.value};
        else if (facet.name == "country")
          one.country = {count.value};
        else if (facet.name == "mode")
          one.mode = {count.value};
        else
          continue;
        CHECK_MESSAGE(snapshot.select(one).size() == count.events, facet.name, " ", count.value);
      }
    }
    CHECK(total == snapshot.select(question).size());
  }
}

TEST_CASE("every order is one of all events, and none is before itself") {
  const Archive archive;
  const auto& events = archive.snapshot->events;
  for (const auto order :
       {Snapshot::Order::time, Snapshot::Order::newest, Snapshot::Order::confidence, Snapshot::Order::documents,
        Snapshot::Order::roots, Snapshot::Order::score, Snapshot::Order::disagreements}) {
    for (const auto& a : events) {
      CHECK_FALSE(Snapshot::before(order, a, a));
      for (const auto& b : events) {
        if (a.id != b.id) CHECK(Snapshot::before(order, a, b) != Snapshot::before(order, b, a));
      }
    }
  }
}

TEST_CASE("a box holds the points within it, over the date line too") {
  CHECK(Box{5, 50, 15, 60}.contains(53.5, 10));
  CHECK_FALSE(Box{5, 50, 15, 60}.contains(49, 10));
  CHECK(Box{170, -10, -170, 10}.contains(0, 175));
  CHECK(Box{170, -10, -170, 10}.contains(0, -175));
  CHECK_FALSE(Box{170, -10, -170, 10}.contains(0, 0));
}
