#include "lexicon/name_index.h"

#include <doctest/doctest.h>

#include <string>

using namespace annals::lexicon;

namespace {

// Words put together by a small generator: some are names, some begin like names, some are written oddly.
std::vector<std::string> words_of_many_kinds(std::size_t count) {
  const std::vector<std::string> some = {"United",   "Nations,", "nations", "the",     "U.S.",  "NATO",    "nato",
                                         "Al-Assad", "Assad",    "Bashar",  "O'Brien", "New",   "York",    "York's",
                                         "Ürümqi",   "(Kiev)",   "Kiev.",   "&",       "Marks", "Spencer", "-",
                                         "“Kiev”",   "Deir",     "ez-Zor",  "14",      "July",  ""};
  std::vector<std::string> out;
  std::uint32_t state = 7;
  for (std::size_t i = 0; i < count; ++i) {
    state = state * 1664525U + 1013904223U;
    out.push_back(some[(state >> 16) % some.size()]);
  }
  return out;
}

}  // namespace

TEST_CASE("a word that no name may begin with begins none") {
  NameIndex index;
  std::uint32_t value = 0;
  for (const char* name : {"United Nations", "U.S.", "NATO", "Bashar al-Assad", "Assad", "New York", "Ürümqi", "Kiev",
                           "Marks & Spencer", "Deir ez-Zor", "14 July", "O'Brien", "New York's Nations"}) {
    index.add(name, value++);
  }
  index.sort();
  const std::vector<std::string> kept = words_of_many_kinds(20000);
  const std::vector<std::string_view> words(kept.begin(), kept.end());
  std::size_t found = 0, passed = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const NameIndex::Found slow = index.longest(units_of(words, i, NameIndex::kLongest));
    const NameIndex::Found fast = index.longest_at(words, i);
    CHECK(fast.units == slow.units);
    CHECK(fast.values == slow.values);
    found += slow.units > 0 ? 1 : 0;
    passed += index.may_begin(words, i) ? 0 : 1;
  }
  CHECK(found > 1000);
  CHECK(passed > 1000);
}

TEST_CASE("an index without names finds none") {
  NameIndex index;
  index.sort();
  const std::vector<std::string_view> words = {"United", "Nations"};
  CHECK(index.longest_at(words, 0).units == 0);
}
