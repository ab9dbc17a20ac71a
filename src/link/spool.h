// Mentions of any number, handed back by stretches of days. What takes more memory than allowed waits in a file.
#pragma once

#include <cstdint>
#include <cstdio>
#include <limits>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "annals/error.h"
#include "link/candidates.h"

namespace annals::link {

class Spool {
 public:
  static constexpr std::size_t kNoLimit = std::numeric_limits<std::size_t>::max();
  // For claims to be met from `reach_days` back (see candidates.h), a third of which is a stretch. Holds at most about
  // `most_bytes` in memory; the rest goes into a file without a name in `folder`.
  explicit Spool(Day reach_days = kReachDays, std::size_t most_bytes = kNoLimit, std::string folder = "");

  Day reach_days() const { return reach_days_; }

  // A copy is kept. In any order. Errors: Io.
  Result<Done> add(const Mention& mention);

  // Every stretch that has mentions, ascending; kLoose, of those of which no day is known, is the last.
  std::vector<std::int32_t> stretches() const;
  static constexpr std::int32_t kLoose = std::numeric_limits<std::int32_t>::max();
  Day first_day(std::int32_t stretch) const;
  std::int32_t stretch_of(Day day) const;

  using Block = std::unique_ptr<std::uint64_t[]>;
  // The mentions of a stretch in order of their standing, with their days. They lie in `page` in this order, each with
  // its lists behind it: who looks at one finds the other in the same place. Errors: Io.
  struct Stretch {
    std::vector<const Mention*> mentions;
    std::vector<Day> days;
    Block page;
  };
  Result<Stretch> read(std::int32_t stretch) const;
  void drop(std::int32_t stretch);  // frees what it holds in memory

 private:
  struct Piece {  // in the file, in units of eight bytes
    std::uint64_t begin = 0, units = 0;
  };
  struct Filled {
    Block block;
    std::size_t units = 0, room = 0;
  };
  struct Held {
    std::vector<Filled> blocks;  // no mention lies in two
    std::vector<Piece> pieces;
  };
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  Result<Done> spill();
  std::uint64_t* room_for(Held& held, std::size_t units);

  const Day reach_days_, stretch_days_;
  std::size_t most_units_, held_units_ = 0;
  std::string folder_;
  std::map<std::int32_t, Held> held_;
  std::unique_ptr<std::FILE, Close> file_;
  std::uint64_t written_ = 0;
};

}  // namespace annals::link
