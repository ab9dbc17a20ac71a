// A parser by hand: every alternative is tried from a token on, and the one that reads furthest wins. Calendar dates
// are a bag of parts in any order ("4 p.m. tomorrow, Thursday, January 19"), so that house styles need no list.
#include "resolve/time_parser.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <utility>

namespace annals::resolve {
namespace {

using Kind = TimeToken::Kind;

struct Parsed {
  TimeExpression what;
  std::size_t next = 0;
};
using Maybe = std::optional<Parsed>;

struct Hit {
  std::string value;
  std::size_t next = 0;
  explicit operator bool() const { return next != 0; }
  int number() const { return std::atoi(value.c_str()); }
};

constexpr auto kUnits = std::to_array<std::pair<std::string_view, TimeUnit>>({
    {"second", TimeUnit::second},
    {"minute", TimeUnit::minute},
    {"hour", TimeUnit::hour},
    {"day", TimeUnit::day},
    {"night", TimeUnit::night},
    {"week", TimeUnit::week},
    {"weekend", TimeUnit::weekend},
    {"fortnight", TimeUnit::fortnight},
    {"month", TimeUnit::month},
    {"quarter", TimeUnit::quarter},
    {"year", TimeUnit::year},
    {"decade", TimeUnit::decade},
    {"century", TimeUnit::century},
});
constexpr auto kWhich = std::to_array<std::pair<std::string_view, Which>>({
    {"last", Which::last},
    {"past", Which::past},
    {"next", Which::next},
    {"coming", Which::coming},
    {"this", Which::this_},
    {"recent", Which::recent},
    {"previous", Which::previous},
    {"following", Which::following},
    {"same", Which::same},
});
constexpr auto kPhases = std::to_array<std::pair<std::string_view, Phase>>({
    {"early", Phase::early},
    {"mid", Phase::mid},
    {"late", Phase::late},
    {"start", Phase::start},
    {"end", Phase::end},
    {"first-half", Phase::first_half},
    {"second-half", Phase::second_half},
    {"earlier", Phase::earlier},
    {"later", Phase::later},
    {"whole", Phase::whole},
});

template <typename Table>
auto look_up(const Table& table, std::string_view name) {
  const auto found = std::find_if(table.begin(), table.end(), [&](const auto& row) { return row.first == name; });
  return found == table.end() ? table.front().second : found->second;
}

class Parser {
 public:
  Parser(std::string_view text, const DateWords& words, bool strict) : strict_(strict) {
    tokens_ = cut_time_tokens(text);
    matches_.reserve(tokens_.size());
    for (std::size_t i = 0; i < tokens_.size(); ++i) matches_.push_back(words.matches(tokens_, i));
    for (TimeToken& token : tokens_) token.text = words.canonical(token.text);
    days_are_small_ = words.days_are_small();
  }

  std::size_t size() const { return tokens_.size(); }

  // The phrase of time that begins at token `at`, with its prepositions.
  Maybe phrase(std::size_t at) {
    Maybe out = prefixed(at);
    if (!out) return std::nullopt;
    out = with_range(*out);
    if (const Hit more = hit(out->next, TimeClass::onwards); more && out->what.kind == TimeKind::calendar) {
      out = wrap(TimeKind::from, std::move(out->what), more.next);
    }
    out->what.range = {tokens_[at].range.begin, tokens_[out->next - 1].range.end};
    return out;
  }

 private:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  // The longest entry of class `what` at `at`.
  Hit hit(std::size_t at, TimeClass what) const {
    Hit best;
    if (at >= tokens_.size()) return best;
    for (const DateWords::Entry& entry : matches_[at]) {
      if (entry.what == what && at + entry.length > best.next) best = {entry.value, at + entry.length};
    }
    return best;
  }
  bool is_mark(std::size_t at, std::string_view text) const {
    return at < tokens_.size() && tokens_[at].kind == Kind::mark && tokens_[at].text == text;
  }
  bool is_word(std::size_t at, std::string_view text) const {
    return at < tokens_.size() && tokens_[at].kind == Kind::word && tokens_[at].text == text;
  }
  // Whether the token follows the one before it without a blank ("two-day", "11-12").
  bool glued(std::size_t at) const {
    return at > 0 && at < tokens_.size() && tokens_[at - 1].range.end == tokens_[at].range.begin;
  }
  bool ends_phrase(std::size_t at) const { return at >= tokens_.size() || tokens_[at].kind == Kind::mark; }

  static Parsed wrap(TimeKind kind, TimeExpression inner, std::size_t next) {
    Parsed out;
    out.what.kind = kind;
    out.what.inner.push_back(std::move(inner));
    out.next = next;
    return out;
  }

  std::size_t skip_words(std::size_t at) const {
    for (;;) {
      const Hit found = hit(at, TimeClass::skip);
      if (!found || found.next >= tokens_.size()) return at;
      at = found.next;
    }
  }

  // Prepositions and what they do to the time behind them.
  Maybe prefixed(std::size_t at) {
    Maybe best;
    const auto keep = [&](Maybe found) {
      if (found && (!best || found->next > best->next)) best = std::move(found);
    };
    constexpr std::array<std::pair<TimeClass, TimeKind>, 6> kWrappers = {{{TimeClass::since, TimeKind::since},
                                                                          {TimeClass::until, TimeKind::until},
                                                                          {TimeClass::through, TimeKind::until},
                                                                          {TimeClass::by, TimeKind::by},
                                                                          {TimeClass::before, TimeKind::before},
                                                                          {TimeClass::after, TimeKind::after}}};
    keep(point(at, false));  // first: "before dawn on Sunday" is a part of Sunday
    if (const Hit found = hit(at, TimeClass::between)) keep(between(found.next));
    if (const Hit found = hit(at, TimeClass::from)) keep(from(found.next));
    for (const auto& [what, kind] : kWrappers) {
      const Hit found = hit(at, what);
      if (!found) continue;
      if (Maybe inner = point(skip_words(found.next), true)) {
        if (inner->what.kind == TimeKind::duration) {
          if (what == TimeClass::after) {  // "after five months": of waiting, on from the time last spoken of
            inner->what.kind = TimeKind::shift;
            inner->what.sign = 1;
            inner->what.anchor = Anchor::reference;
            keep(std::move(inner));
          } else if (what == TimeClass::through) {
            keep(std::move(inner));
          }
          continue;
        }
        const bool part_first = hit(skip_words(found.next), TimeClass::part) &&
                                inner->what.kind == TimeKind::calendar &&
                                (inner->what.weekday || inner->what.day || inner->what.days_from_now);
        const bool of_day = what == TimeClass::before && inner->what.only_time_of_day();
        if (!inner->what.part_of_day.empty() &&
            (of_day || (part_first && (what == TimeClass::before || what == TimeClass::after)))) {
          keep(std::move(inner));  // "before noon", "after midnight on Tuesday": of the day, not of those beside it
          continue;
        }
        keep(wrap(kind, std::move(inner->what), inner->next));
      }
    }
    if (const Hit found = hit(at, TimeClass::ago_before)) keep(ago(found.next));
    if (const Hit found = hit(at, TimeClass::within)) keep(within(found.next));
    if (const Hit found = hit(at, TimeClass::for_)) keep(lasting(found.next));
    if (const Hit found = hit(at, TimeClass::in)) keep(in_units(found.next));
    if (const Hit found = hit(at, TimeClass::over)) keep(reach(skip_words(found.next)));
    if (at >= tokens_.size()) return best;
    for (const DateWords::Entry& entry : matches_[at]) {
      if (entry.what == TimeClass::at) keep(point(skip_words(at + entry.length), true));
    }
    if (const std::size_t behind = skip_words(at); behind != at) {
      keep(point(behind, false));
      // "shortly after midnight on Sunday"
      if (hit(behind, TimeClass::before) || hit(behind, TimeClass::after)) keep(prefixed(behind));
    }
    return best;
  }

  // "hace dos días": the word for "ago" stands before.
  Maybe ago(std::size_t at) const {
    Maybe span = counted(skip_words(at));
    if (!span) return std::nullopt;
    span->what.kind = TimeKind::shift;
    span->what.sign = -1;
    span->what.anchor = Anchor::document;
    return span;
  }

  Maybe between(std::size_t at) {
    Maybe first = point(skip_words(at), true);
    if (!first) return std::nullopt;
    if (first->what.last_day && first->what.month) return first;  // "between February 4 and 7"
    const Hit join = hit(first->next, TimeClass::and_);
    if (!join) return std::nullopt;
    Maybe second = point(skip_words(join.next), true);
    if (!second) return std::nullopt;
    return joined(std::move(first->what), std::move(second->what), second->next);
  }

  Maybe from(std::size_t at) {
    Maybe first = point(skip_words(at), true);
    if (!first || first->what.kind == TimeKind::duration) return std::nullopt;
    if (first->what.last_day) return first;
    if (Parsed whole = with_range(*first); whole.what.kind == TimeKind::range) return whole;
    return wrap(TimeKind::from, std::move(first->what), first->next);
  }

  // "X to Y", "X - Y", "X and Y" where X has been read.
  Parsed with_range(Parsed first) {
    if (first.what.kind != TimeKind::calendar || first.what.last_day) return first;
    std::size_t at = first.next;
    Hit join = hit(at, TimeClass::to);
    if (!join && is_mark(at, "-")) join = {"-", at + 1};
    const bool adding = !join && hit(at, TimeClass::and_);
    if (adding) join = hit(at, TimeClass::and_);
    if (!join) return first;
    Maybe second = point(skip_words(join.next), true);
    if (!second || second->what.kind != TimeKind::calendar) return first;
    const TimeExpression& a = first.what;
    const TimeExpression& b = second->what;
    const bool alike = (a.weekday && b.weekday) || (a.month && b.month) || (a.year && b.year) ||
                       (!a.clock.empty() && !b.clock.empty()) || (!a.part_of_day.empty() && !b.part_of_day.empty());
    if (!alike || (adding && strict_ && a.only_time_of_day())) return first;
    return joined(std::move(first.what), std::move(second->what), second->next);
  }

  // A part that only one end names holds for both: "from June 3 to 17 July 1990", "night from Saturday to Sunday".
  static Parsed joined(TimeExpression a, TimeExpression b, std::size_t next) {
    if (!a.year && b.year && a.year_which == Which::none) a.year = b.year;
    if (a.month && b.year && a.year == b.year && b.month && a.month > b.month) a.year = *b.year - 1;
    if (a.day && !a.month && a.month_which == Which::none) a.month = b.month;
    if (b.day && !b.month && b.month_which == Which::none) b.month = a.month;
    if (!b.year && a.year && b.month) b.year = b.month < a.month ? *a.year + 1 : *a.year;
    if (a.only_time_of_day() && !b.only_time_of_day()) {
      TimeExpression day = b;
      day.part_of_day = a.part_of_day;
      day.clock = a.clock;
      a = day;
    }
    if (b.only_time_of_day() && !a.only_time_of_day()) {
      TimeExpression day = a;
      day.part_of_day = b.part_of_day;
      day.clock = b.clock;
      b = day;
    }
    Parsed out;
    out.what.kind = TimeKind::range;
    out.what.part_of_day = a.part_of_day == b.part_of_day || b.part_of_day.empty() ? a.part_of_day : "";
    out.what.inner = {std::move(a), std::move(b)};
    out.next = next;
    return out;
  }

  Maybe within(std::size_t at) {
    at = skip_words(at);
    if (Maybe span = counted(at)) {
      span->what.kind = TimeKind::within;
      return span;
    }
    if (Maybe whole = which_unit(at)) return wrap(TimeKind::by, std::move(whole->what), whole->next);
    return std::nullopt;
  }

  Maybe lasting(std::size_t at) {
    at = skip_words(at);
    if (Maybe span = reach(at)) return span;
    if (Maybe span = counted(at)) return span;
    return point(at, true);  // "for Tuesday"
  }

  // "in two days": on from now, or how long it took; the value decides by whether the claim looks ahead.
  Maybe in_units(std::size_t at) {
    at = skip_words(at);
    if (Maybe span = reach(at)) return span;
    if (Maybe span = counted(at)) {
      span->what.kind = TimeKind::shift;
      span->what.sign = 1;
      span->what.anchor = Anchor::document;
      if (const Hit time = hit(span->next, TimeClass::ahead)) span->next = time.next;
      return span;
    }
    return std::nullopt;
  }

  // A time without its preposition.
  Maybe point(std::size_t at, bool after_preposition) {
    if (at >= tokens_.size()) return std::nullopt;
    Maybe best;
    const auto keep = [&](Maybe found) {
      if (found && (!best || found->next > best->next)) best = std::move(found);
    };
    keep(calendar(at, after_preposition));
    keep(shift(at));
    keep(which_unit(at));
    keep(reach(at));
    keep(head(at));
    keep(up_to(at));
    keep(decade(at));
    if (!strict_ || after_preposition) keep(counted(at));
    keep(bare(at));
    return best;
  }

  Maybe bare(std::size_t at) const {
    constexpr std::array<std::pair<TimeClass, TimeKind>, 8> kBare = {{{TimeClass::now, TimeKind::now},
                                                                      {TimeClass::recent, TimeKind::recent},
                                                                      {TimeClass::just, TimeKind::just},
                                                                      {TimeClass::soon, TimeKind::soon},
                                                                      {TimeClass::at_once, TimeKind::at_once},
                                                                      {TimeClass::bare_after, TimeKind::bare_after},
                                                                      {TimeClass::bare_before, TimeKind::bare_before},
                                                                      {TimeClass::bare_same, TimeKind::bare_same}}};
    for (const auto& [what, kind] : kBare) {
      if (const Hit found = hit(at, what); found && !is_word(found.next, "than")) {
        Parsed out;
        out.what.kind = kind;
        out.next = found.next;
        return out;
      }
    }
    return std::nullopt;
  }

  Maybe decade(std::size_t at) const {
    if (is_word(at, "the")) ++at;
    Parsed out;
    out.what.kind = TimeKind::decade;
    if (const Hit phase = hit(at, TimeClass::phase)) {
      out.what.phase = look_up(kPhases, phase.value);
      at = phase.next;
      if (is_mark(at, "-")) ++at;
      if (is_word(at, "the")) ++at;
    }
    if (is_mark(at, "'") || is_mark(at, "\xE2\x80\x98")) ++at;
    if (at >= tokens_.size()) return std::nullopt;
    if (const std::size_t behind = century(at, &out); behind != kNone) return out;
    if (tokens_[at].kind == Kind::decade) {
      const int value = tokens_[at].value;
      out.what.year = value >= 100 ? value : value >= 30 ? 1900 + value : 2000 + value;
      out.next = at + 1;
      return out;
    }
    if (const Hit word = hit(at, TimeClass::decade)) {
      out.what.year = 1900 + word.number();
      out.next = word.next;
      return out;
    }
    return std::nullopt;
  }

  // "19th century", "the nineteenth century".
  std::size_t century(std::size_t at, Parsed* out) const {
    int nth = 0;
    std::size_t p = at;
    if (tokens_[at].kind == Kind::ordinal) {
      nth = tokens_[at].value;
      p = at + 1;
    } else if (const Hit word = hit(at, TimeClass::ordinal)) {
      nth = word.number();
      p = word.next;
    }
    constexpr int kFirst = 11, kLast = 21;
    if (nth < kFirst || nth > kLast) return kNone;
    if (is_mark(p, "-")) ++p;
    const Hit unit = hit(p, TimeClass::unit);
    if (!unit || look_up(kUnits, unit.value) != TimeUnit::century || is_plural(unit.next - 1)) return kNone;
    out->what.year = (nth - 1) * 100;
    out->what.unit = TimeUnit::century;
    out->next = unit.next;
    return out->next;
  }

  // A number in digits or words; `value` empty when it is not told.
  struct Count {
    std::optional<int> value;
    std::size_t next = 0;
    bool article = false;
  };
  std::optional<Count> count(std::size_t at) const {
    if (at >= tokens_.size()) return std::nullopt;
    if (tokens_[at].kind == Kind::number) {
      if (tokens_[at].grouped) return std::nullopt;
      return Count{tokens_[at].value, at + 1};
    }
    const Hit word = hit(at, TimeClass::number);
    if (!word) return std::nullopt;
    if (word.value == "?") return Count{std::nullopt, word.next};
    Count out{word.number(), word.next};
    out.article = tokens_[at].text == "a" || tokens_[at].text == "an";
    if (*out.value >= 20 && *out.value % 10 == 0 && is_mark(out.next, "-")) {  // "twenty-seven"
      const Hit ones = hit(out.next + 1, TimeClass::number);
      if (ones && ones.number() >= 1 && ones.number() <= 9) {
        out.value = *out.value + ones.number();
        out.next = ones.next;
      }
    }
    return out;
  }

  bool is_plural(std::size_t at) const { return tokens_[at].text.back() == 's' && !hit(at, TimeClass::singular); }

  std::size_t pass_half(std::size_t at) const {  // "two and a half years"
    if (is_word(at, "and") && is_word(at + 1, "a") && is_word(at + 2, "half")) return at + 3;
    return at;
  }

  // "three days", "a few more weeks", "five-day", "months-long".
  Maybe counted(std::size_t at) const {
    Parsed out;
    out.what.kind = TimeKind::duration;
    std::size_t p = at;
    const auto number = count(p);
    if (number) {
      out.what.count = number->value;
      p = skip_words(pass_half(number->next));
      if (is_word(p, "more") || is_word(p, "further") || is_word(p, "or")) ++p;
      if (is_mark(p, "-")) ++p;
    }
    const Hit unit = hit(p, TimeClass::unit);
    if (!unit) return std::nullopt;
    const bool plural = is_plural(unit.next - 1);
    if (!number && !plural && !is_mark(unit.next, "-")) return std::nullopt;
    if (number && !number->value && !plural) return std::nullopt;  // "some day"
    if (number && number->article && look_up(kUnits, unit.value) == TimeUnit::second && !plural &&
        !hit(unit.next, TimeClass::ago) && !hit(unit.next, TimeClass::later)) {
      return std::nullopt;  // "a second brigade"
    }
    out.what.unit = look_up(kUnits, unit.value);
    out.next = pass_half(unit.next);
    if (hit(out.next, TimeClass::and_)) {  // "days and weeks"
      const Hit second = hit(hit(out.next, TimeClass::and_).next, TimeClass::unit);
      if (second && !number) {
        out.what.unit = look_up(kUnits, second.value);
        out.next = second.next;
      }
    }
    if (is_mark(out.next, "-") && hit(out.next + 1, TimeClass::long_)) out.next += 2;
    const std::size_t compared = std::max(hit(out.next, TimeClass::earlier).next, hit(out.next, TimeClass::later).next);
    if (compared > 0 && is_word(compared, "than")) return std::nullopt;  // "three days later than planned"
    return out;
  }

  // "on the eve of Easter"
  Maybe eve(std::size_t at) {
    std::size_t p = is_word(at, "the") ? at + 1 : at;
    if (!is_word(p, "eve") || !is_word(p + 1, "of")) return std::nullopt;
    Maybe inner = calendar(skip_words(p + 2), false);
    if (!inner) return std::nullopt;
    Parsed out = wrap(TimeKind::shift, std::move(inner->what), inner->next);
    out.what.unit = TimeUnit::day;
    out.what.count = 1;
    out.what.sign = -1;
    out.what.anchor = Anchor::inner;
    return out;
  }

  // "on the 20th anniversary of the invasion of 2 August 1990": a few words may stand between.
  Maybe anniversary(std::size_t at) {
    std::size_t p = is_word(at, "the") ? at + 1 : at;
    int years = 0;
    if (p < tokens_.size() && tokens_[p].kind == Kind::ordinal) {
      years = tokens_[p].value;
      ++p;
    } else if (const Hit word = hit(p, TimeClass::ordinal)) {
      years = word.number();
      p = word.next;
    }
    if (is_mark(p, "-") || (p < tokens_.size() && tokens_[p].text == "year")) ++p;
    const Hit word = hit(p, TimeClass::anniversary);
    if (years < 1 || !word || !is_word(word.next, "of")) return std::nullopt;
    constexpr std::size_t kMostBetween = 6;
    for (std::size_t q = word.next + 1; q < tokens_.size() && q <= word.next + kMostBetween; ++q) {
      if (tokens_[q].kind == Kind::mark) return std::nullopt;
      Maybe inner = calendar(q, true);
      if (!inner || !inner->what.month || (!inner->what.year && q > word.next + 2)) continue;
      Parsed out = wrap(TimeKind::shift, std::move(inner->what), inner->next);
      out.what.unit = TimeUnit::year;
      out.what.count = years;
      out.what.sign = 1;
      out.what.anchor = Anchor::inner;
      out.what.exact = true;
      return out;
    }
    return std::nullopt;
  }

  // "this time last year": about then.
  Maybe this_time(std::size_t at) const {
    const Hit found = hit(at, TimeClass::this_time);
    if (!found) return std::nullopt;
    const Hit which = hit(found.next, TimeClass::which);
    const Hit unit = hit(which.next, TimeClass::unit);
    if (!which || !unit || (which.value != "last" && which.value != "next")) return std::nullopt;
    Parsed out;
    out.what.kind = TimeKind::shift;
    out.what.unit = look_up(kUnits, unit.value);
    if (*out.what.unit == TimeUnit::day || *out.what.unit == TimeUnit::night) return std::nullopt;
    out.what.around = *out.what.unit == TimeUnit::year ? TimeUnit::month : TimeUnit::week;
    out.what.count = 1;
    out.what.sign = which.value == "last" ? -1 : 1;
    out.next = unit.next;
    return out;
  }

  // "the first six months of 2015", "the last days of May", "the first ten days of the year".
  Maybe head(std::size_t at) {
    std::size_t p = is_word(at, "the") ? at + 1 : at;
    int sign = 0;
    if (const Hit first = hit(p, TimeClass::ordinal); first && first.number() == 1) {
      sign = 1;
      p = first.next;
    } else if (const Hit last = hit(p, TimeClass::which); last && last.value == "last") {
      sign = -1;
      p = last.next;
    }
    if (sign == 0) return std::nullopt;
    Maybe span = counted(p);
    if (!span || !is_plural(span->next - 1) || is_unit_of_small(*span->what.unit) ||
        !(is_word(span->next, "of") || is_word(span->next, "in"))) {
      return std::nullopt;
    }
    Maybe inner = which_unit(span->next + 1);
    if (Maybe date = calendar(span->next + 1, true); date && (!inner || date->next > inner->next))
      inner = std::move(date);
    if (!inner || (inner->what.kind == TimeKind::calendar && !inner->what.year && !inner->what.month))
      return std::nullopt;
    Parsed out = wrap(TimeKind::head, std::move(inner->what), inner->next);
    out.what.unit = span->what.unit;
    out.what.count = span->what.count;
    out.what.sign = sign;
    return out;
  }

  // "the year to March 2015", "the 12 months ended 30 June 2015".
  Maybe up_to(std::size_t at) {
    std::size_t p = is_word(at, "the") ? at + 1 : at;
    Maybe span = counted(p);
    if (!span) {
      const Hit unit = hit(p, TimeClass::unit);
      if (!unit || look_up(kUnits, unit.value) != TimeUnit::year || is_plural(unit.next - 1)) return std::nullopt;
      span = Parsed{};
      span->what.unit = TimeUnit::year;
      span->what.count = 1;
      span->next = unit.next;
    }
    const TimeUnit unit = *span->what.unit;
    if (!span->what.count || (unit != TimeUnit::month && unit != TimeUnit::year && unit != TimeUnit::quarter)) {
      return std::nullopt;
    }
    Hit join = hit(span->next, TimeClass::ended);
    if (!join) return std::nullopt;
    Maybe inner = calendar(skip_words(join.next), true);
    if (!inner || !inner->what.month || inner->what.weekday) return std::nullopt;
    Parsed out = wrap(TimeKind::up_to, std::move(inner->what), inner->next);
    out.what.unit = unit;
    out.what.count = span->what.count;
    return out;
  }

  // What may stand behind "ago": "today", "to the day", "this week", "Monday".
  void behind_ago(Parsed& span) const {
    const bool long_unit = *span.what.unit == TimeUnit::week || *span.what.unit == TimeUnit::fortnight ||
                           *span.what.unit == TimeUnit::month || *span.what.unit == TimeUnit::year ||
                           *span.what.unit == TimeUnit::decade;
    if (!long_unit || !span.what.count) return;
    if (const Hit exact = hit(span.next, TimeClass::exact)) {
      span.what.exact = true;
      span.next = exact.next;
    } else if (const Hit today = hit(span.next, TimeClass::deictic); today && today.value == "0") {
      span.what.exact = true;
      span.next = today.next;
    } else if (const Hit which = hit(span.next, TimeClass::which); which && which.value == "this") {
      const Hit unit = hit(which.next, TimeClass::unit);
      if (!unit || is_unit_of_small(look_up(kUnits, unit.value))) return;
      span.what.around = look_up(kUnits, unit.value);
      span.next = unit.next;
    }
  }

  // "two weeks ago", "days later", "a day before Christmas", "the day after".
  Maybe shift(std::size_t at) {
    if (Maybe before = eve(at)) return before;
    if (Maybe years = anniversary(at)) return years;
    if (Maybe about = this_time(at)) return about;
    std::size_t p = skip_words(at);
    Maybe span = counted(p);
    if (span) {
      for (std::size_t q = at; q < p; ++q) span->what.exact = span->what.exact || hit(q, TimeClass::exact);
      if (const Hit exact = hit(span->next, TimeClass::exact)) {
        span->what.exact = true;
        span->next = exact.next;
      }
    }
    if (!span) {  // "the night before", "the week after the vote"
      if (!is_word(at, "the") && at == p) return std::nullopt;
      const Hit unit = hit(p, TimeClass::unit);
      if (!unit) return std::nullopt;
      span = Parsed{};
      span->what.unit = look_up(kUnits, unit.value);
      span->what.count = 1;
      if (*span->what.unit == TimeUnit::night) span->what.part_of_day = tokens_[unit.next - 1].text;
      span->next = unit.next;
    }
    span->what.kind = TimeKind::shift;
    p = span->next;
    if (const Hit back = hit(p, TimeClass::ago)) {
      span->what.sign = -1;
      span->what.anchor = Anchor::document;
      span->next = back.next;
      behind_ago(*span);
      return span;
    }
    if (const Hit from = hit(p, TimeClass::from); from && is_word(p, "from")) {  // "a week from today"
      Maybe inner = calendar(from.next, false);
      if (inner && inner->what.days_from_now) {
        span->what.sign = 1;
        span->what.anchor = Anchor::inner;
        span->what.exact = true;
        span->what.inner.push_back(std::move(inner->what));
        span->next = inner->next;
        return span;
      }
    }
    if (span->what.exact && span->what.count) {
      if (const Hit since = hit(p, TimeClass::since)) {  // "a year to the day since 4 March 2011"
        if (Maybe inner = calendar(skip_words(since.next), true)) {
          span->what.sign = 1;
          span->what.anchor = Anchor::inner;
          span->what.inner.push_back(std::move(inner->what));
          span->next = inner->next;
          return span;
        }
      }
      if (ends_phrase(p) && hit(p - 1, TimeClass::exact).next == 0 && p >= 3 &&
          hit(p - 3, TimeClass::exact).next == p) {
        span->what.sign = -1;  // "ten years to the day"
        span->what.anchor = Anchor::document;
        return span;
      }
    }
    if (const Hit on = hit(p, TimeClass::ahead); on && tokens_[p].text != "time") {
      span->what.sign = 1;
      span->what.anchor = Anchor::document;
      span->next = on.next;
      return span;
    }
    const Hit before = hit(p, TimeClass::before), after = hit(p, TimeClass::after);
    const Hit earlier = hit(p, TimeClass::earlier), later = hit(p, TimeClass::later);
    span->what.sign = after || later ? 1 : -1;
    span->what.anchor = Anchor::reference;
    span->next = std::max({before.next, after.next, earlier.next, later.next});
    if (span->next == 0) return std::nullopt;
    if (is_word(span->next, "than")) return std::nullopt;  // "three days later than planned": later than what?
    if (earlier || later) return span;
    if (const Hit then = hit(span->next, TimeClass::then)) {
      span->next = then.next;
      return span;
    }
    if (Maybe inner = calendar(skip_words(span->next), true)) {
      span->what.anchor = Anchor::inner;
      span->what.inner.push_back(std::move(inner->what));
      span->next = inner->next;
    }
    return span;
  }

  // "last week", "the following day", "earlier this month", "the end of next year", "that night".
  Maybe which_unit(std::size_t at) const {
    Parsed out;
    out.what.kind = TimeKind::unit;
    std::size_t p = at;
    bool the = is_word(p, "the");
    if (the) ++p;
    if (const Hit half = hit(p, TimeClass::phase)) {
      out.what.phase = look_up(kPhases, half.value);
      p = half.next;
      if (is_mark(p, "-")) ++p;
      if (is_word(p, "the")) {
        the = true;
        ++p;
      }
    }
    if (is_word(p, "of")) ++p;
    if (is_word(p, "the")) {
      the = true;
      ++p;
    }
    const Hit which = hit(p, TimeClass::which);
    if (which) {
      out.what.which = look_up(kWhich, which.value);
      the = the || tokens_[p].text == "the";
      p = which.next;
    }
    const Hit unit = hit(p, TimeClass::unit);
    if (!unit) return std::nullopt;
    if (is_plural(unit.next - 1)) return std::nullopt;
    const std::string word = part_named(unit.next - 1);
    out.what.unit = look_up(kUnits, unit.value);
    out.next = unit.next;
    if (const Hit behind = hit(out.next, TimeClass::which_behind); behind && !which) {
      out.what.which = look_up(kWhich, behind.value);
      out.next = behind.next;
      if (is_unit_of_small(*out.what.unit)) return std::nullopt;
      if (*out.what.unit == TimeUnit::night) out.what.part_of_day = word;
      return out;
    }
    const bool of_day = *out.what.unit == TimeUnit::day || *out.what.unit == TimeUnit::night;
    if (the && !which) {  // "the week before last", "the year after next"
      const Hit before = hit(out.next, TimeClass::before), after = hit(out.next, TimeClass::after);
      const std::size_t q = std::max(before.next, after.next);
      const Hit one = hit(q, TimeClass::which);
      const bool twice = q != 0 && one.next == q + 1 && one.value == (before ? "last" : "next");
      if (twice && !hit(one.next, TimeClass::unit) && !hit(one.next, TimeClass::weekday) &&
          !hit(one.next, TimeClass::month) && !hit(one.next, TimeClass::season) && !hit(one.next, TimeClass::part)) {
        out.what.which = before ? Which::last : Which::next;
        out.what.count = 2;
        if (*out.what.unit == TimeUnit::night) out.what.part_of_day = word;
        out.next = one.next;
        return out;
      }
    }
    if (out.what.which == Which::next && (the || of_day)) {
      if (of_day) out.what.which = Which::following;  // "the next day" counts from what was just told
    }
    if (out.what.which == Which::last && of_day) return std::nullopt;  // "the last day": of what?
    if (out.what.which == Which::last && *out.what.unit == TimeUnit::decade) return std::nullopt;  // a reach
    if (out.what.which == Which::past) return std::nullopt;                                        // a reach
    if (out.what.which == Which::recent) return std::nullopt;
    if (*out.what.unit == TimeUnit::night && which) out.what.part_of_day = word;
    if (!which) {
      // "the month following"; "the weekend"; "the end of the year"; "by year's end" is in the table.
      if (const Hit after = hit(out.next, TimeClass::which); after && (after.value == "following")) {
        out.what.which = Which::following;
        out.next = after.next;
        return out;
      }
      if (*out.what.unit == TimeUnit::weekend) return out;
      if (!the && is_mark(out.next, "'s") && is_word(out.next + 1, "end") && !is_unit_of_small(*out.what.unit)) {
        out.what.which = Which::this_;  // "by month's end"
        out.what.phase = Phase::end;
        out.next += 2;
        return out;
      }
      if (!the) return std::nullopt;
      if (out.what.phase == Phase::none && strict_) return std::nullopt;
      out.what.which = of_day ? Which::same : Which::this_;
      if (is_unit_of_small(*out.what.unit)) return std::nullopt;
    } else if (is_unit_of_small(*out.what.unit)) {
      return std::nullopt;
    }
    return out;
  }
  // "night" for a night, in whatever language.
  std::string part_named(std::size_t at) const {
    const Hit part = hit(at, TimeClass::part);
    return part && part.next == at + 1 ? part.value : tokens_[at].text;
  }
  static bool is_unit_of_small(TimeUnit unit) {
    return unit == TimeUnit::hour || unit == TimeUnit::minute || unit == TimeUnit::second;
  }

  // "the past two weeks", "recent months", "the coming days", "the past day".
  Maybe reach(std::size_t at) const {
    std::size_t p = at;
    if (is_word(p, "the")) ++p;
    const Hit which = hit(is_word(at, "the") && hit(at, TimeClass::which).next > at + 1 ? at : p, TimeClass::which);
    if (!which) return std::nullopt;
    const Which kind = look_up(kWhich, which.value);
    if (kind == Which::same || kind == Which::this_) return std::nullopt;
    Parsed out;
    p = skip_words(which.next);
    const Maybe span = counted(p);
    if (span) {
      out.what = span->what;
      out.next = span->next;
    } else {
      const Hit unit = hit(p, TimeClass::unit);
      if (!unit) return std::nullopt;
      const TimeUnit of = look_up(kUnits, unit.value);  // "the last decade" is ten years up to now
      const bool long_reach = kind == Which::last && (of == TimeUnit::decade || of == TimeUnit::century);
      if (kind != Which::past && !long_reach) return std::nullopt;
      out.what.unit = look_up(kUnits, unit.value);
      out.what.count = 1;
      out.next = unit.next;
    }
    out.what.kind = TimeKind::reach;
    out.what.which = kind;
    out.what.sign = kind == Which::next || kind == Which::coming || kind == Which::following ? 1 : -1;
    const bool of_reference = kind == Which::previous || kind == Which::following;
    out.what.anchor = of_reference ? Anchor::reference : Anchor::document;
    return out;
  }

  // ---- calendar dates ----

  // Marks and small words that may stand between two parts of one date.
  std::size_t pass_glue(std::size_t at, bool first) const {
    for (int i = 0; i < 4 && at < tokens_.size(); ++i) {
      const std::string& text = tokens_[at].text;
      if (text == "the") {
        ++at;
      } else if (!first &&
                 (text == "," || text == "." || text == "of" || text == "on" || text == "in" || text == "at" ||
                  text == "about" || text == "around" || text == "'s" || text == "(" || text == "from")) {
        ++at;
      } else if (!first && hit(at, TimeClass::of_day)) {
        at = hit(at, TimeClass::of_day).next;
      } else {
        break;
      }
    }
    return at;
  }

  Maybe calendar(std::size_t at, bool after_preposition) {
    TimeExpression e;
    std::size_t p = at;
    std::size_t end = kNone;
    for (int parts = 0; parts < 10; ++parts) {
      const std::size_t next = one_part(e, p, end == kNone, after_preposition);
      if (next == kNone) {
        const std::size_t behind = pass_glue(p, end == kNone);
        if (behind == p) break;
        const std::size_t later = one_part(e, behind, end == kNone, after_preposition || is_word(at, "the"));
        if (later == kNone) break;
        p = end = later;
      } else {
        p = end = next;
      }
    }
    if (end == kNone) return std::nullopt;
    // "el pasado martes" is the latest one; a language that writes its days small means no week before.
    if (days_are_small_ && e.weekday && e.which == Which::last) e.which = Which::none;
    if (is_mark(end, ")") && is_mark(at, "(")) ++end;
    if (!stands(e, at, end, after_preposition)) return std::nullopt;
    return Parsed{std::move(e), end};
  }

  // "The Good Friday Agreement", "the Sunday Times", "Black September".
  bool is_part_of_name(const TimeExpression& e, std::size_t at, std::size_t end) const {
    if (e.year || e.day || days_are_small_) return false;
    const bool behind =
        end < tokens_.size() && tokens_[end].kind == Kind::word && tokens_[end].capital && matches_[end].empty();
    if ((e.weekday || !e.fixed.empty()) && e.which == Which::none && behind &&
        (is_word(at, "the") || (at > 0 && is_word(at - 1, "the")))) {
      return true;
    }
    if (at == 0 || is_word(at, "the") || e.phase != Phase::none || e.which != Which::none) return false;
    const auto& before = matches_[at - 1];
    const bool name = tokens_[at - 1].kind == Kind::word && tokens_[at - 1].capital &&
                      std::none_of(before.begin(), before.end(), [](const auto& entry) { return entry.length == 1; });
    return name && ((e.month && !e.weekday) || (e.weekday && behind));
  }

  // Whether what was read is a date and not words that look like one.
  bool stands(const TimeExpression& e, std::size_t at, std::size_t end, bool after_preposition) const {
    if (e.phase != Phase::none && !e.month && !e.year && !e.weekday && !e.season && e.fixed.empty() &&
        !e.days_from_now) {
      return false;
    }
    if (strict_ && is_part_of_name(e, at, end)) return false;
    const bool has_day = e.unit == TimeUnit::quarter || e.year || e.month || e.day || e.weekday || e.season ||
                         !e.fixed.empty() || e.days_from_now;
    if (!has_day && e.which != Which::none && e.part_of_day.empty()) return false;
    if (!has_day && !e.overnight && e.part_of_day.empty() && e.clock.empty()) return false;
    if (e.unit == TimeUnit::quarter && !strict_) return true;
    if (e.nth != 0 &&
        !(e.month || e.year || !e.fixed.empty() || e.month_which != Which::none || e.year_which != Which::none)) {
      return false;
    }
    if (!strict_) return true;
    const bool introduced = after_preposition || is_word(at, "the") || e.which != Which::none;
    if (e.only_time_of_day() && e.clock.empty() && !introduced) return false;
    if (e.season && !e.year && !introduced) return false;
    if (e.year && !e.month && !e.season && e.fixed.empty() && e.phase == Phase::none && e.year_which == Which::none) {
      // "in 2014", not "2014 people"
      if (!after_preposition || !(ends_phrase(end) || tokens_[end].kind == Kind::word)) return false;
      if (end < tokens_.size() && (tokens_[end].text == "per" || tokens_[end].text == "percent")) return false;
    }
    return true;
  }

  // Reads one part of a date at `at` into `e`; returns where it ends, kNone when there is none.
  std::size_t one_part(TimeExpression& e, std::size_t at, bool first, bool introduced) const {
    if (at >= tokens_.size()) return kNone;
    const TimeToken& token = tokens_[at];
    if (token.kind == Kind::iso_date && !e.month && !e.year) {
      const std::chrono::year_month_day day{*token.day.from};
      e.year = static_cast<int>(day.year());
      e.month = static_cast<unsigned>(day.month());
      e.day = static_cast<unsigned>(day.day());
      return at + 1;
    }
    if (token.kind == Kind::clock && e.clock.empty()) return clock(e, at);
    if (const std::size_t behind = numeric_date(e, at); behind != kNone) return behind;
    if (const std::size_t behind = foreign_date(e, at); behind != kNone) return behind;
    if (const std::size_t behind = quarter(e, at); behind != kNone) return behind;
    if (const std::size_t behind = fiscal(e, at); behind != kNone) return behind;
    if (const Hit other = hit(at, TimeClass::calendar_name);
        other && e.year && e.month && e.day && e.calendar.empty()) {
      e.calendar = other.value;  // "7 November 1917 (Old Style)"
      return other.next;
    }
    std::size_t next = fixed(e, at);
    if (next == kNone) next = clock(e, at);
    if (next == kNone) next = month_day(e, at);
    if (next == kNone) next = deictic(e, at);
    if (next == kNone) next = nth_of(e, at);
    if (next == kNone) next = which_part(e, at, first);
    if (next == kNone && !first) next = which_behind(e, at);
    if (next == kNone) next = phase(e, at);
    if (next == kNone) next = weekday(e, at, introduced || !first);
    if (next == kNone) next = season(e, at);
    if (next == kNone) next = part(e, at);
    if (next == kNone) next = day_alone(e, at, introduced);
    if (next == kNone) next = year(e, at, first, introduced);
    return next;
  }

  // The number of a token of digits, where it has so many of them.
  std::optional<int> digits_at(std::size_t at, std::size_t least, std::size_t most) const {
    if (at >= tokens_.size() || tokens_[at].kind != Kind::number || tokens_[at].text.size() < least ||
        tokens_[at].text.size() > most) {
      return std::nullopt;
    }
    return tokens_[at].value;
  }

  // "13/04/2015", "04.03.2015", "2015/03/04". With dots it is the day that stands first; with slashes either may.
  std::size_t numeric_date(TimeExpression& e, std::size_t at) const {
    if (e.year || e.month || e.day || (at > 0 && (is_mark(at - 1, "/") || is_mark(at - 1, ".")) && glued(at))) {
      return kNone;
    }
    const auto joined_by = [&](std::string_view mark) {
      return is_mark(at + 1, mark) && is_mark(at + 3, mark) && glued(at + 1) && glued(at + 2) && glued(at + 3) &&
             glued(at + 4);
    };
    const bool slashes = joined_by("/"), dots = joined_by("."), dashes = joined_by("-");
    if (!slashes && !dots && !dashes) return kNone;
    if (is_mark(at + 5, "/") && glued(at + 5)) return kNone;
    const auto a = digits_at(at, 1, 4), b = digits_at(at + 2, 1, 2), c = digits_at(at + 4, 1, 4);
    if (!a || !b || !c) return kNone;
    int day = 0, month = 0, year = 0;
    if (tokens_[at].text.size() == 4) {
      year = *a, month = *b, day = *c;
    } else if (tokens_[at + 4].text.size() == 4) {
      year = *c, day = *a, month = *b;
      e.either_order = !dots && day <= 12 && month <= 12 && day != month;
      if (month > 12 && day <= 12 && !dots) std::swap(day, month);
    } else {
      return kNone;  // "3/4/15": no year that anybody could be sure of
    }
    if (day < 1 || day > 31 || month < 1 || month > 12 || year < 1500 || year > 2100) {
      e.either_order = false;
      return kNone;
    }
    e.year = year;
    e.month = static_cast<unsigned>(month);
    e.day = static_cast<unsigned>(day);
    return at + 5;
  }

  // "22 Bahman 1357", "1 Muharram 1437 AH", "Ramadan 1435". Their months are names and words as well, so that a year
  // must stand with them.
  std::size_t foreign_date(TimeExpression& e, std::size_t at) const {
    if (e.year || e.month || e.day) return kNone;
    std::size_t p = at;
    unsigned day = 0;
    if (is_day_number(tokens_[p])) {
      day = static_cast<unsigned>(tokens_[p].value);
      ++p;
      if (is_word(p, "of")) ++p;
    }
    const Hit month = hit(p, TimeClass::foreign_month);
    if (!month) return kNone;
    p = month.next;
    if (day == 0 && p < tokens_.size() && is_day_number(tokens_[p]) && tokens_[p].text.size() <= 2) {
      day = static_cast<unsigned>(tokens_[p].value);
      ++p;
    }
    if (is_mark(p, ",")) ++p;
    const auto year = digits_at(p, 3, 4);
    const std::size_t blank = month.value.find(' ');
    if (!year || *year > 1700 || blank == std::string::npos) return kNone;
    e.calendar = month.value.substr(0, blank);
    e.month = static_cast<unsigned>(std::atoi(month.value.c_str() + blank));
    e.day = day;
    e.year = *year;
    return p + 1;
  }

  // "the third quarter", "third-quarter", "Q3".
  std::size_t quarter(TimeExpression& e, std::size_t at) const {
    if (e.nth || e.month || e.day || e.season) return kNone;
    if (is_word(at, "q") && tokens_[at].capital && glued(at + 1)) {
      const auto number = digits_at(at + 1, 1, 1);
      if (!number || *number < 1 || *number > 4) return kNone;
      e.nth = *number;
      e.unit = TimeUnit::quarter;
      return at + 2;
    }
    if (const auto number = digits_at(at, 1, 1); number && is_word(at + 1, "q") && glued(at + 1)) {  // "1Q"
      if (*number < 1 || *number > 4) return kNone;
      e.nth = *number;
      e.unit = TimeUnit::quarter;
      return at + 2;
    }
    int nth = 0;
    std::size_t p = at;
    if (const Hit ordinal = hit(at, TimeClass::ordinal)) {
      nth = ordinal.number();
      p = ordinal.next;
    } else if (tokens_[at].kind == Kind::ordinal) {
      nth = tokens_[at].value;
      p = at + 1;
    }
    if (nth < 1 || nth > 4) return kNone;
    if (is_mark(p, "-")) ++p;
    const Hit unit = hit(p, TimeClass::unit);
    if (!unit || look_up(kUnits, unit.value) != TimeUnit::quarter || is_plural(unit.next - 1)) return kNone;
    e.nth = nth;
    e.unit = TimeUnit::quarter;
    return unit.next;
  }

  // "fiscal 2012", "the financial year 2012-13", "FY 2014".
  std::size_t fiscal(TimeExpression& e, std::size_t at) const {
    if (e.year || e.month || e.day) return kNone;
    const Hit word = hit(at, TimeClass::of_year);
    if (!word || word.next >= tokens_.size() || !is_year(tokens_[word.next])) return kNone;
    e.fiscal = true;
    e.year = tokens_[word.next].value;
    std::size_t p = word.next + 1;
    if ((is_mark(p, "-") || is_mark(p, "/")) && glued(p) && glued(p + 1)) {
      const auto end = digits_at(p + 1, 2, 4);
      const int whole = !end ? 0 : *end < 100 ? *e.year / 100 * 100 + *end : *end;
      if (whole == *e.year + 1) {
        e.end_year = whole;
        p += 2;
      }
    }
    return p;
  }

  std::size_t month_word(std::size_t at, int* month) const {
    const Hit found = hit(at, TimeClass::month);
    if (!found) return kNone;
    *month = found.number();
    std::size_t next = found.next;
    if (is_mark(next, ".") && glued(next) && tokens_[at].text.size() <= 4) ++next;
    return next;
  }

  static bool is_day_number(const TimeToken& token) {
    return (token.kind == Kind::number || token.kind == Kind::ordinal) && !token.grouped && token.value >= 1 &&
           token.value <= 31 && token.text.size() <= 4;
  }

  // "12" of "11-12", "22 and 23", "24/25", where the first number has been read; kNone when there is none.
  std::size_t second_day(std::size_t at, unsigned* day) const {
    std::size_t p = at;
    if (is_mark(p, "-") || is_mark(p, "/")) {
      ++p;
    } else if (const Hit join = hit(p, TimeClass::and_)) {
      p = join.next;
    } else if (const Hit to = hit(p, TimeClass::to)) {
      p = to.next;
    } else {
      return kNone;
    }
    if (is_word(p, "the")) ++p;
    if (p >= tokens_.size() || !is_day_number(tokens_[p])) return kNone;
    *day = static_cast<unsigned>(tokens_[p].value);
    return p + 1;
  }

  // "8 December 1991", "December 8, 1991", "Feb. 11-12", "19-21 June", "December 1991", "December".
  std::size_t month_day(TimeExpression& e, std::size_t at) const {
    if (e.month) return kNone;
    int month = 0;
    const auto year_behind = [&](std::size_t p, bool comma) -> std::size_t {
      std::size_t q = p;
      if (comma && is_mark(q, ",")) ++q;
      if (is_word(q, "of")) ++q;
      if (!e.year && q < tokens_.size() && tokens_[q].kind == Kind::number && is_year(tokens_[q])) {
        e.year = tokens_[q].value;
        return q + 1;
      }
      return p;
    };
    if (is_day_number(tokens_[at]) && !e.day) {
      unsigned last = 0;
      std::size_t p = at + 1;
      const std::size_t more = second_day(p, &last);
      if (more != kNone) p = more;
      if (is_word(p, "of")) ++p;
      if (is_mark(p, "-")) ++p;  // "8-Dec-1991"
      const std::size_t behind = month_word(p, &month);
      if (behind == kNone) return kNone;
      // Days of two months: "31 May and 2 June" is a range of two dates, not of two days.
      e.day = static_cast<unsigned>(tokens_[at].value);
      e.last_day = more != kNone ? last : 0;
      e.month = static_cast<unsigned>(month);
      std::size_t q = behind;
      if (is_mark(q, "-") && q + 1 < tokens_.size() && is_year(tokens_[q + 1])) ++q;
      return year_behind(q, true);
    }
    const std::size_t behind = month_word(at, &month);
    if (behind == kNone) return kNone;
    std::size_t p = behind;
    if (is_word(p, "the")) {
      ++p;
      const Hit spelled = hit(p, TimeClass::ordinal);  // "May the twentieth"
      if (spelled && spelled.number() >= 1 && spelled.number() <= 31 && !e.day && !unit_behind(spelled.next - 1)) {
        e.month = static_cast<unsigned>(month);
        e.day = static_cast<unsigned>(spelled.number());
        return year_behind(spelled.next, true);
      }
    }
    if (p < tokens_.size() && is_day_number(tokens_[p]) && !e.day && !unit_behind(p)) {
      e.month = static_cast<unsigned>(month);
      e.day = static_cast<unsigned>(tokens_[p].value);
      std::size_t q = p + 1;
      unsigned last = 0;
      const std::size_t more = second_day(q, &last);
      if (more != kNone && !month_begins(more) && !unit_behind(more - 1)) {
        e.last_day = last;
        q = more;
      }
      return year_behind(q, true);
    }
    if (ambiguous(at) && !month_alone_stands(at, behind)) return kNone;
    e.month = static_cast<unsigned>(month);
    return year_behind(behind, true);
  }
  bool unit_behind(std::size_t number) const {  // "in March 12 people": rare; "March 3 a.m." never
    return static_cast<bool>(hit(number + 1, TimeClass::unit));
  }
  bool month_begins(std::size_t at) const {
    std::size_t p = at;
    if (is_word(p, "of")) ++p;
    return static_cast<bool>(hit(p, TimeClass::month));
  }
  bool ambiguous(std::size_t at) const { return static_cast<bool>(hit(at, TimeClass::ambiguous)); }
  // "May" is the month when it has its capital and a word of time or a preposition by it.
  bool month_alone_stands(std::size_t at, std::size_t behind) const {
    if (!tokens_[at].capital) return false;
    if (behind < tokens_.size() && tokens_[behind].kind == Kind::number && is_year(tokens_[behind])) return true;
    if (at == 0) return !strict_;
    const std::size_t p = at - 1;
    return tokens_[p].text == "of" || tokens_[p].text == "-" || starts_class_ending_at(p);
  }
  bool starts_class_ending_at(std::size_t at) const {
    for (const DateWords::Entry& entry : matches_[at]) {
      switch (entry.what) {
        case TimeClass::at:
        case TimeClass::since:
        case TimeClass::until:
        case TimeClass::by:
        case TimeClass::before:
        case TimeClass::after:
        case TimeClass::from:
        case TimeClass::which:
        case TimeClass::phase:
        case TimeClass::to:
          return true;
        default:
          break;
      }
    }
    return false;
  }

  static bool is_year(const TimeToken& token) {
    return token.kind == Kind::number && !token.grouped && token.text.size() == 4 && token.value >= 1000 &&
           token.value <= 2199;
  }

  std::size_t year(TimeExpression& e, std::size_t at, bool first, bool introduced) const {
    if (e.year) return kNone;
    if (is_mark(at, "'") && glued(at + 1) && at + 1 < tokens_.size() && tokens_[at + 1].kind == Kind::number &&
        tokens_[at + 1].text.size() == 2 && (introduced || e.month || e.season)) {  // "'74"
      const int value = tokens_[at + 1].value;
      e.year = value >= 30 ? 1900 + value : 2000 + value;
      return at + 2;
    }
    if (introduced && first) {  // "in nineteen eighty-nine"
      const auto hundreds = count(at);
      const auto rest = hundreds ? count(hundreds->next) : std::nullopt;
      const bool words = tokens_[at].kind == Kind::word && rest && tokens_[hundreds->next].kind == Kind::word;
      if (words && hundreds->value && rest->value && *hundreds->value >= 18 && *hundreds->value <= 20 &&
          *rest->value >= 10 && *rest->value <= 99) {
        e.year = 100 * *hundreds->value + *rest->value;
        return rest->next;
      }
    }
    if (!is_year(tokens_[at])) return kNone;
    if (first && !introduced && strict_) return kNone;
    if (!first && !(e.month || e.season || e.unit == TimeUnit::quarter || e.phase != Phase::none || !e.fixed.empty()))
      return kNone;
    e.year = tokens_[at].value;
    // "winter of 1991-92": the later one ends the season
    if (is_mark(at + 1, "-") && glued(at + 1) && glued(at + 2) && at + 2 < tokens_.size() &&
        tokens_[at + 2].kind == Kind::number && tokens_[at + 2].text.size() == 2 && e.season == 4) {
      *e.year += 1;
      return at + 3;
    }
    if ((is_mark(at + 1, "/") || is_mark(at + 1, "-")) && glued(at + 1) && glued(at + 2) && !e.month && !e.season) {
      const auto end = digits_at(at + 2, 2, 2);  // "2012/13", "1914-18"
      const bool more = is_mark(at + 3, "/") || is_mark(at + 3, "-");
      if (end && *end > *e.year % 100 && !(more && glued(at + 3))) {
        e.end_year = *e.year / 100 * 100 + *end;
        return at + 3;
      }
    }
    return at + 1;
  }

  std::size_t deictic(TimeExpression& e, std::size_t at) const {
    if (e.days_from_now) return kNone;
    if (const Hit found = hit(at, TimeClass::overnight)) {
      e.overnight = true;
      e.part_of_day = "night";
      if (const Hit into = hit(found.next, TimeClass::to); into && hit(into.next, TimeClass::weekday)) {
        e.which = Which::previous;  // "overnight into Tuesday": the night that ends there; see Reckoner
        return into.next;
      }
      return found.next;
    }
    const Hit found = hit(at, TimeClass::deictic);
    if (!found) return kNone;
    // "last night" of "last nightfall" cannot be; but "this morning's" is what it says.
    const std::size_t blank = found.value.find(' ');
    e.days_from_now = std::atoi(found.value.c_str());
    if (blank != std::string::npos && e.part_of_day.empty()) e.part_of_day = found.value.substr(blank + 1);
    return found.next;
  }

  // "the third week of May", "the first weekend of March", "the last week of August", "the first Sunday of 1990",
  // "the first of February", "the first half of the year" is a phase.
  std::size_t nth_of(TimeExpression& e, std::size_t at) const {
    if (e.nth || e.day || e.month) return kNone;
    int nth = 0;
    std::size_t p = kNone;
    if (const Hit ordinal = hit(at, TimeClass::ordinal)) {
      nth = ordinal.number();
      p = ordinal.next;
    } else if (tokens_[at].kind == Kind::ordinal) {
      nth = tokens_[at].value;
      p = at + 1;
    } else if (const Hit which = hit(at, TimeClass::which); which && which.value == "last") {
      nth = -1;
      p = which.next;
    } else {
      return kNone;
    }
    std::size_t unit_end = p;
    std::optional<TimeUnit> unit;
    unsigned week_day = 0;
    if (const Hit word = hit(p, TimeClass::unit)) {
      unit = look_up(kUnits, word.value);
      unit_end = word.next;
      if (*unit != TimeUnit::week && *unit != TimeUnit::weekend && *unit != TimeUnit::day) return kNone;
    } else if (const Hit day = hit(p, TimeClass::weekday)) {
      week_day = static_cast<unsigned>(day.number());
      unit_end = day.next;
    } else if (nth < 1) {
      return kNone;
    }
    if (!is_word(unit_end, "of") && !is_word(unit_end, "in")) return kNone;
    std::size_t q = unit_end + 1;
    if (unit && is_plural(unit_end - 1)) return kNone;  // "the first days of March" are several
    if (!unit && !week_day && nth >= 1 && nth <= 31) {  // "the first of the month", "of last month"
      const Hit which = hit(q, TimeClass::which);
      const std::size_t word = which ? which.next : is_word(q, "the") ? q + 1 : kNone;
      const Hit of = word == kNone ? Hit{} : hit(word, TimeClass::unit);
      if (of && look_up(kUnits, of.value) == TimeUnit::month && !is_plural(of.next - 1) && !is_mark(of.next, "'s")) {
        e.day = static_cast<unsigned>(nth);
        e.month_which = which ? look_up(kWhich, which.value) : Which::this_;
        return of.next;
      }
    }
    if (unit == TimeUnit::day) {  // "the first day of Ramadan"
      const std::size_t name = is_word(q, "the") ? q + 1 : q;
      if (const Hit feast = hit(name, TimeClass::fixed); feast && e.fixed.empty()) {
        e.fixed = feast.value;
        e.nth = nth;
        e.unit = unit;
        return feast.next;
      }
    }
    int month = 0;
    if (month_word(q, &month) == kNone) {
      // "the first week of the year": leave it to the year's own words
      return kNone;
    }
    if (!unit && !week_day) {  // "the first of February"
      if (nth > 31) return kNone;
      e.day = static_cast<unsigned>(nth);
      e.month = static_cast<unsigned>(month);
      std::size_t next = month_word(q, &month);
      if (is_mark(next, ",")) ++next;
      if (next < tokens_.size() && is_year(tokens_[next])) {
        e.year = tokens_[next].value;
        return next + 1;
      }
      return month_word(q, &month);
    }
    e.nth = nth;
    e.unit = unit;
    e.weekday = week_day;
    return unit_end;
  }

  // "last" of "last Friday", "that October", and what may follow a date: "February 1 last year", "Monday this week".
  std::size_t which_part(TimeExpression& e, std::size_t at, bool first) const {
    const Hit found = hit(at, TimeClass::which);
    if (!found) return kNone;
    const Which which = look_up(kWhich, found.value);
    if (const Hit unit = hit(found.next, TimeClass::unit)) {
      if (first) return kNone;
      const TimeUnit of = look_up(kUnits, unit.value);
      const bool in_year = e.month || e.season || !e.fixed.empty() || e.unit == TimeUnit::quarter;
      if (of == TimeUnit::year && !e.year && in_year) {
        e.year_which = which;
        return unit.next;
      }
      if (of == TimeUnit::month && e.day && !e.month) {
        e.month_which = which;
        return unit.next;
      }
      if (of == TimeUnit::week && e.weekday && e.which == Which::none) {
        e.week_which = which;
        return unit.next;
      }
      return kNone;
    }
    if (e.which != Which::none) return kNone;
    if (!first) {  // "15 October last"
      if (which == Which::last && e.month && ends_phrase(found.next)) {
        e.which = which;
        return found.next;
      }
      if (e.month || e.weekday || e.year) return kNone;
    }
    std::size_t p = found.next;
    if (const Hit phase = hit(p, TimeClass::phase)) p = phase.next;
    const bool dated = hit(p, TimeClass::weekday) || hit(p, TimeClass::month) || hit(p, TimeClass::season) ||
                       hit(p, TimeClass::fixed) || hit(p, TimeClass::part);
    if (!dated) return kNone;
    if ((which == Which::past || which == Which::recent) && hit(p, TimeClass::part)) return kNone;
    e.which = which == Which::past ? Which::last : which;
    // "the next April", "the next morning" count from what was told.
    const bool the = at > 0 && is_word(at - 1, "the");
    if (e.which == Which::next && (the || tokens_[at].text == "the" || hit(p, TimeClass::part))) {
      e.which = Which::following;
    }
    return found.next;
  }

  // "pasado" of "el martes pasado", "marzo pasado"; "año pasado" of "marzo del año pasado".
  std::size_t which_behind(TimeExpression& e, std::size_t at) const {
    if (const Hit unit = hit(at, TimeClass::unit)) {
      const Hit which = hit(unit.next, TimeClass::which_behind);
      if (!which) return kNone;
      const Which told = look_up(kWhich, which.value);
      const TimeUnit of = look_up(kUnits, unit.value);
      if (of == TimeUnit::year && !e.year && (e.month || e.season || !e.fixed.empty())) {
        e.year_which = told;
      } else if (of == TimeUnit::month && e.day && !e.month) {
        e.month_which = told;
      } else if (of == TimeUnit::week && e.weekday && e.which == Which::none) {
        e.week_which = told;
      } else {
        return kNone;
      }
      return which.next;
    }
    const Hit which = hit(at, TimeClass::which_behind);
    if (!which || e.which != Which::none || e.year) return kNone;
    if (!e.month && !e.weekday && !e.season && e.part_of_day.empty()) return kNone;
    const Which told = look_up(kWhich, which.value);
    e.which = told == Which::past ? Which::last : told;
    return which.next;
  }

  std::size_t phase(TimeExpression& e, std::size_t at) const {
    if (e.phase != Phase::none) return kNone;
    const Hit found = hit(at, TimeClass::phase);
    if (!found) return kNone;
    std::size_t p = found.next;
    if (is_mark(p, "-")) ++p;
    while (is_word(p, "the") || is_word(p, "of") || is_word(p, "in") || is_word(p, "on")) ++p;
    if (hit(p, TimeClass::which)) {
      const std::size_t q = hit(p, TimeClass::which).next;
      if (hit(q, TimeClass::unit)) return kNone;
    }
    // A part of the day with its own phase is in the table ("early morning").
    const bool dated = hit(p, TimeClass::weekday) || hit(p, TimeClass::month) || hit(p, TimeClass::season) ||
                       hit(p, TimeClass::deictic) || hit(p, TimeClass::which) || hit(p, TimeClass::fixed) ||
                       (p < tokens_.size() && (is_year(tokens_[p]) || is_day_number(tokens_[p])));
    if (!dated) return kNone;
    if (is_day_number(tokens_[p]) && !month_begins(p + 1)) return kNone;
    e.phase = look_up(kPhases, found.value);
    std::size_t next = found.next;
    if (is_mark(next, "-")) ++next;
    return next;
  }

  std::size_t fixed(TimeExpression& e, std::size_t at) const {
    if (!e.fixed.empty() || e.month) return kNone;
    const Hit found = hit(at, TimeClass::fixed);
    if (!found || (strict_ && !tokens_[at].capital && !days_are_small_)) return kNone;
    e.fixed = found.value;
    return found.next;
  }

  std::size_t weekday(TimeExpression& e, std::size_t at, bool introduced) const {
    if (e.weekday) return kNone;
    const Hit found = hit(at, TimeClass::weekday);
    if (!found) return kNone;
    if (ambiguous(at) && (!tokens_[at].capital || (strict_ && !introduced && !is_mark(found.next, ",")))) return kNone;
    if (strict_ && !tokens_[at].capital && !days_are_small_) return kNone;
    e.weekday = static_cast<unsigned>(found.number());
    std::size_t next = found.next;
    if (is_mark(next, ".") && glued(next) && tokens_[at].text.size() <= (days_are_small_ ? 3U : 5U)) ++next;
    // "Saturday 24": the day of the month without its month
    if (!e.day && next < tokens_.size() && is_day_number(tokens_[next]) && !month_begins(next + 1) &&
        ends_phrase(next + 1) && !is_mark(next + 1, ":")) {
      e.day = static_cast<unsigned>(tokens_[next].value);
      ++next;
    }
    return next;
  }

  std::size_t season(TimeExpression& e, std::size_t at) const {
    if (e.season || e.month) return kNone;
    if (const Hit south = hit(at, TimeClass::southern)) {
      const Hit found = hit(south.next, TimeClass::season);
      if (!found) return kNone;
      constexpr unsigned kHalfYear = 2, kSeasons = 4;
      e.season = (static_cast<unsigned>(found.number()) - 1 + kHalfYear) % kSeasons + 1;
      e.southern = true;
      return found.next;
    }
    const Hit found = hit(at, TimeClass::season);
    if (!found) return kNone;
    if (tokens_[at].text == "fall" && at > 0 && !is_word(at - 1, "the") && !hit(at - 1, TimeClass::which) &&
        !hit(at - 1, TimeClass::phase)) {
      return kNone;
    }
    e.season = static_cast<unsigned>(found.number());
    return found.next;
  }

  std::size_t part(TimeExpression& e, std::size_t at) const {
    if (!e.part_of_day.empty() && e.part_of_day != "night") return kNone;
    const Hit found = hit(at, TimeClass::part);
    if (!found) return kNone;
    e.part_of_day = found.value;
    return found.next;
  }

  // "the 21st", "on the 13th".
  std::size_t day_alone(TimeExpression& e, std::size_t at, bool introduced) const {
    if (e.day || e.month || e.year) return kNone;
    const TimeToken& token = tokens_[at];
    if (token.kind == Kind::number && !strict_ && introduced && at + 1 < tokens_.size() &&
        hit(at + 1, TimeClass::to)) {  // "from 14 to 17 September"
      unsigned last = 0;
      const std::size_t more = second_day(at + 1, &last);
      if (more == kNone || !is_day_number(token)) return kNone;
    } else if (token.kind != Kind::ordinal || token.value < 1 || token.value > 31) {
      return kNone;
    }
    const std::size_t p = at + 1;
    if (token.kind == Kind::ordinal) {
      if (!introduced) return kNone;
      const bool of_month = is_word(p, "of") && hit(p + 1, TimeClass::which);
      if (!(ends_phrase(p) || of_month || hit(p, TimeClass::until) || hit(p, TimeClass::to) ||
            hit(p, TimeClass::which) || hit(p, TimeClass::closer))) {
        return kNone;
      }
    } else {
      return kNone;
    }
    e.day = static_cast<unsigned>(token.value);
    return p;
  }

  static std::string clock_text(int hour, int minute) {
    char out[16];
    std::snprintf(out, sizeof out, "%02u:%02u", static_cast<unsigned>(hour) % 100, static_cast<unsigned>(minute) % 60);
    return out;
  }
  std::size_t with_zone(TimeExpression& e, std::size_t at) const {
    std::size_t p = at;
    if (is_mark(p, "(")) ++p;
    if (const Hit zone = hit(p, TimeClass::zone)) {
      e.clock += zone.value;
      return is_mark(zone.next, ")") ? zone.next + 1 : zone.next;
    }
    if (const Hit local = hit(p, TimeClass::local)) return is_mark(local.next, ")") ? local.next + 1 : local.next;
    return at;
  }
  std::size_t set_clock(TimeExpression& e, int hour, int minute, std::size_t next) const {
    if (hour > 24 || minute > 59) return kNone;
    e.clock = clock_text(hour, minute);
    return with_zone(e, next);
  }
  static int with_meridiem(int hour, const Hit& half) {
    if (half.number() == 12) return hour < 12 ? hour + 12 : hour;
    return hour == 12 ? 0 : hour;
  }

  // "9 p.m. local time (1800 GMT)": the second clock tells the first one's zone.
  std::size_t same_moment(TimeExpression& e, std::size_t at) const {
    if (at == 0 || !is_mark(at - 1, "(") || e.clock.size() != 5) return kNone;
    TimeExpression other;
    const std::size_t next = clock(other, at);
    if (next == kNone || !other.clock.ends_with("+00:00")) return kNone;
    const auto minutes = [](const std::string& text) {
      return std::atoi(text.c_str()) * 60 + std::atoi(text.c_str() + 3);
    };
    constexpr int kDay = 24 * 60, kFarthest = 14 * 60;
    int ahead = minutes(e.clock) - minutes(other.clock);
    if (ahead > kFarthest) ahead -= kDay;
    if (ahead <= kFarthest - kDay) ahead += kDay;
    e.clock += (ahead < 0 ? '-' : '+') + clock_text(std::abs(ahead) / 60, std::abs(ahead) % 60);
    return is_mark(next, ")") ? next + 1 : next;
  }

  // "14:50", "3 p.m.", "9.45 pm", "21.35 hours", "five in the evening", "seven o'clock", "half past one".
  std::size_t clock(TimeExpression& e, std::size_t at) const {
    if (!e.clock.empty()) return same_moment(e, at);
    if (const Hit half = hit(at, TimeClass::half_clock)) {
      const auto hour = count(half.next);
      if (!hour || !hour->value || *hour->value > 12) return kNone;
      const int minute = half.number();
      const int base = minute < 0 ? (*hour->value + 11) % 12 : *hour->value;
      const Hit side = hit(hour->next, TimeClass::meridiem);
      if (!side) return kNone;  // of which half of the day is not said
      return set_clock(e, with_meridiem(base, side), minute < 0 ? 60 + minute : minute, side.next);
    }
    const TimeToken& token = tokens_[at];
    int hour = token.value;
    int minute = token.minute;
    std::size_t next = at + 1;
    if (token.kind == Kind::clock || token.kind == Kind::decimal) {
      const Hit half = hit(next, TimeClass::meridiem);
      const Hit hours = hit(next, TimeClass::of_day);
      if (token.kind == Kind::decimal && !half && !hours) return kNone;
      if (half && hour <= 12) return set_clock(e, with_meridiem(hour, half), minute, half.next);
      return set_clock(e, hour, minute, hours ? hours.next : next);
    }
    const auto number = count(at);
    if (!number || !number->value || number->article) return kNone;
    hour = *number->value;
    next = number->next;
    if (token.kind == Kind::number && token.text.size() == 4 && hit(next, TimeClass::zone)) {  // "0900 GMT"
      return set_clock(e, hour / 100, hour % 100, next);
    }
    if (token.kind == Kind::number && token.text.size() == 4 && hit(next, TimeClass::of_day)) {  // "1430 hours"
      return set_clock(e, hour / 100, hour % 100, hit(next, TimeClass::of_day).next);
    }
    if (hour > 24) return kNone;
    const bool oclock = is_word(next, "o'clock");
    if (oclock) ++next;
    if (const Hit half = hit(next, TimeClass::meridiem); half && hour <= 12) {
      return set_clock(e, with_meridiem(hour, half), 0, half.next);
    }
    if (oclock) return set_clock(e, hour, 0, next);
    if (is_word(next, "hours") && at > 0 && (is_word(at - 1, "at") || is_word(at - 1, "from"))) {
      return set_clock(e, hour, 0, next + 1);
    }
    return kNone;
  }

  bool strict_;
  bool days_are_small_ = false;
  std::vector<TimeToken> tokens_;
  std::vector<std::vector<DateWords::Entry>> matches_;
};

// Wraps what was found where the phrase begins with a preposition and has other words between: "since the coup of
// February 1".
void wrap_far_preposition(std::string_view phrase, const DateWords& words, std::vector<TimeExpression>& times) {
  const auto tokens = cut_time_tokens(phrase);
  if (tokens.empty() || times.empty() || times.front().range.begin == 0) return;
  constexpr std::array<std::pair<TimeClass, TimeKind>, 4> kFar = {{{TimeClass::since, TimeKind::since},
                                                                   {TimeClass::until, TimeKind::until},
                                                                   {TimeClass::before, TimeKind::before},
                                                                   {TimeClass::after, TimeKind::after}}};
  TimeExpression& first = times.front();
  if (first.kind != TimeKind::calendar && first.kind != TimeKind::unit) return;
  for (const DateWords::Entry& entry : words.matches(tokens, 0)) {
    for (const auto& [what, kind] : kFar) {
      if (entry.what != what || first.range.begin < tokens[0].range.end) continue;
      TimeExpression outer;
      outer.kind = kind;
      outer.range = {0, first.range.end};
      outer.inner.push_back(std::move(first));
      first = std::move(outer);
      return;
    }
  }
}

std::vector<TimeExpression> scan(std::string_view text, const DateWords& words, bool strict) {
  std::vector<TimeExpression> out;
  Parser parser(text, words, strict);
  for (std::size_t at = 0; at < parser.size();) {
    if (auto found = parser.phrase(at)) {
      at = found->next;
      out.push_back(std::move(found->what));
    } else {
      ++at;
    }
  }
  return out;
}

}  // namespace

std::vector<TimeExpression> read_time_phrase(std::string_view phrase, const DateWords& words) {
  std::vector<TimeExpression> out = scan(phrase, words, false);
  wrap_far_preposition(phrase, words, out);
  return out;
}

std::optional<bool> day_stands_first(std::string_view text) {
  const std::vector<TimeToken> tokens = cut_time_tokens(text);
  constexpr int kMonths = 12, kDays = 31;
  std::optional<bool> out;
  for (std::size_t i = 0; i + 4 < tokens.size(); ++i) {
    const bool slashes = tokens[i + 1].text == "/" && tokens[i + 3].text == "/";
    const bool numbers = tokens[i].kind == Kind::number && tokens[i + 2].kind == Kind::number &&
                         tokens[i + 4].kind == Kind::number && tokens[i + 4].text.size() == 4;
    if (!slashes || !numbers || tokens[i].range.end + 1 != tokens[i + 2].range.begin) continue;
    const int a = tokens[i].value, b = tokens[i + 2].value;
    if (a < 1 || b < 1 || a > kDays || b > kDays || (a > kMonths) == (b > kMonths)) continue;
    if (out && *out != (a > kMonths)) return std::nullopt;
    out = a > kMonths;
  }
  return out;
}

std::vector<TimeExpression> find_times(std::string_view text, const DateWords& words) {
  return scan(text, words, true);
}

}  // namespace annals::resolve
