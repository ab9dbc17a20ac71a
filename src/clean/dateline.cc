#include "clean/dateline.h"

#include <algorithm>

#include "base/text.h"
#include "base/utf8.h"

namespace annals::clean {
namespace {

constexpr std::size_t kMaxDateline = 110;
constexpr std::size_t kMaxPlaceWords = 6;

bool is_wire_sign(char32_t c) { return c == 0x7535 || c == 0x96FB || c == 0x8BAF || c == 0x8A0A; }
bool is_dash(char32_t c) { return c == '-' || c == 0x2013 || c == 0x2014 || c == 0x2015 || c == '_' || c == 0x2212; }

class Reader {
 public:
  Reader(std::string_view text, const DateReader& dates, const Outlets& outlets, bool alone)
      : text_(text), words_(dates), outlets_(outlets), alone_(alone) {
    std::size_t cut = std::min(text.size(), kMaxDateline);
    while (cut < text.size() && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) --cut;
    head_ = text.substr(0, cut);
    dates_ = dates.find(head_);
    if (const std::string capitals = with_capital_months(head_); !capitals.empty()) dates_ = dates.find(capitals);
  }

  std::optional<Dateline> read() {
    skip_spaces();
    if (read_equals() || read_in_brackets() || read_chinese()) return out_;
    read_agency();  // "(Reuters) - ..."
    if (out_.outlet != nullptr && skip_dash_before_place()) dash_before_place_ = true;
    read_place();
    part_agency_off_place();
    skip_between();
    read_date();
    skip_between();
    read_agency();
    skip_between();
    if (out_.date.empty()) read_date();  // "MOSCOW (Sputnik), Feb 21 --"
    if (out_.agency.empty() && !out_.date.empty()) read_bare_agency();
    const bool ended = read_end();
    out_.end = static_cast<std::uint32_t>(at_);
    if (!is_dateline(ended)) return std::nullopt;
    return out_;
  }

 private:
  char32_t peek(std::size_t at) const { return at < head_.size() ? base::next_code_point(head_, at) : 0; }
  void skip_spaces() {
    while (at_ < head_.size()) {
      std::size_t next = at_;
      if (!base::is_white_space(base::next_code_point(head_, next))) return;
      at_ = next;
    }
  }
  void skip_between() {
    skip_spaces();
    while (peek(at_) == ',' || (peek(at_) == '.' && !out_.place.empty())) {
      stop_ = stop_ || peek(at_) == '.';
      ++at_;
      skip_spaces();
    }
  }

  // Capitalised words, with the little words within names and a region behind a comma.
  void read_place() {
    const std::size_t begin = at_;
    std::size_t end = at_, words = 0;
    std::size_t at = at_;
    bool all_upper = true;
    while (words < kMaxPlaceWords && at < head_.size()) {
      if (date_at(at) != nullptr) break;
      std::size_t word_end = at;
      std::uint32_t letters = 0, uppers = 0;
      char32_t first = 0;
      for (std::size_t next = at; next < head_.size(); word_end = next) {
        const char32_t c = base::next_code_point(head_, next);
        if (!base::is_letter(c) && c != '\'' && c != 0x2019 && c != '/' && !(c == '-' && base::is_letter(peek(next))) &&
            !(c == '.' && letters <= 3))
          break;
        if (first == 0) first = c;
        letters += base::is_letter(c) ? 1 : 0;
        uppers += base::is_upper(c) ? 1 : 0;
      }
      if (letters == 0) break;
      // "Thursday, November 9": a day without a place.
      if (words == 0 && words_.is_weekday(head_.substr(at, word_end - at))) break;
      const bool caseless =
          base::is_letter(first) && !base::is_upper(first) && !base::is_lower(first) && !base::is_cjk(first);
      const bool capital = base::is_upper(first) || (caseless && words < 3);
      caseless_ = caseless_ || caseless;
      if (!capital && (words == 0 || letters > 3)) break;
      // A region behind a comma need not be in capitals: "PATNA, India".
      all_upper = all_upper && (uppers == letters || (letters <= 3 && words > 0) || caseless || comma_);
      ++words;
      if (capital) end = word_end;
      at = word_end;
      const char32_t next = peek(at);
      if (next == ',') {
        comma_ = true;
        ++at;
      }
      if (peek(at) != ' ' && peek(at) != 0xA0) break;
      while (peek(at) == ' ') ++at;
    }
    if (end == begin) return;
    out_.place = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    place_upper_ = all_upper;
    place_words_ = words;
    at_ = end;
  }

  const WrittenDate* date_at(std::size_t at) const {
    for (const WrittenDate& date : dates_) {
      if (date.range.begin == at && date.day > 0) return &date;
    }
    return nullptr;
  }

  void read_date() {
    const WrittenDate* date = date_at(at_);
    if (date == nullptr) return;
    out_.date = date->range;
    out_.day = *date;
    at_ = date->range.end;
    stop_ = false;  // a full stop before it ends nothing
  }

  // "3 mar (EFE)": where no capital tells a month, a bracket or a dash behind it does. The text with such months in
  // capitals, of the same length; empty where there are none.
  static std::string with_capital_months(std::string_view head) {
    std::string out;
    for (std::size_t i = 1; i + 1 < head.size(); ++i) {
      if (head[i] != ' ' || !base::is_digit(head[i - 1]) || !base::is_lower_ascii(head[i + 1])) continue;
      std::size_t end = i + 1;
      while (end < head.size() && base::is_lower_ascii(head[end])) ++end;
      const std::size_t word = end - i - 1;
      while (end < head.size() && (head[end] == '.' || head[end] == ' ')) ++end;
      if (word < 3 || word > 4 || end == head.size()) continue;
      std::size_t at = end;
      const char32_t behind = base::next_code_point(head, at);
      if (behind != '(' && !is_dash(behind)) continue;
      if (out.empty()) out = head;
      out[i + 1] = static_cast<char>(out[i + 1] - 32);
    }
    return out;
  }

  // "(ANSA) - ROMA, 3 MAR - ...": a place in capitals and a day behind the dash, and no story yet.
  bool skip_dash_before_place() {
    if (!is_dash(peek(at_))) return false;
    std::size_t at = at_;
    base::next_code_point(head_, at);
    while (peek(at) == ' ') ++at;
    const auto date = std::find_if(dates_.begin(), dates_.end(), [&](const WrittenDate& one) {
      return one.day > 0 && one.range.begin > at && one.range.begin < at + 40;
    });
    if (date == dates_.end()) return false;
    for (std::size_t k = at; k < date->range.begin;) {
      if (base::is_lower(base::next_code_point(head_, k))) return false;
    }
    at_ = at;
    return true;
  }

  const Outlet* agency_named(std::string_view name) const {
    const Outlet* found = outlets_.named(name);
    return found != nullptr && found->agency() ? found : nullptr;
  }

  // "Damascus, SANA - ...": no region, but the agency.
  void part_agency_off_place() {
    if (out_.place.empty() || !out_.agency.empty()) return;
    const std::string_view place = head_.substr(out_.place.begin, out_.place.size());
    const std::size_t comma = place.rfind(',');
    if (comma == std::string_view::npos || comma + 2 >= place.size()) return;
    const std::size_t begin = place.find_first_not_of(' ', comma + 1);
    const Outlet* const known = begin == std::string_view::npos ? nullptr : agency_named(place.substr(begin));
    if (known == nullptr) return;
    out_.outlet = known;
    out_.agency = {out_.place.begin + static_cast<std::uint32_t>(begin), out_.place.end};
    out_.place.end = out_.place.begin + static_cast<std::uint32_t>(comma);
    bare_agency_ = true;
  }

  // "RIYADH, March 3, SPA -- ...", "MOSCOW, 8 Dec - RIA Novosti. ...": a name with a dash or a full stop behind it.
  void read_bare_agency() {
    std::size_t begin = at_;
    const bool dash = is_dash(peek(begin));
    while (is_dash(peek(begin)) || peek(begin) == ' ') base::next_code_point(head_, begin);
    for (std::size_t end = begin; end < head_.size() && end < begin + 40;) {
      const char32_t c = peek(end);
      const std::size_t word_end = end;
      base::next_code_point(head_, end);
      const bool stop = c == '.' && dash && peek(end) == ' ';
      const bool blank = c == ' ' && !dash && is_dash(peek(end));
      if (!stop && !blank) continue;
      const Outlet* const known = agency_named(head_.substr(begin, word_end - begin));
      if (known == nullptr) return;
      out_.outlet = known;
      out_.agency = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(word_end)};
      at_ = word_end;
      return;
    }
  }

  // A place, a day of the month and an agency between brackets, parted by blanks, as Japanese wires have it.
  bool read_in_brackets() {
    if (peek(at_) != '[' && peek(at_) != 0xFF3B) return false;
    std::size_t begin = at_;
    base::next_code_point(head_, begin);
    const std::size_t close = std::min(head_.find(']', begin), head_.find("\xEF\xBC\xBD", begin));
    if (close == std::string_view::npos || close > begin + 60) return false;
    const std::string_view inside = head_.substr(begin, close - begin);
    const std::size_t first = inside.find(' '), last = inside.rfind(' ');
    if (first == std::string_view::npos || first == last || first == 0) return false;
    const Outlet* const known = agency_named(inside.substr(last + 1));
    std::size_t at = begin + first + 1;
    const char32_t digit = peek(at);
    const bool day = (digit < 0x80 && base::is_digit(static_cast<char>(digit))) || (digit >= 0xFF10 && digit <= 0xFF19);
    if (known == nullptr || !day) return false;
    out_.place = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + first)};
    out_.agency = {static_cast<std::uint32_t>(begin + last + 1), static_cast<std::uint32_t>(close)};
    out_.outlet = known;
    at_ = close;
    base::next_code_point(head_, at_);
    read_end();
    out_.end = static_cast<std::uint32_t>(at_);
    return true;
  }

  // "(서울=연합뉴스)", "【ソウル＝共同】": place and agency parted by an equals sign.
  bool read_equals() {
    const char32_t open = peek(at_);
    if (open != '(' && open != '[' && open != 0x3010 && open != 0xFF08) return false;
    std::size_t begin = at_;
    base::next_code_point(head_, begin);
    std::size_t sign = 0, sign_end = 0;
    for (std::size_t at = begin; at < head_.size() && at < begin + 60;) {
      const std::size_t here = at;
      const char32_t c = base::next_code_point(head_, at);
      if (c == '=' || c == 0xFF1D) sign = here, sign_end = at;
      if (c != ')' && c != ']' && c != 0x3011 && c != 0xFF09) continue;
      if (sign == 0) return false;
      const Outlet* known = outlets_.named(head_.substr(sign_end, here - sign_end));
      if (known == nullptr) return false;
      out_.place = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(sign)};
      out_.agency = {static_cast<std::uint32_t>(sign_end), static_cast<std::uint32_t>(here)};
      out_.outlet = known;
      out_.end = static_cast<std::uint32_t>(at);
      return true;
    }
    return false;
  }

  // "新华社马尼拉5月12日电": agency, place, day and the sign for a wire, without anything between.
  bool read_chinese() {
    const auto is_wired = [&](const WrittenDate& date) { return is_wire_sign(peek(date.range.end)); };
    if (std::none_of(dates_.begin(), dates_.end(), is_wired)) return false;
    std::size_t at = at_;
    const Outlet* known = nullptr;
    std::size_t name_end = 0;
    for (int letters = 0; letters < 6 && at < head_.size(); ++letters) {
      base::next_code_point(head_, at);
      if (letters >= 1) {
        if (const Outlet* found = outlets_.named(head_.substr(at_, at - at_))) known = found, name_end = at;
      }
    }
    if (known == nullptr) return false;
    for (const WrittenDate& date : dates_) {
      if (date.range.begin < name_end || date.range.begin > name_end + 36) continue;
      std::size_t end = date.range.end;
      if (!is_wire_sign(peek(end))) return false;
      base::next_code_point(head_, end);
      out_.agency = {static_cast<std::uint32_t>(at_), static_cast<std::uint32_t>(name_end)};
      out_.outlet = known;
      if (date.range.begin > name_end) out_.place = {static_cast<std::uint32_t>(name_end), date.range.begin};
      out_.date = date.range;
      out_.day = date;
      out_.end = static_cast<std::uint32_t>(end);
      return true;
    }
    return false;
  }

  // "(Xinhua)", "/TASS/", "(AP)", "(Reuters Life!)"
  void read_agency() {
    const char32_t open = peek(at_);
    if (open != '(' && open != '/' && open != '[') return;
    const char close = open == '(' ? ')' : open == '[' ? ']' : '/';
    const std::size_t end = head_.find(close, at_ + 1);
    if (end == std::string_view::npos || end - at_ > 48 || end == at_ + 1) return;
    const std::string_view inside = head_.substr(at_ + 1, end - at_ - 1);
    Outlets::Mention known = outlets_.mentioned(inside);
    if (const Outlet* whole = outlets_.named(inside)) known = {whole, {0, static_cast<std::uint32_t>(inside.size())}};
    const bool short_name =
        inside.size() <= 12 && inside.find(' ') == std::string_view::npos && base::is_upper(peek(at_ + 1));
    if (known.outlet == nullptr && !short_name && !may_be_wire(inside, end + 1)) return;
    if (known.outlet == nullptr && out_.place.empty()) return;
    const auto shift = static_cast<std::uint32_t>(at_ + 1);
    out_.outlet = known.outlet;
    out_.agency = known.outlet != nullptr ? TextRange{shift + known.range.begin, shift + known.range.end}
                                          : TextRange{shift, static_cast<std::uint32_t>(end)};
    at_ = end + 1;
    skip_spaces();
  }

  // "ALGIERS, June 13 (Sahel Wire) --": no table has it, but what stands between a day and a dash is a name.
  bool may_be_wire(std::string_view inside, std::size_t behind) const {
    constexpr std::size_t kMostWords = 4;
    if (out_.date.empty() || out_.place.empty()) return false;
    while (peek(behind) == ' ') ++behind;
    if (!is_dash(peek(behind))) return false;
    const auto words = base::split_words(inside);
    return !words.empty() && words.size() <= kMostWords && std::all_of(words.begin(), words.end(), [](auto word) {
      std::size_t at = 0;
      return base::is_upper(base::next_code_point(word, at));
    });
  }

  // A dash, a colon behind a date, a full stop behind a date or an agency.
  bool read_end() {
    skip_between();
    const char32_t c = peek(at_);
    dash_ = is_dash(c);
    const bool colon = c == ':' && !out_.date.empty();
    const bool stop = stop_ && (!out_.date.empty() || !out_.agency.empty());
    if (dash_ || colon) {
      while (at_ < head_.size() && (is_dash(peek(at_)) || peek(at_) == ':')) base::next_code_point(head_, at_);
      skip_spaces();
      return true;
    }
    skip_spaces();
    return stop || (!out_.agency.empty() && !out_.date.empty()) || (alone_ && at_ >= text_.size());
  }

  bool is_dateline(bool ended) const {
    const bool place = !out_.place.empty(), date = !out_.date.empty(), agency = !out_.agency.empty();
    // "The Associated Press (AP) - ..." tells of the agency.
    if (place && agency && agency_named(head_.substr(out_.place.begin, out_.place.size())) != nullptr) return false;
    if (bare_agency_ && !dash_) return false;
    if (dash_before_place_ && !place) return false;
    if (agency && out_.outlet != nullptr && (ended || (place && place_upper_))) return true;
    if (agency && place && ended && place_upper_) return true;
    if (place && date && place_words_ <= 5 && ended) return true;
    if (place && !date && !agency)
      return dash_ && place_upper_ && text_.size() > out_.end + 20 && letters_in_place() >= 3;
    return false;
  }

  std::size_t letters_in_place() const { return out_.place.size(); }

  std::string_view text_, head_;
  const DateReader& words_;
  const Outlets& outlets_;
  std::vector<WrittenDate> dates_;
  bool alone_;
  Dateline out_;
  std::size_t at_ = 0, place_words_ = 0;
  bool place_upper_ = false, caseless_ = false, comma_ = false, dash_ = false, stop_ = false;
  bool dash_before_place_ = false, bare_agency_ = false;
};

}  // namespace

std::optional<Dateline> read_dateline(std::string_view text, const DateReader& dates, const Outlets& outlets,
                                      bool alone) {
  return Reader(text, dates, outlets, alone).read();
}

}  // namespace annals::clean
