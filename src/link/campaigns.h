// Beginnings of campaigns (beginnings.h) over a set that grows, kept in the ledger; and the undated pages that tell of
// such acts, whose days they narrow.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "annals/ledger.h"
#include "link/archive.h"
#include "link/beginnings.h"
#include "link/holdings.h"

namespace annals::link {

class Campaigns {
 public:
  Campaigns(Ledger& ledger, Holdings& holdings) : ledger_(ledger), holdings_(holdings) {}

  // Takes in all documents of an archive, by their numbers in the ledger. Gives the undated pages that tell of acts
  // whose beginning is another now.
  std::set<std::uint32_t> add(const Archive& archive, const std::vector<std::uint32_t>& numbers);
  // One a country; its claims are those of the holdings.
  const std::vector<Beginning>& of(Acting acting);

 private:
  struct Known {
    Beginning beginning;
    std::uint32_t document = 0;
    std::string claim;  // its id
  };
  std::vector<Known> read(Acting acting);
  bool improves(Acting acting, const Known& found);

  Ledger& ledger_;
  Holdings& holdings_;
  std::map<Acting, std::vector<Beginning>> read_;
};

}  // namespace annals::link
