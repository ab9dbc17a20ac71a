// A page without markup told apart: a dump of all its text, menus, captions, link lists and the story among them.
//
// Nothing but shape tells. Prose is long lines that end as sentences do, in the script most of it is written in; the
// story is where prose is densest. A headline is short, ends without a full stop and shares its words with the prose
// below it. A caption is said twice, or carries a credit, or ends with the day it was taken. What is left is links and
// widgets: lines without a sentence in them.
#include <unicode/uscript.h>

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <unordered_set>

#include "base/text.h"
#include "base/utf8.h"
#include "clean/dateline.h"
#include "clean/headline.h"
#include "clean/raw_writer.h"
#include "clean/state.h"
#include "clean/text_lines.h"

namespace annals::clean {
namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);
constexpr std::size_t kTitleReach = 300;  // lines above the story in which its headline is looked for

struct Verdict {
  BlockKind kind = BlockKind::chrome;
  std::string why;
  bool repeated = false;
};

class TextPage {
 public:
  TextPage(const Page& page, const Decoded& decoded, const State& state, Article& article)
      : page_(page), decoded_(decoded), state_(state), article_(article) {}

  Result<Done> read() {
    lines_ = read_lines(decoded_, kMaxBlocks);
    if (lines_.empty()) return Error{ErrorKind::Malformed, "the page holds no text", page_.path};
    verdicts_.resize(lines_.size());
    find_script();
    find_repeats();
    find_prose();
    find_story();
    find_first_prose();
    find_title();
    find_end();
    for (std::size_t i = 0; i < lines_.size(); ++i) judge(i);
    find_lists();
    hand_over();
    return Done{};
  }

 private:
  std::string_view view(TextRange range) const { return decoded_.view(range); }
  std::string_view text(std::size_t i) const { return view(lines_[i].body); }
  const TextFacts& facts(std::size_t i) const { return lines_[i].facts; }

  // The script of the story is that of the page's longest sentences, not of most of its lines.
  void find_script() {
    std::unordered_map<int, std::uint64_t> mass;  // looked up only
    std::uint64_t best = 0;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (lines_[i].script < 0) continue;
      const std::uint64_t chars = facts(i).chars;
      std::uint64_t& sum = mass[lines_[i].script];
      sum += facts(i).ends > 0 ? chars * chars : chars;
      if (sum > best) {
        best = sum;
        script_ = lines_[i].script;
      }
    }
    cjk_ = false;
    for (std::size_t i = 0; i < lines_.size(); ++i)
      cjk_ = cjk_ || (lines_[i].script == script_ && facts(i).cjk && facts(i).ends > 0);
  }

  bool own_script(std::size_t i) const { return lines_[i].script == script_ || (cjk_ && facts(i).cjk); }

  void find_repeats() {
    std::unordered_map<std::string_view, std::size_t> first;  // looked up only
    repeat_of_.assign(lines_.size(), kNone);
    said_again_.assign(lines_.size(), false);
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const auto [at, fresh] = first.try_emplace(text(i), i);
      if (fresh) continue;
      repeat_of_[i] = at->second;
      said_again_[at->second] = true;
    }
  }

  // How long a line of prose is at least: some scripts say more in a character than others.
  std::uint32_t prose_length(std::size_t i) const {
    if (facts(i).cjk) return 24;
    switch (lines_[i].script) {
      case USCRIPT_HANGUL:
        return 30;
      case USCRIPT_ARABIC:
      case USCRIPT_HEBREW:
        return 55;
      default:
        return 70;
    }
  }

  bool is_prose(std::size_t i) const {
    const TextFacts& f = facts(i);
    const std::uint32_t enough = prose_length(i);
    if (f.chars < enough || f.ends == 0 || !own_script(i) || f.copyright) return false;
    if (f.separators > f.ends + 4 && f.separators * 12 > f.words) return false;
    const bool sentence = f.final_stop || f.final_colon || f.ends >= 2 || f.chars >= enough * 3;
    return sentence && f.letters * 10 >= f.chars * 6;
  }

  void find_prose() {
    prose_.resize(lines_.size());
    sentence_.resize(lines_.size());
    bool any = false;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const bool caption = is_sure_caption(i) || (!any && ends_with_day(i));
      prose_[i] = !caption && is_prose(i) && !is_legal(i);
      sentence_[i] = prose_[i] || (!caption && is_sentence(i) && !is_legal(i));
      any = any || prose_[i];
    }
  }

  // A statement, however short: what a widget says seldom ends with a full stop.
  bool is_sentence(std::size_t i) const {
    const TextFacts& f = facts(i);
    // "The ministers made these announcements:" leads on to what they are; a dateline's line is story whatever its end.
    const bool leads_on = f.final_colon && f.words >= 5 && i + 1 < lines_.size() && own_script(i) &&
                          (facts(i + 1).ends > 0 || lines_[i + 1].bullet);
    if (leads_on || has_long_dateline(i)) return true;
    if (!own_script(i) || f.ends == 0 || !f.final_stop || f.letters * 10 < f.chars * 6) return false;
    if (f.cjk ? f.chars < 8 : f.words < (lines_[i].script == USCRIPT_HANGUL ? 3u : 4u)) return false;
    return !text(i).ends_with('?') && !text(i).ends_with('!') && repeat_of_[i] == kNone && !said_again_[i];
  }

  bool has_long_dateline(std::size_t i) const {
    if (facts(i).words < 8 || !own_script(i)) return false;
    const auto dateline = read_dateline(text(i), state_.dates, state_.outlets);
    return dateline && !dateline->place.empty() && text(i).size() > dateline->end + 30;
  }

  // "Copyright 1998 ... All rights reserved."
  bool is_legal(std::size_t i) const {
    if (facts(i).copyright) return true;
    if (facts(i).words > 40) return false;
    const std::string_view line = text(i);
    if (base::to_lower_ascii(line.substr(0, 10)) == "copyright ") return true;
    for (const auto piece : base::split(line, '.')) {
      if (base::trim(piece).size() > 4 && state_.markers.is(Marker::ui, piece)) return true;
    }
    return false;
  }

  // The story is the stretch of lines with the most prose; each line that is none costs a little.
  void find_story() {
    const double cost = cjk_ ? 15 : 35;
    double sum = 0, best = 0;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (sum <= 0) {
        sum = 0;
        begin = i;
      }
      const bool kept = sentence_[i] && ((i > 0 && sentence_[i - 1]) || (i + 1 < lines_.size() && sentence_[i + 1]));
      sum += prose_[i] ? std::min<double>(facts(i).chars, 600)
             : kept    ? std::min<double>(facts(i).chars, 600) * 0.4
                       : -cost * (lines_[i].bullet ? 1.5 : 1);
      if (sum > best) {
        best = sum;
        begin_ = begin;
        end_ = i + 1;
      }
    }
    if (best > 0) return;
    // No prose at all: short news in a line or two. The longest line of the page's script is the story.
    std::size_t longest = 0;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (own_script(i) && facts(i).chars > facts(longest).chars) longest = i;
    }
    const bool any = facts(longest).words >= 6 && (facts(longest).ends > 0 || facts(longest).words >= 12);
    begin_ = longest;
    end_ = any ? longest + 1 : longest;
    if (any) prose_[longest] = sentence_[longest] = true;
  }

  // The words that carry a line: longer ones, folded.
  static std::vector<std::string> words_of(std::string_view text, bool cjk) {
    std::vector<std::string> out;
    std::string word;
    std::size_t letters = 0;
    const auto keep = [&] {
      if (letters >= (cjk ? 2 : 4)) out.push_back(base::fold(word));
      word.clear();
      letters = 0;
    };
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t begin = at;
      const char32_t c = base::next_code_point(text, at);
      if (!base::is_letter(c) && !base::is_number(c)) {
        keep();
        continue;
      }
      word += text.substr(begin, at - begin);
      ++letters;
      if (cjk && c >= 0x2E80 && letters == 2) {  // pairs of characters overlap
        out.push_back(word);
        word = std::string(text.substr(begin, at - begin));
        letters = 1;
      }
    }
    keep();
    return out;
  }

  // Of the words of line `i`, how many the story's first paragraphs hold.
  double shared_words(std::size_t i) const {
    const auto words = words_of(text(i), cjk_);
    if (words.empty()) return 0;
    std::size_t shared = 0;
    for (const std::string& word : words) {
      if (opening_.count(word) > 0) {
        ++shared;
      } else if (!cjk_ && word.size() > 5 && opening_stems_.count(word.substr(0, 5)) > 0) {
        ++shared;
      }
    }
    return static_cast<double>(shared) / static_cast<double>(words.size());
  }

  void find_title() {
    std::size_t taken = 0;
    for (std::size_t i = begin_; i < end_ && taken < 6; ++i) {
      if (!prose_[i]) continue;
      ++taken;
      for (std::string& word : words_of(text(i).substr(0, 1200), cjk_)) {
        if (word.size() > 5) opening_stems_.insert(word.substr(0, 5));
        opening_.insert(std::move(word));
      }
    }
    const std::string wanted = base::fold(base::fold_spaces(page_.title));
    double best = 0.72;
    const std::size_t last = std::min(lines_.size(), first_prose() + 1);
    right_above_ = first_right_above();
    for (std::size_t i = last > kTitleReach ? last - kTitleReach : 0; i < last; ++i) {
      const double score = title_score(i, wanted);
      // Of two alike, the one nearer to the story.
      if (score >= best) {
        best = score;
        title_ = i;
      }
    }
    if (title_ != kNone) find_prefix();
  }

  std::size_t first_prose() const { return first_prose_; }

  void find_first_prose() {
    first_prose_ = begin_;
    while (first_prose_ < end_ && !prose_[first_prose_]) ++first_prose_;
    if (first_prose_ == end_) first_prose_ = begin_;
  }

  double title_score(std::size_t i, const std::string& wanted) const {
    const TextFacts& f = facts(i);
    if (i >= first_prose() && end_ > begin_) return 0;
    if (!wanted.empty() && headline_likeness(base::fold(text(i)), wanted) > 0.5) return 5;
    if (!holds_own_script(i) || f.chars > 240 || lines_[i].bullet) return 0;
    if (f.words < 3 && !(f.cjk && f.chars >= 6)) return 0;
    if (is_credit(i) || is_widget(i) || is_byline(i)) return 0;
    const auto dateline = read_dateline(text(i), state_.dates, state_.outlets, true);
    if (dateline && !dateline->place.empty()) return 0;
    double score = 0.4 + 1.4 * shared_words(i);
    if (f.final_stop && !text(i).ends_with('?') && !text(i).ends_with('!')) score -= 0.8;
    if (f.final_colon) score -= 0.6;
    if (f.words < 5 && !f.cjk) score -= 0.25;
    if (f.chars > 140) score -= 0.3;
    if (!f.begins_upper && !f.cjk && has_case()) score -= 0.2;
    if (i == 0) score += 0.25;
    if (lines_[i].blank_before > 0 || i == 0) score += 0.1;
    if (i + 1 < lines_.size() && lines_[i + 1].blank_before > 0) score += 0.1;
    if (f.digits * 4 > f.chars) score -= 0.4;
    // A headline stands right above the story, with nothing but who, when and pictures between.
    score += i >= right_above_ ? 0.3 : -0.15;
    // Far above the story stand other stories' headlines.
    score -= 0.02 * std::min<double>(static_cast<double>(first_prose() - i), 30);
    return score;
  }

  // The first line from which on there is nothing but who, when and pictures up to the story.
  std::size_t first_right_above() const {
    std::size_t first = first_prose();
    int others = 0;
    while (first > 0) {
      const std::size_t k = first - 1;
      bool passes = is_byline(k) || is_sure_caption(k) || ends_with_day(k) || tells_positions(text(k));
      // "By our correspondent", "Tbilisi desk": a short line or two of another kind.
      if (!passes && facts(k).words <= 8 && shared_words(k) < 0.3 && others < 2) passes = ++others > 0;
      if (!passes || first_prose() - k > kTitleReach) return k;
      --first;
    }
    return first;
  }

  bool has_case() const {
    const TextFacts& f = facts(first_prose());
    return f.uppers > 0;
  }

  // Whether enough of the line is in the story's script; a prefix may be in another.
  bool holds_own_script(std::size_t i) const {
    if (own_script(i)) return true;
    std::size_t own = 0;
    for (std::size_t at = 0; at < text(i).size();) {
      const std::size_t begin = at;
      base::next_code_point(text(i), at);
      own += main_script(text(i).substr(begin, at - begin)) == script_ ? 1 : 0;
    }
    return own >= 15;
  }

  // "国际新闻:Ministers meet ..." - a label in another script, and a sign that parts it.
  void find_prefix() {
    const std::string_view line = text(title_);
    constexpr std::u32string_view kParters = U":：|-—–】]》）)";
    bool foreign = false;
    for (std::size_t at = 0; at < line.size();) {
      const std::size_t begin = at;
      const char32_t c = base::next_code_point(line, at);
      if (base::is_letter(c)) {
        if (main_script(line.substr(begin, at - begin)) == script_) return;
        foreign = true;
        continue;
      }
      if (!foreign || kParters.find(c) == std::u32string_view::npos) continue;
      std::size_t rest = at;
      while (rest < line.size() && line[rest] == ' ') ++rest;
      if (rest < line.size() && main_script(line.substr(rest)) == script_ && starts_own(line.substr(rest))) {
        prefix_ = static_cast<std::uint32_t>(rest);
        return;
      }
    }
  }

  bool starts_own(std::string_view rest) const {
    for (std::size_t at = 0; at < rest.size();) {
      const std::size_t begin = at;
      if (base::is_letter(base::next_code_point(rest, at)))
        return main_script(rest.substr(begin, at - begin)) == script_;
    }
    return false;
  }

  // Behind a heading for comments, and behind a list of other stories, no story goes on.
  void find_end() {
    for (std::size_t i = first_prose() + 1; i < end_; ++i) {
      const TextFacts& f = facts(i);
      if (f.words > 8 || prose_[i]) continue;
      if (is_comment_heading(text(i))) {
        end_ = i;
        return;
      }
    }
    while (end_ > begin_ && !sentence_[end_ - 1]) --end_;
    while (end_ > begin_ && end_ < lines_.size() && sentence_[end_]) ++end_;
  }

  // "3 Comments", "Comments (12)", "Leave a comment".
  bool is_comment_heading(std::string_view line) const {
    std::string words;
    for (const char c : line) {
      if (!base::is_digit(c) && c != '(' && c != ')' && c != ':') words += c;
    }
    return state_.markers.is(Marker::comments, base::trim(words));
  }

  // A photo credit: a copyright sign, "Photo: ...", "(AP Photo/...)", "Jane Roe / Reuters".
  bool is_credit(std::size_t i) const {
    const std::string_view line = text(i);
    const TextFacts& f = facts(i);
    if (f.copyright && f.words <= 14) return true;
    if (f.words > 18) return false;
    const std::size_t marker = state_.markers.at_beginning(Marker::photo, line);
    if (marker > 0 && marker < line.size()) {
      const std::string_view rest = base::trim(line.substr(marker));
      if (rest.starts_with(":") || rest.starts_with("/") || rest.starts_with("by ") || rest.starts_with("：") ||
          rest.starts_with("©"))
        return true;
    }
    if (f.words <= 8 && !f.final_stop && line.find('/') != std::string_view::npos) {
      const std::size_t slash = line.rfind('/');
      return state_.outlets.named(base::trim(line.substr(slash + 1))) != nullptr ||
             state_.outlets.named(base::trim(line.substr(0, line.find('/')))) != nullptr;
    }
    return false;
  }

  // A credit at the end of a caption's line: "... (AP Photo/Jane Roe)", "... © Reuters", "[Reuters]", "Photo: AFP".
  bool ends_with_credit(std::string_view line) const {
    if (line.size() < 30) return false;
    const std::string_view tail = line.substr(line.size() > 90 ? line.size() - 90 : 0);
    if (tail.find("\xC2\xA9") != std::string_view::npos) return true;
    const std::size_t open = tail.find_last_of("([");
    if (open != std::string_view::npos && (line.ends_with(')') || line.ends_with(']'))) {
      const std::string_view inside = tail.substr(open + 1, tail.size() - open - 2);
      if (inside.size() <= 70) {
        const bool photo = state_.markers.at_beginning(Marker::photo, inside) > 0 ||
                           state_.markers.at_beginning(Marker::file, inside) > 0;
        const bool stroke = inside.find('/') != std::string_view::npos;
        if (photo || (stroke && state_.outlets.mentioned(inside).outlet != nullptr)) return true;
        if (line.ends_with(']') && state_.outlets.named(inside) != nullptr) return true;
        const std::string folded = base::fold(inside);
        if (folded.find("photo") != std::string::npos) return true;
      }
    }
    const std::size_t stop = tail.find_last_of(".");
    if (stop != std::string_view::npos && stop + 3 < tail.size()) {
      const std::string_view behind = base::trim(tail.substr(stop + 1));
      if (state_.markers.at_beginning(Marker::photo, behind) > 0 && behind.find(':') != std::string_view::npos)
        return true;
      if (behind.find('/') != std::string_view::npos && behind.size() < 50 &&
          state_.outlets.mentioned(behind).outlet != nullptr)
        return true;
    }
    return false;
  }

  // "FILE - ...", "File photo: ...".
  bool begins_as_file(std::string_view line) const {
    const std::size_t marker = state_.markers.at_beginning(Marker::file, line);
    if (marker == 0 || marker >= line.size()) return false;
    std::size_t at = line.find_first_not_of(' ', marker);
    if (at == std::string_view::npos) return false;
    const char32_t c = base::next_code_point(line, at);
    return c == '-' || c == ':' || c == 0x2013 || c == 0x2014 || c == 0xFF1A;
  }

  // "(left)", "(C)", "(2nd R)": who stands where.
  bool tells_positions(std::string_view line) const {
    for (std::size_t open = line.find('('); open != std::string_view::npos; open = line.find('(', open + 1)) {
      const std::size_t close = line.find(')', open);
      if (close == std::string_view::npos) return false;
      if (close - open < 24 && state_.markers.is(Marker::position, line.substr(open + 1, close - open - 1)))
        return true;
    }
    return false;
  }

  // One or two sentences that end with the day, year and all, on which a picture was taken.
  bool ends_with_day(std::size_t i) const {
    const TextFacts& f = facts(i);
    if (f.words > 60 || f.words < 6 || f.digits == 0) return false;
    const std::string_view line = text(i);
    for (const WrittenDate& date : state_.dates.find(line)) {
      if (date.year == 0 || date.day == 0) continue;
      const std::string_view rest = base::trim(line.substr(date.range.end));
      if (rest.empty() || rest == "." || rest == ".\"") return true;
      if ((rest.starts_with(".") || rest.starts_with(",")) && rest.size() < 60 &&
          (rest.find('/') != std::string_view::npos || rest.find("\xC2\xA9") != std::string_view::npos))
        return true;
    }
    return false;
  }

  // A caption wherever it stands: it carries a credit, or is said twice.
  bool is_sure_caption(std::size_t i) const {
    const TextFacts& f = facts(i);
    if (is_credit(i)) return true;
    if (f.chars < (f.cjk ? 12 : 30) || f.chars > 900) return false;
    return begins_as_file(text(i)) || ends_with_credit(text(i)) || repeat_of_[i] != kNone || said_again_[i];
  }

  bool is_caption(std::size_t i) const {
    const TextFacts& f = facts(i);
    const std::string_view line = text(i);
    if (!own_script(i) && !is_credit(i)) return false;
    if (is_credit(i)) return beside_story(i);
    const bool long_enough = f.chars >= (f.cjk ? 12 : 30);
    if (!long_enough || f.chars > 900) return false;
    if (begins_as_file(line) || ends_with_credit(line)) return true;
    const bool twice = repeat_of_[i] != kNone || said_again_[i];
    if (twice && i != title_ && f.words >= 6 && beside_story(i)) return true;
    if (tells_positions(line) && f.ends <= 3 && (i < first_prose() + 1 || !inside(i) || f.chars < 350)) return true;
    return ends_with_day(i) && f.ends <= 3 && (i <= first_prose() || !inside(i) || apart(i));
  }

  // A line set off from those around it by its shape: it stands before the first dateline or among short lines.
  bool apart(std::size_t i) const {
    const bool above = i > 0 && prose_[i - 1], below = i + 1 < lines_.size() && prose_[i + 1];
    return !(above && below) || tells_positions(text(i));
  }

  bool inside(std::size_t i) const { return i >= begin_ && i < end_; }
  bool beside_story(std::size_t i) const { return i + 20 >= begin_ && i < end_ + 6; }

  // A word or two of a site's own machinery: nothing a story would say on a line of its own.
  bool is_widget(std::size_t i) const {
    const std::string_view line = text(i);
    const TextFacts& f = facts(i);
    if (f.letters == 0) return true;
    if (f.words > 8) return false;
    return state_.markers.is(Marker::ui, base::trim(line)) || state_.markers.is(Marker::related, without_colon(line)) ||
           is_comment_heading(line);
  }

  static std::string_view without_colon(std::string_view line) {
    line = base::trim(line);
    if (line.ends_with(':')) line.remove_suffix(1);
    if (line.ends_with("：")) line.remove_suffix(3);
    return base::trim(line);
  }

  bool is_byline(std::size_t i) const {
    const TextFacts& f = facts(i);
    if (f.words > 14) return false;
    const std::string_view line = text(i);
    const std::size_t marker = state_.markers.at_beginning(Marker::byline, line);
    if (marker > 0 && marker + 2 < line.size() && (line[marker] == ' ' || line[marker] == ':')) {
      std::size_t at = line.find_first_not_of(" :", marker);
      if (at == std::string_view::npos) return false;
      const char32_t c = base::next_code_point(line, at);
      if ((base::is_upper(c) || c >= 0x590) && f.capitalised + 3 >= f.words && !f.final_stop) return true;
      // "By a staff reporter", "By our correspondents in ..."
      if (f.words <= 8 && !f.final_stop && f.begins_upper && i < first_prose()) return true;
    }
    if (state_.markers.at_beginning(Marker::published, line) + state_.markers.at_beginning(Marker::updated, line) +
            state_.markers.at_beginning(Marker::source, line) >
        0) {
      return f.digits > 0 || line.find(':') != std::string_view::npos || line.find("：") != std::string_view::npos;
    }
    return state_.outlets.named(line) != nullptr || is_day_line(i);
  }

  // A line that is hardly more than a day.
  bool is_day_line(std::size_t i) const {
    const std::string_view line = text(i);
    if (facts(i).words > 10 || facts(i).digits == 0) return false;
    std::size_t dates = 0;
    for (const WrittenDate& date : state_.dates.find(line)) dates += date.range.size();
    return dates > 0 && dates + 24 >= line.size();
  }

  // "(Reporting by ...; editing by ...)"
  bool is_newsroom_credit(std::size_t i) const {
    const std::string_view line = text(i);
    return facts(i).words < 40 && line.starts_with('(') && line.ends_with(')') &&
           state_.markers.at_beginning(Marker::byline, line.substr(1)) > 0;
  }

  void set(std::size_t i, BlockKind kind, std::string why) {
    verdicts_[i] = {kind, std::move(why), repeat_of_[i] != kNone};
  }

  void judge(std::size_t i) {
    const TextFacts& f = facts(i);
    if (i == title_) return set(i, BlockKind::title, "short, and its words are those of the story's opening");
    if (title_ != kNone && text(i) == text(title_)) return set(i, BlockKind::chrome, "the headline again");
    if (is_caption(i)) return set(i, BlockKind::caption, caption_reason(i));
    if (!inside(i)) {
      if (prose_[i] && is_opening(i)) return set(i, BlockKind::body, "prose right before the story");
      if (leads_in(i) && is_opening(i)) return set(i, BlockKind::body, "a line that leads into the story");
      return set(i, BlockKind::chrome, prose_[i] ? "prose away from the story" : "no sentence, outside the story");
    }
    if (is_newsroom_credit(i)) return set(i, BlockKind::chrome, "who reported and edited");
    if (prose_[i]) return set(i, BlockKind::body, "sentences");
    if (!own_script(i)) return set(i, BlockKind::chrome, "in another script than the story");
    if (is_widget(i)) return set(i, BlockKind::chrome, "a widget's words");
    if (is_byline(i)) return set(i, BlockKind::chrome, "a byline, a source or a day");
    if (repeat_of_[i] != kNone || said_again_[i]) return set(i, BlockKind::chrome, "said more than once");
    if (i < first_prose() && leads_in(i)) return set(i, BlockKind::body, "a line that leads into the story");
    if (i < first_prose() && !sentence_[i]) return set(i, BlockKind::chrome, "between headline and story");
    if (f.ends > 0 && f.words >= 3) return set(i, BlockKind::body, "a short sentence within the story");
    if (read_dateline(text(i), state_.dates, state_.outlets, true))
      return set(i, BlockKind::chrome, "a dateline of its own");
    if (f.words >= 2 || f.cjk) return set(i, BlockKind::body, "a heading within the story");
    set(i, BlockKind::chrome, "a word by itself");
  }

  std::string caption_reason(std::size_t i) const {
    if (is_credit(i)) return "a picture credit";
    if (begins_as_file(text(i)) || ends_with_credit(text(i))) return "it carries a picture's credit";
    if (repeat_of_[i] != kNone || said_again_[i]) return "it is said twice, as captions are";
    if (tells_positions(text(i))) return "it tells who stands where";
    return "it ends with the day a picture was taken";
  }

  // Prose between the headline and the densest stretch.
  // "The minister said:", and what he said below it.
  bool leads_in(std::size_t i) const {
    return text(i).ends_with(':') && facts(i).words >= 2 && i + 1 < lines_.size() && i + 1 == first_prose();
  }
  bool is_opening(std::size_t i) const { return title_ != kNone && i > title_ && i < begin_ && begin_ - i <= 6; }

  // Runs of headlines outside the story: related stories.
  void find_lists() {
    find_headed_lists();
    std::size_t i = 0;
    while (i < lines_.size()) {
      std::size_t end = i;
      while (end < lines_.size() && is_link_line(end)) ++end;
      if (end - i >= 3 || (end - i == 2 && lines_[i].bullet) ||
          (end > i && i > 0 && state_.markers.is(Marker::related, without_colon(text(i - 1))))) {
        for (std::size_t k = i; k < end; ++k) set(k, BlockKind::related, "one of a list of headlines");
      } else {
        for (std::size_t k = i; k < end; ++k) {
          if (in_other_headlines(k)) set(k, BlockKind::related, "a headline in another script than the story");
        }
      }
      i = std::max(end, i + 1);
    }
    unlist_subheads();
  }

  bool in_other_headlines(std::size_t i) const { return !own_script(i) && facts(i).words >= 5; }

  // A line that may be the headline of another story: some words, no sentence. Within the story only where it is marked
  // as a list's.
  bool is_link_line(std::size_t i) const {
    const TextFacts& f = facts(i);
    if (i == title_ || verdicts_[i].kind == BlockKind::caption || verdicts_[i].kind == BlockKind::title) return false;
    if (inside(i) && !(lines_[i].bullet && !f.final_stop && ends_list(i))) return false;
    if (sentence_[i]) return false;
    const bool words = f.words >= 4 || (f.cjk && f.chars >= 8);
    if (!words || f.chars > 220 || f.copyright) return false;
    if (f.begins_lower && !lines_[i].bullet) return false;
    if (prose_[i] && f.final_stop && !lines_[i].bullet) return false;
    if (f.final_stop && !lines_[i].bullet && !text(i).ends_with('?')) return false;
    return !is_widget(i) && !is_byline(i) && !is_credit(i) && f.letters * 2 > f.chars;
  }

  // Within the story's stretch a bulleted line without a sentence is a link only among its like, headed as related.
  bool ends_list(std::size_t i) const { return headed_[i]; }

  void find_headed_lists() {
    headed_.assign(lines_.size(), false);
    bool headed = false;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (!lines_[i].bullet || facts(i).final_stop) {
        headed = state_.markers.is(Marker::related, without_colon(text(i)));
      } else {
        headed_[i] = headed;
      }
    }
  }

  // The first line of a list may be its heading: a few words in front of longer ones. It is no story's headline.
  void unlist_subheads() {
    for (std::size_t i = 0; i + 1 < lines_.size(); ++i) {
      if (verdicts_[i].kind == BlockKind::related && verdicts_[i + 1].kind == BlockKind::related &&
          facts(i).final_colon) {
        set(i, BlockKind::chrome, "the heading of a list");
      }
    }
  }

  void hand_over() {
    RawWriter writer(decoded_, article_.text);
    std::unordered_set<std::string_view> captions;  // looked up only
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const TextLine& line = lines_[i];
      Verdict verdict = verdicts_[i];
      if (verdict.kind == BlockKind::caption) verdict.repeated = !captions.insert(text(i)).second;
      TextRange range = line.range;
      if (i == title_ && (prefix_ > 0 || line.body.begin > line.range.begin)) {
        const TextRange label{line.range.begin, line.body.begin + prefix_};
        put(writer, label, {BlockKind::chrome, "a label before the headline", false});
        range.begin = label.end;
      }
      put(writer, range, verdict);
    }
    say_title();
  }

  // A line as a block, white space folded.
  void put(RawWriter& writer, TextRange range, const Verdict& verdict) {
    SourcedText& out = article_.text;
    const std::size_t before = out.text.size();
    if (before > 0) out.append_unsourced("\n\n");
    const auto begin = static_cast<std::uint32_t>(out.text.size());
    std::uint32_t copied = range.begin;
    TextRange space;
    for (std::size_t at = range.begin; at < range.end;) {
      const auto here = static_cast<std::uint32_t>(at);
      const char32_t c = base::next_code_point(decoded_.text(), at);
      const auto next = static_cast<std::uint32_t>(at);
      const bool blank = base::is_white_space(c);
      const bool dropped = c < 0x20 || c == 0xFEFF || c == 0x200B || c == 0xAD;
      if (!blank && !dropped) {
        if (!space.empty() && out.text.size() > begin) writer.rewrite(" ", space);
        space = {};
        continue;
      }
      if (blank && c == ' ' && next < range.end && is_word_at(next)) continue;  // a single blank stays as it is
      if (copied < here) writer.copy({copied, here});
      copied = next;
      if (blank) space = {space.empty() ? here : space.begin, next};
    }
    if (copied < range.end) writer.copy({copied, range.end});
    const auto end = static_cast<std::uint32_t>(out.text.size());
    if (end == begin) {
      out.text.resize(before);
      return;
    }
    article_.blocks.push_back({verdict.kind, {begin, end}, verdict.why, verdict.repeated});
  }

  bool is_word_at(std::size_t at) const {
    const char32_t c = base::next_code_point(decoded_.text(), at);
    return !base::is_white_space(c) && c >= 0x20 && c != 0xFEFF && c != 0x200B && c != 0xAD;
  }

  void say_title() {
    for (const Block& block : article_.blocks) {
      if (block.kind != BlockKind::title) continue;
      article_.title = {std::string(article_.text_of(block)), "text", 0.8, article_.text.spans(block.range)};
      return;
    }
  }

  const Page& page_;
  const Decoded& decoded_;
  const State& state_;
  Article& article_;
  std::vector<TextLine> lines_;
  std::vector<Verdict> verdicts_;
  std::vector<bool> prose_, sentence_, said_again_, headed_;
  std::vector<std::size_t> repeat_of_;
  std::unordered_set<std::string> opening_, opening_stems_;  // looked up only
  int script_ = -1;
  bool cjk_ = false;
  std::size_t begin_ = 0, end_ = 0, title_ = kNone, right_above_ = 0;
  std::size_t first_prose_ = 0;
  std::uint32_t prefix_ = 0;
};

}  // namespace

Result<Done> clean_text(const Page& page, const Decoded& decoded, const State& state, Article& article) {
  return TextPage(page, decoded, state, article).read();
}

}  // namespace annals::clean
