#include "parse/tree.h"

#include <limits>

// Every node takes its best head; while these make a cycle, the cycle becomes one node. One matrix is contracted in
// place, and each contraction remembers for every node outside which arc of the cycle its scores stand for, so that the
// cycles can be opened again, the last first. Taking a large constant off the root's arcs makes the best tree one with
// the fewest of them, which is one.

namespace annals::parse {
namespace {

constexpr double kRootCost = 1e9;
constexpr double kNever = -1e18;

struct Contraction {
  std::vector<std::size_t> cycle;  // the first stands for all of them from here on
  std::vector<std::size_t> heads;  // of the cycle's nodes, in the cycle
  std::vector<std::size_t> enter;  // for a head outside: the node of the cycle that its arc enters
  std::vector<std::size_t> leave;  // for a node outside: its head in the cycle
};

class Decoder {
 public:
  Decoder(std::span<const float> scores, std::size_t n) : size_(n + 1), scores_(size_ * size_, kNever) {
    for (std::size_t d = 1; d < size_; ++d) {
      for (std::size_t h = 0; h < size_; ++h) {
        if (h != d) at(d, h) = scores[(d - 1) * size_ + h] - (h == 0 ? kRootCost : 0.0);
      }
    }
    active_.assign(size_, true);
    heads_.assign(size_, 0);
  }

  std::vector<std::size_t> decode() {
    std::vector<Contraction> contractions;
    choose();
    for (auto cycle = find_cycle(); !cycle.empty(); cycle = find_cycle()) {
      contractions.push_back(contract(cycle));
      choose();
    }
    for (auto last = contractions.rbegin(); last != contractions.rend(); ++last) expand(*last);
    return heads_;
  }

 private:
  double& at(std::size_t dependent, std::size_t head) { return scores_[dependent * size_ + head]; }

  void choose() {
    for (std::size_t d = 1; d < size_; ++d) {
      if (!active_[d]) continue;
      double highest = -std::numeric_limits<double>::infinity();
      for (std::size_t h = 0; h < size_; ++h) {
        if (!active_[h] || h == d || !(at(d, h) > highest)) continue;
        highest = at(d, h);
        heads_[d] = h;
      }
    }
  }

  std::vector<std::size_t> find_cycle() const {
    std::vector<std::size_t> seen(size_, 0);  // the walk that came by
    for (std::size_t start = 1; start < size_; ++start) {
      if (!active_[start] || seen[start] != 0) continue;
      std::size_t node = start;
      while (node != 0 && seen[node] == 0) {
        seen[node] = start;
        node = heads_[node];
      }
      if (node == 0 || seen[node] != start) continue;
      std::vector<std::size_t> cycle = {node};
      for (std::size_t next = heads_[node]; next != node; next = heads_[next]) cycle.push_back(next);
      return cycle;
    }
    return {};
  }

  Contraction contract(const std::vector<std::size_t>& cycle) {
    Contraction out{cycle, {}, std::vector<std::size_t>(size_), std::vector<std::size_t>(size_)};
    std::vector<bool> inside(size_, false);
    for (const std::size_t node : cycle) {
      inside[node] = true;
      out.heads.push_back(heads_[node]);
    }
    for (std::size_t other = 0; other < size_; ++other) {
      if (!active_[other] || inside[other]) continue;
      double entering = -std::numeric_limits<double>::infinity(), leaving = entering;
      for (const std::size_t node : cycle) {
        const double enter = at(node, other) - at(node, heads_[node]);
        if (enter > entering) entering = enter, out.enter[other] = node;
        if (other != 0 && at(other, node) > leaving) leaving = at(other, node), out.leave[other] = node;
      }
      at(cycle.front(), other) = entering;
      if (other != 0) at(other, cycle.front()) = leaving;
    }
    for (const std::size_t node : cycle) active_[node] = node == cycle.front();
    return out;
  }

  void expand(const Contraction& contraction) {
    const std::size_t whole = contraction.cycle.front();
    const std::size_t head = heads_[whole];
    for (std::size_t node = 1; node < size_; ++node) {
      if (active_[node] && node != whole && heads_[node] == whole) heads_[node] = contraction.leave[node];
    }
    for (std::size_t i = 0; i < contraction.cycle.size(); ++i) {
      heads_[contraction.cycle[i]] = contraction.heads[i];
      active_[contraction.cycle[i]] = true;
    }
    heads_[contraction.enter[head]] = head;
  }

  std::size_t size_;
  std::vector<double> scores_;
  std::vector<bool> active_;
  std::vector<std::size_t> heads_;
};

}  // namespace

std::vector<std::int32_t> best_tree(std::span<const float> scores, std::size_t n) {
  std::vector<std::int32_t> out(n);
  const std::vector<std::size_t> heads = Decoder(scores, n).decode();
  for (std::size_t i = 0; i < n; ++i) out[i] = static_cast<std::int32_t>(heads[i + 1]) - 1;
  return out;
}

}  // namespace annals::parse
