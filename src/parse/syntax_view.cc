#include "parse/syntax_view.h"

namespace annals::parse {

SyntaxView::SyntaxView(const Sentence& sentence) : sentence_(sentence), children_(sentence.tokens.size()) {
  for (std::uint32_t i = 0; i < size(); ++i) {
    if (const auto above = head(i)) children_[*above].push_back(i);
  }
}

std::optional<std::uint32_t> SyntaxView::head(std::uint32_t i) const {
  const std::int32_t head = token(i).head;
  if (head < 0) return std::nullopt;
  return static_cast<std::uint32_t>(head);
}

std::optional<std::uint32_t> SyntaxView::child(std::uint32_t i, Deprel deprel) const {
  for (const std::uint32_t child : children_[i]) {
    if (token(child).deprel == deprel) return child;
  }
  return std::nullopt;
}

bool SyntaxView::governs(std::uint32_t ancestor, std::uint32_t i) const {
  for (std::optional<std::uint32_t> at = i; at; at = head(*at)) {
    if (*at == ancestor) return true;
  }
  return false;
}

Phrase SyntaxView::noun_phrase(std::uint32_t number, std::uint32_t noun) const {
  const auto inside = below(noun, [&](std::uint32_t child) {
    switch (token(child).deprel) {
      case Deprel::acl:
      case Deprel::acl_relcl:
      case Deprel::advcl:
      case Deprel::advcl_relcl:
      case Deprel::ccomp:
      case Deprel::csubj:
      case Deprel::parataxis:
      case Deprel::discourse:
      case Deprel::cop:
      case Deprel::nsubj:
      case Deprel::aux:
      case Deprel::mark:
        return true;
      case Deprel::case_:
        return head(child) == noun && child < noun;  // the preposition before it, not the 's behind a possessor
      case Deprel::appos:
      case Deprel::conj:
        return false;
      default:
        return false;
    }
  });
  std::uint32_t first = noun, last = noun + 1;
  while (first > 0 && inside[first - 1]) --first;
  while (last < size() && inside[last]) ++last;
  while (first < noun && token(first).upos == Upos::PUNCT) ++first;
  while (last > noun + 1 && token(last - 1).upos == Upos::PUNCT) --last;
  return {number, first, last, noun};
}

}  // namespace annals::parse
