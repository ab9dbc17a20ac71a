// Who speaks where a sentence does not say so itself: inside quotation marks that another sentence introduced, and
// below a line that ends "the minister said:".
#pragma once

#include <optional>
#include <vector>

#include "annals/claim.h"
#include "annals/document.h"
#include "extract/tree.h"
#include "lexicon/forms.h"

namespace annals::extract {

class Speakers {
 public:
  Speakers(const Document& document, const std::vector<Tree>& trees, const lexicon::Forms& forms);

  bool in_quotes(std::uint32_t sentence, TokenId token) const { return quote_of_[sentence][token] >= 0; }
  // The speaker of these words, by what stands around their sentence.
  std::optional<Speaker> of(std::uint32_t sentence, TokenId token) const;
  // Who spoke last before the sentence, at most three back: whom a verb of speech without a subject means.
  std::optional<Speaker> before(std::uint32_t sentence) const;

 private:
  struct Quote {
    std::uint32_t first = 0, last = 0;  // sentences
    std::optional<Speaker> speaker;
    bool goes_on = false;  // the quotation before it was left open: a quotation of several paragraphs
  };
  void find_quotes();
  void find_introductions();
  void find_speakers();
  bool tells(std::uint32_t sentence) const;
  bool tells_of(std::uint32_t sentence, const Phrase& who) const;
  bool in_first_person(std::uint32_t block) const;
  bool introduces(std::uint32_t sentence, bool& at_end) const;
  std::optional<Speaker> speaker_in(std::uint32_t sentence) const;

  const Document& document_;
  const std::vector<Tree>& trees_;
  const lexicon::Forms& forms_;
  std::vector<std::vector<int>> quote_of_;  // by sentence and token; -1: outside
  std::vector<Quote> quotes_;
  std::vector<std::optional<Speaker>> introduced_;  // by sentence: under a line that ended with a colon
};

}  // namespace annals::extract
