#include "serve/marks.h"

#include <doctest/doctest.h>

#include "base/text.h"

using namespace annals;
using namespace annals::serve;

TEST_CASE("raw bytes lead back to the text that was read from them") {
  SourcedText text;  // of: <p>A &amp; B<b>c</b></p>
  text.append_copy("A ", 3);
  text.append_rewritten("&", {5, 10});
  text.append_copy(" B", 10);
  text.append_copy("c", 15);
  const TextOf back(text);
  CHECK(back.ranges({{3, 16}}) == std::vector<TextRange>{{0, 6}});
  CHECK(back.ranges({{6, 7}}) == std::vector<TextRange>{{2, 3}});  // within an entity: all of it
  CHECK(back.ranges({{11, 12}, {15, 16}}) == std::vector<TextRange>{{4, 6}});
  CHECK(back.ranges({{0, 3}}).empty());
  CHECK(back.ranges({}).empty());
  for (std::uint32_t from = 0; from < 6; ++from) {
    for (std::uint32_t to = from + 1; to <= 6; ++to) {
      CHECK(back.ranges(text.spans({from, to})) == std::vector<TextRange>{{from, to}});
    }
  }
}

TEST_CASE("offsets are counted as browsers do") {
  const Utf16 units("aé€😀b");
  CHECK(units.at(0) == 0);
  CHECK(units.at(1) == 1);  // é, two bytes
  CHECK(units.at(3) == 2);  // €, three bytes
  CHECK(units.at(6) == 3);  // the face, four bytes and two units
  CHECK(units.at(10) == 5);
  CHECK(units.at(11) == 6);
}

TEST_CASE("folding tells where each byte went, and folds as the record does") {
  for (const char* text : {"  a \n b  ", "é \xC2\xA0 😀x", "", "   ", "one", "a\tb "}) {
    const Folded folded = fold_with_units(text);
    CHECK(folded.text == base::fold_spaces(text));
    CHECK(folded.units.size() == std::string_view(text).size() + 1);
  }
  const Folded folded = fold_with_units(" a \n b");
  CHECK(folded.units == std::vector<std::uint32_t>{0, 0, 1, 1, 1, 2, 3});
}
