#include "lexicon/petrarch_words.h"

#include <algorithm>
#include <cstring>

#include "base/utf8.h"

namespace annals::lexicon {
namespace {

constexpr std::size_t kTextPiece = 1 << 16;

std::uint64_t hash_of(std::string_view word) {
  std::uint64_t hash = 0xCBF29CE484222325ULL;  // FNV-1a
  for (const char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  return hash ^ (hash >> 29);
}

bool is_plain(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_word_char(char c) {
  return base::is_alpha_ascii(c) || base::is_digit(c) || static_cast<unsigned char>(c) >= 0x80;
}

// Without brackets, quotation marks and the like around it; a full stop stays ("u.s.").
std::string_view bare(std::string_view word) {
  while (!word.empty() && !is_word_char(word.front()) && !(word.front() == '\'' && word.size() > 1)) {
    word.remove_prefix(1);
  }
  while (!word.empty() && !is_word_char(word.back()) && word.back() != '.') word.remove_suffix(1);
  if (!word.empty() && word.front() == '\'') word.remove_prefix(1);
  const bool holds = std::any_of(word.begin(), word.end(), is_word_char);
  return holds ? word : std::string_view();
}

void add_word(std::string_view word, std::vector<std::string>& out) {
  const bool possessive = word == "'s" || word.ends_with("'s");
  word = bare(possessive ? word.substr(0, word.size() - 2) : word);
  if (word.size() > 3 && word.ends_with("n't")) {
    out.emplace_back(word.substr(0, word.size() - 3));
    word = "n't";
  }
  if (!word.empty()) out.emplace_back(word);
}

}  // namespace

void cut_part(std::string_view part, std::vector<std::string>& out) {
  std::string folded;
  if (is_plain(part)) {
    folded.resize(part.size());
    std::transform(part.begin(), part.end(), folded.begin(), base::fold_ascii);
  } else {
    base::fold_into(part, folded);
  }
  const std::string_view all = folded;
  for (std::size_t begin = 0; begin <= all.size();) {
    const std::size_t end = std::min(all.find_first_of("-_/", begin), all.size());
    add_word(all.substr(begin, end - begin), out);
    begin = end + 1;
  }
}

WordTable::WordTable() : slots_(1 << 12, 0), words_(1) {}

std::size_t WordTable::slot_of(std::string_view word) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = hash_of(word) & mask;
  while (slots_[slot] != 0 && words_[slots_[slot]] != word) slot = (slot + 1) & mask;
  return slot;
}

Petrarch::Word WordTable::find(std::string_view folded) const { return slots_[slot_of(folded)]; }

Petrarch::Word WordTable::add(std::string_view folded) {
  const std::size_t slot = slot_of(folded);
  if (slots_[slot] != 0) return slots_[slot];
  if (text_.empty() || room_ < folded.size()) {
    room_ = std::max(kTextPiece, folded.size());
    text_.push_back(std::make_unique<char[]>(room_));
    text_begin_ = text_.back().get();
  }
  std::memcpy(text_begin_, folded.data(), folded.size());
  words_.emplace_back(text_begin_, folded.size());
  text_begin_ += folded.size();
  room_ -= folded.size();
  const auto number = static_cast<Petrarch::Word>(words_.size() - 1);
  slots_[slot] = number;
  if (words_.size() * 2 > slots_.size()) grow();
  return number;
}

void WordTable::grow() {
  slots_.assign(slots_.size() * 2, 0);
  for (std::uint32_t i = 1; i < words_.size(); ++i) slots_[slot_of(words_[i])] = i;
}

void PhraseTable::add(std::span<const Piece> pieces, std::uint32_t payload) {
  if (pieces.empty()) return;
  Item item;
  item.first = pieces.front().word;
  item.begin = static_cast<std::uint32_t>(pieces_.size());
  item.size = static_cast<std::uint32_t>(pieces.size());
  item.payload = payload;
  items_.push_back(item);
  pieces_.insert(pieces_.end(), pieces.begin(), pieces.end());
}

void PhraseTable::sort(std::size_t words) {
  std::stable_sort(items_.begin(), items_.end(), [](const Item& a, const Item& b) {
    return a.first != b.first ? a.first < b.first : a.size > b.size;
  });
  first_of_.assign(words + 1, 0);
  std::size_t at = 0;
  for (std::size_t word = 0; word <= words; ++word) {
    while (at < items_.size() && items_[at].first < word) ++at;
    first_of_[word] = static_cast<std::uint32_t>(at);
  }
}

std::size_t PhraseTable::fits(const Item& item, std::span<const Petrarch::Word> words, std::size_t at) const {
  std::size_t next = at + 1;
  for (std::uint32_t i = 1; i < item.size; ++i) {
    const Piece& piece = pieces_[item.begin + i];
    if (!piece.touches) {
      while (next < words.size() && words[next] != piece.word) ++next;
    }
    if (next >= words.size() || words[next] != piece.word) return 0;
    ++next;
  }
  return next - at;
}

std::optional<Petrarch::Phrase> PhraseTable::match(std::span<const Petrarch::Word> words, std::size_t at) const {
  const Petrarch::Word word = words[at];
  if (word == 0 || word + 1 >= first_of_.size()) return std::nullopt;
  for (std::uint32_t i = first_of_[word]; i < items_.size() && items_[i].first == word; ++i) {
    if (const std::size_t size = fits(items_[i], words, at)) return Petrarch::Phrase{items_[i].payload, size};
  }
  return std::nullopt;
}

}  // namespace annals::lexicon
