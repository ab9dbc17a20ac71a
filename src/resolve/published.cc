#include "resolve/published.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/calendar.h"
#include "base/text.h"
#include "base/utf8.h"
#include "resolve/calendar_math.h"
#include "resolve/time_parser.h"
#include "resolve/time_value.h"
#include "resolve/tree.h"

namespace annals::resolve {
namespace {

using std::chrono::days;

constexpr std::uint32_t kLeadSentences = 3;
enum Weight { kHistory = 1, kAhead = 1, kExistence = 2, kOffice = 3, kTextDate = 4, kUpdated = 5 };
// Somebody is called "former" or "ousted" a little before the tables have him out of office.
constexpr days kLeaving{31};
// A day told with neither year nor "last" is of the year up to the page.
constexpr days kYear{366};

bool has_day(const DateHint& hint) { return hint.day.is_day(); }

std::string day_text(const TimeInterval& time) {
  const std::string from = time.from ? base::to_iso(*time.from) : "?";
  if (time.is_day()) return from;
  return from + " to " + (time.to ? base::to_iso(*time.to) : "?");
}

// The caller's word, then metadata, then what the text says of itself, then the address.
int hint_rank(const DateHint& hint) {
  if (hint.where == "caller") return 100;
  switch (hint.kind) {
    case DateHint::Kind::published:
      return 50;
    case DateHint::Kind::text:
      return 40;
    case DateHint::Kind::dateline:
      return 30;
    case DateHint::Kind::url:
      return 20;
    default:
      return 0;
  }
}

std::string kind_text(const DateHint& hint) {
  if (hint.where == "caller") return "given by the caller";
  switch (hint.kind) {
    case DateHint::Kind::published:
      return "the page's date of publication";
    case DateHint::Kind::dateline:
      return "the dateline";
    case DateHint::Kind::url:
      return "the address of the page";
    default:
      return "a date the page gives itself";
  }
}

// A weekday or a day of the year that the story names, as evidence.
struct DayWord {
  TimeExpression time;
  std::string words;
  std::uint32_t sentence = 0;
  bool in_lead = false;
};

bool is_bare_weekday(const TimeExpression& time) {
  return time.weekday && !time.month && !time.day && !time.year && time.which == Which::none &&
         time.week_which == Which::none;
}

class Detective {
 public:
  Detective(const Document& document, const Knowledge& know, const Cast& cast, const std::vector<DateBound>& bounds)
      : document_(document), know_(know), cast_(cast), bounds_(bounds) {}

  PublishedDate run() {
    read_text();
    offices();
    existence();
    updated();
    fetched();
    settle_bounds();
    return solve();
  }

 private:
  // Times of the story's own sentences: years bound from below, weekdays and days of the year are kept to be fitted.
  void read_text() {
    std::uint32_t body = 0;
    for (std::uint32_t s = 0; s < document_.sentences.size(); ++s) {
      const Sentence& sentence = document_.sentences[s];
      const BlockKind kind = document_.block_of(sentence).kind;
      const bool story = kind == BlockKind::lead || kind == BlockKind::body;
      if (story) ++body;
      const std::string_view text = document_.article.text.view(sentence.range);
      for (TimeExpression& time : find_times(text, know_.language.dates())) {
        const std::uint32_t at = sentence.range.begin + time.range.begin;
        DayWord word{time, std::string(text.substr(time.range.begin, time.range.size())), s,
                     story && body <= kLeadSentences};
        if (kind == BlockKind::caption) {
          caption(word, s);
          continue;
        }
        const bool ahead = speaks_ahead(sentence, at, know_.language);
        bound_from_year(word, ahead);
        if (ahead) bound_to_year(word, sentence);
        if (!ahead && time.kind == TimeKind::calendar && time.weekday && time.month && time.day && !time.year &&
            time.which == Which::none && time.year_which == Which::none) {
          full_weekdays_.push_back(word);
        }
        if (time.kind != TimeKind::calendar || ahead) continue;
        if (kind == BlockKind::title) continue;
        if (story && is_bare_weekday(time)) story_weekdays_.push_back(word);
        if (word.in_lead && time.weekday && !time.month && !time.day && time.which == Which::none &&
            time.week_which == Which::none) {
          lead_weekdays_.push_back(word);
        } else if (time.month && time.day && !time.year && time.which == Which::none &&
                   time.year_which == Which::none) {
          days_of_year_.push_back(word);
        } else if (time.year && time.month && time.day) {
          full_dates_.push_back(word);
        }
      }
    }
    const auto& dateline = document_.article.dateline_date;
    if (dateline) {
      for (const TimeExpression& time : read_time_phrase(dateline.value, know_.language.dates())) {
        if (time.kind == TimeKind::calendar && time.month && time.day) dateline_ = time;
      }
    }
    for (const DateHint& hint : document_.article.dates) {
      if (hint.kind != DateHint::Kind::dateline || dateline_) continue;
      for (const TimeExpression& time : read_time_phrase(hint.as_written, know_.language.dates())) {
        if (time.kind == TimeKind::calendar && time.month && time.day) dateline_ = time;
      }
    }
  }

  void caption(const DayWord& word, std::uint32_t s) {
    const TimeExpression& time = word.time;
    if (time.kind != TimeKind::calendar || !time.year) return;
    const TimeInterval when = value_of(time, {});
    if (!when.from) return;
    evidence_.push_back({when.from, {}, kTextDate, "a caption is dated \"" + word.words + "\""});
    const std::uint32_t block = document_.sentences[s].block;
    if (!when.is_day() || is_archive_caption(document_, block, know_.language)) return;
    captions_.emplace(*when.from, word.words);
    pictures_.push_back({*when.from, word.words, s});
  }

  std::set<std::uint32_t> persons_in(std::uint32_t sentence) const {
    std::set<std::uint32_t> out;
    for (const Mention* mention : cast_.of_sentence(sentence)) {
      if (cast_.entity(mention->entity).person) out.insert(mention->entity);
    }
    return out;
  }

  // A picture of two persons, dated, and a sentence that has the same two do something on a day of that name: one day.
  struct Picture {
    sys_days day;
    std::string words;
    std::uint32_t sentence;
  };
  const DayWord* told_of(const Picture& picture) const {
    constexpr std::size_t kPersons = 2;
    const std::set<std::uint32_t> shown = persons_in(picture.sentence);
    for (const DayWord& word : story_weekdays_) {
      if (iso_weekday(picture.day) != word.time.weekday) continue;
      const std::set<std::uint32_t> named = persons_in(word.sentence);
      const auto both =
          std::count_if(shown.begin(), shown.end(), [&](std::uint32_t who) { return named.contains(who); });
      if (static_cast<std::size_t>(both) >= kPersons) return &word;
    }
    return nullptr;
  }

  // A weekday of the story that is a picture's day is less than a week old, and so is the lead's. `named`: the lead's
  // weekday, if it has one.
  std::optional<PublishedDate> by_picture(const DayWord* named) const {
    constexpr int kWeek = 7;
    for (const Picture& picture : pictures_) {
      const DayWord* word = told_of(picture);
      if (word == nullptr || !in_bounds(picture.day)) continue;
      sys_days first = picture.day, last = picture.day + days{kWeek - 1};
      if (named != nullptr) {
        const auto on = static_cast<int>((named->time.weekday + kWeek - iso_weekday(picture.day)) % kWeek);
        if (on == kWeek - 1) continue;  // the day before the picture, or six days behind it
        first = picture.day + days{on};
        last = std::min(last, first + days{1});
      }
      if (to_) last = std::min(last, *to_);
      if (first > last) continue;
      PublishedDate out;
      out.published = interval(first, last, first == last ? Precision::day : Precision::interval);
      out.published.why.push_back("\"" + word->words + "\", of the persons whom the caption of \"" + picture.words +
                                  "\" shows, is that day");
      if (named != nullptr) {
        out.published.why.push_back("the lead tells of \"" + named->words + "\"");
        out.published.why.push_back("news names a weekday on that day or the day after");
      }
      out.published.why.insert(out.published.why.end(), why_.begin(), why_.end());
      out.news_day = named != nullptr ? TimeInterval::day(first) : out.published;
      return out;
    }
    return std::nullopt;
  }

  // "since 2014", "on 4 May 2015": the page is no older.
  void bound_from_year(const DayWord& word, bool ahead) {
    const TimeExpression* time = &word.time;
    if (time->kind == TimeKind::until || time->kind == TimeKind::by || time->kind == TimeKind::within) return;
    if (time->kind == TimeKind::since || time->kind == TimeKind::from || time->kind == TimeKind::after ||
        time->kind == TimeKind::before || time->kind == TimeKind::range) {
      if (time->kind == TimeKind::before) return;
      time = &time->inner.back();
    }
    // "ten years after the coup of 1973": not before 1983
    const bool counted = time->kind == TimeKind::shift && time->sign > 0 && time->anchor == Anchor::inner &&
                         time->inner.front().year && time->count;
    if (!counted && (time->kind != TimeKind::calendar || !time->year)) return;
    if (ahead) return;
    const TimeInterval when = value_of(*time, {});
    if (!when.from) return;
    evidence_.push_back({when.from, {}, kTextDate, "the text speaks of \"" + word.words + "\""});
  }

  // "will be held in 2031": the page is no younger. What somebody would do was told of long after as often as before.
  void bound_to_year(const DayWord& word, const Sentence& sentence) {
    const TimeExpression* time = &word.time;
    if (time->kind == TimeKind::until || time->kind == TimeKind::by || time->kind == TimeKind::before) {
      time = &time->inner.front();
    }
    if (time->kind != TimeKind::calendar || !time->year) return;
    const bool told_back = std::any_of(sentence.tokens.begin(), sentence.tokens.end(), [&](const Token& token) {
      return know_.language.dates().has(TimeClass::told_back, base::fold(token.form));
    });
    if (told_back) return;
    const TimeInterval when = value_of(*time, {});
    if (!when.to) return;
    evidence_.push_back({{}, when.to, kAhead, "the text speaks of \"" + word.words + "\" as still ahead"});
  }

  // Who is called by an office that he held had left it.
  void former_office(const Entity& entity) {
    const Title& title = *entity.title;
    std::optional<sys_days> end;
    std::string office;
    for (const lexicon::Tenure* tenure : know_.actors.tenures(*entity.known_person)) {
      if (!fits_title(*tenure, title, entity.titled_of)) continue;
      if (!tenure->to || !tenure->to_known) return;
      if (!end || *tenure->to < *end) {
        end = tenure->to;
        office = std::string(tenure->office);
      }
    }
    if (!end) return;
    evidence_.push_back({*end - kLeaving,
                         {},
                         kExistence,
                         entity.actor.name + " is called by an office that he had left (" + office + "), held to " +
                             base::to_iso(*end)});
  }

  // Who is called by his office was in it.
  void offices() {
    for (const Entity& entity : cast_.entities()) {
      if (!entity.person || !entity.known_person || !entity.title) continue;
      const Title& title = *entity.title;
      if (title.left && !title.roles.empty() && !title.lesser) former_office(entity);
      if (title.roles.empty() || !title.current || title.lesser) continue;
      DateBound bound;
      bool any = false, open_from = false, open_to = false;
      std::string office;
      for (const lexicon::Tenure* tenure : know_.actors.tenures(*entity.known_person)) {
        if (!fits_title(*tenure, title, entity.titled_of)) continue;
        if (!any) office = std::string(tenure->office);
        any = true;
        if (!tenure->from) open_from = true;
        if (!tenure->to || !tenure->to_known) open_to = true;
        if (tenure->from && (!bound.from || *tenure->from < *bound.from)) bound.from = tenure->from;
        if (tenure->to && (!bound.to || *tenure->to > *bound.to)) bound.to = tenure->to;
      }
      if (!any) continue;
      if (open_from) bound.from.reset();
      if (open_to) bound.to.reset();
      if (!bound.from && !bound.to) continue;
      bound.weight = kOffice;
      bound.why = entity.actor.name + " is called by his office (" + office + "), held " +
                  (bound.from ? "from " + base::to_iso(*bound.from) : std::string()) +
                  (bound.from && bound.to ? " " : "") + (bound.to ? "to " + base::to_iso(*bound.to) : std::string());
      evidence_.push_back(std::move(bound));
    }
  }

  // A body that is named existed.
  void existence() {
    for (const Entity& entity : cast_.entities()) {
      if (!entity.known_actor) continue;
      const lexicon::KnownActor& known = know_.actors.actor(*entity.known_actor);
      if (!known.from || (known.kind != "body" && known.kind != "group")) continue;
      evidence_.push_back(
          {known.from,
           {},
           kExistence,
           std::string(known.name) + " is named, which has been there since " + base::to_iso(*known.from)});
    }
  }

  void updated() {
    for (const DateHint& hint : document_.article.dates) {
      if (hint.kind == DateHint::Kind::updated && hint.day.to) {
        evidence_.push_back({{}, hint.day.to, kUpdated, "the page was updated on " + base::to_iso(*hint.day.to)});
      }
    }
  }

  // An archive's crawler fetched it: it was there by then.
  void fetched() {
    constexpr std::string_view kFetched = "fetched ";
    for (const std::string& note : document_.article.notes) {
      if (!note.starts_with(kFetched)) continue;
      const auto day = base::read_iso(std::string_view(note).substr(kFetched.size(), 10));
      if (day && day->is_day()) {
        evidence_.push_back({{}, day->to, kUpdated, "its archive fetched it on " + base::to_iso(*day->to)});
      }
    }
  }

  // Intersects the evidence, the heaviest first; what contradicts is named and left out.
  void settle_bounds() {
    evidence_.insert(evidence_.end(), bounds_.begin(), bounds_.end());
    std::stable_sort(evidence_.begin(), evidence_.end(),
                     [](const DateBound& a, const DateBound& b) { return a.weight > b.weight; });
    std::string from_why, to_why;
    std::vector<std::string> dropped;
    for (const DateBound& bound : evidence_) {
      const auto from = bound.from && (!from_ || *bound.from > *from_) ? bound.from : from_;
      const auto to = bound.to && (!to_ || *bound.to < *to_) ? bound.to : to_;
      if (from && to && *from > *to) {
        dropped.push_back(bound.why + ": contradicts the rest and is left out");
        continue;
      }
      if (from != from_) from_why = bound.why;
      if (to != to_) to_why = bound.why;
      from_ = from;
      to_ = to;
    }
    if (!from_why.empty()) why_.push_back("not before " + base::to_iso(*from_) + ": " + from_why);
    if (!to_why.empty() && to_why != from_why) why_.push_back("not after " + base::to_iso(*to_) + ": " + to_why);
    if (!to_why.empty() && to_why == from_why) why_.back() = to_why;
    why_.insert(why_.end(), dropped.begin(), dropped.end());
  }

  bool in_bounds(sys_days day) const { return (!from_ || *from_ <= day) && (!to_ || day <= *to_); }

  PublishedDate solve() const {
    if (dateline_) {
      if (auto out = by_dateline()) return *out;
    }
    if (!lead_weekdays_.empty()) {
      if (auto out = by_weekday()) return *out;
    }
    if (auto out = by_full_weekday()) return *out;
    if (lead_weekdays_.empty()) {
      if (auto out = by_picture(nullptr)) return *out;
    }
    PublishedDate out;
    out.published.from = from_;
    out.published.to = to_;
    out.published.precision = out.published.is_day() ? Precision::day : Precision::interval;
    out.published.why = why_;
    if (out.published.unknown()) out.published.why = {"nothing in the page tells its day"};
    out.news_day = out.published;
    return out;
  }

  // "on Thursday, December 8", anywhere in the story: of the years within the bounds, those in which that day is of
  // that weekday; where one is left, the page is of that day or of the year behind it.
  std::optional<PublishedDate> by_full_weekday() const {
    constexpr int kMostYears = 40;
    if (full_weekdays_.empty() || !from_ || !to_ || *to_ - *from_ > kMostYears * kYear) return std::nullopt;
    std::optional<sys_days> latest;
    std::set<int> years;
    for (int y = resolve::year_of(*from_) - 1; y <= resolve::year_of(*to_); ++y) {
      const bool fits = std::all_of(full_weekdays_.begin(), full_weekdays_.end(), [&](const DayWord& word) {
        const auto day = base::make_day(y, word.time.month, word.time.day);
        return day && iso_weekday(*day) == word.time.weekday && *day <= *to_ && *day + kYear >= *from_;
      });
      if (fits) years.insert(y);
    }
    if (years.size() != 1) return std::nullopt;
    sys_days first = sys_days::max();
    for (const DayWord& word : full_weekdays_) {
      const sys_days day = *base::make_day(*years.begin(), word.time.month, word.time.day);
      latest = latest ? std::max(*latest, day) : day;
      first = std::min(first, day);
    }
    PublishedDate out;
    out.published = interval(std::max(*from_, *latest), std::min(*to_, first + kYear), Precision::interval);
    if (*out.published.from > *out.published.to) return std::nullopt;
    if (out.published.is_day()) out.published.precision = Precision::day;
    for (const DayWord& word : full_weekdays_) {
      out.published.why.push_back("\"" + word.words + "\" is such a day in " + std::to_string(*years.begin()) +
                                  " only, within what is known");
    }
    out.published.why.insert(out.published.why.end(), why_.begin(), why_.end());
    out.news_day = out.published;
    return out;
  }

  // A dateline's day without its year: the years within the bounds whose weekday the lead allows.
  std::optional<PublishedDate> by_dateline() const {
    const TimeExpression& day = *dateline_;
    std::vector<sys_days> fitting, loose;
    if (day.year) {
      if (const auto on = base::make_day(*day.year, day.month, day.day)) fitting.push_back(*on);
    } else {
      // Nothing bounds it: any year of the press that news is kept from, for other documents to choose from.
      constexpr int kFirstYear = 1945, kLastYear = 2060;
      const int first = from_ ? resolve::year_of(*from_) : to_ ? resolve::year_of(*to_) - 12 : kFirstYear;
      const int end = to_ ? resolve::year_of(*to_) : from_ ? resolve::year_of(*from_) + 12 : kLastYear;
      for (int y = first; y <= end; ++y) {
        const auto on = base::make_day(y, day.month, day.day);
        // A dateline is a day before the page may be; a bound from an event of that very day must not shut it out.
        if (!on || !(in_bounds(*on) || in_bounds(*on + days{1}))) continue;
        if (day.weekday && iso_weekday(*on) != day.weekday) continue;
        (weekday_allows(*on) ? fitting : loose).push_back(*on);
      }
    }
    const bool strict = !fitting.empty();
    const std::vector<sys_days>& all = strict ? fitting : loose;
    if (all.empty()) return std::nullopt;
    PublishedDate out;
    out.published = interval(all.front(), all.back(), all.size() == 1 ? Precision::day : Precision::interval);
    const bool open = !day.year && (!from_ || !to_);
    if (open && !to_ && all.size() > 1) out.published.to.reset();
    if (open && !from_ && all.size() > 1) out.published.from.reset();
    if (all.size() > 1) out.choices = all;
    out.published.why.push_back("the dateline says \"" + document_.article.dateline_date.value + "\"");
    if (strict && !day.year && !lead_weekdays_.empty()) {
      std::string years;
      for (const sys_days on : all) years += (years.empty() ? "" : ", ") + std::to_string(resolve::year_of(on));
      constexpr std::size_t kYearsTold = 6;
      if (all.size() <= kYearsTold) {
        out.published.why.push_back("\"" + lead_weekdays_.front().words + "\" in the lead fits that day in " + years);
      }
    }
    out.published.why.insert(out.published.why.end(), why_.begin(), why_.end());
    out.news_day = out.published;
    return out;
  }

  // News names its weekday on that day or the day after.
  bool weekday_allows(sys_days day) const {
    if (lead_weekdays_.empty()) return true;
    const unsigned named = lead_weekdays_.front().time.weekday;
    return iso_weekday(day) == named || iso_weekday(day - days{1}) == named;
  }

  // The day that the lead's weekday names, where another date of the page falls on that weekday.
  std::optional<PublishedDate> by_weekday() const {
    const DayWord& named = lead_weekdays_.front();
    std::map<sys_days, std::vector<std::string>> support;
    for (const auto& [day, words] : captions_) {
      if (iso_weekday(day) == named.time.weekday && in_bounds(day)) {
        support[day].push_back("the caption \"" + words + "\" is of such a day");
      }
    }
    if (support.empty()) {
      if (auto out = by_picture(&named)) return out;
      for (const DayWord& word : full_dates_) {
        const TimeInterval day = value_of(word.time, {});
        if (day.is_day() && iso_weekday(*day.from) == named.time.weekday && in_bounds(*day.from)) {
          support[*day.from].push_back("\"" + word.words + "\" is such a day");
        }
      }
    }
    if (support.empty() && from_ && to_) {
      for (const DayWord& word : days_of_year_) {
        for (int y = resolve::year_of(*from_); y <= resolve::year_of(*to_); ++y) {
          const auto day = base::make_day(y, word.time.month, word.time.day);
          if (day && iso_weekday(*day) == named.time.weekday && in_bounds(*day)) {
            support[*day].push_back("\"" + word.words + "\" is such a day in " + std::to_string(y));
          }
        }
      }
    }
    if (support.empty()) return by_short_bounds(named);
    PublishedDate out;
    const sys_days first = support.begin()->first, last = support.rbegin()->first;
    out.published = interval(first, last + days{1}, Precision::interval);
    out.published.why.push_back("the lead tells of \"" + named.words + "\"");
    for (const auto& [day, reasons] : support) {
      for (const std::string& reason : reasons) {
        if (std::find(out.published.why.begin(), out.published.why.end(), reason) == out.published.why.end()) {
          out.published.why.push_back(reason);
        }
      }
    }
    for (const auto& [day, reasons] : support) {
      for (const sys_days on : {day, day + days{1}}) out.choices.push_back(on);
    }
    if (support.size() == 1) out.choices.clear();  // both days of it
    if (support.size() == 1) {
      out.published.why.push_back("news names a weekday on that day or the day after");
      out.news_day = TimeInterval::day(first);
    } else {
      out.news_day = interval(first, last, Precision::interval);
    }
    out.published.why.insert(out.published.why.end(), why_.begin(), why_.end());
    return out;
  }

  // Bounds of a week or less, and a weekday within them.
  std::optional<PublishedDate> by_short_bounds(const DayWord& named) const {
    if (!from_ || !to_ || *to_ - *from_ > days{7}) return std::nullopt;
    for (sys_days day = *from_; day <= *to_; day += days{1}) {
      if (iso_weekday(day) != named.time.weekday) continue;
      PublishedDate out;
      out.published = interval(day, std::min(day + days{1}, *to_), Precision::interval);
      if (out.published.is_day()) out.published.precision = Precision::day;
      out.published.why = {"\"" + named.words + "\" in the lead"};
      out.published.why.insert(out.published.why.end(), why_.begin(), why_.end());
      out.news_day = TimeInterval::day(day);
      return out;
    }
    return std::nullopt;
  }

  const Document& document_;
  const Knowledge& know_;
  const Cast& cast_;
  const std::vector<DateBound>& bounds_;
  std::vector<DateBound> evidence_;
  std::vector<DayWord> lead_weekdays_, story_weekdays_, days_of_year_, full_dates_, full_weekdays_;
  std::vector<Picture> pictures_;
  std::map<sys_days, std::string> captions_;
  std::optional<TimeExpression> dateline_;
  std::optional<sys_days> from_, to_;
  std::vector<std::string> why_;
};

}  // namespace

namespace {

// A dateline some other day of the year than the page's own, a weekday beside it that is another day's: both are told.
void report_contradictions(const Document& document, const Knowledge& know, PublishedDate& date);

}  // namespace

std::optional<PublishedDate> told_date(const Document& document, const Knowledge& know) {
  const DateHint* best = nullptr;
  for (const DateHint& hint : document.article.dates) {
    if (hint_rank(hint) == 0 || hint.day.unknown()) continue;
    if (!has_day(hint) && hint_rank(hint) < 100) continue;
    if (best == nullptr || hint_rank(hint) > hint_rank(*best) ||
        (hint_rank(hint) == hint_rank(*best) && hint.confidence > best->confidence)) {
      best = &hint;
    }
  }
  if (best == nullptr) return std::nullopt;
  PublishedDate out;
  out.told = true;
  out.published = best->day;
  out.published.part_of_day.clear();
  out.published.clock.clear();
  out.published.why = {kind_text(*best) +
                       (best->where.empty() || best->where == "caller" ? "" : " (" + best->where + ")") +
                       (best->as_written.empty() ? "" : ": \"" + best->as_written + "\"")};
  for (const DateHint& hint : document.article.dates) {
    if (&hint == best || hint_rank(hint) == 0 || !has_day(hint) || !out.published.from) continue;
    const auto apart = std::chrono::abs(*hint.day.from - *out.published.from);
    if (apart > days{1}) {
      out.published.why.push_back(kind_text(hint) + " says otherwise (" + day_text(hint.day) + ") and is left out");
      out.others.push_back({*hint.day.from, kind_text(hint) + ", " + day_text(hint.day), {}});
    }
  }
  report_contradictions(document, know, out);
  out.news_day = out.published;
  return out;
}

namespace {

void report_contradictions(const Document& document, const Knowledge& know, PublishedDate& date) {
  const auto& dateline = document.article.dateline_date;
  if (!dateline || !date.published.is_day()) return;
  constexpr days kApart{3};
  const sys_days published = *date.published.from;
  for (const TimeExpression& time : read_time_phrase(dateline.value, know.language.dates())) {
    if (time.kind != TimeKind::calendar || !time.month || !time.day || time.year) continue;
    bool near = false;
    std::optional<sys_days> nearest;
    for (int y = resolve::year_of(published) - 1; y <= resolve::year_of(published) + 1; ++y) {
      const auto day = base::make_day(y, time.month, time.day);
      if (!day) continue;
      near = near || std::chrono::abs(*day - published) <= kApart;
      if (!nearest || std::chrono::abs(*day - published) < std::chrono::abs(*nearest - published)) nearest = day;
      if (near && time.weekday && iso_weekday(*day) != time.weekday && std::chrono::abs(*day - published) <= kApart) {
        date.published.why.push_back("the weekday of the dateline \"" + dateline.value + "\" is another day's");
      }
    }
    if (near || !nearest) continue;
    date.published.why.push_back("the dateline \"" + dateline.value + "\" contradicts it and is left out");
    date.others.push_back({*nearest, "the dateline \"" + dateline.value + "\"", dateline.spans});
  }
}

}  // namespace

PublishedDate published_date(const Document& document, const Knowledge& know, const Cast& cast,
                             const std::vector<DateBound>& bounds) {
  if (auto told = told_date(document, know)) return *told;
  return Detective(document, know, cast, bounds).run();
}

bool speaks_ahead(const Sentence& sentence, std::uint32_t at, const Language& language) {
  std::uint32_t token = token_at_offset(sentence, at);
  if (token >= sentence.tokens.size()) return false;
  // Up the tree to the verb that the time belongs to, and what governs it as a plan.
  std::int32_t here = static_cast<std::int32_t>(token);
  for (std::size_t steps = 0; here >= 0 && steps <= sentence.tokens.size(); ++steps) {
    const Token& word = sentence.tokens[static_cast<std::size_t>(here)];
    if (steps > 0 &&
        language.dates().has(TimeClass::future_head, base::fold(word.lemma.empty() ? word.form : word.lemma))) {
      return true;
    }
    const bool clause = word.upos == Upos::VERB || word.upos == Upos::AUX || word.upos == Upos::ADJ;
    if (clause) {
      for (const std::uint32_t child : children(sentence, static_cast<std::uint32_t>(here))) {
        const Token& aux = sentence.tokens[child];
        if (aux.deprel == Deprel::aux && language.dates().has(TimeClass::future_aux, base::fold(aux.form))) return true;
      }
      // A finite clause of its own ends the search: "said on Friday it will" is not ahead.
      if (word.deprel != Deprel::xcomp && word.deprel != Deprel::advcl && word.deprel != Deprel::acl) return false;
    }
    here = word.head;
  }
  return false;
}

bool is_archive_caption(const Document& document, std::uint32_t block, const Language& language) {
  const std::string_view text = document.article.text_of(document.article.blocks[block]);
  const auto tokens = cut_time_tokens(text.substr(0, 60));
  if (tokens.empty()) return false;
  for (std::size_t at = 0; at < std::min<std::size_t>(tokens.size(), 2); ++at) {
    if (at > 0 && tokens[at - 1].kind != TimeToken::Kind::mark) break;  // "(FILE)"
    for (const DateWords::Entry& entry : language.dates().matches(tokens, at)) {
      if (entry.what == TimeClass::archive && tokens[at].capital) return true;
    }
  }
  return false;
}

}  // namespace annals::resolve
