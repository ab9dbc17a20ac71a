#include "parse/tokenize.h"

#include <doctest/doctest.h>

#include "base/files.h"
#include "base/text.h"

using namespace annals;
using namespace annals::parse;

namespace {

const std::filesystem::path kFolder = std::filesystem::path(ANNALS_DATA_DIR) / "languages" / "en";

Language english() {
  auto language = Language::open(kFolder);
  REQUIRE_MESSAGE(language, language.error().message);
  return std::move(*language);
}

std::string words_of(const std::string& text, const Language& language) {
  std::vector<TextRange> words;
  tokenize(text, {0, static_cast<std::uint32_t>(text.size())}, language, words);
  std::vector<std::string> forms;
  for (const TextRange word : words) forms.push_back(text.substr(word.begin, word.size()));
  return base::join(forms, " | ");
}

}  // namespace

TEST_CASE("words are parted as the examples of the language say") {
  const Language language = english();
  const auto cases = base::read_file(kFolder / "examples.cases");
  REQUIRE(cases);
  std::string text;
  int count = 0;
  for (const std::string_view line : base::split(*cases, '\n')) {
    if (line.starts_with("> ")) {
      text = line.substr(2);
    } else if (!line.empty() && !line.starts_with("# ")) {
      CHECK(words_of(text, language) == std::string(line));
      ++count;
    }
  }
  CHECK(count >= 15);
}

TEST_CASE("words cover a block and nothing else, whatever is in it") {
  const Language language = english();
  const std::string pieces[] = {"don't",  "U.S.",   "...",     "\"",           "“",   "’", "-",     "--",   "$5m",
                                "\u200b", "\u00a0", " ",       "\n",           "(a)", "/", "1,000", "北京", "é",
                                "\xff",   "'",      "x@y.org", "http://a.b/c", ".",   "!", "?!",    ",",    "é’s",
                                "%"};
  std::uint32_t state = 12345;
  const auto next = [&] {
    state ^= state << 13;
    state ^= state >> 17;
    return state ^= state << 5;
  };
  for (int round = 0; round < 2000; ++round) {
    std::string text = "before ";
    const auto begin = static_cast<std::uint32_t>(text.size());
    for (std::uint32_t i = next() % 12; i-- > 0;) text += pieces[next() % std::size(pieces)];
    const auto end = static_cast<std::uint32_t>(text.size());
    text += " behind";
    std::vector<TextRange> words;
    tokenize(text, {begin, end}, language, words);
    std::uint32_t at = begin;
    for (const TextRange word : words) {
      REQUIRE(word.begin >= at);
      REQUIRE(word.end > word.begin);
      REQUIRE(word.end <= end);
      for (; at < word.begin; ++at) {
        const auto c = static_cast<unsigned char>(text[at]);
        REQUIRE((c == ' ' || c == '\n' || c >= 0x80));  // white space only, some of it beyond ASCII
      }
      at = word.end;
    }
  }
}

TEST_CASE("a line of a million characters without a blank is read in time") {
  const Language language = english();
  std::string text;
  while (text.size() < 1000000) text += "a/b-c'd.\"(";
  std::vector<TextRange> words;
  tokenize(text, {0, static_cast<std::uint32_t>(text.size())}, language, words);
  CHECK(words.size() > 100000);
}
