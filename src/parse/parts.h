// The words of a block, and the parts it is surely made of: runs of words that hold whole sentences, mostly one. A
// block is parted where no reader could doubt it, at a stop behind a plain word and before a capital, and behind its
// dateline.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "annals/span.h"
#include "parse/language.h"

namespace annals::parse {

// A block's words with their text.
struct Forms {
  std::string_view text;
  const std::vector<TextRange>& words;

  std::size_t size() const { return words.size(); }
  std::string_view operator[](std::size_t i) const { return text.substr(words[i].begin, words[i].size()); }
  bool spaced_behind(std::size_t i) const { return i + 1 == size() || words[i].end < words[i + 1].begin; }
};

// Words [first, last) of a block.
struct Part {
  std::size_t first = 0, last = 0;
  bool dateline = false;
};

std::vector<Part> parts_of(const Forms& forms, const Language& language);

// Whether a sentence may end behind a word, whatever the model says.
bool may_end(const Forms& forms, std::size_t word, const Language& language);
bool begins_like_sentence(std::string_view form);
// Closing marks stay with the sentence they close: the end moves behind them.
std::size_t take_closing(const Forms& forms, std::size_t end, std::size_t last);

}  // namespace annals::parse
