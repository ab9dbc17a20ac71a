// Text that many stories share without being copies of one another is nobody's: what an outlet prints under everything,
// the background paragraph that a desk pastes into each story of a war. It is known by the company it keeps. Where a
// wire stands in many pages, most pairs of those pages are copies; where a cookie notice stands in many pages, most
// pairs are not. So pairs are judged more than once: with all they share, then without what that judgement shows to be
// standing text, and again with a stricter eye, since what is left can be told apart better.
#include "link/copies_judge.h"

#include <algorithm>

namespace annals::link {
namespace {

constexpr std::uint32_t kFewest = 16 * kWordWorth;  // two stories that share less copy nobody
constexpr double kCopied = 0.35;                    // of the shorter text
constexpr double kInOrder = 0.6;                    // of what is shared
constexpr std::uint32_t kFewestMeetings = 6;        // of four stories, before a run can be known as standing text

// A run is standing text when fewer of its meetings than `among` share `copied` of the shorter text.
struct Round {
  double copied, among;
};
constexpr Round kFirstRound = {0.35, 0.3};
constexpr Round kSecondRound = {0.5, 0.5};

// Two stories with what they share. Their anchors are meetings [begin, end).
struct Pair {
  std::uint32_t earlier = 0, later = 0;
  std::size_t begin = 0, end = 0;
  std::vector<Passage> passages;
  double of_earlier = 0, of_later = 0;  // the share of each one's text that is in the other

  double similarity() const { return std::max(of_earlier, of_later); }
};

std::vector<Pair> pairs_of(const Stories& stories, const std::vector<Meeting>& meetings) {
  std::vector<Pair> out;
  std::vector<Anchor> anchors;
  for (std::size_t i = 0; i < meetings.size();) {
    Pair pair{meetings[i].earlier, meetings[i].later, i, i, {}};
    anchors.clear();
    for (; i < meetings.size() && meetings[i].earlier == pair.earlier && meetings[i].later == pair.later; ++i)
      anchors.push_back(meetings[i].anchor);
    pair.end = i;
    Alignment alignment = align(stories[pair.earlier], stories[pair.later], anchors);
    if (alignment.worth >= kFewest && alignment.in_order >= kInOrder * alignment.worth) {
      pair.passages = std::move(alignment.passages);
      pair.of_earlier = static_cast<double>(alignment.worth) / stories.worth_of(pair.earlier);
      pair.of_later = static_cast<double>(alignment.worth) / stories.worth_of(pair.later);
    }
    out.push_back(std::move(pair));
  }
  return out;
}

// --- standing text ---

class Standing {
 public:
  Standing(const Stories& stories, const Meetings& meetings)
      : stories_(stories), meetings_(meetings), words_(stories.words()), worth_(stories.size()) {}

  void mark(const std::vector<Pair>& pairs, Round round) {
    std::vector<std::uint32_t> met(meetings_.runs), akin(meetings_.runs);
    for (const Pair& pair : pairs) {
      for (std::size_t i = pair.begin; i < pair.end; ++i) {
        ++met[meetings_.all[i].run];
        akin[meetings_.all[i].run] += pair.similarity() >= round.copied;
      }
    }
    for (const Meeting& meeting : meetings_.all) {
      if (met[meeting.run] < kFewestMeetings || akin[meeting.run] >= round.among * met[meeting.run]) continue;
      mark_run(meeting.earlier, meeting.anchor.here);
      mark_run(meeting.later, meeting.anchor.there);
    }
  }

  // What is left of each pair's likeness without standing text.
  void weigh(std::vector<Pair>& pairs) const {
    for (Pair& pair : pairs) {
      double shared = 0;
      for (const Passage& passage : pair.passages) shared += own_worth(passage, pair);
      if (shared < kFewest) shared = 0;
      if (shared == 0) pair.passages.clear();
      pair.of_earlier = shared / std::max(1U, stories_.worth_of(pair.earlier) - worth_[pair.earlier]);
      pair.of_later = shared / std::max(1U, stories_.worth_of(pair.later) - worth_[pair.later]);
    }
  }

 private:
  void mark_run(std::uint32_t story, std::size_t begin) {
    const std::size_t first = stories_.begin_of(story), end = run_end(stories_[story], begin);
    for (std::size_t i = begin; i < end; ++i) {
      if (words_[first + i]) continue;
      words_[first + i] = true;
      worth_[story] += worth(stories_[story][i]);
    }
  }
  double standing_share(std::uint32_t story, std::uint32_t begin, std::uint32_t end) const {
    if (worth_[story] == 0) return 0;
    std::uint32_t all = 0, standing = 0;
    const std::size_t first = stories_.begin_of(story);
    for (std::uint32_t i = begin; i < end; ++i) {
      const std::uint32_t here = worth(stories_[story][i]);
      all += here;
      if (words_[first + i]) standing += here;
    }
    return static_cast<double>(standing) / all;
  }
  double own_worth(const Passage& passage, const Pair& pair) const {
    const double standing = std::max(standing_share(pair.earlier, passage.begin, passage.end),
                                     standing_share(pair.later, passage.there_begin, passage.there_end));
    return passage.worth * (1 - standing);
  }

  const Stories& stories_;
  const Meetings& meetings_;
  std::vector<bool> words_;           // by word of all stories
  std::vector<std::uint32_t> worth_;  // by story: of its standing words
};

}  // namespace

std::vector<Kinship> kinships(const Stories& stories, const Meetings& meetings) {
  std::vector<Pair> pairs = pairs_of(stories, meetings.all);
  Standing standing(stories, meetings);
  for (const Round& round : {kFirstRound, kSecondRound}) {
    standing.mark(pairs, round);
    standing.weigh(pairs);
  }
  std::vector<Kinship> out;
  for (Pair& pair : pairs) {
    if (pair.similarity() >= kCopied)
      out.push_back({pair.earlier, pair.later, pair.of_earlier, pair.of_later, std::move(pair.passages)});
  }
  return out;
}

}  // namespace annals::link
