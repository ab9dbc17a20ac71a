#include "annals/agreement.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace annals {
namespace {

// A reviewer's words on a claim while the decisions are gone through.
struct Word {
  DecisionKind kind = DecisionKind::accept;
  std::map<std::string, std::string> corrected;  // value by field
  std::string decision;
};

std::string text_of(const Word& word) {
  if (word.kind != DecisionKind::correct) return std::string(to_string(word.kind));
  std::string out;
  for (const auto& [field, value] : word.corrected) out += (out.empty() ? "correct " : "; ") + field + ": " + value;
  return out;
}

// A decision counts until somebody undoes it; one reviewer's later word does not take back another's.
std::set<std::string> undone(const std::vector<Decision>& decisions) {
  std::set<std::string> out;
  for (auto decision = decisions.rbegin(); decision != decisions.rend(); ++decision) {
    if (decision->what != DecisionKind::undo || out.count(decision->id) > 0) continue;
    out.insert(decision->targets.begin(), decision->targets.end());
  }
  return out;
}

std::map<std::pair<std::string, std::string>, Word> words(const std::vector<Decision>& decisions) {
  const std::set<std::string> taken_back = undone(decisions);
  std::map<std::pair<std::string, std::string>, Word> out;  // by claim and reviewer
  for (const Decision& decision : decisions) {
    const bool judges = decision.what == DecisionKind::accept || decision.what == DecisionKind::reject ||
                        decision.what == DecisionKind::correct;
    if (!judges || taken_back.count(decision.id) > 0) continue;
    for (const ClaimMark& mark : decision.claims) {
      Word& word = out[{mark.claim, decision.who}];
      if (decision.what != DecisionKind::correct) word.corrected.clear();
      if (decision.what == DecisionKind::correct) word.corrected[decision.field] = decision.value;
      word.kind = decision.what;
      word.decision = decision.id;
    }
  }
  return out;
}

std::size_t category(const std::string& verdict) { return verdict == "accept" ? 0 : verdict == "reject" ? 1 : 2; }

// How far beyond chance: (observed - expected) / (1 - expected).
std::optional<double> kappa_of(const std::array<std::array<double, 3>, 3>& counts) {
  double all = 0, same = 0, chance = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    double row = 0, column = 0;
    for (std::size_t j = 0; j < 3; ++j) {
      all += counts[i][j];
      row += counts[i][j];
      column += counts[j][i];
    }
    same += counts[i][i];
    chance += row * column;
  }
  if (all == 0) return std::nullopt;
  const double observed = same / all, expected = chance / (all * all);
  if (expected >= 1) return std::nullopt;
  return (observed - expected) / (1 - expected);
}

}  // namespace

std::vector<Verdict> verdicts(const std::vector<Decision>& decisions) {
  std::vector<Verdict> out;
  for (const auto& [key, word] : words(decisions)) out.push_back({key.second, key.first, text_of(word), word.decision});
  return out;
}

std::vector<Agreement> agreements(const std::vector<Decision>& decisions) {
  const std::vector<Verdict> all = verdicts(decisions);
  std::map<std::pair<std::string, std::string>, Agreement> pairs;
  std::map<std::pair<std::string, std::string>, std::array<std::array<double, 3>, 3>> counts;
  for (std::size_t first = 0; first < all.size();) {
    std::size_t last = first;
    while (last < all.size() && all[last].claim == all[first].claim) ++last;
    for (std::size_t i = first; i < last; ++i) {
      for (std::size_t j = i + 1; j < last; ++j) {  // reviewers of one claim stand in their order
        Agreement& pair = pairs[{all[i].who, all[j].who}];
        pair.a = all[i].who;
        pair.b = all[j].who;
        ++pair.both;
        ++counts[{pair.a, pair.b}][category(all[i].verdict)][category(all[j].verdict)];
        if (all[i].verdict == all[j].verdict) {
          ++pair.agreed;
        } else {
          pair.differ.push_back(all[i].claim);
        }
      }
    }
    first = last;
  }
  std::vector<Agreement> out;
  for (auto& [key, pair] : pairs) {
    pair.kappa = kappa_of(counts[key]);
    out.push_back(std::move(pair));
  }
  return out;
}

}  // namespace annals
