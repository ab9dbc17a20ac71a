#include "query/origins.h"

#include <map>
#include <set>

#include "query/source.h"

namespace annals::query {
namespace {

constexpr unsigned kDeepest = 8;

class Tree {
 public:
  Tree(Lines& lines, const Event& event) : lines_(lines) {
    for (const ResolvedClaim& claim : event.claims) {
      names_.emplace(claim.document, claim.outlet.empty() ? claim.path : claim.outlet + ", " + claim.path);
    }
    for (const Origin& origin : event.origins) {
      const bool of_a_page = !origin.from.empty();
      if (origin.kind == "own") {
        own_.push_back(&origin);
      } else {
        under_[of_a_page ? origin.from : "source " + origin.source].push_back(&origin);
        if (!of_a_page || !names_.contains(origin.from)) tops_.emplace_back(of_a_page, &origin);
      }
    }
  }

  void put() {
    for (const Origin* origin : own_) {
      lines_.put(2, name_of(origin->document) + " (its own report)", 2);
      put_under(origin->document, 4);
    }
    std::set<std::string> seen;
    for (const auto& [of_a_page, origin] : tops_) {
      const std::string key = of_a_page ? origin->from : "source " + origin->source;
      if (!seen.insert(key).second) continue;
      const bool words = origin->kind == "statement" || origin->kind == "post";
      lines_.put(2,
                 visible(origin->source.empty() ? origin->from : origin->source) +
                     (of_a_page ? " (document " + visible(origin->from) + ")"
                      : words   ? " (in his or its own words)"
                                : ""),
                 2);
      put_under(key, 4);
    }
  }

 private:
  std::string name_of(const std::string& document) const {
    const auto at = names_.find(document);
    return visible(at != names_.end() ? at->second : document);
  }

  void put_under(const std::string& key, unsigned indent) {
    const auto at = under_.find(key);
    if (at == under_.end() || indent > 4 + 2 * kDeepest) return;
    for (const Origin* origin : at->second) {
      lines_.put(indent, "\u2514 " + name_of(origin->document) + ": " + visible(origin->why), 4);
      put_under(origin->document, indent + 2);
    }
  }

  Lines& lines_;
  std::map<std::string, std::string> names_;
  std::map<std::string, std::vector<const Origin*>> under_;
  std::vector<const Origin*> own_;
  std::vector<std::pair<bool, const Origin*>> tops_;
};

}  // namespace

void put_origins(Lines& lines, const Event& event) {
  if (event.origins.size() < 2 && (event.origins.empty() || event.origins.front().kind == "own")) return;
  lines.blank();
  lines.put_strong(0, event.roots == 1 ? "Who has it from whom: 1 independent root"
                                       : "Who has it from whom: " + std::to_string(event.roots) + " independent roots");
  Tree(lines, event).put();
}

void put_origins(Lines& lines, const LinkedRecord::DocumentLinks& links) {
  for (const Origin& origin : links.origins) {
    std::string from = visible(origin.source.empty() ? origin.from : origin.source);
    if (!origin.from.empty() && !origin.source.empty()) from += " (document " + visible(origin.from) + ")";
    lines.put_labelled(2, "has it from", from + ": " + visible(origin.why));
    if (origin.root != origin.source && origin.root != origin.from) {
      lines.put_labelled(2, "", "which leads to " + visible(origin.root));
    }
  }
}

}  // namespace annals::query
