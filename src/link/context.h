// What the set of documents says of two mentions beside their own sentences' words (wording.h): how near their
// documents are for documents of one story, how widely their words are told there, and whether the network makes the
// same of the words that stand around them, seen from the middle of the story.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <string_view>
#include <vector>

#include "annals/document.h"
#include "link/wording.h"

namespace annals::link {

// "Ahead" is by how much two documents are nearer than these two mostly are to the others of their story.
inline constexpr std::array<std::string_view, 42> kContextSigns = {"stories ahead",
                                                                   "same stem, stories ahead",
                                                                   "same neighbours",
                                                                   "same stem, same neighbours",
                                                                   "names of the stories",
                                                                   "names ahead",
                                                                   "same stem, names ahead",
                                                                   "numbers of the stories",
                                                                   "numbers ahead",
                                                                   "same stem, numbers ahead",
                                                                   "acts and things of the stories",
                                                                   "acts and things ahead",
                                                                   "same stem, acts and things ahead",
                                                                   "openings of the stories",
                                                                   "openings ahead",
                                                                   "same stem, openings ahead",
                                                                   "meanings of the stories",
                                                                   "meanings ahead",
                                                                   "same stem, meanings ahead",
                                                                   "told in one document more than by chance",
                                                                   "documents of the commoner",
                                                                   "documents of the rarer",
                                                                   "documents of both",
                                                                   "documents of the story",
                                                                   "words seen from the story",
                                                                   "meanings seen from the story",
                                                                   "sentences seen from the story",
                                                                   "nearest parties",
                                                                   "parties side by side",
                                                                   "nearest subjects",
                                                                   "nearest objects",
                                                                   "objects side by side",
                                                                   "subject of one, object of the other",
                                                                   "one without parties",
                                                                   "one without a subject",
                                                                   "one without an object",
                                                                   "sentences side by side",
                                                                   "nearby words side by side",
                                                                   "governors",
                                                                   "one and the governor of the other",
                                                                   "one tells the other's word",
                                                                   "heads seen from the story"};
using ContextSigns = std::array<float, kContextSigns.size()>;

// What the set says of a pair beside its two sides.
struct Company {
  float stories = 0;  // the cosine of their documents
  float joined = 0;   // the mean likeness at which the groups of their documents were joined; 1 for one document
  float told_a = 0, told_b = 0;  // how many mentions of the story have the stem of each
  float told = 0;                // ... and how many there are
  ContextSigns context{};
};

// How near things are, two by two.
class Near {
 public:
  explicit Near(std::size_t count = 0) : count_(count), near_(count * count, 0.0f) {}
  float of(std::size_t i, std::size_t j) const { return near_[i * count_ + j]; }
  void set(std::size_t i, std::size_t j, float near) { near_[i * count_ + j] = near_[j * count_ + i] = near; }

 private:
  std::size_t count_;
  std::vector<float> near_;
};

class Context {
 public:
  Context() = default;
  // stories: by document the first document of its story. wordings: of all mentions, whose documents are those given.
  Context(const std::vector<const Document*>& documents, const Rarity& rarity,
          const std::vector<std::uint32_t>& stories, const Near& matter, const std::vector<Wording>& wordings);

  // Of two mentions of one story. Symmetric.
  ContextSigns signs(const Wording& a, const Wording& b, std::uint32_t number_a, std::uint32_t number_b) const;

 private:
  // Two measures of nearness: as it is, and beside what is usual in the story.
  struct Kind {
    Near plain, ahead;
  };
  using Row = std::vector<float>;

  // A sentence as it is seen from the middle of its story.
  struct Seen {
    std::vector<Row> words;  // of length 1; empty where the network was not asked
    std::vector<float> rarity;
    std::vector<Hash> stems;
  };

  void see(const std::vector<const Document*>& documents, const Rarity& rarity, const std::vector<Wording>& wordings);
  void centre(Row& row, std::uint32_t story) const;
  Near ahead(const Near& plain) const;
  Near neighbours(const Near& plain) const;
  void count(const std::vector<Wording>& wordings);

  std::vector<std::uint32_t> stories_;
  std::map<std::uint32_t, std::vector<std::uint32_t>> members_;  // documents by story
  std::array<Kind, 6> kinds_;                                    // matter, names, numbers, acts, openings, meanings
  Near neighbours_;
  std::map<std::uint32_t, Row> middles_;  // by story
  Row spread_;                            // by dimension
  std::map<std::pair<std::uint32_t, std::uint32_t>, Seen> sentences_;
  std::map<std::pair<std::uint32_t, Hash>, std::set<std::uint32_t>> told_;  // documents by story and stem
  std::vector<std::array<Row, 3>> mentions_;                                // word, meaning, sentence, from the story
};

}  // namespace annals::link
