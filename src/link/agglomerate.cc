#include "link/agglomerate.h"

#include <algorithm>

#include "link/evidence.h"

namespace annals::link {

Hash signature(const Mention& m) {
  if (m.time_kind != TimeKind::stated || m.time.count() > 7) return 0;
  Hash key = mix(static_cast<Hash>(m.type), static_cast<Hash>(m.status));
  key = mix(mix(key, m.modes), m.place);
  key = mix(mix(key, static_cast<Hash>(m.time.from)), static_cast<Hash>(m.time.to));
  Hash parties = 0;
  for (const Party& party : m.parties) parties += mix(party.id, static_cast<Hash>(party.role));  // in any order
  key = mix(key, static_cast<Hash>(m.killed));
  key = mix(key, static_cast<Hash>(m.injured));
  return mix(key, parties);
}

std::uint32_t Agglomeration::group_of(std::uint32_t node) {
  if (group[node] == kNoGroup) group[node] = groups.make(node);
  return group[node];
}

bool Agglomeration::fold(std::uint32_t one, std::uint32_t other) {
  const Weighing weighing = weigh(*nodes_[one], *nodes_[other]);
  if (weighing.against != Against::nothing || weighing.score <= 0) return false;
  const Joint joint{nodes_[one]->number, nodes_[other]->number, weighing.score, {}};
  return groups.join({group_of(one), one}, {group_of(other), other}, joint);
}

void Agglomeration::fold_repeats(std::vector<Signed>& all, const Folded& folded) {
  std::sort(all.begin(), all.end(),
            [](const Signed& a, const Signed& b) { return a.key != b.key ? a.key < b.key : a.number < b.number; });
  for (std::size_t i = 0, j = 0; i < all.size(); i = j) {
    for (j = i + 1; j < all.size() && all[j].key == all[i].key; ++j) {
      if (fold(all[i].node, all[j].node)) folded(all[i].node, all[j].node);
    }
  }
}

void Agglomeration::join_best_first(std::vector<WeighedPair> pairs) {
  std::sort(pairs.begin(), pairs.end(), [](const WeighedPair& x, const WeighedPair& y) {
    if (x.score != y.score) return x.score > y.score;
    return x.less != y.less ? x.less < y.less : x.more < y.more;
  });
  constexpr std::size_t kAhead = 8;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    if (i + kAhead < pairs.size()) expect(pairs[i + kAhead]);
    const WeighedPair& pair = pairs[i];
    groups.join({group_of(pair.a), pair.a}, {group_of(pair.b), pair.b}, {pair.less, pair.more, pair.score, {}});
  }
}

// Groups are as far from each other as the evidence is unlike: what is needed is told some steps before.
void Agglomeration::expect(const WeighedPair& pair) {
  for (const std::uint32_t node : {pair.a, pair.b}) {
    if (group[node] != kNoGroup) {
      groups.expect(groups.root(group[node]));
    } else {
      __builtin_prefetch(nodes_[node]);
    }
  }
}

}  // namespace annals::link
