// A Document is an Article that has been read: sentences, words with tags and trees, names, quotations.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "annals/article.h"
#include "annals/syntax.h"

namespace annals {

// One word of a sentence, annotated as Universal Dependencies has it.
struct Token {
  TextRange range;   // in Article::text
  std::string form;  // as written
  std::string lemma;
  std::string xpos;  // Penn Treebank tag ("VBD")
  Upos upos = Upos::X;
  Deprel deprel = Deprel::dep;
  std::int32_t head = -1;  // index of the governing token in the same sentence; -1 at the root
};

struct Sentence {
  TextRange range;
  std::uint32_t block = 0;  // index into Article::blocks; a sentence lies within one block
  std::vector<Token> tokens;
  // What the reader's network made of each word half way through: a run of numbers a token, all of one length, of which
  // only the proportions mean something. Empty unless asked for.
  std::vector<std::int8_t> meanings = {};
};

// Tokens [first, last) of one sentence, and the word that heads them.
struct Phrase {
  std::uint32_t sentence = 0;
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  std::uint32_t head = 0;

  bool empty() const { return first >= last; }
  bool operator==(const Phrase&) const = default;
};

// A proper name in the text.
struct Name {
  Phrase phrase;
  NameKind kind = NameKind::other;
  float confidence = 0;
};

// What somebody is quoted as saying. Direct: between quotation marks; indirect: the content of a verb of speech.
struct Quotation {
  bool direct = false;
  TextRange content;
  Phrase speaker;       // empty when the text names none
  Phrase cue;           // "said", "according to"; empty when there is none (a speaker carried over)
  bool stance = false;  // what the speaker thinks, wants, supports or rejects, told without his having said it
};

// A run of whole sentences, mostly one, that was not read: by its words alone it tells of no event.
struct PassedOver {
  TextRange range;          // in Article::text
  std::uint32_t block = 0;  // index into Article::blocks
  float score = 0;          // how likely it tells of one: above 0 where likelier than not
};

struct Document {
  Article article;
  std::vector<Sentence> sentences;      // of title, lead, body, caption and quote blocks, in text order
  std::vector<Name> names;              // in text order
  std::vector<Quotation> quotations;    // in text order of their content
  std::vector<PassedOver> passed_over;  // in text order, apart from the sentences

  const Block& block_of(const Sentence& sentence) const { return article.blocks[sentence.block]; }
  TextRange range_of(const Phrase& phrase) const {
    const auto& tokens = sentences[phrase.sentence].tokens;
    return {tokens[phrase.first].range.begin, tokens[phrase.last - 1].range.end};
  }
  std::string_view text_of(const Phrase& phrase) const { return article.text.view(range_of(phrase)); }
};

}  // namespace annals
