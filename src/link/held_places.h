// Which place names are countries, as far as the claims held tell, and which claims stand at a name: one that is told
// to be a country later on is no spot for those who were there before.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "annals/ledger.h"
#include "link/hash.h"

namespace annals::link {

class HeldPlaces {
 public:
  explicit HeldPlaces(Ledger& ledger) : ledger_(ledger) {}

  // Sorted.
  std::vector<Hash> countries();
  bool is_country(Hash name);
  void put_country(Hash name);
  std::vector<std::uint32_t> claims_at(Hash name);
  void put_claim(Hash name, std::uint32_t claim);

 private:
  Ledger& ledger_;
  std::unordered_map<Hash, bool> known_;  // looked up only
};

}  // namespace annals::link
