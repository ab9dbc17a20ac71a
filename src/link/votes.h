// Counts how many documents stand behind each of several values.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace annals::link {

// Values in the order they were first told; a value's weight is the number of documents that tell it, then the trust
// in the claims.
template <typename Value>
class Votes {
 public:
  struct Candidate {
    Value value;
    std::vector<std::string> claims;
    std::set<std::uint32_t> documents;
    double trust = 0;
  };

  void add(const Value& value, std::uint32_t document, const std::string& claim, double trust) {
    auto at =
        std::find_if(candidates_.begin(), candidates_.end(), [&](const Candidate& c) { return c.value == value; });
    if (at == candidates_.end()) at = candidates_.insert(candidates_.end(), Candidate{value, {}, {}, 0});
    at->claims.push_back(claim);
    at->documents.insert(document);
    at->trust = std::max(at->trust, trust);
  }

  const std::vector<Candidate>& all() const { return candidates_; }
  bool empty() const { return candidates_.empty(); }

  // The value that most documents tell; among equals the most trusted, then the one told last: later reports know
  // more.
  const Candidate& best() const {
    const Candidate* best = &candidates_.front();
    for (const Candidate& other : candidates_) {
      if (std::pair(other.documents.size(), other.trust) >= std::pair(best->documents.size(), best->trust))
        best = &other;
    }
    return *best;
  }

 private:
  std::vector<Candidate> candidates_;
};

}  // namespace annals::link
