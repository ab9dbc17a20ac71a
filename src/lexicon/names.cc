#include "lexicon/names.h"

#include <array>
#include <utility>

#include "base/text.h"
#include "base/utf8.h"

namespace annals::lexicon {
namespace {

// Reads a name character by character and closes units where they end.
class UnitReader {
 public:
  explicit UnitReader(std::uint32_t word) : word_(word) {}

  void read(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
      const std::size_t begin = at;
      if (read_ascii(text[at])) {  // most of what there is
        ++at;
        continue;
      }
      const char32_t c = base::next_code_point(text, at);
      if (is_apostrophe(c)) {
        if (is_genitive(text, at)) {
          close();
          units_.push_back({"'s", word_, false, false, false});
          ++at;
        }
      } else if (c == '&') {
        close();
        units_.push_back({"and", word_, false, false, false});
      } else if (base::is_letter(c) || base::is_number(c)) {
        add(text.substr(begin, at - begin), c);
      } else if (c != '.' && !is_mark(c)) {
        close();
      }
    }
    close();
  }

  std::vector<Unit> finish() {
    if (!units_.empty()) units_.back().ends_word = true;
    return std::move(units_);
  }

 private:
  // Letters, digits and blanks of ASCII; anything else is not taken.
  bool read_ascii(char c) {
    const bool upper = base::is_upper_ascii(c);
    if (upper || base::is_lower_ascii(c) || base::is_digit(c)) {
      if (current_.empty()) unit_.capital = upper;
      (upper ? upper_seen_ : lower_seen_) |= !base::is_digit(c);
      current_ += c;
      return true;
    }
    if (c != ' ' && c != '-') return false;
    close();
    return true;
  }

  static bool is_apostrophe(char32_t c) {
    return c == '\'' || c == 0x2018 || c == 0x2019 || c == 0x2BC || c == 0x2BB || c == 0x60 || c == 0xB4;
  }
  static bool is_mark(char32_t c) { return c >= 0x300 && c < 0x370; }
  static bool is_genitive(std::string_view text, std::size_t at) {
    if (at >= text.size() || (text[at] != 's' && text[at] != 'S')) return false;
    std::size_t next = at + 1;
    return next == text.size() || !base::is_letter(base::next_code_point(text, next));
  }

  void add(std::string_view bytes, char32_t c) {
    const bool upper = base::is_upper(c);
    if (current_.empty()) unit_.capital = upper;
    if (base::is_lower(c)) lower_seen_ = true;
    if (upper) upper_seen_ = true;
    current_ += bytes;
  }

  void close() {
    if (current_.empty()) return;
    unit_.text = base::fold(current_);
    std::erase(unit_.text, '\'');
    unit_.word = word_;
    unit_.all_capitals = upper_seen_ && !lower_seen_;
    if (!unit_.text.empty()) units_.push_back(std::move(unit_));
    unit_ = {};
    current_.clear();
    lower_seen_ = upper_seen_ = false;
  }

  std::uint32_t word_;
  std::vector<Unit> units_;
  Unit unit_;
  std::string current_;
  bool lower_seen_ = false, upper_seen_ = false;
};

// A rule of sound_of: letters that are written for others.
struct Respelling {
  std::string_view from, to;
};
constexpr std::array<Respelling, 18> kRespellings = {{{"sch", "sh"},
                                                      {"tch", "ch"},
                                                      {"dj", "j"},
                                                      {"ou", "u"},
                                                      {"oo", "u"},
                                                      {"ee", "i"},
                                                      {"kh", "h"},
                                                      {"gh", "g"},
                                                      {"ph", "f"},
                                                      {"dh", "d"},
                                                      {"ck", "k"},
                                                      {"q", "k"},
                                                      {"oe", "o"},
                                                      {"ue", "u"},
                                                      {"ae", "a"},
                                                      {"aa", "a"},
                                                      {"yu", "iu"},
                                                      {"ya", "ia"}}};

const Respelling* respelling_at(std::string_view rest) {
  constexpr std::string_view kFirstLetters = "stdoekgpcquay";
  if (kFirstLetters.find(rest.front()) == std::string_view::npos) return nullptr;
  for (const Respelling& rule : kRespellings) {
    if (rest.front() == rule.from.front() && rest.size() > 1 && rest[1] == rule.from[1] &&
        rest.starts_with(rule.from)) {
      return &rule;
    }
  }
  return nullptr;
}

}  // namespace

std::vector<Unit> units_of(std::string_view word) {
  UnitReader reader(0);
  reader.read(word);
  return reader.finish();
}

std::vector<Unit> units_of(std::span<const std::string_view> words, std::size_t first, std::size_t limit) {
  std::vector<Unit> units;
  for (std::size_t i = first; i < words.size() && units.size() < limit; ++i) {
    UnitReader reader(static_cast<std::uint32_t>(i));
    reader.read(words[i]);
    for (Unit& unit : reader.finish()) units.push_back(std::move(unit));
  }
  return units;
}

std::string key_of(const std::vector<Unit>& units) {
  std::string key;
  for (const Unit& unit : units) {
    if (!key.empty()) key += ' ';
    key += unit.text;
  }
  return key;
}

std::string key_of(std::string_view name) { return key_of(units_of(name)); }

std::string own_id(std::string_view words) {
  std::string out = "x:";
  bool gap = false;
  for (const char c : base::fold(words)) {
    const bool letter = base::is_alpha_ascii(c) || base::is_digit(c) || static_cast<unsigned char>(c) >= 0x80;
    if (!letter) {
      gap = out.size() > 2;
      continue;
    }
    if (gap) out += '-';
    gap = false;
    out += c;
  }
  return out;
}

std::string sound_of(std::string_view unit) {
  constexpr std::array<std::string_view, 9> kEndings = {"iyy", "yiy", "iy", "ij", "ii", "yi", "ei", "ey", "y"};
  const char last = unit.empty() ? '\0' : unit.back();
  for (const std::string_view end : kEndings) {
    if (last == end.back() && unit.size() > end.size() && unit.ends_with(end)) {
      return sound_of(std::string(unit.substr(0, unit.size() - end.size())) + 'i');
    }
  }
  if (unit.size() > 3 && unit.starts_with("ye")) unit.remove_prefix(1);
  std::string out;
  for (std::size_t i = 0; i < unit.size();) {
    const Respelling* rule = respelling_at(unit.substr(i));
    for (const char c : rule ? rule->to : unit.substr(i, 1)) {
      if (out.empty() || out.back() != c) out += c;
    }
    i += rule ? rule->from.size() : 1;
  }
  return out;
}

}  // namespace annals::lexicon
