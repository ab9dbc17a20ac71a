// A story as numbers, one a word: what copies are found by.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "annals/article.h"
#include "link/hash.h"

namespace annals::link {

// A hash of a word's first letters, so that "colour" and "color", "organised" and "organizing" are one. Bit 1 says that
// the word stands in quotation marks, bit 0 that it is a character of a script without blanks between words.
using Word = std::uint32_t;

constexpr Word kInQuotes = 2, kCharacter = 1, kMarks = 3;

constexpr bool same_word(Word a, Word b) { return (a | kMarks) == (b | kMarks); }

// What a word proves. Whoever reports on the same speech quotes the same words, so that those prove little; a character
// is half a word.
constexpr std::uint32_t worth(Word word) { return ((word & kInQuotes) != 0 ? 2U : 16U) >> (word & kCharacter); }
inline constexpr std::uint32_t kWordWorth = 16;

struct StoryWords {
  std::vector<Word> words;            // the words of three letters and more, and numbers
  std::vector<std::uint32_t> begins;  // of each, in Article::text

  void clear() { words.clear(), begins.clear(); }
};

// Replaces what `out` holds with the words of the article's lead, body and quotes.
void read_story(const Article& article, StoryWords& out);

// Where the word ends that begins at `begin`.
std::uint32_t word_end(const Article& article, std::uint32_t begin);

// The words of many stories, one after another.
class Stories {
 public:
  void expect(std::size_t stories, std::size_t words);  // about so many
  void add(const StoryWords& story);
  std::size_t size() const { return ends_.size() - 1; }
  std::size_t words() const { return words_.size(); }
  std::span<const Word> operator[](std::size_t story) const {
    return std::span(words_).subspan(ends_[story], ends_[story + 1] - ends_[story]);
  }
  std::size_t begin_of(std::size_t story) const { return ends_[story]; }  // among the words of all
  // Where a story's words begin in Article::text.
  std::span<const std::uint32_t> begins_of(std::size_t story) const {
    return std::span(begins_).subspan(ends_[story], ends_[story + 1] - ends_[story]);
  }
  std::uint32_t worth_of(std::size_t story) const { return worths_[story]; }

 private:
  std::vector<Word> words_;
  std::vector<std::uint32_t> begins_;
  std::vector<std::size_t> ends_ = {0};
  std::vector<std::uint32_t> worths_;
};

}  // namespace annals::link
