// Mentions of events that somebody has marked in texts, whatever their kind, into events: documents into stories by the
// words they share, the mentions of a story into events by the learned judge of likeness (alike.h), both by average
// linkage. A function of the set of documents and mentions.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "annals/document.h"
#include "link/alike.h"
#include "link/context.h"

namespace annals::link {

struct GivenMention {
  std::uint32_t document = 0;  // position in the documents
  Phrase phrase;
};

// A join of average linkage: the group of `second` went into that of `first`, at this mean likeness.
struct Join {
  std::uint32_t first = 0, second = 0;
  double like = 0;
};

// The groups that average linkage makes of `count` things: those whose mean likeness is at least `least` are joined,
// the likest first, the earliest of equals. A group's name is its first member. `of_the_likest`: how much of the
// likeness of two groups is that of their likest two members, instead of the mean.
std::vector<std::uint32_t> average_linkage(std::size_t count,
                                           const std::function<double(std::size_t, std::size_t)>& like, double least,
                                           std::vector<Join>* joins = nullptr, float of_the_likest = 0);

// Documents must have Sentence::meanings. All that a judge is asked about them:
class Given {
 public:
  Given(const std::vector<const Document*>& documents, const std::vector<GivenMention>& mentions,
        const lexicon::Senses& senses, const WordVector& word_vector);

  // By document: the first document of its story.
  const std::vector<std::uint32_t>& stories() const { return stories_; }
  // Positions of the mentions of each story, in the order of their documents.
  const std::vector<std::vector<std::uint32_t>>& by_story() const { return by_story_; }
  const Wording& wording(std::uint32_t mention) const { return wordings_[mention]; }
  Company company(std::uint32_t a, std::uint32_t b) const;

  // By mention: the first mention of its event.
  std::vector<std::uint32_t> events(const Alike& alike) const;

 private:
  Near matter_;
  Near joined_;
  std::vector<std::uint32_t> stories_;
  std::vector<std::vector<std::uint32_t>> by_story_;
  std::vector<Wording> wordings_;
  Context context_;
  std::vector<float> told_, told_in_all_;  // by mention: how many of its story have its stem; and how many there are
};

}  // namespace annals::link
