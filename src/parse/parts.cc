#include "parse/parts.h"

#include <algorithm>

#include "base/text.h"
#include "base/utf8.h"
#include "parse/marks.h"

namespace annals::parse {
namespace {

constexpr std::size_t kPlainLetters = 3;  // of a word in small letters that is no abbreviation
constexpr std::size_t kPlainCapital = 6;  // of a name that is none

bool is_plain_word(std::string_view form) {
  if (form.size() < kPlainLetters) return false;
  const bool capital = base::is_upper_ascii(form.front());
  for (const char c : form.substr(capital ? 1 : 0)) {
    if (!base::is_lower_ascii(c)) return false;
  }
  return !capital || form.size() >= kPlainCapital;
}

// A stop behind a plain word, and what follows, behind a blank, begins like a sentence.
bool surely_ends(const Forms& forms, std::size_t word, const Language& language) {
  if (word == 0 || forms[word] != "." || !is_plain_word(forms[word - 1])) return false;
  const std::size_t end = take_closing(forms, word + 1, forms.size());
  return end < forms.size() && forms.spaced_behind(end - 1) && begins_like_sentence(forms[end]) &&
         may_end(forms, end - 1, language);
}

// The words of a dateline that a block begins with, its dash or colon included: "MOSCOW, Feb. 21 (Xinhua) --". It is
// no part of the sentence behind it, whose tree it would disturb. 0: there is none.
std::size_t dateline(const Forms& forms) {
  constexpr std::size_t kMostWords = 16;
  bool capitals = false, digits = false, bracket = false, open = false;
  for (std::size_t i = 0; i < std::min(forms.size(), kMostWords); ++i) {
    const std::string_view form = forms[i];
    std::size_t at = 0;
    const char32_t first = base::next_code_point(form, at);
    if (i > 0 && !open && (capitals || digits || bracket)) {
      const bool dash = (is_dash(form) || form == "--" || form == "_") && forms.spaced_behind(i - 1);
      const bool colon = form == ":" && digits;
      if ((dash || colon) && forms.spaced_behind(i)) return i + 1;
    }
    if (form == "(") {
      open = true;
    } else if (form == ")") {
      open = false;
      bracket = true;
    } else if (base::is_digit(form.front())) {
      digits = true;
    } else if (!open && form != "," && form != "." && form != "/" && form != "-" && !base::is_upper(first)) {
      return 0;
    }
    if (form.size() > 2 && base::is_upper(first) && base::to_lower(form) != form) {
      std::size_t next = at;
      capitals = capitals || base::is_upper(base::next_code_point(form, next));
    }
  }
  return 0;
}

}  // namespace

bool begins_like_sentence(std::string_view form) {
  if (form == "\"" || opens_quote(form)) return true;
  std::size_t at = 0;
  return base::is_upper(base::next_code_point(form, at));
}

bool may_end(const Forms& forms, std::size_t word, const Language& language) {
  if (word + 1 == forms.size()) return true;
  if (language.abbreviation(forms[word]) == Abbreviation::before_name) return false;
  // "DAMASCUS (Reuters) -": what stands before a dash or a comma goes on.
  const std::string_view next = forms[word + 1];
  return !(is_dash(next) || next == "," || next == ";" || next == ":" || next == ")" || next == "]");
}

std::size_t take_closing(const Forms& forms, std::size_t end, std::size_t last) {
  for (; end < last && !forms.spaced_behind(end - 1); ++end) {
    const std::string_view mark = forms[end];
    const bool neutral = (mark == "\"" || mark == "'" || mark == "’") && forms.spaced_behind(end);
    if (!neutral && !closes_quote(mark) && mark != ")" && mark != "]") break;
  }
  return end;
}

std::vector<Part> parts_of(const Forms& forms, const Language& language) {
  std::vector<Part> parts;
  const std::size_t begin = dateline(forms);
  if (begin > 0) parts.push_back({0, begin, true});
  for (std::size_t first = begin, word = begin; first < forms.size(); ++word) {
    std::size_t end = word + 1;
    if (end < forms.size()) {
      if (!surely_ends(forms, word, language)) continue;
      end = take_closing(forms, end, forms.size());
    }
    parts.push_back({first, end, false});
    first = end;
    word = end - 1;
  }
  return parts;
}

}  // namespace annals::parse
