// The files of candidates.h in the ledger: who stands before and behind whom.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "annals/ledger.h"
#include "link/candidates.h"
#include "link/held_claims.h"

namespace annals::link {

// Where a claim stands in every file it is in.
struct Filed {
  Day day = 0;
  Hash near = 0;
  Hash id = 0;  // as HeldClaim has it
  std::uint32_t claim = 0;
};
Filed filed(std::uint32_t number, const HeldClaim& claim);
// Where it stands among those of one place and toll, if it tells one.
Filed filed_by_toll(std::uint32_t number, const HeldClaim& claim);
Hash toll_key(const Mention& mention);

// The keys of a mention's files, each once.
std::vector<Hash> files_of(const Mention& mention);
// Claims of a signature, and ties of claims without a day to others: both only need to be found again.
void put_signed(Ledger& ledger, Hash signature, std::uint32_t claim);
std::vector<std::uint32_t> claims_signed(Ledger& ledger, Hash signature);
void put_loose(Ledger& ledger, const Filed& one, std::uint32_t loose);
void erase_loose(Ledger& ledger, const Filed& one, std::uint32_t loose);
struct LooseTie {
  std::uint32_t claim = 0, other = 0;
};
// Those whose other stands before a day; they are there no more.
std::vector<LooseTie> take_loose_before(Ledger& ledger, Day day);

// Who is near enough in time to be met: see in_reach. What has no day reaches back from the last day of all.
struct ReachWindow {
  Day reach = kReachDays;
  Day last = kPast;

  bool meets(Day earlier, Day later) const {
    return later != kFuture ? in_reach(earlier, later, reach) : earlier == kFuture || earlier >= oldest();
  }
  Day oldest() const { return last - reach; }  // day that a claim without one can meet
};

class ClaimFiles {
 public:
  ClaimFiles(Ledger& ledger, HeldClaims& claims) : ledger_(ledger), claims_(claims) {}

  void put(Hash key, const Filed& one);
  void erase(Hash key, const Filed& one);

  struct Around {
    std::vector<Filed> before, behind;  // the nearest first
  };
  // Those around an entry that is there.
  Around around(Hash key, const Filed& one, std::size_t reach);

 private:
  void collect(Hash key, const Filed& one, Ledger::Way way, std::size_t reach, std::vector<Filed>& out);

  Ledger& ledger_;
  HeldClaims& claims_;
};

}  // namespace annals::link
