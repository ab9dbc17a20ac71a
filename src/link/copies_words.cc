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
  for (char c = 'a'; c <= 'z'; ++c) out[static_cast<std::size_t>(c)] = c;
  for (char c = 'A'; c <= 'Z'; ++c) out[static_cast<std::size_t>(c)] = static_cast<char>(c - 'A' + 'a');
  for (char c = '0'; c <= '9'; ++c) out[static_cast<std::size_t>(c)] = c;
  return out;
}();

// A word as it is read, letter by letter.
class Spelling {
 public:
  void put(char32_t letter) {
    whole_ = (whole_ ^ letter) * 0x100000001B3ULL;
    if (letters_ < kFirstLetters) first_ = whole_;
    ++letters_;
  }
  void put_number(char32_t digit) { put(digit), number_ = true; }
  bool empty() const { return letters_ == 0; }
  bool counts() const { return number_ || letters_ >= kShortest; }
  Hash spelled() const { return mix(whole_, letters_); }
  Word word() const { return static_cast<Word>(mix(first_, 0) >> 32) & ~kMarks; }

 private:
  Hash whole_ = 0xCBF29CE484222325ULL, first_ = 0;
  std::size_t letters_ = 0;
  bool number_ = false;
};

class Reader {
 public:
  explicit Reader(StoryWords& out) : out_(out) {}

  // `text` begins at `begin` of the article's text. A quotation ends with its block at the latest.
  void read(std::string_view text, std::uint32_t begin) {
    quoted_ = 0;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t here = at;
      const auto byte = static_cast<unsigned char>(text[at]);
      if (byte < 0x80) {
        ++at;
        plain(static_cast<char>(byte), begin + static_cast<std::uint32_t>(here));
      } else {
        const char32_t c = base::next_code_point(text, at);
        const auto from = static_cast<std::uint32_t>(begin + here), to = static_cast<std::uint32_t>(begin + at);
        beyond(letter_of(c), from, to);
      }
    }
    end_word(begin + static_cast<std::uint32_t>(text.size()));
  }

 private:
  void plain(char c, std::uint32_t at) {
    const char letter = kPlain[static_cast<std::size_t>(c)];
    if (letter == 0) {
      end_word(at);
      if (c == '"') quoted_ ^= kInQuotes;
      return;
    }
    if (spelling_.empty()) begin_ = at;
    const auto put = static_cast<char32_t>(static_cast<unsigned char>(letter));
    base::is_digit(letter) ? spelling_.put_number(put) : spelling_.put(put);
  }

  void beyond(const Letter& letter, std::uint32_t from, std::uint32_t to) {
    switch (letter.sign) {
      case Sign::nothing:
        return;
      case Sign::letter:
      case Sign::number:
        if (spelling_.empty()) begin_ = from;
        for (const char32_t c : letter.folded) {
          if (c != 0) letter.sign == Sign::number ? spelling_.put_number(c) : spelling_.put(c);
        }
        return;
      case Sign::character:
        end_word(from);
        spelling_.put_number(letter.folded[0]);
        begin_ = from;
        end_word(to, kCharacter);
        return;
      default:
        end_word(from);
        if (letter.sign == Sign::opens) quoted_ = kInQuotes;
        if (letter.sign == Sign::closes) quoted_ = 0;
        if (letter.sign == Sign::either) quoted_ ^= kInQuotes;
    }
  }

  void end_word(std::uint32_t end, Word marks = 0) {
    if (spelling_.empty()) return;
    out_.spelled.push_back(spelling_.spelled());
    if (spelling_.counts() && out_.words.size() < kMostWords) {
      out_.words.push_back(spelling_.word() | quoted_ | marks);
      out_.ranges.push_back({begin_, end});
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

std::vector<Hash> spelled_words(std::string_view name) {
  StoryWords out;
  Reader(out).read(name, 0);
  return std::move(out.spelled);
}

void Stories::add(const std::vector<Word>& words) {
  words_.insert(words_.end(), words.begin(), words.end());
  ends_.push_back(words_.size());
  std::uint32_t worth_of_all = 0;
  for (const Word word : words) worth_of_all += worth(word);
  worths_.push_back(worth_of_all);
}

}  // namespace annals::link
