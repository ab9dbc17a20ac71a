#include "link/rejoin.h"

#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <tuple>

#include "link/modes.h"
#include "link/words.h"

namespace annals::link {
namespace {

constexpr std::int64_t kToll = 5;
constexpr Day kMostDays = 2;
constexpr double kLikeWords = 0.45;

// A mention by which an attack may be known again.
struct Known {
  Hash place = 0;
  std::int64_t killed = 0;
  std::uint32_t mention = 0;
  auto operator<=>(const Known&) const = default;
};

class Joiner {
 public:
  Joiner(const std::vector<Mention>& mentions, const std::vector<Bond>& bonds, std::vector<Cluster>& clusters)
      : mentions_(mentions), bonds_(bonds), clusters_(clusters) {
    into_.resize(clusters_.size());
    std::iota(into_.begin(), into_.end(), 0U);
    cluster_of_.resize(mentions_.size());
    for (std::uint32_t c = 0; c < clusters_.size(); ++c) {
      for (const std::uint32_t m : clusters_[c].members) cluster_of_[m] = c;
    }
  }

  void run(const std::vector<Accounts>& accounts) {
    for (const Accounts& two : accounts) join(two.a, two.b);
    std::erase_if(clusters_, [](const Cluster& cluster) { return cluster.members.empty(); });
  }

 private:
  void join(std::uint32_t a, std::uint32_t b) {
    const auto [first, second] = std::minmax({where(cluster_of_[a]), where(cluster_of_[b])});
    if (first == second || told_as_two(clusters_[first], clusters_[second])) return;
    Cluster &one = clusters_[first], &other = clusters_[second];
    one.members.insert(one.members.end(), other.members.begin(), other.members.end());
    std::sort(one.members.begin(), one.members.end());
    one.joints.insert(one.joints.end(), other.joints.begin(), other.joints.end());
    one.joints.push_back({std::min(a, b), std::max(a, b), 0});
    std::sort(one.joints.begin(), one.joints.end(), better);
    other = {};
    into_[second] = first;
  }

  std::uint32_t where(std::uint32_t cluster) const {
    while (into_[cluster] != cluster) cluster = into_[cluster];
    return cluster;
  }

  // By one page, by a reviewer, or by another toll.
  bool told_as_two(const Cluster& a, const Cluster& b) const {
    constexpr std::size_t kMostPairs = 1000000;  // events so often told are known by more than this
    if (a.members.size() * b.members.size() > kMostPairs) return true;
    for (const std::uint32_t x : a.members) {
      for (const std::uint32_t y : b.members) {
        const Mention &m = mentions_[x], &n = mentions_[y];
        const bool days =
            m.time_kind == TimeKind::stated && n.time_kind == TimeKind::stated && !m.time.overlaps(n.time);
        if (m.document == n.document && days) return true;
        if (m.killed >= 0 && n.killed >= 0 && m.killed != n.killed && days) return true;
      }
    }
    return std::any_of(bonds_.begin(), bonds_.end(), [&](const Bond& bond) { return bond.apart && parts(bond, a, b); });
  }

  static bool parts(const Bond& bond, const Cluster& a, const Cluster& b) {
    const auto in = [](const Bond::Member& member, const Cluster& cluster) {
      return std::binary_search(cluster.members.begin(), cluster.members.end(), member.mention);
    };
    return std::any_of(bond.members.begin(), bond.members.end(), [&](const Bond::Member& one) {
      return in(one, a) && std::any_of(bond.members.begin(), bond.members.end(), [&](const Bond::Member& other) {
               return in(other, b) && other.side != one.side;
             });
    });
  }

  const std::vector<Mention>& mentions_;
  const std::vector<Bond>& bonds_;
  std::vector<Cluster>& clusters_;
  std::vector<std::uint32_t> into_;        // by cluster: the one it became part of
  std::vector<std::uint32_t> cluster_of_;  // by mention
};

}  // namespace

bool tells_toll(const Mention& m) {
  return m.type == EventType::assault && m.status == Status::happened && m.killed >= kToll && m.place != 0 &&
         !m.whole_country && m.time_kind == TimeKind::stated && m.time.is_day();
}

bool one_attack(const Mention& a, const Mention& b) {
  if (a.document == b.document) return false;
  const Day apart = std::abs(a.time.from - b.time.from);
  if (apart < 1 || apart > kMostDays || modes_fit(a.type, a.modes, b.modes) == ModesFit::apart) return false;
  if (a.injured >= 0 && b.injured >= 0) return a.injured == b.injured;
  return likeness(a.words, b.words) >= kLikeWords;
}

std::vector<Accounts> accounts_of_other_days(const std::vector<Mention>& mentions) {
  std::vector<Known> known;
  for (std::uint32_t m = 0; m < mentions.size(); ++m) {
    if (tells_toll(mentions[m])) known.push_back({mentions[m].place, mentions[m].killed, m});
  }
  std::sort(known.begin(), known.end());
  std::vector<Accounts> out;
  for (std::size_t i = 0; i < known.size(); ++i) {
    for (std::size_t k = i + 1; k < known.size() && k - i <= kTollReach; ++k) {
      if (std::tie(known[k].place, known[k].killed) != std::tie(known[i].place, known[i].killed)) break;
      const std::uint32_t a = known[i].mention, b = known[k].mention;
      if (one_attack(mentions[a], mentions[b])) out.push_back({a, b});
    }
  }
  return out;
}

void join_other_days(const std::vector<Mention>& mentions, const std::vector<Bond>& bonds,
                     const std::vector<Accounts>& accounts, std::vector<Cluster>& clusters) {
  Joiner(mentions, bonds, clusters).run(accounts);
}

void join_other_days(const std::vector<Mention>& mentions, const std::vector<Bond>& bonds,
                     std::vector<Cluster>& clusters) {
  join_other_days(mentions, bonds, accounts_of_other_days(mentions), clusters);
}

}  // namespace annals::link
