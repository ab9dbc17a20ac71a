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
constexpr double kInOrder = 0.6;                    // of what is shared
constexpr std::uint32_t kFewestMeetings = 6;        // of four stories, before a run can be known as standing text

// A run is standing text when fewer of its meetings than `among` share `copied` of the shorter text.
struct Round {
  double copied, among;
};
constexpr std::array<Round, kRounds> kRound = {Round{0.35, 0.3}, Round{0.5, 0.5}};

double standing_share(const Weighed& story, std::uint32_t begin, std::uint32_t end) {
  if (story.standing == 0) return 0;
  std::uint32_t all = 0, standing = 0;
  for (std::uint32_t i = begin; i < end; ++i) {
    const std::uint32_t here = worth(story.words[i]);
    all += here;
    if ((*story.marks)[story.first + i]) standing += here;
  }
  return static_cast<double>(standing) / all;
}

}  // namespace

bool RunCompany::is_standing_text(std::size_t round) const {
  return met >= kFewestMeetings && akin[round] < kRound[round].among * met;
}

bool are_akin(const Shares& shares, std::size_t round) { return shares.similarity() >= kRound[round].copied; }

std::vector<Passage> shared_passages(std::span<const Word> earlier, std::span<const Word> later,
                                     std::span<const Anchor> anchors) {
  Alignment alignment = align(earlier, later, anchors);
  const bool enough = alignment.worth >= kFewest && alignment.in_order >= kInOrder * alignment.worth;
  return enough ? std::move(alignment.passages) : std::vector<Passage>{};
}

std::uint32_t mark_run(std::span<const Word> words, std::size_t begin, std::vector<bool>& marks, std::size_t first) {
  std::uint32_t marked = 0;
  for (std::size_t i = begin, end = run_end(words, begin); i < end; ++i) {
    if (marks[first + i]) continue;
    marks[first + i] = true;
    marked += worth(words[i]);
  }
  return marked;
}

double own_worth(std::span<const Passage> passages, const Weighed& earlier, const Weighed& later) {
  double own = 0;
  for (const Passage& passage : passages) {
    const double standing = std::max(standing_share(earlier, passage.begin, passage.end),
                                     standing_share(later, passage.there_begin, passage.there_end));
    own += passage.worth * (1 - standing);
  }
  return own < kFewest ? 0 : own;
}

Shares shares_of(double own_worth, const Weighed& earlier, const Weighed& later) {
  return {own_worth / std::max(1U, earlier.worth - earlier.standing),
          own_worth / std::max(1U, later.worth - later.standing)};
}

// --- all of them ---

namespace {

class Judge {
 public:
  Judge(const Stories& stories, const Meetings& meetings)
      : stories_(stories), meetings_(meetings), marks_(stories.words()), standing_(stories.size()) {
    out_.companies.resize(meetings.runs.size());
  }

  JudgedPairs judge() {
    read_pairs();
    for (std::size_t round = 0; round < kRounds; ++round) {
      count(round);
      mark(round);
      weigh(round);
      out_.standing[round] = standing_;
    }
    return std::move(out_);
  }

 private:
  void read_pairs() {
    const std::vector<Meeting>& all = meetings_.all;
    std::vector<Anchor> anchors;
    for (std::size_t i = 0; i < all.size();) {
      Pair pair;
      pair.earlier = all[i].earlier, pair.later = all[i].later, pair.begin = i;
      anchors.clear();
      for (; i < all.size() && all[i].earlier == pair.earlier && all[i].later == pair.later; ++i)
        anchors.push_back(all[i].anchor);
      pair.end = i;
      pair.passages = shared_passages(stories_[pair.earlier], stories_[pair.later], anchors);
      const Weighed earlier = weighed(pair.earlier), later = weighed(pair.later);
      pair.shares = shares_of(own_worth(pair.passages, earlier, later), earlier, later);
      out_.pairs.push_back(std::move(pair));
    }
  }

  void count(std::size_t round) {
    for (const Pair& pair : out_.pairs) {
      const bool akin = are_akin(pair.shares, round);
      for (std::size_t i = pair.begin; i < pair.end; ++i) {
        RunCompany& company = out_.companies[meetings_.all[i].run];
        company.met += round == 0;
        company.akin[round] += akin;
      }
    }
  }

  void mark(std::size_t round) {
    for (const Meeting& meeting : meetings_.all) {
      if (!out_.companies[meeting.run].is_standing_text(round)) continue;
      mark(meeting.earlier, meeting.anchor.here);
      mark(meeting.later, meeting.anchor.there);
    }
  }
  void mark(std::uint32_t story, std::size_t begin) {
    standing_[story] += mark_run(stories_[story], begin, marks_, stories_.begin_of(story));
  }

  // What is left of each pair's likeness without standing text.
  void weigh(std::size_t round) {
    for (Pair& pair : out_.pairs) {
      const Weighed earlier = weighed(pair.earlier), later = weighed(pair.later);
      pair.own[round] = own_worth(pair.passages, earlier, later);
      pair.shares = shares_of(pair.own[round], earlier, later);
    }
  }

  Weighed weighed(std::uint32_t story) const {
    return {stories_[story], &marks_, stories_.begin_of(story), stories_.worth_of(story), standing_[story]};
  }

  const Stories& stories_;
  const Meetings& meetings_;
  std::vector<bool> marks_;              // by word of all stories
  std::vector<std::uint32_t> standing_;  // by story: what its standing words are worth
  JudgedPairs out_;
};

}  // namespace

JudgedPairs judge(const Stories& stories, const Meetings& meetings) { return Judge(stories, meetings).judge(); }

}  // namespace annals::link
