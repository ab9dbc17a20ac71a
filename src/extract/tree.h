// A sentence's dependency tree with the questions that the matcher asks of it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "annals/document.h"
#include "lexicon/forms.h"

namespace annals::extract {

using TokenId = std::uint32_t;
inline constexpr TokenId kNoToken = 0xFFFFFFFF;

class Tree {
 public:
  Tree(const Document& document, const lexicon::Forms& forms, std::uint32_t sentence);

  std::uint32_t sentence() const { return sentence_; }
  std::size_t size() const { return tokens_->size(); }
  const Token& token(TokenId i) const { return (*tokens_)[i]; }
  std::string_view lemma(TokenId i) const { return lemmas_[i]; }  // lower case
  std::string_view form(TokenId i) const { return forms_[i]; }    // as written, in lower case; see foreign()
  Deprel relation(TokenId i) const { return relations_[i]; }
  TokenId head(TokenId i) const { return token(i).head < 0 ? kNoToken : static_cast<TokenId>(token(i).head); }
  const std::vector<TokenId>& children(TokenId i) const { return children_[i]; }

  TokenId child(TokenId i, Deprel relation) const;  // the first one, or kNoToken
  TokenId child_with_form(TokenId i, std::string_view form) const;
  bool has(TokenId i, Deprel relation) const { return child(i, relation) != kNoToken; }
  // Whether the language is another than English: its small words bear English names, its verbs inflect more.
  bool foreign() const { return lexicon_->words().foreign(); }
  // The number that the word names ("dozen"), or nothing.
  std::optional<std::int64_t> number_word(TokenId i) const { return lexicon_->number(form(i)); }
  bool is_verb(TokenId i) const { return token(i).upos == Upos::VERB || token(i).upos == Upos::AUX; }
  bool is_noun(TokenId i) const { return token(i).upos == Upos::NOUN || token(i).upos == Upos::PROPN; }
  bool is_nominal(TokenId i) const;  // noun, pronoun, number ...
  bool is_relative_pronoun(TokenId i) const;
  // The words that mark `i`'s case, joined ("according to"); empty when there are none.
  std::string preposition(TokenId i) const;
  // `i` and what is coordinated with it.
  std::vector<TokenId> conjuncts(TokenId i) const;
  TokenId first_conjunct(TokenId i) const;
  bool is_ancestor(TokenId above, TokenId below) const;
  NameKind name_kind(TokenId i, bool& is_name) const;

  // The noun phrase that `i` heads: without its preposition, its relative clauses, what is coordinated with it. A
  // common noun with a name in apposition ("the minister, Dmitri Yazov") keeps the name.
  Phrase noun_phrase(TokenId i) const;
  Phrase whole(TokenId i) const;  // everything below `i`, without a leading preposition
  Phrase word(TokenId i) const { return {sentence_, i, i + 1, i}; }
  std::string text(const Phrase& phrase) const;

 private:
  void name_function_words();
  std::string foreign_preposition(TokenId i) const;

  const std::vector<Token>* tokens_;
  const lexicon::Forms* lexicon_;
  std::uint32_t sentence_;
  std::vector<std::vector<TokenId>> children_;
  std::vector<std::string> lemmas_, forms_;
  std::vector<Deprel> relations_;
  std::vector<std::int8_t> names_;  // NameKind, or -1
};

}  // namespace annals::extract
