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
bool is_month(const Piece& piece) { return piece.kind == Piece::word && piece.value > 0; }
bool is_mark(const Piece& piece, char32_t sign) { return piece.kind == Piece::mark && piece.sign == sign; }
bool is_separator(const Piece& piece) {
  return is_mark(piece, '-') || is_mark(piece, '/') || is_mark(piece, '.') || is_mark(piece, 0x2011);
}

// Words that stand within a date: "3rd of March", "8 de mayo de 2011", "la", "of".
bool is_filler(std::string_view word) {
  return word == "de" || word == "of" || word == "del" || word == "d" || word == "the" || word == "st" ||
         word == "nd" || word == "rd" || word == "th" || word == "er" || word == "year" || word == "г";
}

// Walks the pieces of a text and tries each shape of a date at each.
class Finder {
 public:
  Finder(std::string_view text, const std::unordered_map<std::string, unsigned>& months, bool month_first)
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
    bool space = true;
    std::size_t at = 0;
    while (at < text_.size()) {
      const std::size_t begin = at;
      const char32_t c = base::next_code_point(text_, at);
      if (base::is_white_space(c)) {
        space = true;
        continue;
      }
      Piece piece{Piece::mark, {static_cast<std::uint32_t>(begin), 0}, 0, 0, c, space};
      if (c < 0x80 && base::is_digit(static_cast<char>(c))) {
        piece.kind = Piece::number;
        at = begin;
        while (at < text_.size() && base::is_digit(text_[at])) {
          if (piece.digits < 9) piece.value = piece.value * 10 + static_cast<unsigned>(text_[at] - '0');
          ++piece.digits;
          ++at;
        }
      } else if (base::is_letter(c) && !base::is_cjk(c)) {
        piece.kind = Piece::word;
        std::size_t end = at;
        while (end < text_.size()) {
          std::size_t probe = end;
          const char32_t next = base::next_code_point(text_, probe);
          if (!base::is_letter(next) && !(next >= 0x300 && next < 0x370) && !(next >= 0x900 && next < 0x980)) break;
          end = probe;
        }
        at = end;
        if (at - begin <= 24) {
          const auto found = months_.find(base::to_lower(text_.substr(begin, at - begin)));
          if (found != months_.end()) piece.value = found->second;
        }
      }
      piece.range.end = static_cast<std::uint32_t>(at);
      pieces_.push_back(piece);
      space = false;
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

  // 2016年12月8日
  std::optional<WrittenDate> cjk() {
    if (auto date = cjk_without_year()) return date;
    const Piece* month = piece(at_ + 2);
    const Piece* day = piece(at_ + 4);
    if (!is_year(pieces_[at_]) || day == nullptr || !is_month_number(*month) || !is_day(*day)) return std::nullopt;
    const char32_t one = pieces_[at_ + 1].sign, two = pieces_[at_ + 3].sign;
    const bool shaped = (one == 0x5E74 && two == 0x6708) || (one == 0xB144 && two == 0xC6D4);
    const int year = static_cast<int>(pieces_[at_].value);
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
  const std::unordered_map<std::string, unsigned>& months_;
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
    for (const char c : line.substr(0, colon))
      number = base::is_digit(c) ? number * 10 + static_cast<unsigned>(c - '0') : 99;
    if (colon == std::string_view::npos || number < 1 || number > 12) {
      return Error{ErrorKind::Malformed, "expected \"number: names\", found \"" + std::string(line) + '"',
                   months.string()};
    }
    for (const auto name : base::split_words(line.substr(colon + 1)))
      out.months_.try_emplace(std::string(name), number);
  }
  return out;
}

std::vector<WrittenDate> DateReader::find(std::string_view text, bool month_first) const {
  if (std::none_of(text.begin(), text.end(), base::is_digit)) return {};  // no date is written without a number
  return Finder(text, months_, month_first).find();
}

std::optional<WrittenDate> DateReader::first_day(std::string_view text, bool month_first) const {
  for (const WrittenDate& date : find(text.substr(0, 400), month_first)) {
    if (date.on()) return date;
  }
  return std::nullopt;
}

}  // namespace annals::clean
