// Constrained agglomeration of claims, one stretch of days after another: first those that repeat each other, then
// pairs best first. What the whole and a part of it have in common: claims that no pair connects know nothing of each
// other.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "link/groups.h"
#include "link/mention.h"

namespace annals::link {

// Two claims whose evidence sums to more than nothing.
struct WeighedPair {
  double score = 0;
  std::uint32_t less = 0, more = 0;  // their numbers
  std::uint32_t a = 0, b = 0;        // nodes: of the less, of the more
};

// What two claims of different documents must share to be taken for one without a look at their neighbours; 0: nothing
// will do.
Hash signature(const Mention& mention);

struct Signed {
  Hash key;
  std::uint32_t number, node;
};

class Agglomeration {
 public:
  // Of `nodes`, which may grow: see `add_node`.
  explicit Agglomeration(const std::vector<const Mention*>& nodes)
      : groups(nodes), group(nodes.size(), kNoGroup), nodes_(nodes) {}

  void add_node() { group.push_back(kNoGroup); }
  std::uint32_t group_of(std::uint32_t node);

  // Claims that say the very same are joined to the first that says it; the rest of the work is done with that one.
  // Tells which were.
  using Folded = std::function<void(std::uint32_t one, std::uint32_t other)>;
  void fold_repeats(std::vector<Signed>& all, const Folded& folded);
  // Of two nodes, the one with the less number first; false: not so, for what stands against it.
  bool fold(std::uint32_t one, std::uint32_t other);
  void join_best_first(std::vector<WeighedPair> pairs);

  Groups groups;
  std::vector<std::uint32_t> group;  // by node

 private:
  void expect(const WeighedPair& pair);

  const std::vector<const Mention*>& nodes_;
};

}  // namespace annals::link
