// How a language writes time: the table data/languages/XX/dates.tsv, and text cut into the tokens it speaks of.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "annals/error.h"
#include "annals/span.h"
#include "annals/time.h"

namespace annals::resolve {

// The classes of dates.tsv; its comments say what each is for.
enum class TimeClass {
  weekday,
  month,
  ambiguous,
  season,
  unit,
  number,
  ordinal,
  half,
  part,
  deictic,
  overnight,
  now,
  recent,
  just,
  soon,
  at_once,
  which,
  phase,
  ago,
  before,
  earlier,
  after,
  later,
  ahead,
  bare_after,
  bare_before,
  bare_same,
  then,
  at,
  since,
  from,
  onwards,
  until,
  to,
  through,
  by,
  between,
  and_,
  within,
  for_,
  in,
  over,
  long_,
  skip,
  of_day,
  half_clock,
  meridiem,
  zone,
  local,
  fixed,
  decade,
  future_aux,
  future_head,
  archive,
  word,           // a small word, and the English one that the parser asks for
  singular,       // ends as a plural does and is none ("mes")
  small,          // there is one: days and feasts have no capital
  which_behind,   // "pasado" in "el mes pasado"
  told_back,      // a word by which what is ahead was so then: "would"
  closer,         // a word that no noun's number stands before: "on the 3rd with"
  when,           // joins clauses of one time
  not_then,       // "under" in "under the truce they left on Sunday": the truce is not of Sunday
  takes_place,    // "the raid happened": its subject's day is its own
  done_to_old,    // "violated": what this is done to was there before
  of_year,        // "fiscal" of "fiscal 2012", with the month it begins in
  calendar_name,  // a calendar other than the Gregorian
  foreign_month,  // a month of one
  ago_before,     // "hace" in "hace dos meses"
  exact,          // "to the day"
  anniversary,
  southern,  // of a season
  ended,     // "ended" in "the year ended in March"
  this_time  // "this time" in "this time last year"
};

// One piece of a text, cut for the reading of dates: "3pm" is two, "14:50" and "2016-12-08" are one.
struct TimeToken {
  enum class Kind { word, number, ordinal, iso_date, clock, decimal, decade, mark };
  Kind kind = Kind::word;
  std::string text;  // folded
  int value = 0;     // of numbers; the hour of a clock
  int minute = 0;    // of clocks and decimals
  TimeInterval day;  // of an ISO date
  TextRange range;   // in the text given
  bool capital = false;
  bool grouped = false;  // "2,000": a count, never a year
};

std::vector<TimeToken> cut_time_tokens(std::string_view text);

class DateWords {
 public:
  // Errors: NotFound, Io; Malformed when a line names a class that is not known.
  static Result<DateWords> open(const std::filesystem::path& table);

  struct Entry {
    TimeClass what;
    std::string value;
    std::size_t length = 0;  // in tokens
  };
  // Every entry that the tokens from `at` on begin with.
  std::vector<Entry> matches(const std::vector<TimeToken>& tokens, std::size_t at) const;
  bool has(TimeClass what, std::string_view folded_word) const;
  // The English word that a small word stands for; the word itself where it stands for none.
  const std::string& canonical(const std::string& folded_word) const;
  bool days_are_small() const { return days_are_small_; }

 private:
  std::unordered_map<std::string, std::vector<Entry>> entries_;  // by their words, parted by blanks
  std::unordered_map<std::string, std::size_t> longest_;         // by first word: tokens of the longest entry
  bool days_are_small_ = false;
};

}  // namespace annals::resolve
