#include <doctest/doctest.h>

#include <algorithm>

#include "annals/pipeline.h"
#include "store/made.h"

using namespace annals;
using made::Folder;
using made::got;

namespace {

Decision by_reader(DecisionKind what, std::vector<std::string> targets, const std::string& when = "2020-02-03") {
  Decision decision;
  decision.what = what;
  decision.targets = std::move(targets);
  decision.who = "A. Reader";
  decision.when = when;
  return decision;
}

// A linker that tells nothing but which decisions it was given.
struct Seen {
  std::vector<Decision> decisions;
  Store::Linker linker() {
    return [this](const std::vector<CodedDocument>& documents, const std::vector<Decision>& given) {
      decisions = given;
      return made::link(documents, given);
    };
  }
};

Event event_of_several(Store& store) {
  for (const Event& event : got(store.events())) {
    if (event.claims.size() > 2) return event;
  }
  throw std::runtime_error("no event of several claims");
}

}  // namespace

TEST_CASE("a decision is kept with who, when and why, and what it meant") {
  const Folder folder;
  made::make_store(folder / "a", 30);
  Result<Store> store = made::open_for_writing(folder / "a");
  const Event event = event_of_several(*store);
  Decision split = by_reader(DecisionKind::split, {event.claims[1].id});
  split.reason = "another day";
  const Decision kept = got(store->decide(split));
  CHECK(kept.id.starts_with("dc_"));
  REQUIRE(kept.claims.size() == event.claims.size());
  for (std::size_t i = 0; i < kept.claims.size(); ++i) CHECK(kept.claims[i].side == (i == 1 ? 0 : 1));
  REQUIRE(store->commit());
  Result<Store> reader = Store::open(folder / "a", Store::Mode::read);
  CHECK(got(reader->decisions()) == std::vector{kept});
  CHECK(to_json(kept).find("\"reason\":\"another day\"") != std::string::npos);
}

TEST_CASE("the same decision twice is one, and a batch that is not ended leaves none") {
  const Folder folder;
  made::make_store(folder / "a", 30);
  const auto decide = [&](bool commit) {
    Result<Store> store = made::open_for_writing(folder / "a");
    const Event event = event_of_several(*store);
    const Decision kept = got(store->decide(by_reader(DecisionKind::accept, {event.id})));
    CHECK(got(store->decide(by_reader(DecisionKind::accept, {event.id}))) == kept);
    if (commit) REQUIRE(store->commit());
    return got(store->decisions()).size();
  };
  CHECK(decide(false) == 1);
  CHECK(got(made::open_for_writing(folder / "a")->decisions()).empty());
  CHECK(decide(true) == 1);
  CHECK(got(made::open_for_writing(folder / "a")->decisions()).size() == 1);
}

TEST_CASE("an undone decision is kept and no longer given to linking; undoing the undoing brings it back") {
  const Folder folder;
  made::make_store(folder / "a", 30);
  Result<Store> store = made::open_for_writing(folder / "a");
  const std::vector<Event> events = got(store->events());
  Seen seen;
  const auto standing = [&] {
    REQUIRE(store->relink(seen.linker()));
    CHECK(got(verify(*store, seen.linker())).empty());
    std::vector<std::string> ids;
    for (const Decision& decision : seen.decisions) ids.push_back(decision.id);
    return ids;
  };
  const Decision merge = got(store->decide(by_reader(DecisionKind::merge, {events[0].id, events[1].id})));
  CHECK(standing() == std::vector{merge.id});
  const Decision undo = got(store->decide(by_reader(DecisionKind::undo, {merge.id})));
  CHECK(standing().empty());
  CHECK(got(store->decisions()).at(0).superseded_by == undo.id);
  CHECK(store->decide(by_reader(DecisionKind::undo, {merge.id}, "2020-02-04")).error().kind == ErrorKind::Conflict);
  CHECK(store->decide(by_reader(DecisionKind::merge, {events[0].id, events[1].id})).error().kind ==
        ErrorKind::Conflict);
  REQUIRE(store->decide(by_reader(DecisionKind::undo, {undo.id})));
  CHECK(standing() == std::vector{merge.id});
  CHECK(got(store->decisions()).size() == 3);
}

TEST_CASE("a later correction of a field takes the place of an earlier one, until it is undone") {
  const Folder folder;
  made::make_store(folder / "a", 30);
  Result<Store> store = made::open_for_writing(folder / "a");
  const std::string claim = got(store->events()).front().claims.front().id;
  const auto correct = [&](const std::string& field, const std::string& value) {
    Decision decision = by_reader(DecisionKind::correct, {claim});
    decision.field = field;
    decision.value = value;
    return got(store->decide(decision)).id;
  };
  const std::string first = correct("killed", "3"), other = correct("status", "denied"),
                    second = correct("killed", "4");
  const auto superseded = [&] {
    std::vector<std::string> out;
    for (const Decision& decision : got(store->decisions())) out.push_back(decision.superseded_by);
    return out;
  };
  CHECK(superseded() == std::vector<std::string>{second, "", ""});
  const std::string undo = got(store->decide(by_reader(DecisionKind::undo, {second}))).id;
  CHECK(superseded() == std::vector<std::string>{"", "", undo, ""});
}

TEST_CASE("what cannot be decided is refused with its reason") {
  const Folder folder;
  made::make_store(folder / "a", 30);
  Result<Store> store = made::open_for_writing(folder / "a");
  const std::vector<Event> events = got(store->events());
  const Event several = event_of_several(*store);
  const Event& other = events[events[0].id == several.id ? 1 : 0];
  std::vector<std::string> all;
  for (const ResolvedClaim& claim : several.claims) all.push_back(claim.id);
  const auto kind = [&](const Decision& decision) { return store->decide(decision).error().kind; };
  CHECK(kind(by_reader(DecisionKind::accept, {})) == ErrorKind::Malformed);
  CHECK(kind(by_reader(DecisionKind::accept, {"ev_0"})) == ErrorKind::NotFound);
  CHECK(kind(by_reader(DecisionKind::reject, {"cl_0"})) == ErrorKind::NotFound);
  CHECK(kind(by_reader(DecisionKind::undo, {"dc_0"})) == ErrorKind::NotFound);
  CHECK(kind(by_reader(DecisionKind::merge, {several.id})) == ErrorKind::Malformed);
  CHECK(kind(by_reader(DecisionKind::merge, {several.id, several.id})) == ErrorKind::Malformed);
  CHECK(kind(by_reader(DecisionKind::split, {several.id})) == ErrorKind::Malformed);
  CHECK(kind(by_reader(DecisionKind::split, all)) == ErrorKind::Conflict);
  CHECK(kind(by_reader(DecisionKind::split, {all[0], other.claims[0].id})) == ErrorKind::Conflict);
  CHECK(kind(by_reader(DecisionKind::split, {several.id, "ev_" + all[1].substr(3)})) == ErrorKind::Conflict);
  CHECK(kind(by_reader(DecisionKind::correct, {all[0]})) == ErrorKind::Malformed);
  Decision nobody = by_reader(DecisionKind::accept, {all[0]});
  nobody.who.clear();
  CHECK(kind(nobody) == ErrorKind::Malformed);
  nobody = by_reader(DecisionKind::accept, {all[0]}, "yesterday");
  CHECK(kind(nobody) == ErrorKind::Malformed);
  CHECK(got(store->decisions()).empty());
}

TEST_CASE("a decision survives its pages being read again, and a store made anew takes it over") {
  const Folder folder;
  made::make_store(folder / "a", 30);
  Result<Store> store = made::open_for_writing(folder / "a");
  const Event several = event_of_several(*store);
  const Decision kept = got(store->decide(by_reader(DecisionKind::split, {several.claims[0].id})));
  for (std::uint64_t i = 0; i < 32; ++i) {
    const made::Made page = made::page(i);
    REQUIRE(store->add(page.page, page.coded));
  }
  REQUIRE(store->commit());
  REQUIRE(store->relink(made::link));
  CHECK(got(store->decisions()) == std::vector{kept});

  made::make_store(folder / "b", 30);
  Result<Store> anew = made::open_for_writing(folder / "b");
  CHECK(got(anew->decide(kept)) == kept);
}
