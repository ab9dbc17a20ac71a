#include "clean/dates.h"

#include <algorithm>

#include "base/calendar.h"
#include "base/files.h"
#include "base/text.h"
#include "base/utf8.h"

namespace annals::clean {
namespace {

struct Piece {
  enum Kind { word, number, mark } kind;
  TextRange range;
  unsigned value = 0;  // of a number; the month of a word, 0 when it is none
  unsigned digits = 0;
  char32_t sign = 0;  // of a mark
  bool space_before = false;
};

bool is_year(const Piece& piece) {
  return piece.kind == Piece::number && piece.digits == 4 && piece.value >= 1800 && piece.value < 2100;
}
bool is_day(const Piece& piece) {
  return piece.kind == Piece::number && piece.digits <= 2 && piece.value >= 1 && piece.value <= 31;
}
bool is_month_number(const Piece& piece) {
  return piece.kind == Piece::number && piece.digits <= 2 && piece.value >= 1 && piece.value <= 12;
}
// Months of the Persian calendar are numbered from 17, so that no other shape takes them for ours.
constexpr unsigned kPersian = 16;
bool is_month(const Piece& piece) { return piece.kind == Piece::word && piece.value > 0 && piece.value <= 12; }
bool is_persian_month(const Piece& piece) { return piece.kind == Piece::word && piece.value > kPersian; }
bool is_mark(const Piece& piece, char32_t sign) { return piece.kind == Piece::mark && piece.sign == sign; }
bool is_separator(const Piece& piece) {
  return is_mark(piece, '-') || is_mark(piece, '/') || is_mark(piece, '.') || is_mark(piece, 0x2011);
}

// Words that stand within a date: "3rd of March", "8 de mayo de 2011", "la", "of".
bool is_filler(std::string_view word) {
  return word == "de" || word == "of" || word == "del" || word == "d" || word == "the" || word == "st" ||
         word == "nd" || word == "rd" || word == "th" || word == "er" || word == "year" || word == "г";
}

bool is_thai(char32_t c) { return c >= 0xE00 && c < 0xE80; }

// The value of a digit in any script of the news; -1 where it is none.
int digit_of(char32_t c) {
  for (const char32_t zero : {U'0', U'\u0660', U'\u06F0', U'\u0966', U'\u09E6', U'\u0E50', U'\uFF10'}) {
    if (c >= zero && c < zero + 10) return static_cast<int>(c - zero);
  }
  return -1;
}

// Whether there is a digit of digit_of, told by bytes: most blocks of a page have none.
bool has_digit(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (base::is_digit(text[i])) return true;
    if (c != 0xD9 && c != 0xDB && c != 0xE0 && c != 0xEF) continue;
    std::size_t at = i;
    if (digit_of(base::next_code_point(text, at)) >= 0) return true;
  }
  return false;
}

// The Persian solar year has 8 leap days in 33 years, which holds from the 18th to the 22nd century of ours.
std::optional<std::chrono::year_month_day> from_persian(int year, unsigned month, unsigned day) {
  if (month < 1 || month > 12 || day < 1 || day > (month < 7 ? 31U : 30U)) return std::nullopt;
  const int y = year + 1595, m = static_cast<int>(month), d = static_cast<int>(day);
  const int count = -355668 + 365 * y + y / 33 * 8 + (y % 33 + 3) / 4 + d + (m < 7 ? (m - 1) * 31 : (m - 7) * 30 + 186);
  constexpr int kTo1970 = 719528;
  return std::chrono::year_month_day(sys_days(std::chrono::days(count - kTo1970)));
}

// Walks the pieces of a text and tries each shape of a date at each.
class Finder {
 public:
  Finder(std::string_view text, const MonthNames& months, bool month_first)
      : text_(text), months_(months), month_first_(month_first) {
    cut();
  }

  std::vector<WrittenDate> find() {
    std::vector<WrittenDate> out;
    while (at_ < pieces_.size()) {
      const auto found = at_date();
      if (found) {
        out.push_back(*found);
        at_ = next_;
      } else {
        ++at_;
      }
    }
    return out;
  }

 private:
  void cut() {
    bool space = true, thai = false;
    std::size_t at = 0;
    while (at < text_.size()) {
      const std::size_t begin = at;
      const char32_t c = base::next_code_point(text_, at);
      if (base::is_white_space(c)) {
        space = true;
        continue;
      }
      Piece piece{Piece::mark, {static_cast<std::uint32_t>(begin), 0}, 0, 0, c, space};
      if (digit_of(c) >= 0) {
        piece.kind = Piece::number;
        at = begin;
        while (at < text_.size()) {
          std::size_t behind = at;
          const int digit = digit_of(base::next_code_point(text_, behind));
          if (digit < 0) break;
          if (piece.digits < 9) piece.value = piece.value * 10 + static_cast<unsigned>(digit);
          ++piece.digits;
          at = behind;
        }
      } else if (base::is_letter(c) && (!base::is_cjk(c) || is_thai(c))) {
        piece.kind = Piece::word;
        std::size_t end = at;
        while (end < text_.size()) {
          if ((text_[end] | 0x20) >= 'a' && (text_[end] | 0x20) <= 'z') {
            ++end;
            continue;
          }
          std::size_t probe = end;
          const char32_t next = base::next_code_point(text_, probe);
          if (!base::is_letter(next) && !(next >= 0x300 && next < 0x370) && !(next >= 0x900 && next < 0x980) &&
              !(next >= 0xE31 && next < 0xE4F))
            break;
          end = probe;
        }
        at = end;
        if (const unsigned month = months_.find(text_.substr(begin, at - begin))) piece.value = month;
      }
      piece.range.end = static_cast<std::uint32_t>(at);
      pieces_.push_back(piece);
      thai = thai || is_thai(c);
      space = false;
    }
    if (thai) count_from_our_era();
  }

  // Thai texts count the years from the Buddha's death.
  void count_from_our_era() {
    for (Piece& piece : pieces_) {
      if (piece.kind == Piece::number && piece.digits == 4 && piece.value > 2400 && piece.value < 2700)
        piece.value -= 543;
    }
  }

  const Piece* piece(std::size_t at) const { return at < pieces_.size() ? &pieces_[at] : nullptr; }
  std::string_view word(const Piece& of) const { return text_.substr(of.range.begin, of.range.size()); }

  // Past what may stand between the parts of a date written with a month's name.
  std::size_t skip(std::size_t at, bool comma) const {
    while (const Piece* next = piece(at)) {
      const bool mark = is_mark(*next, '.') || is_mark(*next, '-') || is_mark(*next, 0xBA) ||
                        (comma && is_mark(*next, ',')) || is_mark(*next, '\'');
      const bool filler = next->kind == Piece::word && next->value == 0 && is_filler(base::to_lower_ascii(word(*next)));
      if (!mark && !filler) break;
      ++at;
    }
    return at;
  }

  WrittenDate made(std::size_t last, int year, unsigned month, unsigned day, bool ambiguous = false) {
    next_ = last + 1;
    return {{pieces_[at_].range.begin, pieces_[last].range.end}, year, month, day, ambiguous};
  }

  bool real(int year, unsigned month, unsigned day) const {
    return base::make_day(year == 0 ? 2000 : year, month, day).has_value();
  }

  std::optional<WrittenDate> at_date() {
    const Piece& first = pieces_[at_];
    if (first.kind == Piece::number && at_ > 0 && !first.space_before &&
        (is_mark(pieces_[at_ - 1], '.') || is_mark(pieces_[at_ - 1], '/') || is_mark(pieces_[at_ - 1], ':')) &&
        at_ > 1 && pieces_[at_ - 2].kind == Piece::number) {
      return std::nullopt;  // the middle of a longer number
    }
    if (auto date = numeric()) return date;
    if (auto date = cjk()) return date;
    if (auto date = persian()) return date;
    if (auto date = year_first()) return date;
    if (auto date = day_first()) return date;
    return month_name_first();
  }

  // 2016-12-08, 08.12.2016, 20161208
  std::optional<WrittenDate> numeric() {
    const Piece& first = pieces_[at_];
    if (first.kind == Piece::number && first.digits == 8) {
      const int year = static_cast<int>(first.value / 10000);
      const unsigned month = first.value / 100 % 100, day = first.value % 100;
      if (year >= 1900 && year < 2100 && month > 0 && day > 0 && month <= 12 && real(year, month, day))
        return made(at_, year, month, day);
      return std::nullopt;
    }
    const Piece* sign = piece(at_ + 1);
    const Piece* second = piece(at_ + 2);
    const Piece* sign2 = piece(at_ + 3);
    const Piece* third = piece(at_ + 4);
    if (third == nullptr || !is_separator(*sign) || sign2->kind != Piece::mark || sign2->sign != sign->sign)
      return std::nullopt;
    if (is_year(first) && is_month_number(*second) && is_day(*third) &&
        real(static_cast<int>(first.value), second->value, third->value)) {
      return made(at_ + 4, static_cast<int>(first.value), second->value, third->value);
    }
    if (!is_day(first) || !is_day(*second) || third->kind != Piece::number) return std::nullopt;
    int year = static_cast<int>(third->value);
    if (third->digits == 2 && !is_mark(*sign, '-')) year += year < 70 ? 2000 : 1900;
    if ((third->digits != 2 && !is_year(*third)) || year < 1800) return std::nullopt;
    unsigned day = first.value, month = second->value;
    const bool ambiguous = day <= 12 && month <= 12 && day != month && !is_mark(*sign, '.');
    if (month > 12 || (ambiguous && month_first_ && is_mark(*sign, '/'))) std::swap(day, month);
    if (month > 12 || !real(year, month, day)) return std::nullopt;
    return made(at_ + 4, year, month, day, ambiguous);
  }

  // 17 Azar 1395, in its own script
  std::optional<WrittenDate> persian() {
    const Piece* month = piece(at_ + 1);
    if (month == nullptr || !is_day(pieces_[at_]) || !is_persian_month(*month)) return std::nullopt;
    const std::size_t behind = skip(at_ + 2, true);
    const Piece* year = piece(behind);
    if (year == nullptr || year->kind != Piece::number || year->value < 1200 || year->value > 1500) return std::nullopt;
    const auto day = from_persian(static_cast<int>(year->value), month->value - kPersian, pieces_[at_].value);
    if (!day) return std::nullopt;
    return made(behind, static_cast<int>(day->year()), static_cast<unsigned>(day->month()),
                static_cast<unsigned>(day->day()));
  }

  // 2016 Dec 8, as journals have it
  std::optional<WrittenDate> year_first() {
    const Piece* month = piece(at_ + 1);
    if (month == nullptr || !is_year(pieces_[at_]) || !is_month(*month) || !is_capital_or_long(*month))
      return std::nullopt;
    const std::size_t at = skip(at_ + 2, false);
    const Piece* day = piece(at);
    const int year = static_cast<int>(pieces_[at_].value);
    if (day == nullptr || at > at_ + 3 || !is_day(*day) || !real(year, month->value, day->value)) return std::nullopt;
    const Piece* behind = piece(at + 1);
    const Piece* later = piece(at + 2);
    // "in 2016 May 8, 2017": the day belongs to the other year.
    if ((behind != nullptr && is_year(*behind)) || (later != nullptr && is_mark(*behind, ',') && is_year(*later)))
      return std::nullopt;
    return made(at, year, month->value, day->value);
  }

  // The year that an era's year is, told by the two signs before it; 0 where there is no era.
  int year_of_era() const {
    const Piece& number = pieces_[at_];
    if (at_ < 2 || number.kind != Piece::number || number.digits > 3) return 0;
    struct Era {
      char32_t one, two;
      int before;
    };
    constexpr Era kEras[] = {{0x4EE4, 0x548C, 2018},
                             {0x5E73, 0x6210, 1988},
                             {0x662D, 0x548C, 1925},
                             {0x6C11, 0x570B, 1911},
                             {0x6C11, 0x56FD, 1911}};
    for (const Era& era : kEras) {
      if (is_mark(pieces_[at_ - 2], era.one) && is_mark(pieces_[at_ - 1], era.two))
        return era.before + static_cast<int>(number.value);
    }
    return 0;
  }

  // 2016年12月8日
  std::optional<WrittenDate> cjk() {
    if (auto date = cjk_without_year()) return date;
    const Piece* month = piece(at_ + 2);
    const Piece* day = piece(at_ + 4);
    const int of_era = year_of_era();
    if (day == nullptr || (!is_year(pieces_[at_]) && of_era == 0) || !is_month_number(*month) || !is_day(*day))
      return std::nullopt;
    const char32_t one = pieces_[at_ + 1].sign, two = pieces_[at_ + 3].sign;
    const bool shaped = (one == 0x5E74 && two == 0x6708) || (one == 0xB144 && two == 0xC6D4);
    const int year = of_era > 0 ? of_era : static_cast<int>(pieces_[at_].value);
    if (!shaped || !real(year, month->value, day->value)) return std::nullopt;
    // The sign for "day" belongs to it.
    const Piece* sign = piece(at_ + 5);
    const bool closed = sign != nullptr && (sign->sign == 0x65E5 || sign->sign == 0xC77C || sign->sign == 0x53F7);
    return made(at_ + (closed ? 5 : 4), year, month->value, day->value);
  }

  // 12月8日
  std::optional<WrittenDate> cjk_without_year() {
    const Piece* day = piece(at_ + 2);
    const Piece* sign = piece(at_ + 3);
    if (sign == nullptr || !is_month_number(pieces_[at_]) || !is_day(*day)) return std::nullopt;
    const char32_t one = pieces_[at_ + 1].sign, two = sign->sign;
    const bool shaped = (one == 0x6708 && (two == 0x65E5 || two == 0x53F7)) || (one == 0xC6D4 && two == 0xC77C);
    if (!shaped || !real(0, pieces_[at_].value, day->value)) return std::nullopt;
    return made(at_ + 3, 0, pieces_[at_].value, day->value);
  }

  // 8 December 2016, 8. Dezember, 8th of December, 8-Dec-2016
  std::optional<WrittenDate> day_first() {
    if (!is_day(pieces_[at_])) return std::nullopt;
    const unsigned day = pieces_[at_].value;
    const std::size_t at = skip(at_ + 1, false);
    const Piece* month = piece(at);
    if (month == nullptr || !is_month(*month) || at - at_ > 5) return std::nullopt;
    const std::size_t behind = skip(at + 1, true);
    const Piece* year = piece(behind);
    if (year != nullptr && is_year(*year) && behind - at < 5 &&
        real(static_cast<int>(year->value), month->value, day)) {
      return made(behind, static_cast<int>(year->value), month->value, day);
    }
    if (!real(0, month->value, day) || !is_capital_or_long(*month)) return std::nullopt;
    return made(at, 0, month->value, day);
  }

  // December 8, 2016; Dec. 8; December 2016
  std::optional<WrittenDate> month_name_first() {
    const Piece& month = pieces_[at_];
    if (!is_month(month) || !is_capital_or_long(month)) return std::nullopt;
    const std::size_t at = skip(at_ + 1, false);
    const Piece* day = piece(at);
    if (day == nullptr || day->kind != Piece::number) return std::nullopt;
    if (is_year(*day)) return made(at, static_cast<int>(day->value), month.value, 0);
    if (!is_day(*day)) return std::nullopt;
    const Piece* sign = piece(at + 1);
    const Piece* behind_sign = piece(at + 2);
    if (sign != nullptr && is_mark(*sign, ':') && behind_sign != nullptr && behind_sign->kind == Piece::number &&
        !behind_sign->space_before) {
      return std::nullopt;  // "May 10:30"
    }
    const std::size_t behind = skip(at + 1, true);
    const Piece* year = piece(behind);
    if (year != nullptr && is_year(*year) && behind - at < 5 &&
        real(static_cast<int>(year->value), month.value, day->value)) {
      return made(behind, static_cast<int>(year->value), month.value, day->value);
    }
    if (!real(0, month.value, day->value)) return std::nullopt;
    return made(at, 0, month.value, day->value);
  }

  // "may 5" and "mar 3" are no dates where the word may be another one.
  bool is_capital_or_long(const Piece& month) const {
    std::size_t at = month.range.begin;
    const char32_t c = base::next_code_point(text_, at);
    return !base::is_lower(c) || month.range.size() > 4;
  }

  std::string_view text_;
  const MonthNames& months_;
  bool month_first_;
  std::vector<Piece> pieces_;
  std::size_t at_ = 0, next_ = 0;
};

}  // namespace

std::optional<sys_days> WrittenDate::on() const {
  if (year == 0 || day == 0) return std::nullopt;
  return base::make_day(year, month, day);
}

TimeInterval WrittenDate::interval() const {
  if (year == 0) return {};
  if (day == 0) return base::month_of(year, month);
  const auto when = on();
  return when ? TimeInterval::day(*when) : TimeInterval{};
}

Result<DateReader> DateReader::open(const std::filesystem::path& months) {
  const auto text = base::read_file(months);
  if (!text) return text.error();
  DateReader out;
  for (std::string_view line : base::split(*text, '\n')) {
    line = base::trim(line);
    if (line.empty() || line.front() == '#') continue;
    const auto colon = line.find(':');
    unsigned number = 0;
    std::string_view label = line.substr(0, colon);
    const bool weekdays = label == "weekdays";
    const bool persian = label.starts_with("persian ");
    if (weekdays) number = 1, label = {};
    if (persian) label.remove_prefix(8);
    for (const char c : label) number = base::is_digit(c) ? number * 10 + static_cast<unsigned>(c - '0') : 99;
    if (colon == std::string_view::npos || number < 1 || number > 12) {
      return Error{ErrorKind::Malformed, "expected \"number: names\", found \"" + std::string(line) + '"',
                   months.string()};
    }
    for (const auto name : base::split_words(line.substr(colon + 1))) {
      if (weekdays) {
        out.weekdays_.emplace(name);
      } else {
        out.months_.add(name, persian ? number + kPersian : number);
      }
    }
  }
  return out;
}

namespace {

// A place in `beginnings_`; none where one of the two is no ASCII letter.
std::optional<std::size_t> beginning(std::string_view word) {
  const auto letter = [&](std::size_t i) { return (word[i] | 0x20) >= 'a' && (word[i] | 0x20) <= 'z'; };
  if (word.size() < 2 || !letter(0) || !letter(1)) return std::nullopt;
  return static_cast<std::size_t>((word[0] & 31) * 32 + (word[1] & 31));
}

}  // namespace

void MonthNames::add(std::string_view name, unsigned number) {
  numbers_.try_emplace(std::string(name), number);
  if (const auto at = beginning(name)) beginnings_.set(*at);
}

unsigned MonthNames::find(std::string_view word) const {
  if (word.size() > 36) return 0;
  if (const auto at = beginning(word); at && !beginnings_.test(*at)) return 0;
  const auto found = numbers_.find(base::to_lower(word));
  return found == numbers_.end() ? 0 : found->second;
}

std::vector<WrittenDate> DateReader::find(std::string_view text, bool month_first) const {
  if (!has_digit(text)) return {};  // no date is written without a number
  return Finder(text, months_, month_first).find();
}

bool DateReader::is_weekday(std::string_view word) const { return weekdays_.count(base::to_lower(word)) > 0; }

std::optional<WrittenDate> DateReader::first_day(std::string_view text, bool month_first) const {
  for (const WrittenDate& date : find(text.substr(0, 400), month_first)) {
    if (date.on()) return date;
  }
  return std::nullopt;
}

}  // namespace annals::clean
