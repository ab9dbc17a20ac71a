// Where each run of all stories stands, filed: most stand in one story alone, so that many runs share an entry, a block
// of them in the order of their hashes; one that stands in many stories (what an outlet prints under everything) has an
// entry for each place besides, in the order of publication, so that a late story need not look at all of them.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "annals/ledger.h"
#include "link/copies_judge.h"
#include "link/holdings.h"

namespace annals::link {

struct RunPlace {
  std::uint32_t document = 0, at = 0;
  bool operator==(const RunPlace&) const = default;
};

struct FiledRun {
  Hash block = 0;  // which it is filed in
  RunCompany company, company_before;
  bool apart = false;            // its places have entries of their own
  std::vector<RunPlace> places;  // else, in the order of publication
};

class FiledRuns {
 public:
  FiledRuns(Ledger& ledger, Holdings& holdings) : ledger_(ledger), holdings_(holdings) {}

  // Says of two places that they are compared now, or no more. Those of one document are left out.
  using Compared = std::function<void(RunPlace earlier, RunPlace later, bool now)>;
  void add(Hash hash, RunPlace place, const Compared& compared);

  FiledRun& operator[](Hash hash);
  const std::map<Hash, FiledRun>& touched() const { return touched_; }
  std::vector<RunPlace> places_of(Hash hash);  // in the order of publication
  void write();                                // what was changed in blocks; entries for places are written at once

 private:
  struct Block {
    std::string bytes;
    Hash last = 0;  // run in it
  };
  const std::pair<const Hash, Block>& block_of(Hash hash);  // where it is filed, or would be
  bool is_before(RunPlace a, RunPlace b);
  void add_here(FiledRun& run, RunPlace place, const Compared& compared);
  void add_apart(Hash hash, RunPlace place, const Compared& compared);
  std::vector<RunPlace> walk(const std::string& from, const std::string& to, Ledger::Way way, std::size_t most);

  Ledger& ledger_;
  Holdings& holdings_;
  std::map<Hash, FiledRun> touched_;
  std::map<Hash, Block> blocks_;  // as they are filed, by the hash they begin with
};

// Files all runs of stories; `documents` gives their numbers by their place in the order of publication.
void file_runs(Ledger& ledger, Holdings& holdings, const Stories& stories, const Meetings& meetings,
               const std::vector<RunCompany>& companies, std::span<const std::uint32_t> documents);

}  // namespace annals::link
