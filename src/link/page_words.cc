#include "link/page_words.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>

#include "base/text.h"
#include "base/utf8.h"

namespace annals::link {
namespace {

constexpr std::size_t kBeginning = 5;   // letters of a name: "Syria" and "Syrian" are one
constexpr std::size_t kShortest = 4;    // of another word
constexpr std::size_t kShortLine = 80;  // bytes
constexpr std::size_t kQuoteWords = 5;  // so many words in a row, in quotation marks on both pages

constexpr auto kCommonCapitals = std::to_array<std::string_view>(
    {"monday",   "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",        "january", "february",
     "march",    "april",   "may",       "june",     "july",   "august",   "september",     "october", "november",
     "december", "the",     "and",       "for",      "from",   "our",      "correspondent", "photo",   "reporter",
     "staff",    "its",     "his",       "her",      "they",   "this",     "that",          "there",   "when",
     "after",    "with",    "but",       "about",    "both",   "one",      "two",           "three",   "according"});

constexpr auto kCommonWords = std::to_array<std::string_view>(
    {"about", "after", "again", "also",    "been",      "before", "between",   "could",  "during",   "first", "from",
     "have",  "into",  "more",  "most",    "much",      "only",   "other",     "over",   "reported", "said",  "says",
     "some",  "than",  "that",  "their",   "them",      "then",   "there",     "they",   "this",     "those", "told",
     "under", "until", "very",  "wants",   "were",      "what",   "when",      "where",  "which",    "while", "will",
     "with",  "would", "your",  "reports", "according", "people", "newspaper", "agency", "news"});

// By hash, for it is asked of every word.
class Among {
 public:
  explicit Among(std::span<const std::string_view> words) {
    for (const std::string_view word : words) hashes_.push_back(hash_of(word));
    std::sort(hashes_.begin(), hashes_.end());
  }
  bool operator()(std::string_view word) const {
    return std::binary_search(hashes_.begin(), hashes_.end(), hash_of(word));
  }

 private:
  std::vector<Hash> hashes_;
};

bool opens_quote(char32_t c) { return c == 0x201C || c == 0xAB || c == 0x201E; }
bool closes_quote(char32_t c) { return c == 0x201D || c == 0xBB; }
bool in_word(char32_t c) {
  if (c < 0x80) return base::is_letter(c) || base::is_digit(static_cast<char>(c));
  return base::is_letter(c) || base::is_number(c);
}

// Beside the story its short lines count, too: a headline may pass for chrome.
bool counts(const Block& block) {
  return is_story(block.kind) || (block.kind == BlockKind::chrome && block.range.size() <= kShortLine);
}

// Hands each word with its first character, and each other character, to one of the two.
template <typename Word, typename Other>
void read(std::string_view text, Word word, Other other) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t first = base::next_code_point(text, at);
    if (!in_word(first)) {
      other(first);
      continue;
    }
    for (std::size_t next = at; next < text.size(); at = next) {
      if (!in_word(base::next_code_point(text, next))) break;
    }
    word(first, text.substr(begin, at - begin));
  }
}

void add_runs(const std::vector<Hash>& words, std::vector<Hash>& runs) {
  for (std::size_t i = 0; i + kQuoteWords <= words.size(); ++i) {
    Hash run = 0;
    for (std::size_t k = i; k < i + kQuoteWords; ++k) run = mix(run, words[k]);
    runs.push_back(run);
  }
}

void sort_once(std::vector<Hash>& all) {
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
}

bool may_quote(std::string_view text) {
  return std::ranges::any_of(std::to_array<std::string_view>({"\"", "\xE2\x80\x9C", "\xC2\xAB", "\xE2\x80\x9E"}),
                             [&](std::string_view mark) { return text.find(mark) != std::string_view::npos; });
}

void add_quoted(std::string_view text, std::vector<Hash>& runs) {
  bool inside = false;
  std::vector<Hash> quote;
  read(
      text,
      [&](char32_t, std::string_view word) {
        if (inside) quote.push_back(hash_of(base::fold(word)));
      },
      [&](char32_t c) {
        if (!opens_quote(c) && !closes_quote(c) && c != '"') return;
        if (inside) add_runs(quote, runs);
        quote.clear();
        inside = opens_quote(c) || (c == '"' && !inside);
      });
}

}  // namespace

bool is_story(BlockKind kind) {
  return kind == BlockKind::title || kind == BlockKind::lead || kind == BlockKind::body || kind == BlockKind::quote;
}

PageWords read_words(const Article& article) {
  static const Among kIsCommonCapital(kCommonCapitals), kIsCommonWord(kCommonWords);
  PageWords out;
  std::string word;
  const auto add = [&](char32_t first, std::string_view as_written) {
    base::fold_into(as_written, word);
    const bool number = !base::is_letter(first);
    if (number || base::is_upper(first)) {
      const bool year = number && word.size() == 4;
      if (word.size() < 2 || year || kIsCommonCapital(word)) return;
      out.names.push_back(hash_of(base::utf8_prefix(word, kBeginning)));
    } else if (word.size() >= kShortest && !kIsCommonWord(word)) {
      out.words.push_back(hash_of(base::utf8_prefix(word, kShortest)));
    }
  };
  for (const Block& block : article.blocks) {
    if (counts(block)) read(article.text_of(block), add, [](char32_t) {});
  }
  sort_once(out.names);
  sort_once(out.words);
  return out;
}

std::vector<Hash> quoted_runs(const Article& article) {
  std::vector<Hash> out;
  if (!may_quote(article.text.text)) return out;
  for (const Block& block : article.blocks) {
    if (counts(block)) add_quoted(article.text_of(block), out);
  }
  sort_once(out);
  return out;
}

std::vector<Hash> runs_of(std::string_view text) {
  std::vector<Hash> words, out;
  read(
      text, [&](char32_t, std::string_view word) { words.push_back(hash_of(base::fold(word))); }, [](char32_t) {});
  add_runs(words, out);
  sort_once(out);
  return out;
}

std::size_t shared(const std::vector<Hash>& a, const std::vector<Hash>& b) {
  std::size_t out = 0;
  for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();) {
    if (*x == *y)
      ++out, ++x, ++y;
    else if (*x < *y)
      ++x;
    else
      ++y;
  }
  return out;
}

}  // namespace annals::link
