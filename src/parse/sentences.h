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
#include "parse/parts.h"

namespace annals::parse {

struct BlockSentence {
  Sentence sentence;
  std::vector<NameScore> names;  // of its words
};

// The words of one block, the parts of it that are to be read, and the sentences made of them.
struct BlockWords {
  std::uint32_t block = 0;  // index into Article::blocks
  std::vector<TextRange> words;
  std::vector<Part> parts;
  std::vector<BlockSentence> sentences;
};

class SentenceReader {
 public:
  SentenceReader(const model::Model& model, const Labels& labels, const Lemmas& lemmas, const Language& language,
                 bool meanings)
      : model_(model), labels_(labels), language_(language), annotator_(model, labels, lemmas), meanings_(meanings) {}

  // Fills the sentences of every block from its parts, as far as the limits go. Returns where in `text` it stopped:
  // the first word that was not read, or the end.
  std::size_t read(std::string_view text, std::vector<BlockWords>& blocks) const;

 private:
  // A run of a block's words that is still to be read, and the window it is read through next.
  struct Span {
    std::size_t block = 0;  // in the list of blocks
    std::size_t first = 0, last = 0;
    std::size_t window_last = 0;
    bool wide = false;  // no sentence ended within a window of the usual size
  };
  // A sentence that was found: words of a block, and its first word in the reading.
  struct Found {
    std::size_t block, first, last, reading;
  };
  std::size_t window_end(const model::Words& words, const Span& span) const;
  bool looks_final(const Forms& forms, std::size_t word) const;
  std::vector<std::size_t> ends(const model::Reading& reading, std::size_t offset, const Forms& forms,
                                const Span& span) const;
  void annotate(std::string_view text, const model::Reading& reading, const model::Middle& middle,
                const std::vector<Found>& found, std::vector<BlockWords>& blocks, model::Workspace& workspace) const;

  const model::Model& model_;
  const Labels& labels_;
  const Language& language_;
  Annotator annotator_;
  const bool meanings_;
};

}  // namespace annals::parse
