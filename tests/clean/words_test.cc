#include "clean/words.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "clean/hints.h"

using namespace annals::clean;

namespace {

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> out;
  for (WordReader reader(text); reader.next();) out.emplace_back(reader.word());
  return out;
}

std::uint64_t hash_of(std::string_view text) {
  WordReader reader(text);
  return reader.next() ? reader.hash() : 0;
}

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("words are runs of letters in any script") {
  CHECK(words_of("Read more: 12 stories") == Words{"Read", "more", "stories"});
  CHECK(words_of("\u201CДа\u201D, сказал он\u2026") == Words{"Да", "сказал", "он"});
  CHECK(words_of("czytaj też\u00A0:") == Words{"czytaj", "też"});
  CHECK(words_of("來源：新華社") == Words{"來源", "新華社"});
  CHECK(words_of("12 / 3").empty());
  CHECK(words_of("").empty());
  CHECK(words_of("a\xC3") == Words{"a\xC3"});  // cut in two: nothing is read beyond the end
}

TEST_CASE("capitals are taken for small letters") {
  CHECK(hash_of("NEWS") == hash_of("news"));
  CHECK(hash_of("ÉTÉ") == hash_of("été"));
  CHECK(hash_of("ΝΕΑ") == hash_of("νεα"));
  CHECK(hash_of("ЁЖИК") == hash_of("ёжик"));
  CHECK(hash_of("news") != hash_of("new"));
}

TEST_CASE("names of elements are cut into words") {
  Words words;
  each_name_word("entry-content wp_caption2 relatedLinks x",
                 [&](std::uint64_t, std::string_view word) { words.emplace_back(word); });
  CHECK(words == Words{"entry", "content", "wp", "caption", "related", "Links"});
}
