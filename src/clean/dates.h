// Days as they are written in running text, in the languages of data/clean/months.txt.
#pragma once

#include <bitset>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "annals/error.h"
#include "annals/span.h"
#include "annals/time.h"

namespace annals::clean {

struct WrittenDate {
  TextRange range;
  int year = 0;                 // 0: not said
  unsigned month = 0, day = 0;  // day 0: a month alone
  bool ambiguous = false;       // "03/04/2011": day first was taken for granted
  std::optional<sys_days> on() const;
  TimeInterval interval() const;  // unknown without a year
};

// Names of months in many languages, asked for every word of a text that has a number.
class MonthNames {
 public:
  void add(std::string_view name, unsigned number);
  // The number that DateReader::open gave to the name, in whatever case; 0 where the word is none.
  unsigned find(std::string_view word) const;

 private:
  std::unordered_map<std::string, unsigned> numbers_;
  std::bitset<1024> beginnings_;  // by the first two letters, where both are ASCII
};

class DateReader {
 public:
  // Errors: NotFound, Malformed.
  static Result<DateReader> open(const std::filesystem::path& months);

  // Every date of `text`, in order. `month_first`: how "03/04/2011" reads.
  std::vector<WrittenDate> find(std::string_view text, bool month_first = false) const;
  // The first day, with its year, that a value such as "2016-12-08T10:00Z" or "Dec 8, 2016" gives.
  std::optional<WrittenDate> first_day(std::string_view text, bool month_first = false) const;
  // Whether a word is the name of a day of the week.
  bool is_weekday(std::string_view word) const;

 private:
  MonthNames months_;
  std::unordered_set<std::string> weekdays_;
};

}  // namespace annals::clean
