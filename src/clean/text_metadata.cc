// What the text of an article says of itself: its dateline, the wire it credits, days in captions and in its address.
#include <algorithm>
#include <cstdio>  // before CLD2, which uses FILE without it

#include <cld2/public/compact_lang_det.h>

#include "base/calendar.h"
#include "base/text.h"
#include "base/utf8.h"
#include "clean/date_evidence.h"
#include "clean/dateline.h"
#include "clean/headline.h"
#include "clean/state.h"
#include "clean/text_facts.h"

namespace annals::clean {
namespace {

constexpr std::size_t kFewBytes = 1 << 10, kLanguageBytes = 1 << 15;

class Metadata {
 public:
  Metadata(const State& state, Article& article) : state_(state), article_(article) {}

  void read() {
    read_language();
    read_dateline_of_story();
    read_credit_at_end();
    read_stamp_at_end();
    read_lines_near_title();
    read_captions();
    read_url();
    settle_outlet();
    mark_repeats();
    weigh_dates(article_.dates);
    std::stable_sort(article_.dates.begin(), article_.dates.end(),
                     [](const DateHint& a, const DateHint& b) { return a.confidence > b.confidence; });
  }

 private:
  static bool is_story(BlockKind kind) {
    return kind == BlockKind::lead || kind == BlockKind::body || kind == BlockKind::quote;
  }

  std::string_view text(const Block& block) const { return article_.text_of(block); }

  TextRange within(const Block& block, TextRange part) const {
    return {block.range.begin + part.begin, block.range.begin + part.end};
  }

  Found found(TextRange range, std::string where, double confidence) const {
    return {std::string(article_.text.view(range)), std::move(where), confidence, article_.text.spans(range)};
  }

  void read_language() {
    std::string story;
    for (const Block& block : article_.blocks) {
      if (is_story(block.kind)) story.append(text(block)) += '\n';
      if (story.size() > kLanguageBytes) break;
    }
    if (story.empty()) {
      for (const Block& block : article_.blocks) {
        if (block.kind == BlockKind::title || block.kind == BlockKind::caption)
          story += std::string(text(block)) + "\n";
      }
    }
    article_.language = language_of(story);
  }

  // The dateline opens the first paragraph, or the one behind a summary.
  void read_dateline_of_story() {
    int paragraphs = 0;
    for (std::size_t i = 0; i < article_.blocks.size() && paragraphs < 5; ++i) {
      Block& block = article_.blocks[i];
      const bool short_line = text(block).size() < 90;
      if (!is_story(block.kind) && !(block.kind == BlockKind::chrome && short_line)) continue;
      if (is_story(block.kind)) ++paragraphs;
      if (is_marked(text(block))) continue;
      const auto dateline = read_dateline(text(block), state_.dates, state_.outlets, short_line);
      if (!dateline) continue;
      if (block.kind == BlockKind::chrome && dateline->place.empty()) continue;
      take_dateline(block, *dateline);
      // What stands before it is a summary.
      for (std::size_t k = 0; k < i; ++k) {
        Block& before = article_.blocks[k];
        if (before.kind == BlockKind::body && text(before).size() > 60 && paragraphs <= 3) {
          before.kind = BlockKind::lead;
          before.why = "it stands before the dateline";
        }
      }
      return;
    }
  }

  // "By Anna Smith 3 March 2011", "Published March 3, 2011 ...": no places.
  bool is_marked(std::string_view line) const {
    const Markers::Lengths lengths = state_.markers.at_beginning(line);
    for (const Marker marker :
         {Marker::byline, Marker::published, Marker::updated, Marker::source, Marker::photo, Marker::file}) {
      const std::size_t length = lengths[static_cast<std::size_t>(marker)];
      if (length > 0 && length < line.size() && (line[length] == ' ' || line[length] == ':')) return true;
    }
    return false;
  }

  void take_dateline(const Block& block, const Dateline& dateline) {
    if (!dateline.place.empty()) article_.dateline_place = found(within(block, dateline.place), "dateline", 0.9);
    if (!dateline.date.empty()) {
      article_.dateline_date = found(within(block, dateline.date), "dateline", 0.9);
      article_.dates.push_back({DateHint::Kind::dateline, article_.dateline_date.value, dateline.day->interval(),
                                "dateline", dateline.day->ambiguous ? 0.5 : 0.8});
    }
    if (!dateline.agency.empty() && dateline.outlet != nullptr) {
      article_.agency = found(within(block, dateline.agency), "dateline", 0.95);
      article_.agency.value = dateline.outlet->name;
    }
  }

  // "(Reuters)", "/TASS/", "(With inputs from ANI)", "Source: ..." behind the story.
  void read_credit_at_end() {
    if (article_.agency) return;
    std::size_t last = article_.blocks.size();
    for (std::size_t i = article_.blocks.size(); i-- > 0;) {
      if (is_story(article_.blocks[i].kind)) {
        last = i;
        break;
      }
    }
    if (last == article_.blocks.size()) return;
    for (std::size_t i = last; i < std::min(last + 3, article_.blocks.size()); ++i) {
      const Block& block = article_.blocks[i];
      std::string_view line = text(block);
      std::size_t shift = 0;
      if (i == last && line.size() > 90) {
        shift = line.size() - 60;
        while (shift < line.size() && line[shift] != ' ') ++shift;
        line = line.substr(shift);
      }
      const std::size_t open = line.find_last_of("([/");
      const bool source = state_.markers.at_beginning(Marker::source, line) > 0;
      if (open == std::string_view::npos && !source) continue;
      const std::string_view part = source ? line : line.substr(open);
      const auto mention = state_.outlets.mentioned(part, true);
      if (mention.outlet == nullptr) continue;
      const auto begin = static_cast<std::uint32_t>(shift + (source ? 0 : open));
      article_.agency = found(within(block, {begin + mention.range.begin, begin + mention.range.end}), "credit", 0.8);
      article_.agency.value = mention.outlet->name;
      return;
    }
  }

  // "Sahel Wire  13-06-00 2110GMT": a wire's own stamp on the last line, a name at most, a day and a clock with its
  // zone.
  void read_stamp_at_end() {
    std::size_t looked = 0;
    for (std::size_t i = article_.blocks.size(); i-- > 0 && looked < 3; ++looked) {
      const Block& block = article_.blocks[i];
      std::string_view line = base::trim(text(block));
      if (block.kind == BlockKind::title || line.size() > 80) continue;
      const std::size_t digit = line.find_first_of("0123456789");
      if (digit == std::string_view::npos) continue;
      const auto stamp = read_stamp(line.substr(digit));
      const auto words = base::split_words(line.substr(0, digit));
      const bool name = words.size() <= 4 && std::all_of(words.begin(), words.end(), [](std::string_view word) {
                          std::size_t at = 0;
                          const char32_t first = base::next_code_point(word, at);
                          return base::is_upper(first) || !base::is_letter(first);
                        });
      if (!stamp || !name) continue;
      article_.dates.push_back({DateHint::Kind::published, std::string(line.substr(digit)), TimeInterval::day(*stamp),
                                "the stamp at the end", 0.8});
      return;
    }
  }

  // "13-06-00 2110GMT", "17/06/2000 18:55 UTC"; none where day and month could be each other.
  static std::optional<sys_days> read_stamp(std::string_view text) {
    std::vector<int> numbers;
    std::size_t at = 0;
    for (; numbers.size() < 3 && at < text.size(); ++at) {
      int value = 0;
      std::size_t digits = 0;
      for (; at < text.size() && base::is_digit(text[at]); ++at, ++digits) value = value * 10 + (text[at] - '0');
      if (digits == 0 || (digits > 2 && digits != 4)) return std::nullopt;
      numbers.push_back(digits == 4 || numbers.size() < 2 ? value : value < 70 ? 2000 + value : 1900 + value);
      if (numbers.size() < 3 && (at >= text.size() || std::string_view("-/.").find(text[at]) == std::string_view::npos))
        return std::nullopt;
    }
    if (numbers.size() < 3) return std::nullopt;
    const std::string_view rest = base::trim(text.substr(at - 1));
    std::size_t clock = 0;
    while (clock < rest.size() && (base::is_digit(rest[clock]) || rest[clock] == ':')) ++clock;
    const std::string_view zone = base::trim(rest.substr(clock));
    if (clock < 4 || clock > 5 || (zone != "GMT" && zone != "UTC" && zone != "Z")) return std::nullopt;
    int day = numbers[0], month = numbers[1];
    if (day <= 12 && month > 12) std::swap(day, month);
    if (day != month && day <= 12 && month <= 12) return std::nullopt;
    return base::make_day(numbers[2], static_cast<unsigned>(month), static_cast<unsigned>(day));
  }

  // Bylines, outlets and days on short lines around the headline.
  void read_lines_near_title() {
    std::size_t first = article_.blocks.size();
    for (std::size_t i = 0; i < article_.blocks.size(); ++i) {
      if (is_story(article_.blocks[i].kind)) {
        first = i;
        break;
      }
    }
    const std::size_t begin = first > 14 ? first - 14 : 0;
    // A menu above the headline may hold words that are outlets' names elsewhere.
    bool below_title = false;
    for (std::size_t i = 0; i < begin; ++i) below_title = below_title || article_.blocks[i].kind == BlockKind::title;
    for (std::size_t i = begin; i < std::min(first + 1, article_.blocks.size()); ++i) {
      const Block& block = article_.blocks[i];
      const std::string_view line = text(block);
      below_title = below_title || block.kind == BlockKind::title;
      if (block.kind != BlockKind::chrome || line.size() > 160) continue;
      read_byline(block, line);
      read_outlet_line(block, line, below_title);
      read_marked_day(line, i);
    }
    read_marked_days_behind();
  }

  void read_byline(const Block& block, std::string_view line) {
    if (article_.byline) return;
    const std::size_t marker = state_.markers.at_beginning(Marker::byline, line);
    if (marker == 0 || marker >= line.size() || (line[marker] != ' ' && line[marker] != ':')) return;
    const std::size_t name_at = line.find_first_not_of(" :", marker);
    if (name_at == std::string_view::npos) return;
    std::size_t at = name_at;
    const char32_t c = base::next_code_point(line, at);
    if (!base::is_upper(c) && c < 0x590) return;
    const std::string name = clean_byline(line, state_.markers, state_.dates);
    if (name.empty() || std::count(name.begin(), name.end(), ' ') > 8) return;
    const std::size_t begin = line.find(name);
    const TextRange part = begin == std::string_view::npos ? TextRange{0, static_cast<std::uint32_t>(line.size())}
                                                           : TextRange{static_cast<std::uint32_t>(begin),
                                                                       static_cast<std::uint32_t>(begin + name.size())};
    article_.byline = {name, "text", 0.8, article_.text.spans(within(block, part))};
    if (!article_.agency) {
      const auto mention = state_.outlets.mentioned(name, true);
      if (mention.outlet != nullptr) {
        article_.agency = article_.byline;
        article_.agency.value = mention.outlet->name;
        article_.agency.where = "byline";
      }
    }
  }

  // A line that is nothing but an outlet's name, or says so: "Source: ...".
  void read_outlet_line(const Block& block, std::string_view line, bool below_title) {
    // A day may stand before it: "2008-05-12 10:21 Source: ...".
    std::size_t start = 0;
    for (const WrittenDate& day : state_.dates.find(line)) start = std::max<std::size_t>(start, day.range.end);
    start = std::min(line.find_first_not_of("0123456789:- |", start), line.size());
    const std::size_t marked = state_.markers.at_beginning(Marker::source, line.substr(start));
    const std::size_t marker = marked > 0 ? start + marked : 0;
    if (marker == 0 && !below_title) return;
    std::size_t begin = marker > 0 ? line.find_first_not_of(" :", marker) : line.find_first_not_of("- ");
    if (begin == std::string_view::npos) return;
    if (marker > 0 && line.substr(begin).starts_with("\xEF\xBC\x9A")) begin += 3;  // a wide colon
    const std::string_view name = line.substr(begin);
    const auto mention = name.size() <= 60 ? state_.outlets.mentioned(name) : Outlets::Mention{};
    if (mention.outlet == nullptr) return;
    // The line may say a word more than the name: "News from Example Times", "Example Times Online".
    if (marker == 0 && mention.range.size() * 2 < name.size()) return;
    const Outlet* known = mention.outlet;
    Found& to = known->agency() ? article_.agency : article_.outlet;
    if (to && to.confidence >= 0.7) return;
    const auto shift = static_cast<std::uint32_t>(begin);
    to = found(within(block, {shift + mention.range.begin, shift + mention.range.end}), "text", 0.7);
    to.value = known->name;
  }

  void read_marked_day(std::string_view line, std::size_t) {
    const bool updated = state_.markers.at_beginning(Marker::updated, line) > 0;
    const bool published = state_.markers.at_beginning(Marker::published, line) > 0;
    const auto days = state_.dates.find(line);
    for (const WrittenDate& day : days) {
      const TimeInterval when = day.interval();
      if (day.day == 0 || is_known(line.substr(day.range.begin, day.range.size()))) continue;
      const bool alone = line.size() < day.range.size() + 40;
      if (!updated && !published && !alone) continue;
      article_.dates.push_back(
          {updated ? DateHint::Kind::updated : DateHint::Kind::published,
           std::string(line.substr(day.range.begin, day.range.size())), when,
           published || updated ? "text, marked" : "text near the headline",
           (published || updated ? 0.75 : 0.55) - (day.year == 0 ? 0.2 : 0) - (day.ambiguous ? 0.1 : 0)});
      if (!updated) break;
    }
  }

  bool is_known(std::string_view as_written) const {
    return std::any_of(article_.dates.begin(), article_.dates.end(),
                       [&](const DateHint& hint) { return hint.as_written == as_written; });
  }

  // "Published 3 March 2011" may stand at the foot.
  void read_marked_days_behind() {
    std::size_t last = 0;
    for (std::size_t i = 0; i < article_.blocks.size(); ++i) {
      if (is_story(article_.blocks[i].kind)) last = i;
    }
    for (std::size_t i = last + 1; i < std::min(last + 6, article_.blocks.size()); ++i) {
      const Block& block = article_.blocks[i];
      const std::string_view line = text(block);
      if (block.kind != BlockKind::chrome || line.size() > 120) continue;
      if (state_.markers.at_beginning(Marker::updated, line) + state_.markers.at_beginning(Marker::published, line) > 0)
        read_marked_day(line, i);
    }
  }

  void read_captions() {
    for (const Block& block : article_.blocks) {
      if (block.kind != BlockKind::caption || block.repeated) continue;
      const std::string_view line = text(block);
      for (const WrittenDate& day : state_.dates.find(line)) {
        if (day.day == 0) continue;
        const std::string written(line.substr(day.range.begin, day.range.size()));
        if (article_.dates.size() > 200 || is_known(written)) continue;
        article_.dates.push_back({DateHint::Kind::caption, written, day.interval(), "caption", 0.3});
      }
      // "... - Example News": whose picture page it is.
      const std::size_t dash = line.rfind(" - ");
      if (dash == std::string_view::npos || line.size() - dash > 60) continue;
      if (const Outlet* known = state_.outlets.named(line.substr(dash + 3)); known != nullptr && !article_.outlet) {
        article_.outlet =
            found(within(block, {static_cast<std::uint32_t>(dash + 3), static_cast<std::uint32_t>(line.size())}),
                  "caption", 0.7);
        article_.outlet.value = known->name;
      }
    }
  }

  // "/2011/03/04/" in the page's own address.
  void read_url() {
    const std::string& url = article_.url;
    for (std::size_t at = url.find("://"); at != std::string::npos && at < url.size();
         at = url.find_first_of("/-_=", at + 1)) {
      std::string_view rest = std::string_view(url).substr(at + 1);
      std::size_t i = 0;
      const auto number = [&](std::size_t digits) -> int {
        int value = 0;
        std::size_t read = 0;
        for (; i < rest.size() && base::is_digit(rest[i]) && read < digits; ++i, ++read)
          value = value * 10 + (rest[i] - '0');
        return read == digits ? value : -1;
      };
      const int year = number(4);
      if (year < 1990 || year > 2099) {
        if (read_day_first(rest)) return;
        continue;
      }
      const bool parted = i < rest.size() && (rest[i] == '/' || rest[i] == '-' || rest[i] == '_');
      if (parted) ++i;
      const int month = number(2);
      if (month < 1) continue;
      if (parted && (i >= rest.size() || (rest[i] != '/' && rest[i] != '-' && rest[i] != '_'))) continue;
      if (parted) ++i;
      const int day = number(2);
      if (i < rest.size() && base::is_digit(rest[i])) continue;
      const auto on = base::make_day(year, static_cast<unsigned>(month), static_cast<unsigned>(std::max(day, 0)));
      if (day < 1 || !on) continue;
      article_.dates.push_back(
          {DateHint::Kind::url, std::string(rest.substr(0, i)), TimeInterval::day(*on), "url", 0.82});
      return;
    }
  }

  // "/29-10-2021"
  bool read_day_first(std::string_view rest) {
    if (rest.size() < 10 || (rest.size() > 10 && base::is_alpha_ascii(rest[10])) ||
        (rest.size() > 10 && base::is_digit(rest[10])))
      return false;
    const auto number = [&](std::size_t begin, std::size_t size) {
      int value = 0;
      for (const char c : rest.substr(begin, size)) value = base::is_digit(c) ? value * 10 + (c - '0') : -10000;
      return value;
    };
    if (rest[2] != rest[5] || (rest[2] != '-' && rest[2] != '.' && rest[2] != '_')) return false;
    const int first = number(0, 2), month = number(3, 2), year = number(6, 4);
    if (first < 1 || month < 1 || year < 1990 || year > 2099) return false;
    const auto on = base::make_day(year, static_cast<unsigned>(month), static_cast<unsigned>(first));
    if (!on) return false;
    // Which number is the month is told where only one can be.
    article_.dates.push_back(
        {DateHint::Kind::url, std::string(rest.substr(0, 10)), TimeInterval::day(*on), "url", first > 12 ? 0.7 : 0.4});
    return true;
  }

  // A wire whose dateline stands on the page and no other name beside it: the page is its own.
  void settle_outlet() {
    if (article_.outlet || !article_.agency || article_.agency.where != "dateline") return;
    article_.outlet = article_.agency;
    article_.outlet.confidence = 0.6;
  }

  void mark_repeats() {
    std::vector<std::string> before;
    for (Block& block : article_.blocks) {
      if (block.kind != BlockKind::caption || before.size() >= 200) continue;
      const std::string folded = base::fold(text(block));
      block.repeated = block.repeated || std::any_of(before.begin(), before.end(), [&](const std::string& other) {
                         return other == folded || (folded.size() > 40 && other.find(folded) != std::string::npos) ||
                                (other.size() > 40 && folded.find(other) != std::string::npos);
                       });
      before.push_back(folded);
    }
  }

  const State& state_;
  Article& article_;
};

}  // namespace

namespace {

// Empty where it is not sure.
std::string likely_language(std::string_view text, std::size_t bytes) {
  bool reliable = false;
  text = base::utf8_prefix(text, bytes);
  const CLD2::Language language = CLD2::DetectLanguage(text.data(), static_cast<int>(text.size()), true, &reliable);
  return language == CLD2::UNKNOWN_LANGUAGE || !reliable ? "" : CLD2::LanguageCode(language);
}

}  // namespace

std::string language_of(std::string_view text) {
  // The first paragraphs say it of nearly every story.
  std::string language = likely_language(text, kFewBytes);
  if (language.empty() && text.size() > kFewBytes) language = likely_language(text, kLanguageBytes);
  return language.empty() ? "und" : language;
}

void read_text_metadata(const State& state, Article& article) { Metadata(state, article).read(); }

}  // namespace annals::clean
