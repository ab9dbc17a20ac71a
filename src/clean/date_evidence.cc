// The errors of a page's dates are wrong days, not missing ones, and each kind of error leaves a trace in the others:
//   - the address and the line below the headline tell the local day of a time that the markup tells in UTC;
//   - a list of other stories gives many days in one and the same way;
//   - a page whose markup says "published" when it was last made says so of "modified" too, while its readers are
//     still shown the older day;
//   - a page that shows its readers one day only, and that the day it was modified, goes by that one;
//   - "03/04/2011" is told by "4 March" elsewhere.
#include "clean/date_evidence.h"

#include <algorithm>
#include <set>

#include "base/calendar.h"
#include "base/text.h"

namespace annals::clean {
namespace {

using std::chrono::days;

constexpr double kNear = 0.44;       // of what is read off the page: near enough to the headline to count
constexpr double kSureMarkup = 0.8;  // of what the markup says

enum class Make { markup, shown, address, other };

Make make_of(const DateHint& hint) {
  const std::string& where = hint.where;
  if (where.starts_with("JSON-LD") || where.starts_with("meta") || where == "script") return Make::markup;
  if (where == "url") return Make::address;
  if (where.starts_with("text") || where.starts_with("time") || where.starts_with("itemprop")) return Make::shown;
  return Make::other;
}

bool is_published(const DateHint& hint) { return hint.kind == DateHint::Kind::published && hint.day.is_day(); }

// Numbers alone, both of which could be the month.
bool may_be_turned(const DateHint& hint) {
  if (!hint.day.is_day() || make_of(hint) == Make::address) return false;
  const std::string& written = hint.as_written;
  if (written.size() < 6 || !base::is_digit(written[0])) return false;
  const std::size_t second = written.find_first_not_of("0123456789");
  if (second == std::string::npos || second > 2) return false;
  if (std::any_of(written.begin(), written.begin() + 6,
                  [](char c) { return !base::is_digit(c) && c != '/' && c != '.' && c != '-'; }))
    return false;
  const std::chrono::year_month_day day(*hint.day.from);
  return static_cast<unsigned>(day.day()) <= 12 &&
         static_cast<unsigned>(day.day()) != static_cast<unsigned>(day.month());
}

class Weigher {
 public:
  explicit Weigher(std::vector<DateHint>& dates) : dates_(dates) {}

  void weigh() {
    turn_days();
    doubt_lists();
    tell_local_day();
    believe_what_is_shown();
    agree();
  }

 private:
  void turn_days() {
    for (DateHint& hint : dates_) {
      if (!may_be_turned(hint)) continue;
      // What the page's language has settled for the same words holds for a dateline too.
      if (hint.kind == DateHint::Kind::dateline) {
        for (const DateHint& other : dates_) {
          if (other.kind == DateHint::Kind::published && other.as_written == hint.as_written && other.day.is_day())
            hint.day = other.day;
        }
      }
      const std::chrono::year_month_day day(*hint.day.from);
      const auto turned = base::make_day(static_cast<int>(day.year()), static_cast<unsigned>(day.day()),
                                         static_cast<unsigned>(day.month()));
      if (!turned) continue;
      bool as_read = false, as_turned = false;
      for (const DateHint& other : dates_) {
        if (!other.day.is_day() || may_be_turned(other)) continue;
        as_read = as_read || *other.day.from == *hint.day.from;
        as_turned = as_turned || *other.day.from == *turned;
      }
      if (as_turned && !as_read) hint.day = TimeInterval::day(*turned);
    }
  }

  // Many days told in one way are the days of many stories.
  void doubt_lists() {
    for (const std::string_view where : {"time", "time (published)", "itemprop datePublished"}) {
      std::set<sys_days> told;
      for (const DateHint& hint : dates_) {
        if (is_published(hint) && hint.where == where) told.insert(*hint.day.from);
      }
      if (told.size() < 3) continue;
      for (DateHint& hint : dates_) {
        if (hint.where == where) hint.confidence *= 0.6;
      }
    }
  }

  const DateHint* best(Make make, DateHint::Kind kind) const {
    const DateHint* out = nullptr;
    for (const DateHint& hint : dates_) {
      if (hint.kind != kind || !hint.day.is_day() || make_of(hint) != make) continue;
      if (out == nullptr || hint.confidence > out->confidence) out = &hint;
    }
    return out;
  }

  // The hour of a time told in UTC; -1 where no hour or another zone is told.
  static int hour_in_utc(std::string_view written) {
    const bool utc = written.ends_with('Z') || written.ends_with("+00:00") || written.ends_with("+0000") ||
                     written.ends_with("GMT") || written.ends_with("UTC");
    const std::size_t colon = written.find(':');
    if (!utc || colon == std::string_view::npos || colon < 2 || !base::is_digit(written[colon - 1]) ||
        !base::is_digit(written[colon - 2]))
      return -1;
    return (written[colon - 2] - '0') * 10 + (written[colon - 1] - '0');
  }

  // "2023-11-09T03:28Z" is 8 November where the story was written, if its address or the line below its headline says
  // so.
  void tell_local_day() {
    const DateHint* const told = best(Make::markup, DateHint::Kind::published);
    if (told == nullptr) return;
    const int hour = hour_in_utc(told->as_written);
    if (hour < 0) return;
    const sys_days day = *told->day.from;
    const DateHint* const address = best(Make::address, DateHint::Kind::url);
    const DateHint* const shown = best(Make::shown, DateHint::Kind::published);
    const auto fits = [&](const DateHint* hint) {
      if (hint == nullptr || hour_in_utc(hint->as_written) >= 0) return false;
      return (hour < 12 && *hint->day.from == day - days{1}) || (hour >= 14 && *hint->day.from == day + days{1});
    };
    const DateHint* by = fits(address) ? address : nullptr;
    if (by == nullptr && fits(shown) && shown->confidence > kNear && (address == nullptr || *address->day.from != day))
      by = shown;
    if (by == nullptr) return;
    DateHint local = *told;
    local.where += by == address ? ", its local day by the address" : ", its local day by the text";
    local.day = TimeInterval::day(*by->day.from);
    for (DateHint& hint : dates_) {
      if (is_published(hint) && make_of(hint) == Make::markup && *hint.day.from == day)
        hint.confidence = std::min(hint.confidence, 0.6);
    }
    dates_.push_back(std::move(local));
  }

  void believe_what_is_shown() {
    const DateHint* const told = best(Make::markup, DateHint::Kind::published);
    const DateHint* const shown = best(Make::shown, DateHint::Kind::published);
    if (told == nullptr || shown == nullptr || told->confidence < kSureMarkup || shown->confidence < kNear) return;
    const sys_days day = *told->day.from, seen = *shown->day.from;
    if (day == seen || shows(day)) return;
    const DateHint* const updated = best(Make::markup, DateHint::Kind::updated);
    if (updated == nullptr) return;
    const sys_days last = *updated->day.from;
    const bool made_anew = day >= last && seen < day;
    const bool goes_by_last = seen == last && !shows_update(last);
    if (!made_anew && !goes_by_last) return;
    for (DateHint& hint : dates_) {
      if (!is_published(hint)) continue;
      if (make_of(hint) == Make::markup && *hint.day.from == day) hint.confidence = std::min(hint.confidence, 0.55);
      if (make_of(hint) == Make::shown && *hint.day.from == seen) hint.confidence = std::max(hint.confidence, 0.62);
    }
  }

  bool shows(sys_days day) const {
    return std::any_of(dates_.begin(), dates_.end(), [&](const DateHint& hint) {
      return is_published(hint) && make_of(hint) == Make::shown && *hint.day.from == day &&
             hint.confidence >= kNear - 0.1;
    });
  }
  bool shows_update(sys_days day) const {
    return std::any_of(dates_.begin(), dates_.end(), [&](const DateHint& hint) {
      return hint.kind == DateHint::Kind::updated && hint.day.is_day() && make_of(hint) == Make::shown &&
             *hint.day.from == day;
    });
  }

  // What the markup, the page and the address say alike is so; what only one of them says may not be.
  void agree() {
    for (DateHint& hint : dates_) {
      if (!is_published(hint) || hint.confidence < kNear) continue;
      const Make make = make_of(hint);
      const bool borne_out = std::any_of(dates_.begin(), dates_.end(), [&](const DateHint& other) {
        return make_of(other) != make && make_of(other) != Make::other && other.day.is_day() &&
               *other.day.from == *hint.day.from && other.kind != DateHint::Kind::updated;
      });
      if (borne_out) hint.confidence += (0.98 - hint.confidence) * 0.4;
    }
  }

  std::vector<DateHint>& dates_;
};

}  // namespace

void weigh_dates(std::vector<DateHint>& dates) {
  if (dates.size() < 2) return;
  // A page of hundreds of days is no one story's.
  if (dates.size() > 300) dates.resize(300);
  Weigher(dates).weigh();
}

}  // namespace annals::clean
