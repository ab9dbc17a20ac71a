#include "link/chains.h"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "link/outlets.h"

namespace annals::link {
namespace {

// Pages of one day may name one another: such a ring is led out of as one, and where nothing leads out of it the
// earliest of them is its root. Rings are found as Tarjan found them.
class Walk {
 public:
  Walk(Press& press, Chained& chained) : press_(press), chained_(chained) {}

  void from(std::uint32_t page) {
    if (!steps_.contains(page)) visit(page);
  }

 private:
  struct Step {
    std::uint32_t number = 0;
    std::uint32_t reaches = 0;  // the least number on the way that it leads back to
    bool on_the_way = true;
  };

  std::uint32_t visit(std::uint32_t page) {
    const auto number = static_cast<std::uint32_t>(steps_.size());
    steps_[page] = {number, number, true};
    way_.push_back(page);
    std::uint32_t reaches = number;
    for (const Support& one : chained_.of(page)) {
      if (!one.main || one.parent == kNone || !chained_.is_open(one.parent)) continue;
      const auto at = steps_.find(one.parent);
      if (at == steps_.end()) {
        reaches = std::min(reaches, visit(one.parent));
      } else if (at->second.on_the_way) {
        reaches = std::min(reaches, at->second.number);
      }
    }
    if (reaches == number) leave(page);
    return reaches;
  }

  void leave(std::uint32_t first) {
    const auto begin = std::find(way_.rbegin(), way_.rend(), first).base() - 1;
    const std::vector<std::uint32_t> ring(begin, way_.end());
    way_.erase(begin, way_.end());
    for (const std::uint32_t page : ring) steps_[page].on_the_way = false;
    std::set<std::string> roots;
    for (const std::uint32_t page : ring) {
      for (const Support& one : chained_.of(page)) add_roots(one, ring, roots);
    }
    if (roots.empty()) {
      roots.insert(chained_.own(*std::min_element(
          ring.begin(), ring.end(), [&](std::uint32_t a, std::uint32_t b) { return press_.before(a, b); })));
    }
    for (const std::uint32_t page : ring) chained_.roots(page).assign(roots.begin(), roots.end());
  }

  void add_roots(const Support& one, const std::vector<std::uint32_t>& ring, std::set<std::string>& roots) {
    if (!one.main) return;
    if (one.parent == kNone) {
      roots.insert(one.origin.root);
    } else if (std::find(ring.begin(), ring.end(), one.parent) == ring.end()) {
      const std::vector<std::string>& there = chained_.roots(one.parent);
      roots.insert(there.begin(), there.end());
    }
  }

  Press& press_;
  Chained& chained_;
  std::unordered_map<std::uint32_t, Step> steps_;  // looked up only: its order goes nowhere
  std::vector<std::uint32_t> way_;
};

// A source outside the set by its name as a root.
std::string outside(Press& press, const Origin& origin) {
  if (origin.kind == "statement" || origin.kind == "post") return origin.source;
  const std::string key = source_key(origin.source);
  std::string agency = press.agency(hash_of(key));
  if (!agency.empty()) return agency;
  return key.starts_with("state ") ? key : origin.source;
}

}  // namespace

void lead_to_roots(Press& press, Chained& chained, const std::vector<std::uint32_t>& pages) {
  for (const std::uint32_t page : pages) {
    for (Support& one : chained.of(page)) {
      if (one.parent == kNone && one.origin.root.empty()) one.origin.root = outside(press, one.origin);
    }
  }
  Walk walk(press, chained);
  for (const std::uint32_t page : pages) walk.from(page);
  for (const std::uint32_t page : pages) {
    for (Support& one : chained.of(page)) {
      if (one.parent != kNone) one.origin.root = chained.roots(one.parent).front();
    }
  }
}

std::string own_name(Press& press, std::uint32_t page) {
  const Article& article = press.article(page);
  if (!press.is_wire(page) && !article.agency.value.empty()) return article.id;
  const std::string agency = press.agency(hash_of(source_key(article.outlet.value)));
  return agency.empty() ? article.id : agency;
}

}  // namespace annals::link
