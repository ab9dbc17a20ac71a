#include "link/copies_align.h"

#include <algorithm>

namespace annals::link {
namespace {

constexpr std::uint32_t kFurthestSkip = 6;  // words an editor changes, puts in or takes out at one place
constexpr std::size_t kSureAgain = 2;       // words that must be the same behind a change
constexpr std::size_t kMostPassages = 128;

// Two stories read from a place in each, forwards or (step -1) backwards.
class Walk {
 public:
  Walk(std::span<const Word> here, std::span<const Word> there, Anchor at, int step)
      : here_(here), there_(there), step_(step), i_(at.here), j_(at.there) {}

  // Goes on while the stories agree. What is passed is counted in `worth`.
  void run() {
    while (true) {
      while (same(i_, j_)) {
        worth_ += std::min(worth(here_[index(i_)]), worth(there_[index(j_)]));
        i_ += step_, j_ += step_;
        end_here_ = i_, end_there_ = j_;
      }
      if (!skip_change()) return;
    }
  }
  std::int64_t end_here() const { return end_here_; }
  std::int64_t end_there() const { return end_there_; }
  std::uint32_t worth_passed() const { return worth_; }

 private:
  static std::size_t index(std::int64_t at) { return static_cast<std::size_t>(at); }
  bool same(std::int64_t i, std::int64_t j) const {
    return i >= 0 && j >= 0 && i < std::ssize(here_) && j < std::ssize(there_) &&
           same_word(here_[index(i)], there_[index(j)]);
  }
  bool agrees(std::int64_t i, std::int64_t j) const {
    for (std::size_t k = 0; k < kSureAgain; ++k, i += step_, j += step_) {
      if (!same(i, j)) return false;
    }
    return true;
  }
  // The smallest change after which both say the same again.
  bool skip_change() {
    for (std::uint32_t both = 1; both <= kFurthestSkip; ++both) {
      for (std::uint32_t mine = 0; mine <= both; ++mine) {
        const std::int64_t i = i_ + step_ * static_cast<std::int64_t>(mine);
        const std::int64_t j = j_ + step_ * static_cast<std::int64_t>(both - mine);
        if (!agrees(i, j)) continue;
        i_ = i, j_ = j;
        return true;
      }
    }
    return false;
  }

  std::span<const Word> here_, there_;
  std::int64_t step_, i_, j_;
  std::int64_t end_here_ = i_, end_there_ = j_;
  std::uint32_t worth_ = 0;
};

Passage grow(std::span<const Word> here, std::span<const Word> there, Anchor at) {
  Walk forwards(here, there, at, 1);
  Walk backwards(here, there, {at.here - 1, at.there - 1}, -1);
  forwards.run();
  backwards.run();
  return {static_cast<std::uint32_t>(backwards.end_here() + 1), static_cast<std::uint32_t>(forwards.end_here()),
          static_cast<std::uint32_t>(backwards.end_there() + 1), static_cast<std::uint32_t>(forwards.end_there()),
          forwards.worth_passed() + backwards.worth_passed()};
}

std::vector<Passage> passages_of(std::span<const Word> here, std::span<const Word> there,
                                 std::span<const Anchor> anchors) {
  std::vector<Passage> out;
  for (const Anchor& anchor : anchors) {
    const bool known = std::any_of(out.rbegin(), out.rend(), [&](const Passage& p) {
      return anchor.here >= p.begin && anchor.here < p.end && anchor.there >= p.there_begin &&
             anchor.there < p.there_end;
    });
    if (!known && out.size() < kMostPassages) out.push_back(grow(here, there, anchor));
  }
  return out;
}

// The heaviest first, each only where no word of it is taken yet: what a story says twice counts once.
void keep_apart(std::vector<Passage>& passages) {
  std::sort(passages.begin(), passages.end(), [](const Passage& a, const Passage& b) {
    return a.worth != b.worth   ? a.worth > b.worth
           : a.begin != b.begin ? a.begin < b.begin
                                : a.there_begin < b.there_begin;
  });
  std::size_t kept = 0;
  for (const Passage& passage : passages) {
    const auto meets = [&](const Passage& other) {
      return (passage.begin < other.end && other.begin < passage.end) ||
             (passage.there_begin < other.there_end && other.there_begin < passage.there_end);
    };
    if (std::none_of(passages.begin(), passages.begin() + static_cast<std::ptrdiff_t>(kept), meets))
      passages[kept++] = passage;
  }
  passages.resize(kept);
  std::sort(passages.begin(), passages.end(), [](const Passage& a, const Passage& b) { return a.begin < b.begin; });
}

// The most that a choice of the passages is worth whose order is that of the other story too.
std::uint32_t worth_in_order(const std::vector<Passage>& passages) {
  std::vector<std::uint32_t> best;  // of choices that end with this passage
  std::uint32_t most = 0;
  for (std::size_t i = 0; i < passages.size(); ++i) {
    std::uint32_t before = 0;
    for (std::size_t k = 0; k < i; ++k) {
      if (passages[k].there_begin < passages[i].there_begin) before = std::max(before, best[k]);
    }
    best.push_back(before + passages[i].worth);
    most = std::max(most, best.back());
  }
  return most;
}

}  // namespace

Alignment align(std::span<const Word> here, std::span<const Word> there, std::span<const Anchor> anchors) {
  Alignment out;
  out.passages = passages_of(here, there, anchors);
  keep_apart(out.passages);
  for (const Passage& passage : out.passages) out.worth += passage.worth;
  out.in_order = worth_in_order(out.passages);
  return out;
}

}  // namespace annals::link
