#include "extract/tree.h"

#include <algorithm>

#include "base/text.h"

#include "base/utf8.h"

namespace annals::extract {

Tree::Tree(const Document& document, const lexicon::Forms& forms, std::uint32_t sentence)
    : tokens_(&document.sentences[sentence].tokens), lexicon_(&forms), sentence_(sentence) {
  const std::size_t count = tokens_->size();
  children_.resize(count);
  names_.assign(count, -1);
  for (TokenId i = 0; i < count; ++i) {
    if (head(i) != kNoToken && head(i) < count) children_[head(i)].push_back(i);
    relations_.push_back(token(i).deprel);
    forms_.push_back(base::to_lower(token(i).form));
    const bool verb = token(i).upos == Upos::VERB || token(i).upos == Upos::AUX;
    const bool past = verb && (token(i).xpos == "VBD" || token(i).xpos == "VBN");
    lemmas_.emplace_back(forms.lemma(forms_.back(), base::to_lower(token(i).lemma), verb, past));
  }
  if (foreign()) name_function_words();
  const auto begin =
      std::lower_bound(document.names.begin(), document.names.end(), sentence,
                       [](const Name& name, std::uint32_t wanted) { return name.phrase.sentence < wanted; });
  for (auto name = begin; name != document.names.end() && name->phrase.sentence == sentence; ++name) {
    for (TokenId i = name->phrase.first; i < name->phrase.last && i < count; ++i) {
      names_[i] = static_cast<std::int8_t>(name->kind);
    }
  }
}

// What the language's small words are called, by where they stand; and "su" as what "his" is.
void Tree::name_function_words() {
  const lexicon::FunctionWords& words = lexicon_->words();
  for (TokenId i = 0; i < size(); ++i) {
    if (token(i).xpos == "PRP$" && relations_[i] == Deprel::det) relations_[i] = Deprel::nmod_poss;
    const std::string_view relation = to_string(token(i).deprel);
    const std::string_view above = head(i) == kNoToken ? "" : to_string(token(head(i)).deprel);
    const std::string* name = words.name(forms_[i], relation, above);
    if (!name) name = words.name(lemmas_[i], relation, above);
    if (name) forms_[i] = lemmas_[i] = *name;
  }
}

// The words of a case together ("cerca de"), else the first of them.
std::string Tree::foreign_preposition(TokenId i) const {
  std::string all, first;
  for (const TokenId c : children_[i]) {
    if (relation(c) != Deprel::case_) continue;
    if (first.empty()) first = form(c);
    std::vector<TokenId> parts = {c};
    for (const TokenId part : children_[c]) {
      if (relation(part) == Deprel::fixed) parts.push_back(part);
    }
    for (const TokenId part : parts) {
      if (!all.empty()) all += ' ';
      all += base::to_lower(token(part).form);
    }
  }
  const std::string* name = lexicon_->words().name(all, "case", to_string(token(i).deprel));
  return name ? *name : first;
}

TokenId Tree::child(TokenId i, Deprel wanted) const {
  for (const TokenId c : children_[i]) {
    if (relation(c) == wanted) return c;
  }
  return kNoToken;
}

TokenId Tree::child_with_form(TokenId i, std::string_view wanted) const {
  for (const TokenId c : children_[i]) {
    if (form(c) == wanted) return c;
  }
  return kNoToken;
}

bool Tree::is_nominal(TokenId i) const {
  switch (token(i).upos) {
    case Upos::NOUN:
    case Upos::PROPN:
    case Upos::PRON:
    case Upos::NUM:
    case Upos::SYM:
    case Upos::X:
      return true;
    case Upos::DET:
    case Upos::ADJ:  // "the wounded", "some", "many"
      return true;
    default:
      return false;
  }
}

bool Tree::is_relative_pronoun(TokenId i) const {
  const std::string_view word = form(i);
  return token(i).upos != Upos::SCONJ &&
         (word == "who" || word == "which" || word == "that" || word == "whom" || word == "whose");
}

std::string Tree::preposition(TokenId i) const {
  if (foreign()) return foreign_preposition(i);
  std::string out;
  for (const TokenId c : children_[i]) {
    if (relation(c) != Deprel::case_ || form(c) == "'s" || form(c) == "’s" || form(c) == "'" || form(c) == "’")
      continue;
    if (!out.empty()) out += ' ';
    out += form(c);
    for (const TokenId part : children_[c]) {
      if (relation(part) == Deprel::fixed) (out += ' ') += form(part);
    }
  }
  if (!out.empty()) return out;
  // "with Secretary of State John Kerry": the reader may hang the preposition on a later part of the name.
  for (const TokenId c : children_[i]) {
    if (relation(c) != Deprel::flat && relation(c) != Deprel::compound) continue;
    for (const TokenId d : children_[c]) {
      if (relation(d) == Deprel::case_ && d < i && base::is_alpha_ascii(form(d).front())) return std::string(form(d));
    }
  }
  return out;
}

std::vector<TokenId> Tree::conjuncts(TokenId i) const {
  std::vector<TokenId> out = {i};
  for (std::size_t at = 0; at < out.size(); ++at) {
    for (const TokenId c : children_[out[at]]) {
      if (relation(c) == Deprel::conj) out.push_back(c);
    }
  }
  return out;
}

TokenId Tree::first_conjunct(TokenId i) const {
  while (relation(i) == Deprel::conj && head(i) != kNoToken) i = head(i);
  return i;
}

bool Tree::is_ancestor(TokenId above, TokenId below) const {
  for (std::size_t steps = 0; below != kNoToken && steps <= size(); ++steps) {
    if (below == above) return true;
    below = head(below);
  }
  return false;
}

NameKind Tree::name_kind(TokenId i, bool& is_name) const {
  is_name = names_[i] >= 0;
  return is_name ? static_cast<NameKind>(names_[i]) : NameKind::other;
}

namespace {

bool belongs_to_noun_phrase(const Tree& tree, TokenId c, TokenId parent) {
  switch (tree.relation(c)) {
    case Deprel::det:
    case Deprel::det_predet:
    case Deprel::amod:
    case Deprel::compound:
    case Deprel::flat:
    case Deprel::fixed:
    case Deprel::goeswith:
    case Deprel::nummod:
    case Deprel::nmod_poss:
    case Deprel::nmod_desc:
    case Deprel::nmod_unmarked:
      return true;
    case Deprel::case_:
      return c > parent;  // the clitic of a possessive
    case Deprel::nmod: {
      const std::string preposition = tree.preposition(c);
      return preposition.empty() || preposition == "of" || preposition == "for" || preposition == "to";
    }
    case Deprel::advmod:
      return c < parent;  // "more than 1,000 people"
    case Deprel::appos:
      if (tree.token(c).upos == Upos::PROPN && tree.token(parent).upos != Upos::PROPN) return true;
      return c == parent + 1 && tree.token(c).upos == Upos::PROPN;  // "King Fahd"
    case Deprel::dep:
    case Deprel::list:
    case Deprel::obl_unmarked:
      return c == parent + 1 && tree.token(c).upos == Upos::PROPN && tree.is_noun(parent);
    default:
      return false;
  }
}

}  // namespace

Phrase Tree::noun_phrase(TokenId i) const {
  std::vector<bool> in(size(), false);
  in[i] = true;
  std::vector<TokenId> open = {i};
  while (!open.empty()) {
    const TokenId parent = open.back();
    open.pop_back();
    for (const TokenId c : children_[parent]) {
      const bool inner = parent != i && (relation(c) == Deprel::case_ || relation(c) == Deprel::conj ||
                                         relation(c) == Deprel::cc || relation(c) == Deprel::punct);
      if (belongs_to_noun_phrase(*this, c, parent) || inner) {
        in[c] = true;
        open.push_back(c);
      }
    }
  }
  // Only what hangs together with the head by words in between: commas and brackets before an apposition may stand.
  TokenId first = i, last = i + 1;
  while (first > 0 && in[first - 1]) --first;
  while (first < i && relation(first) == Deprel::case_) ++first;  // "In Karachi crowds": a comma was left away
  for (TokenId at = i + 1; at < size(); ++at) {
    if (in[at]) {
      last = at + 1;
    } else if (relation(at) != Deprel::punct) {
      break;
    }
  }
  return {sentence_, first, last, i};
}

Phrase Tree::whole(TokenId i) const {
  TokenId first = i, last = i + 1;
  std::vector<TokenId> open = {i};
  while (!open.empty()) {
    const TokenId parent = open.back();
    open.pop_back();
    for (const TokenId c : children_[parent]) {
      if (parent == i &&
          (relation(c) == Deprel::case_ || relation(c) == Deprel::mark || relation(c) == Deprel::punct)) {
        continue;
      }
      first = std::min(first, c);
      last = std::max(last, c + 1);
      open.push_back(c);
    }
  }
  return {sentence_, first, last, i};
}

std::string Tree::text(const Phrase& phrase) const {
  std::string out;
  for (TokenId i = phrase.first; i < phrase.last; ++i) {
    if (i > phrase.first && token(i).range.begin > token(i - 1).range.end) out += ' ';
    out += token(i).form;
  }
  return out;
}

}  // namespace annals::extract
