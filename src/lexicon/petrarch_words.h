// Words of PETRARCH's dictionaries by number, and tables of phrases looked up by their first word.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lexicon/petrarch.h"

namespace annals::lexicon {

// Numbers from 1 on, in the order in which words were first met.
class WordTable {
 public:
  WordTable();
  Petrarch::Word add(std::string_view folded);
  Petrarch::Word find(std::string_view folded) const;  // 0: unknown
  std::size_t size() const { return words_.size(); }

 private:
  std::size_t slot_of(std::string_view word) const;
  void grow();

  std::vector<std::uint32_t> slots_;           // of a power of two; 0: free
  std::vector<std::string_view> words_;        // words_[0] is empty
  std::vector<std::unique_ptr<char[]>> text_;  // in pieces that stay where they are
  char* text_begin_ = nullptr;
  std::size_t room_ = 0;  // left behind text_begin_
};

// The words of a part without blanks or underscores: cut at hyphens, folded, without the punctuation around them; an
// "n't" is a word of its own, a possessive's "'s" is none.
void cut_part(std::string_view part, std::vector<std::string>& out);

class PhraseTable {
 public:
  struct Piece {
    Petrarch::Word word = 0;
    bool touches = false;  // the one before it
  };
  void add(std::span<const Piece> pieces, std::uint32_t payload);
  void sort(std::size_t words);  // once, when all are in; `words`: how many numbers there are
  // The longest phrase that begins at `at`; of equals the one added first.
  std::optional<Petrarch::Phrase> match(std::span<const Petrarch::Word> words, std::size_t at) const;
  std::size_t size() const { return items_.size(); }

 private:
  struct Item {
    Petrarch::Word first = 0;
    std::uint32_t begin = 0, size = 0;  // in pieces_
    std::uint32_t payload = 0;
  };
  std::size_t fits(const Item& item, std::span<const Petrarch::Word> words, std::size_t at) const;

  std::vector<Item> items_;
  std::vector<Piece> pieces_;
  std::vector<std::uint32_t> first_of_;  // by word: its first item
};

}  // namespace annals::lexicon
