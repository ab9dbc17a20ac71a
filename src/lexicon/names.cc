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

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
    text.replace(at, from.size(), to);
  }
}

bool ends_with_any(const std::string& text, std::initializer_list<std::string_view> ends, std::size_t& length) {
  for (const std::string_view end : ends) {
    if (text.size() > end.size() && text.ends_with(end)) {
      length = end.size();
      return true;
    }
  }
  return false;
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

std::string sound_of(std::string_view unit) {
  // Ordered: a later rule may rest on an earlier one.
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 18> kRules = {{
      {"sch", "sh"},
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
      {"ya", "ia"},
  }};
  std::string out(unit);
  for (const auto& [from, to] : kRules) replace_all(out, from, to);
  std::size_t length = 0;
  if (ends_with_any(out, {"iyy", "yiy", "iy", "ij", "ii", "yi", "ei", "ey", "y"}, length)) {
    out.replace(out.size() - length, length, "i");
  }
  if (out.size() > 3 && out.starts_with("ye")) out.erase(0, 1);
  std::string single;
  for (const char c : out) {
    if (single.empty() || single.back() != c) single += c;
  }
  return single;
}

}  // namespace annals::lexicon
