#include "link/words.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/utf8.h"

namespace annals::link {
namespace {

// Longer words that say nothing of the matter. Shorter ones are left out by their length.
constexpr auto kEmptyWords = std::to_array<std::string_view>(
    {"about",   "after",  "again", "also",   "among", "another", "because", "been",    "before", "being",
     "between", "both",   "could", "during", "each",  "earlier", "from",    "have",    "having", "into",
     "later",   "made",   "many",  "more",   "most",  "much",    "only",    "other",   "over",   "said",
     "same",    "saying", "says",  "should", "since", "some",    "such",    "than",    "that",   "their",
     "them",    "then",   "there", "these",  "they",  "this",    "those",   "through", "told",   "under",
     "until",   "upon",   "were",  "what",   "when",  "where",   "which",   "while",   "with",   "would"});
static_assert(std::is_sorted(kEmptyWords.begin(), kEmptyWords.end()));

constexpr std::size_t kStemLetters = 6;
constexpr std::size_t kShortestLetters = 4;

// Calls `take` with each word of the folded text and the number of its letters.
template <typename Take>
void each_word(std::string_view text, const Take& take) {
  const std::string folded = base::fold(text);
  std::size_t begin = 0, letters = 0;
  const auto flush = [&](std::size_t end) {
    if (letters > 0) take(std::string_view(folded).substr(begin, end - begin), letters);
    letters = 0;
  };
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t here = at;
    const auto byte = static_cast<unsigned char>(folded[at]);
    bool word, alone = false;
    if (byte < 0x80) {
      ++at;
      word = (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
    } else {
      const char32_t c = base::next_code_point(folded, at);
      alone = base::is_cjk(c);
      word = alone || base::is_letter(c) || base::is_number(c);
    }
    if (!word || alone) flush(here);
    if (!word) continue;
    if (letters++ == 0) begin = here;
    if (alone) flush(at);
  }
  flush(folded.size());
}

// The first letters of a word; 0 where it carries nothing.
Hash stem(std::string_view word, std::size_t letters) {
  const bool number = word[0] >= '0' && word[0] <= '9';
  const bool ascii = static_cast<unsigned char>(word[0]) < 0x80;
  if (number) return hash_of(word);
  if (ascii && letters < kShortestLetters) return 0;
  if (std::binary_search(kEmptyWords.begin(), kEmptyWords.end(), word)) return 0;
  if (letters <= kStemLetters) return hash_of(word);
  std::size_t end = 0;
  for (std::size_t i = 0; i < kStemLetters; ++i) base::next_code_point(word, end);
  return hash_of(word.substr(0, end));
}

void sort_unique(std::vector<Hash>& words) {
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
}

}  // namespace

std::vector<Hash> stems_of(const std::vector<std::string_view>& texts) {
  std::vector<Hash> words;
  for (const std::string_view text : texts) {
    each_word(text, [&](std::string_view word, std::size_t letters) { words.push_back(stem(word, letters)); });
  }
  sort_unique(words);
  return words;
}

std::vector<Hash> content_words(std::string_view text, const std::vector<Hash>& without) {
  std::vector<Hash> words;
  each_word(text, [&](std::string_view word, std::size_t letters) {
    const Hash cut = stem(word, letters);
    if (cut != 0 && !std::binary_search(without.begin(), without.end(), cut)) words.push_back(cut);
  });
  sort_unique(words);
  return words;
}

double likeness(std::span<const Hash> a, std::span<const Hash> b) {
  if (a.empty() || b.empty()) return 0;
  // Without a branch on what is less: which it is cannot be foreseen.
  std::size_t shared = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    const Hash x = a[i], y = b[j];
    shared += x == y;
    i += x <= y;
    j += y <= x;
  }
  return 2.0 * static_cast<double>(shared) / static_cast<double>(a.size() + b.size());
}

}  // namespace annals::link
