// Acts by which an undated page may tell what a dated one does, though no day joins them: of one kind, by one person,
// at one place.
#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <vector>

#include "annals/ledger.h"
#include "link/archive.h"
#include "link/holdings.h"
#include "link/mention.h"

namespace annals::link {

// What one person does at one place every day proves nothing: so many are looked at, those of the documents that sort
// first.
inline constexpr std::ptrdiff_t kSameActs = 64;

// Of what kind, by whom, where; one a person. None where that is not known, or it did not take place.
std::vector<Hash> act_keys(const Mention& mention);

// Whether it tells the day, or the month, of something that took place.
bool says_when(const Mention& mention);

// Those of a set that grows, kept in the ledger.
class SameActs {
 public:
  struct At {
    std::uint32_t document = 0, position = 0;  // of the claim in it
    auto operator<=>(const At&) const = default;
  };

  explicit SameActs(Ledger& ledger) : ledger_(ledger) {}

  void add(const Archive& archive, const std::vector<std::uint32_t>& numbers);
  // Undated documents that tell of such acts.
  std::set<std::uint32_t> undated(const std::vector<Hash>& keys);
  // Claims of dated documents: as many as could be among the first kSameActs that are known to the month.
  std::vector<At> dated(Hash key);

 private:
  Ledger& ledger_;
};

}  // namespace annals::link
