// A mention of an event as its own sentence tells it: the word, who and what hangs on it, what stands around it, what
// the reader's network made of it. Two of them give the numbers that the learned judge of likeness weighs (alike.h).
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "annals/document.h"
#include "lexicon/senses.h"
#include "link/hash.h"

namespace annals::link {

// Words and how much they say; ascending, each once.
struct Weighted {
  Hash word = 0;
  float weight = 0;
};
using Bag = std::vector<Weighted>;
float overlap(const Bag& a, const Bag& b);  // 1 the same words, 0 none in common

// How rare words are in a set of documents.
class Rarity {
 public:
  explicit Rarity(const std::vector<const Document*>& documents);
  float of(Hash stem) const;  // the logarithm of one in how many documents has it
  std::size_t documents() const { return documents_; }

 private:
  std::vector<std::pair<Hash, std::uint32_t>> counts_;  // by stem
  std::size_t documents_ = 0;
};

bool carries(const Token& token);  // whether a word carries matter

// The words of a document that carry its matter, weighed by their number and rarity, as a vector of length 1; or other
// words: those that `takes`, asked with the number of the sentence, takes.
using Takes = bool (*)(const Token& token, std::uint32_t sentence);
Bag matter_of(const Document& document, const Rarity& rarity, Takes takes = nullptr);
float cosine(const Bag& a, const Bag& b);

// What of a mention is compared.
struct Wording {
  std::uint32_t document = 0;  // position in the set
  std::uint32_t sentence = 0;
  std::uint32_t head = 0, governor = 0;  // tokens of the sentence; the root's governor is itself
  Hash form = 0, stem = 0, lemma = 0, first_letters = 0, governing = 0;
  bool verb = false, capital = false, denied = false, several = false;
  float place = 0;  // of its sentence in its document: 0 first, 1 last
  float rarity = 0;
  Bag around, near, parties, subjects;
  std::vector<Hash> names, numbers;                                           // of its sentence; ascending
  std::vector<std::uint32_t> parties_at, subjects_at, objects_at, around_at;  // tokens of its sentence
  lexicon::WordSenses senses;
  std::vector<float> by_itself, here, sentence_meaning;  // vectors of length 1; empty where not known
};

// The mean of what the network made of the words [first, last), as a vector of length 1; empty where it was not asked.
std::vector<float> meaning_of(const Sentence& sentence, std::uint32_t first, std::uint32_t last);

// Asks for what a word means whatever stands around it.
using WordVector = std::function<std::vector<float>(std::string_view)>;

struct WordingTools {
  const Rarity& rarity;
  const lexicon::Senses& senses;
  WordVector word_vector;
};
Wording wording_of(const Document& document, std::uint32_t number, const Phrase& mention, const WordingTools& tools);

struct Company;  // what the set says of a pair beside its two sides (context.h)

inline constexpr std::array<std::string_view, 47> kSigns = {"same stem",
                                                            "same form",
                                                            "same lemma",
                                                            "same beginning",
                                                            "one document",
                                                            "one sentence",
                                                            "stories alike",
                                                            "stories alike, up to .3",
                                                            "words around",
                                                            "words near",
                                                            "names shared",
                                                            "other names",
                                                            "numbers shared",
                                                            "other numbers",
                                                            "one with a capital",
                                                            "both with a capital",
                                                            "both open",
                                                            "far apart",
                                                            "one of several words",
                                                            "both of several words",
                                                            "rarer",
                                                            "less rare",
                                                            "told often",
                                                            "told less often",
                                                            "told in all",
                                                            "a sense in common",
                                                            "senses derived",
                                                            "senses akin",
                                                            "same stem, words around",
                                                            "same stem, words near",
                                                            "same stem, stories alike",
                                                            "same stem, one document",
                                                            "both verbs",
                                                            "verb and noun",
                                                            "parties shared",
                                                            "subjects shared",
                                                            "other parties",
                                                            "same stem, parties shared",
                                                            "same stem, other parties",
                                                            "sentences between",
                                                            "one denied",
                                                            "one governs the other",
                                                            "same governor",
                                                            "same stem, other numbers",
                                                            "same stem, other names",
                                                            "stories joined",
                                                            "same stem, stories joined"};
using Signs = std::array<float, kSigns.size()>;
// Symmetric. The vectors' likeness is alike.h's business.
Signs signs_of(const Wording& a, const Wording& b, const Company& company);

}  // namespace annals::link
