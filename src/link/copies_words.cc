// Reading is done for every document of an archive, so plain letters are taken byte by byte and only what is beyond
// them is looked up, once a character and not once a word.
#include "link/copies_words.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"
#include "base/utf8.h"

namespace annals::link {
namespace {

constexpr std::size_t kFirstLetters = 5;
constexpr std::size_t kShortest = 3;       // shorter words come and go in editing; numbers stay
constexpr std::size_t kMostWords = 20000;  // of a story: a book need not be read to its end

enum class Sign : std::uint8_t { gap, letter, number, character, nothing, opens, closes, either };

struct Letter {
  Sign sign = Sign::gap;
  char32_t folded[2] = {0, 0};  // a character may fold to two: "ß" to "ss"
};

Letter read_letter(char32_t c) {
  Letter out;
  // One language's closing mark is another's opening one.
  if (c == U'“' || c == U'«' || c == U'»') return {Sign::either};
  if (c == U'„' || c == U'「' || c == U'『') return {Sign::opens};
  if (c == U'”' || c == U'」' || c == U'』') return {Sign::closes};
  if (base::is_cjk(c)) return {Sign::character, {c, 0}};
  const bool number = base::is_number(c);
  if (!number && !base::is_letter(c)) {
    std::string one;
    base::append_code_point(one, c);
    return {base::fold(one).empty() ? Sign::nothing : Sign::gap};  // a mark on the letter before
  }
  out.sign = number ? Sign::number : Sign::letter;
  out.folded[0] = c;
  constexpr char32_t kHangul = 0xAC00, kHangulEnd = 0xD7A4;  // a syllable is a letter here, not three
  if (c >= kHangul && c < kHangulEnd) return out;
  std::string one;
  base::append_code_point(one, c);
  const std::string folded = base::fold(one);
  std::size_t at = 0;
  for (char32_t& to : out.folded) to = at < folded.size() ? base::next_code_point(folded, at) : 0;
  return out;
}

// What is beyond ASCII up to here is looked up once: Latin, Greek, Cyrillic, Hebrew, Arabic, the scripts of India,
// punctuation.
constexpr char32_t kTableEnd = 0x3100;

Letter letter_of(char32_t c) {
  static const std::vector<Letter> table = [] {
    std::vector<Letter> out(kTableEnd);
    for (char32_t each = 0x80; each < kTableEnd; ++each) out[each] = read_letter(each);
    return out;
  }();
  return c < kTableEnd ? table[c] : read_letter(c);
}

// ASCII: 0 for a gap, else the letter in lower case.
constexpr std::array<char, 128> kPlain = [] {
  std::array<char, 128> out{};
  for (unsigned char c = 'a'; c <= 'z'; ++c) out[c] = static_cast<char>(c);
  for (unsigned char c = 'A'; c <= 'Z'; ++c) out[c] = static_cast<char>(c - 'A' + 'a');
  for (unsigned char c = '0'; c <= '9'; ++c) out[c] = static_cast<char>(c);
  return out;
}();

// A word as it is read, letter by letter.
class Spelling {
 public:
  void put(char32_t letter) {
    whole_ = (whole_ ^ letter) * 0x100000001B3ULL;
    first_ = letters_ < kFirstLetters ? whole_ : first_;
    ++letters_;
  }
  void put_number(char32_t digit) { put(digit), number_ = true; }
  void put_plain(char letter) {
    put(static_cast<unsigned char>(letter));
    number_ |= letter <= '9';  // letters come after
  }
  bool empty() const { return letters_ == 0; }
  bool counts() const { return number_ || letters_ >= kShortest; }
  Word word() const { return static_cast<Word>((first_ * 0x9E3779B97F4A7C15ULL) >> 32) & ~kMarks; }

 private:
  Hash whole_ = 0xCBF29CE484222325ULL, first_ = 0;
  std::uint32_t letters_ = 0;
  bool number_ = false;
};

class Reader {
 public:
  explicit Reader(StoryWords& out) : out_(out) {}

  // `text` begins at `begin` of the article's text. A quotation ends with its block at the latest.
  void read(std::string_view text, std::uint32_t begin) {
    quoted_ = 0;
    for (std::size_t at = 0; at < text.size();) {
      const auto here = static_cast<std::uint32_t>(begin + at);
      if (static_cast<unsigned char>(text[at]) >= 0x80) {
        const char32_t c = base::next_code_point(text, at);
        beyond(letter_of(c), here);
      } else if (plain(text[at]) != 0) {
        if (spelling_.empty()) begin_ = here;
        at = plain_letters(text, at);
      } else {
        end_word();
        if (text[at++] == '"') quoted_ ^= kInQuotes;
      }
    }
    end_word();
  }

 private:
  static char plain(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x80 ? kPlain[byte] : '\0';
  }

  // Takes the plain letters from `at` on and returns where they end.
  std::size_t plain_letters(std::string_view text, std::size_t at) {
    Spelling spelling = spelling_;  // in registers: most of the time goes by here
    for (char letter; at < text.size() && (letter = plain(text[at])) != 0; ++at) spelling.put_plain(letter);
    spelling_ = spelling;
    return at;
  }

  void beyond(const Letter& letter, std::uint32_t at) {
    switch (letter.sign) {
      case Sign::nothing:
        return;
      case Sign::letter:
      case Sign::number:
        if (spelling_.empty()) begin_ = at;
        for (const char32_t c : letter.folded) {
          if (c != 0) letter.sign == Sign::number ? spelling_.put_number(c) : spelling_.put(c);
        }
        return;
      case Sign::character:
        end_word();
        spelling_.put_number(letter.folded[0]);
        begin_ = at;
        end_word(kCharacter);
        return;
      default:
        end_word();
        if (letter.sign == Sign::opens) quoted_ = kInQuotes;
        if (letter.sign == Sign::closes) quoted_ = 0;
        if (letter.sign == Sign::either) quoted_ ^= kInQuotes;
    }
  }

  void end_word(Word marks = 0) {
    if (spelling_.empty()) return;
    if (spelling_.counts() && out_.words.size() < kMostWords) {
      out_.words.push_back(spelling_.word() | quoted_ | marks);
      out_.begins.push_back(begin_);
    }
    spelling_ = {};
  }

  StoryWords& out_;
  Spelling spelling_;
  std::uint32_t begin_ = 0;
  Word quoted_ = 0;
};

bool is_story(const Block& block) {
  return !block.repeated &&
         (block.kind == BlockKind::body || block.kind == BlockKind::lead || block.kind == BlockKind::quote);
}

}  // namespace

void read_story(const Article& article, StoryWords& out) {
  out.clear();
  Reader reader(out);
  for (const Block& block : article.blocks) {
    if (is_story(block)) reader.read(article.text_of(block), block.range.begin);
  }
}

std::uint32_t word_end(const Article& article, std::uint32_t begin) {
  const std::string_view text = article.text.text;
  std::size_t end = begin;
  for (std::size_t at = begin; at < text.size(); end = at) {
    const char32_t c = base::next_code_point(text, at);
    const Sign sign = c >= 0x80 ? letter_of(c).sign : kPlain[c] != 0 ? Sign::letter : Sign::gap;
    if (sign == Sign::character && end == begin) return static_cast<std::uint32_t>(at);
    if (sign != Sign::letter && sign != Sign::number && sign != Sign::nothing) break;
  }
  return static_cast<std::uint32_t>(end);
}

void Stories::expect(std::size_t stories, std::size_t words) {
  words_.reserve(words);
  begins_.reserve(words);
  ends_.reserve(stories + 1);
  worths_.reserve(stories);
}

void Stories::add(const StoryWords& story) {
  words_.insert(words_.end(), story.words.begin(), story.words.end());
  begins_.insert(begins_.end(), story.begins.begin(), story.begins.end());
  ends_.push_back(words_.size());
  std::uint32_t worth_of_all = 0;
  for (const Word word : story.words) worth_of_all += worth(word);
  worths_.push_back(worth_of_all);
}

}  // namespace annals::link
