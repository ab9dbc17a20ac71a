// From the model's numbers to tokens: tags, lemmas, trees and names of sentences that are already cut.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "annals/document.h"
#include "model/model.h"
#include "parse/labels.h"
#include "parse/lemma.h"

namespace annals::parse {

// What the model said of a word about names.
struct NameScore {
  std::size_t label = 0;
  float probability = 0;
};

// Words [first, last) of a reading: one sentence.
struct ReadSentence {
  std::size_t first = 0;
  std::size_t last = 0;
  std::span<Token> tokens;     // to be filled; forms are given
  std::span<NameScore> names;  // to be filled
};

class Annotator {
 public:
  Annotator(const model::Model& model, const Labels& labels, const Lemmas& lemmas)
      : model_(model), labels_(labels), lemmas_(lemmas) {}

  void annotate(const model::Reading& reading, std::span<const ReadSentence> sentences,
                model::Workspace& workspace) const;
  // Names of one sentence, from its words' scores; a person's is made one node of the tree.
  void find_names(Sentence& sentence, std::uint32_t number, std::span<const NameScore> scores,
                  std::vector<Name>& names) const;

 private:
  void tag(const model::Reading& reading, const ReadSentence& sentence) const;
  std::string lemma_of(const model::Reading& reading, std::size_t word, const Token& token) const;
  std::vector<std::int32_t> tree(const model::Reading& reading, std::size_t first, std::size_t last,
                                 model::Workspace& workspace) const;

  const model::Model& model_;
  const Labels& labels_;
  const Lemmas& lemmas_;
};

// The word of [first, last) whose head lies outside: the first, where there are several.
std::uint32_t head_of(const Sentence& sentence, std::uint32_t first, std::uint32_t last);

}  // namespace annals::parse
