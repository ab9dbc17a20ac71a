#include "resolve/date_words.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/calendar.h"
#include "base/files.h"
#include "base/text.h"
#include "base/utf8.h"

namespace annals::resolve {
namespace {

using base::is_digit;

constexpr auto kClasses = std::to_array<std::pair<std::string_view, TimeClass>>({
    {"weekday", TimeClass::weekday},
    {"month", TimeClass::month},
    {"ambiguous", TimeClass::ambiguous},
    {"season", TimeClass::season},
    {"unit", TimeClass::unit},
    {"number", TimeClass::number},
    {"ordinal", TimeClass::ordinal},
    {"half", TimeClass::half},
    {"part", TimeClass::part},
    {"deictic", TimeClass::deictic},
    {"overnight", TimeClass::overnight},
    {"now", TimeClass::now},
    {"recent", TimeClass::recent},
    {"just", TimeClass::just},
    {"soon", TimeClass::soon},
    {"at-once", TimeClass::at_once},
    {"which", TimeClass::which},
    {"phase", TimeClass::phase},
    {"ago", TimeClass::ago},
    {"before", TimeClass::before},
    {"earlier", TimeClass::earlier},
    {"after", TimeClass::after},
    {"later", TimeClass::later},
    {"ahead", TimeClass::ahead},
    {"bare-after", TimeClass::bare_after},
    {"bare-before", TimeClass::bare_before},
    {"bare-same", TimeClass::bare_same},
    {"then", TimeClass::then},
    {"at", TimeClass::at},
    {"since", TimeClass::since},
    {"from", TimeClass::from},
    {"onwards", TimeClass::onwards},
    {"until", TimeClass::until},
    {"to", TimeClass::to},
    {"through", TimeClass::through},
    {"by", TimeClass::by},
    {"between", TimeClass::between},
    {"and", TimeClass::and_},
    {"within", TimeClass::within},
    {"for", TimeClass::for_},
    {"in", TimeClass::in},
    {"over", TimeClass::over},
    {"long", TimeClass::long_},
    {"skip", TimeClass::skip},
    {"of-day", TimeClass::of_day},
    {"half-clock", TimeClass::half_clock},
    {"meridiem", TimeClass::meridiem},
    {"zone", TimeClass::zone},
    {"local", TimeClass::local},
    {"fixed", TimeClass::fixed},
    {"decade", TimeClass::decade},
    {"future-aux", TimeClass::future_aux},
    {"future-head", TimeClass::future_head},
    {"archive", TimeClass::archive},
    {"word", TimeClass::word},
    {"singular", TimeClass::singular},
    {"small", TimeClass::small},
    {"which-behind", TimeClass::which_behind},
    {"told-back", TimeClass::told_back},
    {"closer", TimeClass::closer},
    {"when", TimeClass::when},
    {"not-then", TimeClass::not_then},
    {"takes-place", TimeClass::takes_place},
    {"done-to-old", TimeClass::done_to_old},
    {"of-year", TimeClass::of_year},
    {"calendar-name", TimeClass::calendar_name},
    {"foreign-month", TimeClass::foreign_month},
    {"ago-before", TimeClass::ago_before},
    {"exact", TimeClass::exact},
    {"anniversary", TimeClass::anniversary},
    {"southern", TimeClass::southern},
    {"ended", TimeClass::ended},
    {"this-time", TimeClass::this_time},
});

// Reads the text byte by byte into tokens.
class Cutter {
 public:
  explicit Cutter(std::string_view text) : text_(text) {}

  std::vector<TimeToken> run() {
    while (at_ < text_.size()) {
      if (base::is_space_ascii(text_[at_]) || text_.substr(at_, 2) == "\xC2\xA0") {
        at_ += base::is_space_ascii(text_[at_]) ? 1 : 2;
      } else if (is_digit(text_[at_])) {
        number();
      } else if (is_letter_at(at_)) {
        word();
      } else {
        mark();
      }
    }
    return std::move(tokens_);
  }

 private:
  bool is_letter_at(std::size_t at) const {
    if (at >= text_.size()) return false;
    if (base::is_alpha_ascii(text_[at])) return true;
    if (static_cast<unsigned char>(text_[at]) < 0xC3) return false;
    std::size_t next = at;
    return base::is_letter(base::next_code_point(text_, next));
  }
  bool digits(std::size_t at, std::size_t count) const {
    if (at + count > text_.size()) return false;
    for (std::size_t i = 0; i < count; ++i) {
      if (!is_digit(text_[at + i])) return false;
    }
    return true;
  }
  char byte(std::size_t at) const { return at < text_.size() ? text_[at] : '\0'; }

  TimeToken& push(TimeToken::Kind kind, std::size_t begin, std::size_t end) {
    TimeToken token;
    token.kind = kind;
    token.text = base::fold(text_.substr(begin, end - begin));
    token.range = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    tokens_.push_back(std::move(token));
    at_ = end;
    return tokens_.back();
  }

  // "4.03.2015": three numbers and their dots, not a decimal.
  bool dotted_date() {
    std::array<std::size_t, 4> ends = {at_, 0, 0, 0};
    std::size_t at = at_;
    for (int part = 0; part < 3; ++part) {
      const std::size_t begin = at;
      while (is_digit(byte(at))) ++at;
      const std::size_t length = at - begin;
      if (part < 2 ? length < 1 || length > 2 || byte(at) != '.' : length != 4) return false;
      ends[static_cast<std::size_t>(part) + 1] = at;
      if (part < 2) ++at;
    }
    if (at_ > 0 && text_[at_ - 1] == '.') return false;
    std::size_t begin = at_;
    for (std::size_t part = 1; part <= 3; ++part) {
      int value = 0;
      for (std::size_t i = begin; i < ends[part]; ++i) value = value * 10 + (text_[i] - '0');
      push(TimeToken::Kind::number, begin, ends[part]).value = value;
      begin = ends[part] + 1;
      if (part < 3) push(TimeToken::Kind::mark, ends[part], begin);
    }
    return true;
  }

  void number() {
    const std::size_t begin = at_;
    if (digits(begin, 4) && byte(begin + 4) == '-' && digits(begin + 5, 2) && byte(begin + 7) == '-' &&
        digits(begin + 8, 2) && !is_digit(byte(begin + 10))) {
      if (const auto day = base::read_iso(text_.substr(begin, 10))) {
        push(TimeToken::Kind::iso_date, begin, begin + 10).day = *day;
        if (byte(at_) == 'T' && is_digit(byte(at_ + 1))) ++at_;  // the clock of a time stamp follows
        return;
      }
    }
    if (dotted_date()) return;
    std::size_t end = begin;
    int value = 0;
    while (is_digit(byte(end))) {
      if (value < 100000000) value = value * 10 + (text_[end] - '0');
      ++end;
    }
    const std::size_t length = end - begin;
    if (byte(end) == ',' && length <= 3 && digits(end + 1, 3) && !is_digit(byte(end + 4))) {
      while (byte(end) == ',' && digits(end + 1, 3)) end += 4;
      push(TimeToken::Kind::number, begin, end).grouped = true;
      return;
    }
    if ((byte(end) == ':' || byte(end) == '.') && length <= 2 && digits(end + 1, 2) && !is_digit(byte(end + 3)) &&
        value <= 24) {
      const int minute = (text_[end + 1] - '0') * 10 + (text_[end + 2] - '0');
      if (minute < 60) {
        const bool clock = byte(end) == ':';
        std::size_t stop = end + 3;
        if (clock && byte(stop) == ':' && digits(stop + 1, 2)) stop += 3;  // seconds
        TimeToken& token = push(clock ? TimeToken::Kind::clock : TimeToken::Kind::decimal, begin, stop);
        token.value = value;
        token.minute = minute;
        return;
      }
    }
    if (byte(end) == '.' && is_digit(byte(end + 1))) {  // "2.5"
      ++end;
      while (is_digit(byte(end))) ++end;
      push(TimeToken::Kind::mark, begin, end);
      return;
    }
    for (const std::string_view suffix : {"st", "nd", "rd", "th"}) {
      if (text_.substr(end, 2) == suffix && !is_letter_at(end + 2)) {
        push(TimeToken::Kind::ordinal, begin, end + 2).value = value;
        return;
      }
    }
    if (byte(end) == 's' && !is_letter_at(end + 1) && value % 10 == 0 && (length == 4 || length == 2)) {
      push(TimeToken::Kind::decade, begin, end + 1).value = value;
      return;
    }
    TimeToken& token = push(TimeToken::Kind::number, begin, end);
    token.value = value;
    token.grouped = length > 1 && text_[begin] == '0' && length == 3;
  }

  void word() {
    const std::size_t begin = at_;
    // "a.m.", "p.m.": letters parted by single dots are one word; the last dot is not part of it.
    if (byte(begin + 1) == '.' && is_letter_at(begin + 2) && !is_letter_at(begin + 3)) {
      const bool capital = base::is_upper_ascii(text_[begin]);
      const std::size_t end = begin + 3;
      push(TimeToken::Kind::word, begin, end).capital = capital;
      if (byte(at_) == '.') ++at_;
      return;
    }
    std::size_t end = begin;
    while (end < text_.size()) {
      if (is_letter_at(end)) {
        base::next_code_point(text_, end);
      } else if ((text_[end] == '\'' && is_letter_at(end + 1)) ||
                 (text_.substr(end, 3) == "\xE2\x80\x99" && is_letter_at(end + 3))) {
        const std::size_t skip = text_[end] == '\'' ? 1 : 3;
        if (byte(end + skip) == 's' && !is_letter_at(end + skip + 1)) break;  // "Friday's" is two
        end += skip;
      } else {
        break;
      }
    }
    std::size_t first = begin;
    const char32_t c = base::next_code_point(text_, first);
    push(TimeToken::Kind::word, begin, end).capital = base::is_upper(c);
  }

  void mark() {
    std::size_t end = at_;
    base::next_code_point(text_, end);
    const std::string_view piece = text_.substr(at_, end - at_);
    const bool genitive = piece == "'" || piece == "\xE2\x80\x99";
    if (genitive && byte(end) == 's' && !is_letter_at(end + 1)) ++end;
    TimeToken& token = push(TimeToken::Kind::mark, at_, end);
    if (token.text == "\xE2\x80\x93" || token.text == "\xE2\x80\x94") token.text = "-";
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<TimeToken> tokens_;
};

std::string key_of(const std::vector<TimeToken>& tokens) {
  std::string key;
  for (const TimeToken& token : tokens) {
    if (!key.empty()) key += ' ';
    key += token.text;
  }
  return key;
}

}  // namespace

std::vector<TimeToken> cut_time_tokens(std::string_view text) { return Cutter(text).run(); }

Result<DateWords> DateWords::open(const std::filesystem::path& table) {
  const Result<std::string> text = base::read_file(table);
  if (!text) return text.error();
  DateWords out;
  std::size_t number = 0;
  for (const std::string_view line : base::split(*text, '\n')) {
    ++number;
    if (base::trim(line).empty() || line.front() == '#') continue;
    const auto fields = base::split(line, '\t');
    const auto what = std::find_if(kClasses.begin(), kClasses.end(),
                                   [&](const auto& known) { return known.first == base::trim(fields[0]); });
    if (fields.size() < 2 || what == kClasses.end()) {
      return Error{ErrorKind::Malformed, "line " + std::to_string(number) + ": expected a class and its words",
                   table.string()};
    }
    const auto tokens = cut_time_tokens(base::trim(fields[1]));
    if (tokens.empty()) continue;
    out.days_are_small_ = out.days_are_small_ || what->second == TimeClass::small;
    const std::string value = fields.size() > 2 ? std::string(base::trim(fields[2])) : std::string();
    out.entries_[key_of(tokens)].push_back({what->second, value, tokens.size()});
    std::size_t& longest = out.longest_[tokens.front().text];
    longest = std::max(longest, tokens.size());
  }
  return out;
}

std::vector<DateWords::Entry> DateWords::matches(const std::vector<TimeToken>& tokens, std::size_t at) const {
  std::vector<Entry> out;
  const auto longest = longest_.find(tokens[at].text);
  if (longest == longest_.end()) return out;
  std::string key;
  for (std::size_t n = 1; n <= longest->second && at + n <= tokens.size(); ++n) {
    if (n > 1) key += ' ';
    key += tokens[at + n - 1].text;
    const auto found = entries_.find(key);
    if (found != entries_.end()) out.insert(out.end(), found->second.begin(), found->second.end());
  }
  return out;
}

const std::string& DateWords::canonical(const std::string& folded_word) const {
  const auto found = entries_.find(folded_word);
  if (found == entries_.end()) return folded_word;
  for (const Entry& entry : found->second) {
    if (entry.what == TimeClass::word) return entry.value;
  }
  return folded_word;
}

bool DateWords::has(TimeClass what, std::string_view folded_word) const {
  const auto found = entries_.find(std::string(folded_word));
  if (found == entries_.end()) return false;
  for (const Entry& entry : found->second) {
    if (entry.what == what) return true;
  }
  return false;
}

}  // namespace annals::resolve
