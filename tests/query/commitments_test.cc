#include <doctest/doctest.h>

#include "annals/query.h"
#include "base/calendar.h"

using namespace annals;
using namespace std::chrono;

namespace {

sys_days on(unsigned m, unsigned d) { return *base::make_day(2016, m, d); }

Participant who(const std::string& id, const std::string& country, Role role = Role::actor) {
  return {role, {id, id, "government", country, "GOV", ""}, "", {}};
}

// A record put together page by page: a claim is an event of its own unless it goes on with the one before.
class Made {
 public:
  LinkedRecord record;

  ResolvedClaim& page(sys_days published, EventType type, Status status, std::vector<Participant> parties,
                      const std::string& sentence) {
    const std::string number = std::to_string(++count_);
    record.documents.push_back({"doc" + number, TimeInterval::day(published), {}, {}});
    Event event;
    event.id = "ev_" + number;
    event.claims.emplace_back();
    ResolvedClaim& claim = event.claims.back();
    claim.id = "cl_" + number;
    claim.document = "doc" + number;
    claim.outlet = "Outlet " + number;
    claim.type = event.type = type;
    claim.status = event.status = status;
    claim.participants = event.participants = std::move(parties);
    claim.sentence = sentence;
    claim.sentence_spans = {{0, sentence.size()}};
    record.events.push_back(std::move(event));
    return record.events.back().claims.back();
  }
  std::vector<Commitment> all(const Commitments& which = {}) const { return commitments(record, which); }

 private:
  int count_ = 0;
};

std::vector<std::string> steps(const Commitment& one) {
  std::vector<std::string> out;
  for (const CommitmentStep& step : one.steps) out.push_back(step.what);
  return out;
}

using Words = std::vector<std::string>;

// Sylvania will leave Freedonia's fort by 1 April.
Made withdrawal() {
  Made made;
  ResolvedClaim& plan = made.page(on(3, 1), EventType::retreat, Status::planned, {who("Sylvania", "SYL")},
                                  "Sylvania will withdraw its troops by April 1.");
  plan.modes = {"withdraw"};
  plan.time = {on(3, 1), on(4, 1), Precision::interval, "", "", {}};
  plan.time_as_written = "by April 1";
  return made;
}

}  // namespace

TEST_CASE("a promise is open until its day passes, and unconfirmed where nobody speaks of it then") {
  Made made = withdrawal();
  REQUIRE(made.all().size() == 1);
  const Commitment one = made.all()[0];
  CHECK(one.kind == CommitmentKind::announced);
  CHECK(one.state == CommitmentState::open);
  CHECK(one.due.to == on(4, 1));
  CHECK(one.due_as_written == "by April 1");
  CHECK(one.owed_by.at(0).actor.id == "Sylvania");
  made.record.documents.push_back({"later", TimeInterval::day(on(4, 2)), {}, {}});
  CHECK(made.all()[0].state == CommitmentState::unconfirmed);
  CHECK(made.all({.open = true}).empty());
  CHECK(made.all({.broken = true}).size() == 1);
}

TEST_CASE("the deed by the same side answers a promise, another's does not") {
  Made made = withdrawal();
  made.page(on(3, 20), EventType::retreat, Status::happened, {who("Ruritania", "RUR")}, "Ruritania withdrew.").modes = {
      "withdraw"};
  CHECK(made.all()[0].state == CommitmentState::open);
  made.page(on(3, 25), EventType::retreat, Status::happened, {who("Sylvanian army", "SYL")}, "The army left.").modes = {
      "withdraw"};
  CHECK(made.all()[0].state == CommitmentState::kept);
  CHECK(steps(made.all()[0]) == Words{"announced", "kept"});
  CHECK(made.all({.kept = true}).size() == 1);
}

TEST_CASE("what is not done by its day is broken, what is not done before it is not") {
  Made made = withdrawal();
  const auto deny = [&](sys_days published) {
    made.page(published, EventType::retreat, Status::denied, {who("Sylvania", "SYL")}, "Sylvania has not withdrawn.")
        .modes = {"withdraw"};
  };
  deny(on(3, 15));
  CHECK(made.all()[0].state == CommitmentState::open);
  deny(on(4, 5));
  CHECK(made.all()[0].state == CommitmentState::broken);
  CHECK(steps(made.all()[0]) == Words{"announced", "not yet", "broken"});
}

TEST_CASE("a threat is carried out by the one who made it, against the same") {
  Made made;
  made.page(on(5, 1), EventType::threaten, Status::happened,
            {who("Sylvania", "SYL"), who("Freedonia", "FRE", Role::recipient)},
            "Sylvania threatened Freedonia with sanctions unless it opens the bridge.")
      .modes = {"restrict"};
  CHECK(made.all().at(0).kind == CommitmentKind::threatened);
  CHECK(made.all()[0].condition == "unless it opens the bridge");
  made.page(on(5, 3), EventType::sanction, Status::happened,
            {who("Ruritania", "RUR"), who("Freedonia", "FRE", Role::recipient)}, "Ruritania imposed sanctions.");
  made.page(on(5, 4), EventType::sanction, Status::happened,
            {who("Sylvania", "SYL"), who("Ruritania", "RUR", Role::recipient)}, "Sylvania imposed sanctions.");
  CHECK(made.all()[0].state == CommitmentState::open);
  made.page(on(5, 6), EventType::sanction, Status::happened,
            {who("Sylvania", "SYL"), who("Freedonia", "FRE", Role::recipient)}, "Sylvania closed its market.");
  CHECK(made.all()[0].state == CommitmentState::kept);
}

TEST_CASE("a truce is one commitment, with who broke it according to whom, until it collapses") {
  Made made;
  const std::vector<Participant> both = {who("Sylvania", "SYL"), who("Freedonia", "FRE")};
  made.page(on(6, 1), EventType::agree, Status::happened, both, "Both agreed on a ceasefire.").mutual = true;
  made.page(on(6, 2), EventType::retreat, Status::ongoing, both, "The truce was holding.").modes = {"ceasefire"};
  made.page(on(6, 4), EventType::accuse, Status::happened,
            {who("Freedonia", "FRE"), who("Sylvania", "SYL", Role::recipient)},
            "Freedonia accused Sylvania of violating the truce.");
  CHECK(made.all().size() == 1);
  CHECK(made.all()[0].state == CommitmentState::in_force);
  made.page(on(6, 9), EventType::retreat, Status::cancelled, {}, "The ceasefire collapsed.").modes = {"ceasefire"};
  REQUIRE(made.all().size() == 1);
  const Commitment truce = made.all()[0];
  CHECK(truce.kind == CommitmentKind::truce);
  CHECK(truce.state == CommitmentState::broken);
  CHECK(steps(truce) == Words{"agreed", "in force", "violated", "collapsed"});
  CHECK(truce.owed_by.size() == 2);
  CHECK(truce.steps[2].by.at(0).actor.id == "Sylvania");
  CHECK(truce.steps[2].said_by.at(0).actor.id == "Freedonia");
  CHECK(commitments_text(made.all()).find("violated by Sylvania, according to Freedonia") != std::string::npos);
}

TEST_CASE("truces of other countries are other truces") {
  Made made;
  made.page(on(6, 1), EventType::agree, Status::happened, {who("Sylvania", "SYL"), who("Freedonia", "FRE")},
            "Both agreed on a ceasefire.");
  made.page(on(6, 2), EventType::agree, Status::happened, {who("Ruritania", "RUR"), who("Zenda", "ZEN")},
            "Ruritania and Zenda agreed on a truce.");
  made.page(on(6, 3), EventType::retreat, Status::cancelled, {who("Zenda", "ZEN")}, "The truce is over.").modes = {
      "ceasefire"};
  REQUIRE(made.all().size() == 2);
  for (const Commitment& one : made.all()) {
    const bool of_zenda = one.owed_by.at(0).actor.id == "Ruritania";
    CHECK(one.state == (of_zenda ? CommitmentState::broken : CommitmentState::in_force));
  }
}
