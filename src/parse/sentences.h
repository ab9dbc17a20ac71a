// Words of blocks into sentences: windows through the model, and where a window says that sentences end.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "annals/document.h"
#include "model/model.h"
#include "parse/annotate.h"
#include "parse/labels.h"
#include "parse/language.h"

namespace annals::parse {

// The words of one block, and the sentences made of them.
struct BlockWords {
  std::uint32_t block = 0;  // index into Article::blocks
  std::vector<TextRange> words;
  std::vector<Sentence> sentences;
  std::vector<std::vector<NameScore>> names;  // of each sentence's words
};

class SentenceReader {
 public:
  SentenceReader(const model::Model& model, const Labels& labels, const Lemmas& lemmas, const Language& language)
      : model_(model), labels_(labels), language_(language), annotator_(model, labels, lemmas) {}

  // Fills the sentences of every block from its words.
  void read(std::string_view text, std::vector<BlockWords>& blocks) const;

 private:
  struct Span;
  struct Batch;
  bool may_end(std::string_view text, const BlockWords& block, std::size_t word) const;
  bool looks_final(std::string_view text, const BlockWords& block, std::size_t word) const;
  std::size_t take_closing(std::string_view text, const BlockWords& block, std::size_t end, std::size_t last) const;
  std::vector<std::size_t> ends(const model::Reading& reading, std::size_t offset, std::string_view text,
                                const Span& span, const BlockWords& block) const;
  std::size_t window_end(const model::Words& words, const Span& span) const;

  const model::Model& model_;
  const Labels& labels_;
  const Language& language_;
  Annotator annotator_;
};

}  // namespace annals::parse
