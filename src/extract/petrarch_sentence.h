// A sentence as PETRARCH's dictionaries look at it: a row of words, with the noun phrases in it and the codes of the
// actors that each names. What PETRARCH reads off a phrase-structure tree is read off the dependency tree here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "annals/time.h"
#include "extract/tree.h"
#include "lexicon/petrarch.h"

namespace annals::extract {

struct Party {
  std::string code;          // "ISRGOV", "---GOV"
  TokenId token = kNoToken;  // heads the phrase that names it
  bool operator==(const Party&) const = default;
};

struct NounPhrase {
  TokenId head = kNoToken;
  std::size_t begin = 0, end = 0;  // words of the row
  std::uint32_t group = 0;         // phrases of one coordination share it
  std::vector<Party> parties;      // none: nobody that the dictionaries know
};

class PetrarchSentence {
 public:
  PetrarchSentence(const Tree& tree, const lexicon::Petrarch& lexicon, std::optional<sys_days> day);

  const Tree& tree() const { return tree_; }
  const std::vector<lexicon::Petrarch::Word>& words() const { return words_; }
  TokenId token_of(std::size_t word) const { return token_of_[word]; }
  std::size_t word_of(TokenId token) const { return word_of_[token]; }  // its first word, or the next token's
  bool comma_before(std::size_t word) const { return comma_before_[word]; }

  const std::vector<NounPhrase>& phrases() const { return phrases_; }  // in the order of their first words
  // The phrase that holds a word; -1: none does.
  int phrase_at(std::size_t word) const { return phrase_at_[word]; }
  // Whether `phrase` belongs to a larger one that names its actor ("Gondor" in "soldiers from Gondor").
  bool is_part(const NounPhrase& phrase) const;
  // All members of its coordination, in order, itself among them.
  std::vector<Party> parties_of_group(const NounPhrase& phrase) const;
  std::size_t group_size(const NounPhrase& phrase) const;

 private:
  using Words = std::vector<lexicon::Petrarch::Word>;
  using Places = std::vector<std::size_t>;  // of words in the row
  struct Alternative {
    Places places;  // in order
    TokenId token = kNoToken;
  };

  void cut();
  void find_phrases();
  void add_stray_actors();
  void code_phrases();
  bool is_inner(TokenId i) const;
  bool is_head(TokenId i) const;
  bool is_member(TokenId i) const;
  std::vector<TokenId> attributes(TokenId head) const;
  Places case_places(TokenId head) const;
  std::vector<Alternative> alternatives(TokenId head, int depth) const;
  std::string code_of(const Words& words) const;
  bool has_actor(const Words& words) const;
  Places own_places(TokenId head) const;
  Words words_at(const Places& places) const;
  Words own_words(TokenId head) const { return words_at(own_places(head)); }
  void lend_actors();

  const Tree& tree_;
  const lexicon::Petrarch& lexicon_;
  const std::optional<sys_days> day_;
  Words words_;
  std::vector<TokenId> token_of_;
  std::vector<std::size_t> word_of_;
  std::vector<bool> comma_before_;
  std::vector<NounPhrase> phrases_;
  std::vector<int> phrase_at_;
  std::vector<int> phrase_of_head_;
};

}  // namespace annals::extract
