#include "serve/kept.h"

#include <doctest/doctest.h>

#include "serve/briefs.h"

using namespace annals::serve;

TEST_CASE("briefs are kept up to a number of bytes, the newest of them") {
  Briefs briefs(100, 50);
  const auto text = [](char c) { return std::make_shared<const std::string>(10, c); };
  for (std::uint32_t row = 0; row < 100; ++row) {
    briefs.keep(row, text('a'));
    briefs.keep(row, text('b'));  // the first one stays
    CHECK(briefs.bytes() <= 50);
  }
  const std::vector<std::uint32_t> rows = {0, 94, 95, 99};
  const auto kept = briefs.get(rows);
  CHECK(kept[0] == nullptr);
  CHECK(kept[1] == nullptr);
  REQUIRE(kept[2] != nullptr);
  CHECK(*kept[2] == std::string(10, 'a'));
  for (int round = 0; round < 5; ++round) {
    for (std::uint32_t row = 0; row < 100; ++row) briefs.keep(row, text('c'));
  }
  CHECK(briefs.bytes() == 50);
  briefs.keep(0, std::make_shared<const std::string>(51, 'd'));
  CHECK(briefs.get(std::vector<std::uint32_t>{0})[0] == nullptr);  // larger than all the room there is
}

TEST_CASE("answers are kept by their tag until others take their room") {
  KeptReplies replies(100);
  for (int i = 0; i < 20; ++i) replies.keep(std::to_string(i), json(std::string(20, 'x')));
  CHECK_FALSE(replies.get("14"));
  REQUIRE(replies.get("15"));
  CHECK(replies.get("19")->body == std::string(20, 'x'));
  replies.keep("large", json(std::string(26, 'x')));
  CHECK_FALSE(replies.get("large"));
}
