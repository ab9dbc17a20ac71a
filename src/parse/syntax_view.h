// A sentence's tree from above: children, what a word governs, and who its subject is.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "annals/document.h"

namespace annals::parse {

class SyntaxView {
 public:
  explicit SyntaxView(const Sentence& sentence);

  const Token& token(std::uint32_t i) const { return sentence_.tokens[i]; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(sentence_.tokens.size()); }
  const std::vector<std::uint32_t>& children(std::uint32_t i) const { return children_[i]; }
  std::optional<std::uint32_t> head(std::uint32_t i) const;
  std::optional<std::uint32_t> child(std::uint32_t i, Deprel deprel) const;  // the first of them
  bool governs(std::uint32_t ancestor, std::uint32_t i) const;               // or is it
  // Marks the words below `i`, itself included; words below a child for which `skip` holds are left out.
  template <typename Skip>
  std::vector<bool> below(std::uint32_t i, Skip&& skip) const {
    std::vector<bool> marked(size(), false);
    std::vector<std::uint32_t> open = {i};
    while (!open.empty()) {
      const std::uint32_t at = open.back();
      open.pop_back();
      if (marked[at]) continue;
      marked[at] = true;
      for (const std::uint32_t child : children_[at]) {
        if (!skip(child)) open.push_back(child);
      }
    }
    return marked;
  }

  // The phrase around a noun: an unbroken run of words about it, without its clauses.
  Phrase noun_phrase(std::uint32_t number, std::uint32_t head) const;

 private:
  const Sentence& sentence_;
  std::vector<std::vector<std::uint32_t>> children_;
};

}  // namespace annals::parse
