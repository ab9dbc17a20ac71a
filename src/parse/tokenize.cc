#include "parse/tokenize.h"

#include <algorithm>

#include "base/text.h"
#include "base/utf8.h"

// A chunk is what stands between white space. Marks are peeled off its ends, then what is left is parted at hyphens,
// slashes and missing blanks. Addresses, numbers, abbreviations and the words of tokens.txt are kept from all that.

namespace annals::parse {
namespace {

// Text without blanks (data that strayed into a page) is cut, so that no chunk takes more than its share of time.
constexpr std::size_t kLongestChunk = 1000;

struct Character {
  char32_t c;
  std::uint32_t begin;
};

bool is_separator(char32_t c) { return base::is_white_space(c) || c == 0x200B || c == 0xFEFF || c == 0x2060 || c == 0; }
bool is_apostrophe(char32_t c) { return c == U'\'' || c == U'’' || c == U'`' || c == U'´' || c == U'‘'; }
bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool is_long_dash(char32_t c) { return c == U'—' || c == U'–' || c == U'―' || c == U'‒'; }
bool is_one_of(char32_t c, std::u32string_view set) { return set.find(c) != std::u32string_view::npos; }
bool is_currency(char32_t c) { return is_one_of(c, U"$£€¥₹₽₩₪₺₴₦฿¢"); }
char32_t lower(char32_t c) { return c < 0x80 && c >= U'A' && c <= U'Z' ? c + 32 : c; }

class Chunk {
 public:
  Chunk(std::string_view text, const std::vector<Character>& characters, const Language& language,
        std::uint32_t block_begin, std::vector<TextRange>& words)
      : text_(text), at_(characters), language_(language), block_begin_(block_begin), words_(words) {}

  // All of it: characters [begin, end), the last of `characters` being a sentinel behind the end.
  void split(std::size_t i, std::size_t j) {
    if (j - i == 1) return emit(i, j);
    std::vector<std::pair<std::size_t, std::size_t>> behind;  // peeled off the end, last first
    while (i < j && !emit_known(i, j) && !is_address(i, j)) {
      if (const std::size_t taken = leading(i, j)) {
        emit(i, i + taken);
        i += taken;
      } else if (const std::size_t left = trailing(i, j)) {
        behind.emplace_back(j - left, j);
        j -= left;
      } else {
        inner(i, j);
        break;
      }
      if (i == j) break;
    }
    if (i < j && !known(i, j) && is_address(i, j)) emit(i, j);
    for (auto mark = behind.rbegin(); mark != behind.rend(); ++mark) emit(mark->first, mark->second);
  }

 private:
  char32_t c(std::size_t i) const { return at_[i].c; }
  std::string_view view(std::size_t i, std::size_t j) const {
    return text_.substr(at_[i].begin, at_[j].begin - at_[i].begin);
  }
  void emit(std::size_t i, std::size_t j) {
    if (i < j) words_.push_back({at_[i].begin, at_[j].begin});
  }
  std::size_t run(std::size_t i, std::size_t j) const {  // of one character, from i on
    std::size_t k = i;
    while (k < j && c(k) == c(i)) ++k;
    return k - i;
  }
  bool is_letter(std::size_t i) const { return base::is_letter(c(i)); }
  bool is_word(std::size_t i) const { return is_letter(i) || is_digit(c(i)); }

  bool known(std::size_t i, std::size_t j) const { return language_.parts(view(i, j)) != nullptr; }
  bool emit_known(std::size_t i, std::size_t j) {
    const auto* parts = language_.parts(view(i, j));
    if (!parts) return false;
    std::uint32_t begin = at_[i].begin;
    for (const std::uint32_t length : *parts) {
      words_.push_back({begin, begin + length});
      begin += length;
    }
    return true;
  }

  // URL, e-mail address, host or file name, hash tag, user's name.
  bool is_address(std::size_t i, std::size_t j) const {
    const char32_t last = c(j - 1);
    if (!(is_word(j - 1) || last == U'/' || last == U'=' || last == U'_' || last == U'-') || j - i < 3) return false;
    const std::string lower_case = base::to_lower_ascii(view(i, j));
    const std::string_view all = lower_case;
    if (!is_word(i)) return (c(i) == U'@' || c(i) == U'#') && is_letter(i + 1) && is_plain(i + 1, j);
    if (all.find("://") != std::string_view::npos || all.starts_with("www.") || all.starts_with("mailto:")) return true;
    const std::size_t at = all.find('@');
    if (at != std::string_view::npos && at > 0) return all.find('.', at) != std::string_view::npos;
    return is_host(all);
  }
  bool is_plain(std::size_t i, std::size_t j) const {
    for (; i < j; ++i) {
      if (!is_word(i) && c(i) != U'_') return false;
    }
    return true;
  }
  // "example.org", "news.example.co.uk/path", "report.pdf": dotted, in ASCII, with an ending that is one of a host or
  // file.
  static bool is_host(std::string_view all) {
    static constexpr std::string_view kEndings[] = {
        "com", "org", "net", "edu",  "gov", "mil", "int", "info", "co",  "uk",  "us",   "ru",   "de",  "fr",  "cn",
        "in",  "eu",  "ca",  "au",   "il",  "ir",  "sy",  "tr",   "tv",  "io",  "me",   "doc",  "xls", "pdf", "html",
        "htm", "txt", "jpg", "jpeg", "png", "gif", "zip", "exe",  "mp3", "mp4", "docx", "xlsx", "ppt", "php", "asp"};
    const std::string_view host = all.substr(0, all.find('/'));
    const std::size_t dot = host.rfind('.');
    if (dot == std::string_view::npos || dot == 0) return false;
    for (const char letter : host) {
      const bool plain = base::is_lower_ascii(letter) || base::is_digit(letter) || letter == '.' || letter == '-' ||
                         letter == '_' || letter == '#';
      if (!plain) return false;
    }
    return std::find(std::begin(kEndings), std::end(kEndings), host.substr(dot + 1)) != std::end(kEndings);
  }

  // How many characters at the front are a word of their own; 0 when the front is a word's.
  std::size_t leading(std::size_t i, std::size_t j) const {
    const char32_t first = c(i);
    const char32_t next = i + 1 < j ? c(i + 1) : 0;
    if (is_word(i)) return prefix_currency(i, j);
    if (is_one_of(first, U"([{")) return 1;
    if (is_one_of(first, U"\"“”„«»‹›¿¡•·|§†‡■►▪●")) return 1;
    if (is_one_of(first, U"<>*=_~^!?-")) return run(i, j);
    if (is_apostrophe(first)) {
      if (next == first) return 2;
      if (is_digit(next)) return 0;  // '90s
      return 1;
    }
    if (is_currency(first) || is_long_dash(first)) return 1;
    if (first == U'.') return run(i, j) > 1 ? run(i, j) : next != 0 && is_word(i + 1) ? 0 : 1;
    if (first == U'…') return 1;
    if (first == U'+') return is_digit(next) ? 0 : run(i, j);
    if (first == U'#') return next != 0 && is_letter(i + 1) ? 0 : run(i, j);
    if (first == U'@') return next != 0 && is_letter(i + 1) ? 0 : 1;
    if (is_one_of(first, U"/\\&%,;:)]}°")) return 1;
    return 0;
  }
  // "US$" of "US$5"
  std::size_t prefix_currency(std::size_t i, std::size_t j) const {
    std::size_t k = i;
    while (k < j && c(k) >= U'A' && c(k) <= U'Z') ++k;
    return k > i && k - i <= 3 && k + 1 < j && is_currency(c(k)) && is_digit(c(k + 1)) ? k + 1 - i : 0;
  }

  std::size_t trailing(std::size_t i, std::size_t j) const {
    const char32_t last = c(j - 1);
    if (is_letter(j - 1)) return clitic(i, j);
    if (is_digit(last)) return 0;
    if (last == U'.') return full_stop(i, j);
    if (last == U'!' || last == U'?') {
      std::size_t k = j;
      while (k > i && (c(k - 1) == U'!' || c(k - 1) == U'?')) --k;
      return j - k;
    }
    if (is_apostrophe(last)) return j - i >= 2 && c(j - 2) == last ? 2 : 1;
    if (is_one_of(last, U"*=_~-<>")) {
      std::size_t k = j;
      while (k > i && c(k - 1) == last) --k;
      return j - k;
    }
    if (is_one_of(last, U",;:)]}\"”“»«›‹…%°|/\\+#&^@†‡™®©") || is_currency(last) || is_long_dash(last)) return 1;
    return 0;
  }

  // The full stop at the end: 0 where it belongs to the word.
  std::size_t full_stop(std::size_t i, std::size_t j) const {
    std::size_t k = j;
    while (k > i && c(k - 1) == U'.') --k;
    if (j - k == 2 && keeps_stop(i, j - 1)) return 1;  // an abbreviation, and the end of the sentence
    if (j - k > 1) return j - k;
    if (numbers_item(i, j)) return 0;
    std::size_t begin = j - 1;  // of the part behind the last hyphen or slash: "Lt.-Gen."
    while (begin > i && !is_one_of(c(begin - 1), U"-/—–")) --begin;
    return keeps_stop(begin, j) ? 0 : 1;
  }
  // "1." and "2.1." at the head of a block
  bool numbers_item(std::size_t i, std::size_t j) const {
    if (at_[i].begin != block_begin_ || at_block_end(j)) return false;
    for (std::size_t k = i; k < j; ++k) {
      if (!is_digit(c(k)) && c(k) != U'.') return false;
    }
    return true;
  }
  bool keeps_stop(std::size_t i, std::size_t j) const {
    if (j - i == 2 && base::is_upper(c(i))) return c(i) != U'I' || !at_block_end(j);
    if (is_dotted(i, j)) return true;
    switch (language_.abbreviation(view(i, j))) {
      case Abbreviation::anywhere:
      case Abbreviation::before_name:
        return true;
      case Abbreviation::before_number:
        return number_follows(j);
      case Abbreviation::none:
        return false;
    }
    return false;
  }
  // Letters, one or two at a time, each behind a stop: "U.S.", "a.m.", "Ph.D."
  bool is_dotted(std::size_t i, std::size_t j) const {
    std::size_t dots = 0, letters = 0;
    for (; i < j; ++i) {
      if (c(i) == U'.') {
        if (letters == 0 || letters > 2) return false;
        letters = 0;
        ++dots;
      } else if (is_letter(i)) {
        ++letters;
      } else {
        return false;
      }
    }
    return dots >= 2 && letters == 0;
  }
  bool at_block_end(std::size_t j) const {
    std::size_t at = at_[j].begin;
    while (at < text_.size()) {
      const char32_t next = base::next_code_point(text_, at);
      if (!is_separator(next)) return false;
    }
    return true;
  }
  bool number_follows(std::size_t j) const {
    std::size_t at = at_[j].begin;
    while (at < text_.size() && text_[at] == ' ') ++at;
    return at < text_.size() && base::is_digit(text_[at]);
  }

  // The length of a clitic at the end: n't, 's, 'll, 're, 've, 'd, 'm.
  std::size_t clitic(std::size_t i, std::size_t j) const {
    const std::size_t length = j - i;
    if (length >= 4 && lower(c(j - 1)) == U't' && is_apostrophe(c(j - 2)) && lower(c(j - 3)) == U'n' &&
        is_letter(j - 4)) {
      return 3;
    }
    static constexpr std::u32string_view kClitics[] = {U"s", U"d", U"m", U"ll", U"re", U"ve"};
    for (const std::u32string_view clitic : kClitics) {
      const std::size_t n = clitic.size();
      if (length < n + 2 || !is_apostrophe(c(j - n - 1)) || c(j - n - 1) == U'‘') continue;
      bool same = is_word(j - n - 2) || c(j - n - 2) == U'.' || c(j - n - 2) == U')' || c(j - n - 2) == U'"';
      for (std::size_t k = 0; k < n && same; ++k) same = lower(c(j - n + k)) == clitic[k];
      if (same) return n + 1;
    }
    return 0;
  }

  // A word without marks at its ends.
  void inner(std::size_t i, std::size_t j) {
    if (const std::size_t cut = parting(i, j)) {
      split(i, cut);
      std::size_t length = run(cut, j);
      if (!is_one_of(c(cut), U"-.")) length = 1;
      emit(cut, cut + length);
      if (cut + length < j) split(cut + length, j);
    } else if (const std::size_t unit = unit_begin(i, j)) {
      emit(i, unit);
      emit(unit, j);
    } else {
      hyphens(i, j);
    }
  }

  // The first mark inside that parts words; 0 when there is none.
  std::size_t parting(std::size_t i, std::size_t j) const {
    for (std::size_t k = i + 1; k + 1 < j; ++k) {
      const char32_t mark = c(k);
      if (is_word(k)) continue;
      if (is_long_dash(mark) || is_one_of(mark, U"…()[]{}\"“”„«»;!?<>|")) return k;
      const bool digits = is_digit(c(k - 1)) && is_digit(c(k + 1));
      if (mark == U',' && digits && !groups_thousands(k, j)) return k;
      if ((mark == U'-' || mark == U'.') && c(k + 1) == mark) return k;
      if (mark == U'/' && !digits) return k;
      if ((mark == U',' || mark == U':') && !digits) return k;
      if (mark == U'.' && is_missing_blank(i, k, j)) return k;
    }
    return 0;
  }
  bool groups_thousands(std::size_t k, std::size_t j) const {
    std::size_t digits = 0;
    while (k + 1 + digits < j && is_digit(c(k + 1 + digits))) ++digits;
    return digits == 3;
  }
  // "talks.The": two lower-case letters, a stop, and a capital with a lower-case letter.
  bool is_missing_blank(std::size_t i, std::size_t k, std::size_t j) const {
    return k >= i + 2 && k + 2 < j && base::is_lower(c(k - 1)) && base::is_lower(c(k - 2)) &&
           base::is_upper(c(k + 1)) && base::is_lower(c(k + 2));
  }

  // Where a unit begins behind a number; 0 when there is none.
  std::size_t unit_begin(std::size_t i, std::size_t j) const {
    std::size_t k = i;
    if (!is_digit(c(k)) && c(k) != U'.') return 0;
    while (k < j &&
           (is_digit(c(k)) || ((c(k) == U'.' || c(k) == U',' || c(k) == U':') && k + 1 < j && is_digit(c(k + 1)))))
      ++k;
    return k > i && k < j && language_.is_unit(view(k, j)) ? k : 0;
  }

  void hyphens(std::size_t i, std::size_t j) {
    if (is_number_like(i, j)) return emit(i, j);
    std::size_t begin = i;
    for (std::size_t k = i; k < j; ++k) {
      if (c(k) != U'-' && c(k) != U'‐' && c(k) != U'‑') continue;
      std::size_t end = k + 1;  // of the part behind the hyphen
      while (end < j && c(end) != U'-' && c(end) != U'‐' && c(end) != U'‑') ++end;
      const bool joined = language_.joins_before(view(begin, k)) || language_.joins_behind(view(k + 1, end));
      if (joined) continue;
      if (begin < k) piece(begin, k);
      emit(k, k + 1);
      begin = k + 1;
    }
    if (begin < j) piece(begin, j);
  }
  void piece(std::size_t i, std::size_t j) {
    if (emit_known(i, j)) return;
    if (const std::size_t unit = unit_begin(i, j)) {
      emit(i, unit);
      emit(unit, j);
    } else {
      emit_with_enclitics(i, j);
    }
  }
  void emit_with_enclitics(std::size_t i, std::size_t j) {
    const auto parts = language_.enclitics(view(i, j));
    if (parts.empty()) return emit(i, j);
    std::uint32_t begin = at_[i].begin;
    for (const std::uint32_t length : parts) {
      words_.push_back({begin, begin + length});
      begin += length;
    }
  }
  // Telephone numbers and dates keep their hyphens; "3-4" and "1914-1918" do not.
  bool is_number_like(std::size_t i, std::size_t j) const {
    std::size_t hyphens = 0, digits = 0, first = 0;
    for (std::size_t k = i; k < j; ++k) {
      if (c(k) == U'-') {
        if (hyphens++ == 0) first = digits;
        if (digits == 0) return false;
        digits = 0;
      } else if (is_digit(c(k))) {
        ++digits;
      } else if (!is_one_of(c(k), U"/+.")) {
        return false;
      }
    }
    return hyphens >= 2 || (hyphens == 1 && first == 3 && digits == 4);
  }

  std::string_view text_;
  const std::vector<Character>& at_;
  const Language& language_;
  std::uint32_t block_begin_;
  std::vector<TextRange>& words_;
};

}  // namespace

void tokenize(std::string_view text, TextRange range, const Language& language, std::vector<TextRange>& words,
              std::size_t enough) {
  const std::string_view block = text.substr(0, range.end);
  std::vector<Character> characters;
  const auto flush = [&](std::size_t end) {
    if (characters.empty()) return;
    const std::size_t count = characters.size();
    characters.push_back({0, static_cast<std::uint32_t>(end)});
    Chunk(block, characters, language, range.begin, words).split(0, count);
    characters.clear();
  };
  for (std::size_t at = range.begin; at < range.end && words.size() < enough;) {
    const std::size_t begin = at;
    const char32_t c = base::next_code_point(block, at);
    if (is_separator(c)) {
      flush(begin);
    } else {
      characters.push_back({c, static_cast<std::uint32_t>(begin)});
      if (characters.size() == kLongestChunk) flush(at);
    }
  }
  if (words.size() < enough) flush(range.end);
}

}  // namespace annals::parse
