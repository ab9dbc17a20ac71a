// Everything is reckoned at both ends of the day of speaking: a page that is only known to be of a week makes
// "yesterday" a week too, and a page without any date leaves it unknown.
#include "resolve/time_value.h"

#include <algorithm>
#include <utility>

#include "base/calendar.h"
#include "base/text.h"
#include "resolve/calendar_math.h"
#include "resolve/feasts.h"
#include "resolve/time_parser.h"

namespace annals::resolve {
namespace {

using namespace std::chrono;

// f at both ends of `anchor`; one interval that holds whatever day of it is meant.
template <typename Function>
TimeInterval across(const TimeInterval& anchor, Function f) {
  if (anchor.unknown()) return {};
  if (anchor.from && anchor.to) {
    TimeInterval a = f(*anchor.from);
    if (*anchor.from == *anchor.to) return a;
    const TimeInterval b = f(*anchor.to);
    if (a == b) return a;
    if (b.from && (!a.from || *b.from < *a.from)) a.from = b.from;
    if (!b.to || (a.to && *b.to > *a.to)) a.to = b.to;
    a.precision = Precision::interval;
    a.clock.clear();
    return a;
  }
  TimeInterval a = f(anchor.from ? *anchor.from : *anchor.to);
  (anchor.from ? a.to : a.from).reset();
  a.precision = Precision::interval;
  return a;
}

bool of_reference(Which which) { return which == Which::previous || which == Which::following || which == Which::same; }

int step(Which which) {
  switch (which) {
    case Which::last:
    case Which::past:
    case Which::previous:
      return -1;
    case Which::next:
    case Which::coming:
    case Which::following:
      return 1;
    default:
      return 0;
  }
}

// The part of `whole` that a phase names: thirds, halves, and what is gone or to come.
TimeInterval phase_of(TimeInterval whole, Phase phase, const TimeInterval& now) {
  if (!whole.from || !whole.to) return whole;
  const auto cut = [&](int part, int parts) {
    const sys_days from = *whole.from, to = *whole.to;
    if (whole.precision == Precision::year && 12 % parts == 0) {
      const int months = 12 / parts;
      const sys_days begin = add_months(from, months * part);
      return interval(begin, add_months(from, months * (part + 1)) - days{1}, Precision::interval);
    }
    const int length = static_cast<int>((to - from).count()) + 1;
    if (parts == 3 && length > 36500) {  // a century: years 0 to 32, 33 to 66, 67 to 99
      const int begin = part == 0 ? 0 : part == 1 ? 33 : 67, end = part == 0 ? 33 : part == 1 ? 67 : 100;
      return interval(add_months(from, 12 * begin), add_months(from, 12 * end) - days{1}, Precision::interval);
    }
    if (parts == 3 && length > 3650 && length < 3655) {  // a decade: years 0 to 3, 4 to 6, 7 to 9
      const int years = part == 0 ? 0 : 1 + 3 * part;
      return interval(add_months(from, 12 * years), add_months(from, 12 * (part == 0 ? 4 : 4 + 3 * part)) - days{1},
                      Precision::interval);
    }
    const int size = length / parts;
    return interval(from + days{size * part}, part + 1 == parts ? to : from + days{size * (part + 1) - 1},
                    Precision::interval);
  };
  switch (phase) {
    case Phase::early:
    case Phase::start:
      return cut(0, 3);
    case Phase::mid:
      return cut(1, 3);
    case Phase::late:
    case Phase::end:
      return cut(2, 3);
    case Phase::first_half:
      return cut(0, 2);
    case Phase::second_half:
      return cut(1, 2);
    case Phase::earlier:
      if (now.to && *now.to < *whole.to && *now.to >= *whole.from) whole.to = now.to;
      return whole;
    case Phase::later:
      if (now.from && *now.from > *whole.from && *now.from <= *whole.to) whole.from = now.from;
      return whole;
    default:
      return whole;
  }
}

class Reckoner {
 public:
  explicit Reckoner(const TimeContext& context) : c_(context) {}

  TimeInterval value(const TimeExpression& e) const {
    switch (e.kind) {
      case TimeKind::calendar:
        return calendar(e);
      case TimeKind::unit:
        return bounded(unit(e));
      case TimeKind::shift:
        return shift(e);
      case TimeKind::reach:
        return reach(e);
      case TimeKind::duration:
        return duration(e);
      case TimeKind::head:
        return head(e);
      case TimeKind::up_to:
        return up_to(e);
      case TimeKind::decade:
        return bounded(phase_of(unit_around(sys_days{year{*e.year} / 1 / 1}, e.unit.value_or(TimeUnit::decade)),
                                e.phase, c_.document));
      case TimeKind::now:
        return c_.lasting || !c_.document.is_day() ? plain(c_.document) : c_.document;
      case TimeKind::recent:
        return across(c_.document, [](sys_days d) { return interval(d - days{60}, d, Precision::interval); });
      case TimeKind::just:
        return across(c_.document, [](sys_days d) { return interval(d - days{1}, d, Precision::interval); });
      case TimeKind::soon:
        return {c_.document.from, {}, Precision::interval, {}, {}, {}};
      case TimeKind::at_once:
        return across(nearest_anchor(), [](sys_days d) { return interval(d, d + days{1}, Precision::interval); });
      case TimeKind::bare_after:
        return {c_.reference.from, c_.ahead ? std::nullopt : c_.document.to, Precision::interval, {}, {}, {}};
      case TimeKind::bare_before:
        return {{}, nearest_anchor().to, Precision::interval, {}, {}, {}};
      case TimeKind::bare_same:
        return c_.ahead ? from_then() : c_.reference;
      case TimeKind::range:
        return range(e);
      case TimeKind::within:
        return within(e);
      default:
        return open(e);
    }
  }

 private:
  static TimeInterval plain(TimeInterval of) {
    of.precision = Precision::interval;
    of.clock.clear();
    of.part_of_day.clear();
    return of;
  }
  // "He lands on Friday and will then fly on": that day or later.
  TimeInterval from_then() const {
    TimeInterval out{c_.reference.from, {}, Precision::interval, {}, {}, {}};
    if (c_.reference.is_day()) out.likely = c_.reference.from;
    return out;
  }
  static bool is_short(const TimeInterval& time) {
    constexpr days kWeek{7};
    return time.from && time.to && *time.to - *time.from < kWeek;
  }
  const TimeInterval& nearest_anchor() const { return c_.reference.unknown() ? c_.document : c_.reference; }
  const TimeInterval& anchor(Which which) const { return of_reference(which) ? nearest_anchor() : c_.document; }
  const TimeInterval& anchor(const TimeExpression& e) const {
    return e.anchor == Anchor::reference ? nearest_anchor() : c_.document;
  }

  // What has happened happened up to the day of speaking; what is to come comes from it on.
  TimeInterval bounded(TimeInterval out) const {
    if (out.is_day() || !out.from || !out.to) return out;
    if (c_.ahead) {
      if (c_.document.from && *out.from < *c_.document.from && *c_.document.from <= *out.to) {
        out.from = c_.document.from;
      }
    } else if (c_.document.to && *out.from <= *c_.document.to && *c_.document.to < *out.to) {
      out.to = c_.document.to;
    }
    return out;
  }

  // ---- calendar dates

  TimeInterval calendar(const TimeExpression& e) const {
    if (e.overnight && e.weekday && !e.month && !e.day) return overnight(e);
    TimeInterval out = days_of(e);
    if (out.is_day()) {
      if (e.phase == Phase::early && out.part_of_day.empty()) out.part_of_day = "early hours";
      if (e.phase == Phase::late && out.part_of_day.empty()) out.part_of_day = "night";
      out.clock = e.clock;
    } else {
      out = bounded(phase_of(out, e.phase, c_.document));
    }
    if (!e.part_of_day.empty()) out.part_of_day = e.part_of_day;
    return out;
  }

  // "Overnight Thursday" is the night that begins on it, but of a page of that day the one that ends on it; "overnight
  // into Thursday" is the latter in any case.
  TimeInterval overnight(const TimeExpression& e) const {
    TimeExpression day = e;
    const bool into = e.which == Which::previous;
    day.overnight = false;
    if (into) day.which = Which::none;
    TimeInterval out = weekday_of(day);
    if (!out.from || !out.to) return out;
    const bool ends_there = into || (!c_.ahead && c_.document.to && *out.to >= *c_.document.to);
    (ends_there ? *out.from : *out.to) += days{ends_there ? -1 : 1};
    out.precision = Precision::interval;
    out.part_of_day = "night";
    return out;
  }

  // What an expression spans as a whole, of which "this year" has not all gone by.
  TimeInterval whole(const TimeExpression& e) const { return e.kind == TimeKind::unit ? unit(e) : days_of(e); }

  TimeInterval head(const TimeExpression& e) const {
    const TimeInterval of = whole(e.inner.front());
    if (!of.from || !of.to) return of;
    const int count = e.count.value_or(10);  // "the first days": how many is not told
    TimeInterval out = e.sign > 0 ? interval(*of.from, moved(*of.from, *e.unit, count) - days{1}, Precision::interval)
                                  : interval(moved(*of.to + days{1}, *e.unit, -count), *of.to, Precision::interval);
    out.from = std::max(*out.from, *of.from);
    out.to = std::min(*out.to, *of.to);
    return out;
  }

  TimeInterval up_to(const TimeExpression& e) const {
    const TimeInterval end = whole(e.inner.front());
    if (!end.to) return end;
    return interval(moved(*end.to + days{1}, *e.unit, -e.count.value_or(1)), *end.to, Precision::interval);
  }

  TimeInterval days_of(const TimeExpression& e) const {
    if (e.either_order) return in_some_order(e);
    if (e.year) return in_year(e, *e.year);
    if (e.year_which != Which::none) {
      const int by = step(e.year_which);
      return across(anchor(e.year_which), [&](sys_days d) { return in_year(e, resolve::year_of(d) + by); });
    }
    if (e.days_from_now) {
      return across(c_.document, [&](sys_days d) { return TimeInterval::day(d + days{*e.days_from_now}); });
    }
    if (e.month || e.season || !e.fixed.empty() || e.unit == TimeUnit::quarter) return without_year(e);
    if (e.day) return day_of_month(e);
    if (e.weekday) return weekday_of(e);
    if (e.overnight) {
      return across(c_.document, [](sys_days d) { return interval(d - days{1}, d, Precision::interval); });
    }
    return time_of_day(e);
  }

  // "in the evening", "that morning", "the next morning", "at 14:50".
  TimeInterval time_of_day(const TimeExpression& e) const {
    const int by = step(e.which);
    TimeInterval out = across(nearest_anchor(), [&](sys_days d) { return TimeInterval::day(d + days{by}); });
    if (!out.is_day()) out.precision = Precision::interval;
    return out;
  }

  // "03/04/2015" is of March or of April: what the page's other dates show decides, else what can have been told.
  TimeInterval in_some_order(const TimeExpression& e) const {
    TimeExpression first = e, second = e;  // the day first, the month first
    std::swap(second.day, second.month);
    first.either_order = second.either_order = false;
    if (c_.day_first) return in_year(*c_.day_first ? first : second, *e.year);
    const TimeInterval a = in_year(first, *e.year), b = in_year(second, *e.year);
    const auto may_be = [&](const TimeInterval& day) {
      if (c_.ahead) return !c_.document.from || *day.to >= *c_.document.from;
      return !c_.document.to || *day.from <= *c_.document.to;
    };
    if (may_be(a) != may_be(b)) return may_be(a) ? a : b;
    TimeInterval out = interval(std::min(*a.from, *b.from), std::max(*a.to, *b.to), Precision::interval);
    out.why.push_back("it is " + base::to_iso(*a.from) + " or " + base::to_iso(*b.from) +
                      ": whether day or month stands first is not told");
    return out;
  }

  // A year of accounts begins in January, April, July or October; "2012" may be that of its end as of its beginning.
  static TimeInterval of_accounts(const TimeExpression& e, int y) {
    TimeInterval out;
    if (e.end_year) {
      out = interval(*base::month_of(y, 4).from, *base::month_of(*e.end_year, 6).to, Precision::interval);
    } else {
      out = interval(*base::month_of(y - 1, 7).from, *base::month_of(y + 1, 3).to, Precision::interval);
    }
    out.why.push_back("in which month the year of accounts begins is not told");
    return out;
  }

  static TimeInterval quarter_of(int y, int nth) {
    const auto first = static_cast<unsigned>(3 * nth - 2);
    return interval(*base::month_of(y, first).from, *base::month_of(y, first + 2).to, Precision::interval);
  }

  static TimeInterval in_year(const TimeExpression& e, int y) {
    if (!e.calendar.empty()) return day_of_calendar(e.calendar, y, e.month, e.day).value_or(TimeInterval{});
    if (!e.fixed.empty()) {
      const std::vector<TimeInterval> feasts = feasts_in(e.fixed, y);
      if (feasts.empty()) return {};
      TimeInterval out = feasts.front();
      if (e.nth != 0) return day_of_feast(out, e.nth);
      if (feasts.size() > 1) {
        out.to = feasts.back().to;
        out.precision = Precision::interval;
        out.why.push_back("the feast fell in that year twice");
      }
      return out;
    }
    if (e.fiscal) return of_accounts(e, y);
    if (e.unit == TimeUnit::quarter && e.nth) return quarter_of(y, e.nth);
    if (e.season) {
      TimeInterval out = season_of(y, e.season);
      if (e.southern) return out;
      out.why.push_back("the seasons are those of the northern half of the world");
      return out;
    }
    if (!e.month && e.end_year) {
      return interval(*base::year_of(y).from, *base::year_of(*e.end_year).to, Precision::interval);
    }
    if (!e.month) return base::year_of(y);
    if (e.nth) return nth_of(e, y);
    if (!e.day) return base::month_of(y, e.month);
    const auto first = base::make_day(y, e.month, e.day);
    if (!first) return base::month_of(y, e.month);  // 30 February: the month is all that can be meant
    TimeInterval out = TimeInterval::day(*first);
    if (e.last_day > e.day) {
      if (const auto end = base::make_day(y, e.month, e.last_day)) out = interval(*first, *end, Precision::interval);
    }
    if (e.weekday && !e.last_day && iso_weekday(*first) != e.weekday) {
      out.why.push_back("the weekday named does not fall on " + base::to_iso(*first) + "; the date is kept");
    }
    return out;
  }

  // "The second day of Eid", "the last day of Ramadan". A month of the moon may begin a day before or after.
  static TimeInterval day_of_feast(TimeInterval feast, int nth) {
    const bool long_one = *feast.to - *feast.from > days{10};
    if (long_one) {
      const days doubt{2};
      feast = nth < 0 ? interval(*feast.to - doubt, *feast.to, Precision::interval)
                      : interval(*feast.from, *feast.from + doubt, Precision::interval);
    }
    if (nth > 0) {
      *feast.from += days{nth - 1};
      *feast.to += days{nth - 1};
    }
    return feast;
  }

  static TimeInterval nth_of(const TimeExpression& e, int y) {
    const TimeInterval month_whole = base::month_of(y, e.month);
    if (e.weekday) {
      const auto day = nth_weekday(y, e.month, e.weekday, e.nth);
      return day ? TimeInterval::day(*day) : month_whole;
    }
    if (e.unit == TimeUnit::weekend) {
      const auto saturday = nth_weekday(y, e.month, 6, e.nth);
      return saturday ? interval(*saturday, *saturday + days{1}, Precision::interval) : month_whole;
    }
    if (e.unit == TimeUnit::day) {
      return TimeInterval::day(e.nth < 0 ? *month_whole.to : *month_whole.from + days{e.nth - 1});
    }
    if (e.nth < 0) return interval(*month_whole.to - days{6}, *month_whole.to, Precision::week);
    const sys_days from = *month_whole.from + days{7 * (e.nth - 1)};
    return interval(from, std::min(from + days{6}, *month_whole.to), Precision::week);
  }

  // The year of a date told without one.
  TimeInterval without_year(const TimeExpression& e) const {
    if (e.weekday && e.day && !c_.document.is_day() && !of_reference(e.which)) return by_weekday(e);
    if (c_.reference_year && e.which == Which::none && c_.reference.from) {
      const TimeInterval told = in_year(e, resolve::year_of(*c_.reference.from));
      if (!c_.document.to || !told.from || *told.from <= *c_.document.to) return told;
    }
    return across(anchor(e.which), [&](sys_days d) { return nearest_year(e, d); });
  }

  // "Friday, July 13" on a page of unknown year: the years in which July 13 is a Friday.
  TimeInterval by_weekday(const TimeExpression& e) const {
    TimeInterval out;
    if (!c_.document.from || !c_.document.to) return out;
    const int first = resolve::year_of(*c_.document.from) - 1, end = resolve::year_of(*c_.document.to) + 1;
    for (int y = first; y <= end; ++y) {
      const auto day = base::make_day(y, e.month, e.day);
      if (!day || iso_weekday(*day) != e.weekday) continue;
      const bool fits = c_.ahead ? *day >= *c_.document.from : *day <= *c_.document.to;
      if (!fits) continue;
      if (!out.from) out = TimeInterval::day(*day);
      out.to = day;
    }
    if (out.is_day()) out.why.push_back("the only year in reach in which that day is of that weekday");
    if (!out.is_day()) out.precision = Precision::interval;
    if (out.unknown()) return across(c_.document, [&](sys_days d) { return nearest_year(e, d); });
    return out;
  }

  TimeInterval nearest_year(const TimeExpression& e, sys_days d) const {
    const int y = resolve::year_of(d);
    std::vector<TimeInterval> candidates;
    for (int i = y - 2; i <= y + 2; ++i) {
      if (!e.fixed.empty()) {  // two of a feast by the moon may lie in one year, or none
        for (TimeInterval& feast : feasts_in(e.fixed, i)) {
          candidates.push_back(e.nth != 0 ? day_of_feast(std::move(feast), e.nth) : std::move(feast));
        }
        continue;
      }
      TimeInterval candidate = in_year(e, i);
      if (candidate.from && candidate.to) candidates.push_back(std::move(candidate));
    }
    if (candidates.empty()) return {};
    const TimeInterval *before = nullptr, *after = nullptr, *begun = nullptr, *unfinished = nullptr, *close = nullptr;
    const auto distance = [&](const TimeInterval& i) {
      return *i.from > d ? (*i.from - d).count() : *i.to < d ? (d - *i.to).count() : 0;
    };
    for (const TimeInterval& i : candidates) {
      if (*i.to < d) before = &i;
      if (*i.from <= d) begun = &i;
      if (*i.from > d && !after) after = &i;
      if (*i.to >= d && !unfinished) unfinished = &i;
      if (!close || distance(i) < distance(*close)) close = &i;
    }
    switch (e.which) {
      case Which::last:
      case Which::previous:
        return before ? *before : *close;
      case Which::next:
      case Which::coming:
      case Which::following:
        return after ? *after : *close;
      case Which::this_:
        return in_year(e, y);
      case Which::same:
        return *close;
      default:
        break;
    }
    const TimeInterval* out = c_.ahead ? unfinished : begun;
    // A day told a few weeks off on the other side is more likely than one most of a year away.
    const bool of_day = e.month && e.day;
    if (!out || (of_day && distance(*out) > 300 && distance(*close) <= 45)) out = close;
    return *out;
  }

  TimeInterval day_of_month(const TimeExpression& e) const {
    const auto in_month = [&](sys_days month_day) {
      const auto day = base::make_day(resolve::year_of(month_day), resolve::month_of(month_day), e.day);
      return day ? TimeInterval::day(*day) : base::month_of(resolve::year_of(month_day), resolve::month_of(month_day));
    };
    if (e.month_which != Which::none) {
      const int by = step(e.month_which);
      return across(anchor(e.month_which), [&](sys_days d) { return in_month(add_months(d, by)); });
    }
    const TimeInterval& start = nearest_anchor();
    return across(start, [&](sys_days d) {
      TimeInterval out = in_month(d);
      const bool late = !c_.ahead && c_.document.to && out.from && *out.from > *c_.document.to;
      const bool gone = c_.ahead && c_.document.from && out.to && *out.to < *c_.document.from;
      if (late) out = in_month(add_months(d, -1));
      if (gone) out = in_month(add_months(d, 1));
      return out;
    });
  }

  TimeInterval weekday_of(const TimeExpression& e) const {
    const int wanted = static_cast<int>(e.weekday);
    if (e.week_which != Which::none) {
      const int by = step(e.week_which);
      return across(anchor(e.week_which), [&](sys_days d) {
        const sys_days monday = d - days{iso_weekday(d) - 1};
        return TimeInterval::day(monday + days{7 * by + wanted - 1});
      });
    }
    return across(anchor(e.which), [&](sys_days d) {
      const int today = static_cast<int>(iso_weekday(d));
      const int back = (today - wanted + 7) % 7;  // days to the latest one, 0 when today
      const int on = (wanted - today + 7) % 7;
      int by = c_.ahead ? on : -back;
      switch (e.which) {
        case Which::last:
          // "last Friday" said on a Sunday is not the day before yesterday: that is "Friday". Within the same week, a
          // near day is skipped.
          by = back == 0 ? -7 : -back;
          if (back > 0 && back <= 3 && wanted < today) by -= 7;
          break;
        case Which::next:
          by = on == 0 ? 7 : on;
          if (on > 0 && on <= 3 && wanted > today) by += 7;
          break;
        case Which::coming:
        case Which::following:
          by = on == 0 ? 7 : on;
          break;
        case Which::previous:
          by = back == 0 ? -7 : -back;
          break;
        case Which::this_:
          by = wanted - today;
          if (!c_.ahead && by > 0) by = -back;
          if (c_.ahead && by < 0) by = on;
          break;
        case Which::same:
          by = on <= back ? on : -back;
          break;
        default:
          break;
      }
      return TimeInterval::day(d + days{by});
    });
  }

  // ---- units

  TimeInterval unit(const TimeExpression& e) const {
    const TimeUnit of = *e.unit;
    const int by = step(e.which) * e.count.value_or(1);
    const bool small = of == TimeUnit::day || of == TimeUnit::night;
    TimeInterval out;
    if (small) {
      const bool of_story = of_reference(e.which) || e.which == Which::none;
      const bool no_day = e.phase != Phase::none && !c_.story.unknown() && !is_short(c_.reference);
      out = across(no_day     ? c_.story
                   : of_story ? nearest_anchor()
                              : c_.document,
                   [&](sys_days d) { return TimeInterval::day(d + days{by}); });
      out.part_of_day = e.part_of_day;
      return out;
    }
    out = across(anchor(e.which), [&](sys_days d) {
      if (of == TimeUnit::weekend && (e.which == Which::none || e.which == Which::this_)) {
        const bool weekend_now = iso_weekday(d) >= 6;
        return unit_around(d - days{!c_.ahead && !weekend_now ? 7 : 0}, of);
      }
      return unit_around(moved(d, of, by), of);
    });
    return phase_of(out, e.phase, c_.document);
  }

  // How many of a unit "some", "a few", "recent" may be.
  static std::pair<int, int> some(TimeUnit unit) {
    switch (unit) {
      case TimeUnit::week:
      case TimeUnit::fortnight:
        return {2, 8};
      case TimeUnit::month:
        return {2, 11};
      case TimeUnit::day:
      case TimeUnit::night:
        return {2, 10};
      default:
        return {2, 9};
    }
  }

  TimeInterval shift(const TimeExpression& e) const {
    const TimeUnit of = *e.unit;
    TimeInterval start = e.anchor == Anchor::inner ? value(e.inner.front()) : anchor(e);
    if (e.anchor == Anchor::document && e.sign > 0 && !c_.ahead) {  // "within": it took that long
      const int count = e.count.value_or(some(of).second);
      return across(c_.document, [&](sys_days d) { return interval(moved(d, of, -count), d, Precision::interval); });
    }
    const bool short_time = of == TimeUnit::hour || of == TimeUnit::minute || of == TimeUnit::second;
    if (short_time) {
      const int hours = of == TimeUnit::hour ? e.count.value_or(5) : 0;
      return across(start, [&](sys_days d) {
        if (of != TimeUnit::hour) return TimeInterval::day(d);
        const sys_days far = moved(d, of, e.sign * std::max(hours, 1));
        const sys_days near = d + days{e.sign * (hours / 24)};
        return e.sign < 0 ? interval(std::min(far, near), std::max(far, near), Precision::interval)
                          : interval(std::min(near, far), std::max(far, near), Precision::interval);
      });
    }
    if (!e.count) {
      const auto [least, most] = some(of);
      return across(start, [&](sys_days d) {
        const sys_days near = moved(d, of, e.sign * least), far = moved(d, of, e.sign * most);
        return interval(std::min(near, far), std::max(near, far), Precision::interval);
      });
    }
    TimeInterval out = across(start, [&](sys_days d) {
      const sys_days on = moved(d, of, e.sign * *e.count);
      if (e.around) return unit_around(on, *e.around);
      const bool by_days = e.exact || of == TimeUnit::day || of == TimeUnit::night;
      return by_days ? TimeInterval::day(on) : unit_around(on, of);
    });
    out.part_of_day = e.part_of_day;
    return out;
  }

  TimeInterval reach(const TimeExpression& e) const {
    const TimeUnit of = *e.unit;
    const int count = e.count.value_or(of == TimeUnit::day ? 7 : some(of).second);
    return across(anchor(e), [&](sys_days d) {
      const sys_days far = moved(d, of, e.sign * count);
      return e.sign < 0 ? interval(far, d, Precision::interval) : interval(d, far, Precision::interval);
    });
  }

  TimeInterval duration(const TimeExpression& e) const {
    TimeInterval out;
    out.why.push_back("only how long it lasted is said");
    if (c_.ahead) {
      out.from = c_.document.from;
      return out;
    }
    out.to = c_.document.to;
    if (c_.lasting && c_.document.from && e.count) out.from = moved(*c_.document.from, *e.unit, -*e.count);
    return out;
  }

  TimeInterval within(const TimeExpression& e) const {
    const TimeUnit of = *e.unit;
    const int count = e.count.value_or(some(of).second);
    const TimeInterval& start = c_.ahead ? c_.document : nearest_anchor();
    if (!c_.ahead && c_.reference.unknown()) {
      return across(start, [&](sys_days d) { return interval(moved(d, of, -count), d, Precision::interval); });
    }
    return across(start, [&](sys_days d) { return interval(d, moved(d, of, count), Precision::interval); });
  }

  // ---- combinations

  TimeInterval range(const TimeExpression& e) const {
    TimeInterval a = value(e.inner[0]), b = value(e.inner[1]);
    if (a.from && b.to && *a.from > *b.to) {  // told without a year or a week: set right
      const bool by_week = e.inner[0].weekday && !e.inner[0].month;
      const auto by = [&](TimeInterval& t, int sign) {
        for (auto* end : {&t.from, &t.to}) {
          if (*end) *end = by_week ? **end + days{7 * sign} : add_months(**end, 12 * sign);
        }
      };
      if (c_.ahead) {
        by(b, 1);
      } else {
        by(a, -1);
      }
    }
    TimeInterval out{a.from, b.to, Precision::interval, e.part_of_day, {}, {}};
    if (out.is_day()) {
      out.precision = Precision::day;
      out.clock = a.clock;
    }
    return out;
  }

  // "since", "from", "until", "by", "before", "after" a time.
  TimeInterval open(const TimeExpression& e) const {
    TimeContext inner_context = c_;
    if (e.kind == TimeKind::since) inner_context.ahead = false;
    const TimeInterval at = Reckoner(inner_context).value(e.inner.front());
    TimeInterval out;
    const std::optional<sys_days> end = c_.ahead ? std::nullopt : c_.document.to;
    switch (e.kind) {
      case TimeKind::since:
        out.from = at.from;
        out.to = c_.document.to;
        break;
      case TimeKind::from:
        out.from = at.from;
        out.to = end;
        break;
      case TimeKind::after:
        out.from = at.to;
        out.to = end;
        break;
      case TimeKind::until:
      case TimeKind::by:
        out.to = at.to;
        if (c_.ahead || (c_.lasting && e.kind == TimeKind::until)) out.from = c_.document.from;
        break;
      default:  // before
        if (at.from) out.to = *at.from - days{at.is_day() || !c_.ahead ? 1 : 0};
        if (e.inner.front().phase == Phase::end) out.to = at.to;  // "before the end of the year"
        if (c_.ahead) out.from = c_.document.from;
        break;
    }
    if (out.from && out.to && *out.from > *out.to) {
      if (e.kind == TimeKind::since || e.kind == TimeKind::from || e.kind == TimeKind::after) {
        out.to.reset();
      } else {
        out.from.reset();
      }
    }
    if (out.is_day()) out.precision = Precision::day;
    return out;
  }

  const TimeContext& c_;
};

bool weekday_only(const TimeExpression& e) {
  return e.kind == TimeKind::calendar && e.weekday && !e.month && !e.day && !e.year && e.which == Which::none;
}

}  // namespace

std::vector<TimeExpression> put_together(std::vector<TimeExpression> times) {
  for (std::size_t i = 0; i < times.size();) {
    bool gone = false;
    for (std::size_t k = 0; k < times.size() && !gone; ++k) {
      TimeExpression &one = times[i], &other = times[k];
      if (i == k || one.kind != TimeKind::calendar || other.kind != TimeKind::calendar) continue;
      if (one.only_time_of_day() && !other.only_time_of_day() && other.clock.empty()) {
        if (other.part_of_day.empty()) other.part_of_day = one.part_of_day;
        other.clock = one.clock;
        gone = true;
      } else if (weekday_only(one) && other.names_day_of_year() && !other.weekday) {
        other.weekday = one.weekday;
        gone = true;
      } else if (one.year && !one.month && !one.season && one.fixed.empty() && other.month && !other.year) {
        other.year = one.year;
        gone = true;
      }
    }
    if (gone) {
      times.erase(times.begin() + static_cast<std::ptrdiff_t>(i));
    } else {
      ++i;
    }
  }
  return times;
}

std::optional<sys_days> other_day(const TimeExpression& e, const TimeInterval& value) {
  if (e.kind != TimeKind::calendar || !e.weekday || !e.month || !e.day || e.last_day || !e.calendar.empty()) return {};
  if (!value.is_day() || iso_weekday(*value.from) == e.weekday) return {};
  const int on = static_cast<int>((e.weekday + 7 - iso_weekday(*value.from)) % 7);
  return *value.from + days{on > 3 ? on - 7 : on};
}

namespace {

bool says_little(const TimeExpression& e) {
  switch (e.kind) {
    case TimeKind::now:
    case TimeKind::recent:
    case TimeKind::just:
    case TimeKind::soon:
    case TimeKind::at_once:
    case TimeKind::bare_after:
    case TimeKind::bare_before:
    case TimeKind::bare_same:
    case TimeKind::duration:
      return true;
    default:
      return false;
  }
}

}  // namespace

TimeInterval value_of(const TimeExpression& expression, const TimeContext& context) {
  return Reckoner(context).value(expression);
}

TimeInterval value_of(const std::vector<TimeExpression>& expressions, const TimeContext& context) {
  std::vector<TimeExpression> times = put_together(expressions);
  const bool telling = std::any_of(times.begin(), times.end(), [](const auto& e) { return !says_little(e); });
  TimeInterval out;
  bool first = true;
  for (const TimeExpression& e : times) {
    if (telling && says_little(e)) continue;
    const TimeInterval next = value_of(e, context);
    if (next.unknown()) continue;
    if (first) {
      out = next;
      first = false;
      continue;
    }
    if (!out.overlaps(next)) {
      out.why.push_back("another time named in the sentence does not fit and is left out");
      continue;
    }
    const bool narrower =
        (next.from && (!out.from || *next.from > *out.from)) || (next.to && (!out.to || *next.to < *out.to));
    if (!narrower) {
      if (out.part_of_day.empty() && out.is_day()) out.part_of_day = next.part_of_day;
      continue;
    }
    TimeInterval cut = next;
    if (out.from && (!cut.from || *out.from > *cut.from)) cut.from = out.from;
    if (out.to && (!cut.to || *out.to < *cut.to)) cut.to = out.to;
    cut.precision = cut.is_day()                                 ? Precision::day
                    : next.from == cut.from && next.to == cut.to ? next.precision
                                                                 : Precision::interval;
    if (cut.part_of_day.empty()) cut.part_of_day = out.part_of_day;
    cut.why.insert(cut.why.begin(), out.why.begin(), out.why.end());
    out = std::move(cut);
  }
  return out;
}

TimeInterval read_time(std::string_view phrase, const TimeContext& context, const DateWords& words) {
  return value_of(read_time_phrase(phrase, words), context);
}

}  // namespace annals::resolve
