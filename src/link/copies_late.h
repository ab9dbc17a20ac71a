// Whose text is whose (see copies), of documents that come by and by: what is found is filed, and a late document is
// held against what it touches. Every answer is what find_copies says of the whole set.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "annals/event.h"
#include "annals/ledger.h"
#include "link/copies.h"
#include "link/holdings.h"

namespace annals::link {

class FiledCopies {
 public:
  FiledCopies(Ledger& ledger, Holdings& holdings) : ledger_(ledger), holdings_(holdings) {}

  // Files these documents, of which none is filed yet, with nothing filed before. `work` is what find_copies went
  // through for just these.
  void build(std::span<const std::uint32_t> numbers, const CopyWork& work);
  void build(std::span<const std::uint32_t> numbers);

  // Files these as well. Returns whose copies or root may be others than before, the new ones among them, ascending.
  // None where more is changed than is worth following: what is filed is then of no use and must be cleared and built.
  //   - a wire is credited that is an outlet of documents filed before, which are that wire's from now on
  //   - a wire is spelled in a new way that sorts before the others, so that its documents' root has a new name
  //   - more than a part of all stories would have to be read again
  //   - what is filed cannot be of these texts
  std::optional<std::vector<std::uint32_t>> add(std::span<const std::uint32_t> numbers);

  // Of any document filed: as Copies has them.
  std::vector<Copy> of(std::uint32_t number);
  std::string root(std::uint32_t number);

 private:
  Ledger& ledger_;
  Holdings& holdings_;
};

}  // namespace annals::link
