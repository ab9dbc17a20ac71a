#include "annals/agreement.h"

#include <doctest/doctest.h>

using namespace annals;

namespace {

Decision decided(std::string id, std::string who, DecisionKind what, std::vector<std::string> claims,
                 std::string field = {}, std::string value = {}) {
  Decision out;
  out.id = std::move(id);
  out.who = std::move(who);
  out.what = what;
  out.field = std::move(field);
  out.value = std::move(value);
  for (std::string& claim : claims) out.claims.push_back({std::move(claim), {}, {}, EventType::consult, {}, {}, {}, 0});
  return out;
}

Decision undoes(std::string id, std::string who, std::string what) {
  Decision out = decided(std::move(id), std::move(who), DecisionKind::undo, {});
  out.targets = {std::move(what)};
  return out;
}

}  // namespace

TEST_CASE("two reviewers agree where their last words on a claim are one") {
  const std::vector<Decision> all = {decided("1", "Ada", DecisionKind::accept, {"a", "b", "c", "d"}),
                                     decided("2", "Bo", DecisionKind::accept, {"a", "b"}),
                                     decided("3", "Bo", DecisionKind::reject, {"c"}),
                                     decided("4", "Ada", DecisionKind::reject, {"d"}),
                                     decided("5", "Bo", DecisionKind::reject, {"d"}),
                                     decided("6", "Ada", DecisionKind::accept, {"e"})};
  const std::vector<Agreement> pairs = agreements(all);
  REQUIRE(pairs.size() == 1);
  CHECK(pairs[0].a == "Ada");
  CHECK(pairs[0].both == 4);
  CHECK(pairs[0].agreed == 3);
  CHECK(pairs[0].differ == std::vector<std::string>{"c"});
  // Ada: 3 accept, 1 reject; Bo: 2 and 2. Chance 3/4 * 2/4 + 1/4 * 2/4 = 1/2; (3/4 - 1/2) / (1 - 1/2).
  CHECK(pairs[0].kappa.value() == doctest::Approx(0.5));
}

TEST_CASE("what was undone was never said, and an undone undo says it again") {
  std::vector<Decision> all = {decided("1", "Ada", DecisionKind::accept, {"a"}),
                               decided("2", "Bo", DecisionKind::reject, {"a"}), undoes("3", "Bo", "2")};
  CHECK(agreements(all).empty());
  all.push_back(undoes("4", "Bo", "3"));
  REQUIRE(agreements(all).size() == 1);
  CHECK(agreements(all)[0].agreed == 0);
}

TEST_CASE("corrections agree where field and value do, and one reviewer's word does not take back another's") {
  const std::vector<Decision> all = {decided("1", "Ada", DecisionKind::correct, {"a"}, "time", "2016-12-07"),
                                     decided("2", "Bo", DecisionKind::correct, {"a"}, "time", "2016-12-08"),
                                     decided("3", "Cy", DecisionKind::correct, {"a"}, "time", "2016-12-07"),
                                     decided("4", "Cy", DecisionKind::correct, {"a"}, "place", "Hamburg"),
                                     decided("5", "Ada", DecisionKind::correct, {"a"}, "place", "Hamburg")};
  const auto pairs = agreements(all);
  REQUIRE(pairs.size() == 3);
  CHECK(pairs[0].agreed == 0);  // Ada, Bo
  CHECK(pairs[1].agreed == 1);  // Ada, Cy
  CHECK(pairs[2].agreed == 0);
  CHECK_FALSE(pairs[1].kappa.has_value());  // all corrected: chance would agree, too
}
