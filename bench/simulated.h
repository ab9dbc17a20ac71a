// News of any amount, made up: what linking takes of each document, without its text. Every document is a function of
// its place and the seed, so that they can be told in any order and none need be held.
//
// A thousand thousand documents a year. Stories are born every day and told with a heavy tail: the greatest of a day by
// some hundreds of documents, most by one or two, most of them soon, a few for weeks; one story is told by a hundredth
// of all documents, from before its day to the end. A story has several events, some of them announced. A quarter of
// the documents hand on a wire's sentence word for word. One in 32 arrives three weeks late, one date in 50 is wrong,
// one document in 50 has no day, one claim in seven gives no time, and one in ten is background of years ago.
#pragma once

#include <cstdint>
#include <vector>

#include "link/mention.h"

namespace annals::bench {

class SimulatedNews {
 public:
  SimulatedNews(std::uint64_t documents, std::uint64_t seed);

  struct Told {
    link::Mention mention;  // its lists lie in the Sides given
    std::uint64_t event;    // the truth
  };
  // Adds the claims of the document that arrives as number `arrival`.
  void tell(std::uint64_t arrival, std::vector<Told>& out, link::Sides& sides) const;
  // What the mention of this number really tells of.
  std::uint64_t event_of(std::uint32_t number) const;

  static constexpr std::uint32_t kMostClaims = 8;  // numbers of a document's claims begin at so many times its own

 private:
  struct Event;
  struct Story;
  void tell_document(std::uint64_t place, std::vector<Told>& out, link::Sides& sides) const;
  Story story(link::Day born, std::uint64_t rank) const;
  Event event_of(const Story& story, std::uint32_t which) const;

  std::uint64_t documents_, seed_, stride_, unstride_;
};

}  // namespace annals::bench
