#include "clean/text_facts.h"

#include <unicode/uscript.h>

#include <algorithm>
#include <array>

#include "base/eight_bytes.h"
#include "base/text.h"
#include "base/utf8.h"

namespace annals::clean {
namespace {

bool is_stop(char32_t c) {
  return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0x61F ||
         c == 0x6D4 || c == 0x964;
}
bool is_closing(char32_t c) {
  return c == '"' || c == '\'' || c == ')' || c == ']' || c == 0x201D || c == 0x2019 || c == 0xBB || c == 0x201C ||
         c == 0x300D || c == 0x300F || c == 0xFF09;
}
bool is_quote(char32_t c) {
  return c == '"' || c == 0x201C || c == 0x201D || c == 0x201E || c == 0xAB || c == 0xBB || c == 0x300C || c == 0x300D;
}
bool is_comma(char32_t c) { return c == ',' || c == 0x3001 || c == 0xFF0C || c == 0x60C || c == ';'; }
bool is_separator(char32_t c) {
  return c == '|' || c == 0x2022 || c == 0xB7 || c == 0x203A || c == 0x2192 || c == '/' || c == 0x25B6 || c == 0x25BA;
}

}  // namespace

TextFacts facts_of(std::string_view text) {
  TextFacts out;
  std::uint32_t cjk = 0, digit_run = 0;
  bool word_start = true, after_stop = false;
  char32_t run_lead = 0, last = 0, last_open = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = base::next_code_point(text, at);
    if (base::is_white_space(c)) {
      if (!word_start) ++out.words;
      if (after_stop) ++out.ends;
      if (digit_run == 4 && run_lead == 1) ++out.years;
      word_start = true;
      after_stop = false;
      digit_run = 0;
      continue;
    }
    ++out.chars;
    if (c < 0x80 && base::is_alpha_ascii(static_cast<char>(c))) {
      const bool upper = base::is_upper_ascii(static_cast<char>(c));
      if (++out.letters == 1) out.begins_upper = upper;
      out.uppers += upper ? 1 : 0;
      out.capitalised += word_start && upper ? 1 : 0;
      if (out.chars == 1) out.begins_lower = !upper;
      if (digit_run == 4 && run_lead == 1) ++out.years;
      const std::size_t more = at;  // most letters stand behind others
      while (text.size() - at >= 8) {
        const unsigned run = base::EightBytes::run(base::EightBytes(text.data() + at).within('a', 'z'));
        at += run;
        if (run < 8) break;
      }
      while (at < text.size() && base::is_lower_ascii(text[at])) ++at;
      out.chars += static_cast<std::uint32_t>(at - more);
      out.letters += static_cast<std::uint32_t>(at - more);
      digit_run = 0;
      word_start = after_stop = false;
      last = last_open = static_cast<unsigned char>(text[at - 1]);
      continue;
    }
    if (c == '[') {  // "[4]": a note's number is no part of the sentence
      std::size_t end = at;
      while (end < text.size() && end < at + 3 && base::is_digit(text[end])) ++end;
      if (end > at && end < text.size() && text[end] == ']') {
        at = end + 1;
        continue;
      }
    }
    if (base::is_letter(c)) {
      ++out.letters;
      const bool upper = base::is_upper(c);
      out.uppers += upper ? 1 : 0;
      if (word_start && upper) ++out.capitalised;
      if (out.letters == 1) out.begins_upper = upper;
      if (out.chars == 1) out.begins_lower = base::is_lower(c);
      if (c >= 0xE00 && base::is_cjk(c)) ++cjk;
    }
    if (base::is_digit(static_cast<char>(c < 0x80 ? c : 0))) {
      ++out.digits;
      if (++digit_run == 1) run_lead = c == '1' || c == '2' ? c : 0;
      if (digit_run == 2 && run_lead != 0)
        run_lead = (run_lead == '1' && c == '9') || (run_lead == '2' && c == '0') ? 1 : 0;
    } else {
      if (digit_run == 4 && run_lead == 1) ++out.years;
      digit_run = 0;
    }
    if (is_stop(c)) {
      after_stop = true;
      if (c > 0x3000) ++out.ends, after_stop = false;
    } else if (!is_closing(c)) {
      after_stop = false;
    }
    out.commas += is_comma(c) ? 1 : 0;
    out.separators += is_separator(c) ? 1 : 0;
    out.quotes += is_quote(c) ? 1 : 0;
    out.copyright = out.copyright || c == 0xA9;
    out.address = out.address || c == '@' || (c == '/' && last == '/');
    word_start = false;
    last = c;
    if (!is_closing(c)) last_open = c;
  }
  if (!word_start) ++out.words;
  if (after_stop) ++out.ends;
  if (digit_run == 4 && run_lead == 1) ++out.years;
  out.cjk = cjk * 3 > out.letters;
  if (out.cjk) out.words = std::max(out.words, out.chars / 2);
  out.final_stop = is_stop(last_open);
  out.final_colon = last == ':' || last == 0xFF1A;
  return out;
}

int main_script(std::string_view text) {
  std::array<std::uint32_t, USCRIPT_CODE_LIMIT> counts{};
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = base::next_code_point(text, at);
    if (!base::is_letter(c)) continue;
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = c < 0x80 ? USCRIPT_LATIN : uscript_getScript(static_cast<UChar32>(c), &status);
    if (script > USCRIPT_INHERITED && script < USCRIPT_CODE_LIMIT) ++counts[static_cast<std::size_t>(script)];
  }
  const auto best = std::max_element(counts.begin(), counts.end());
  return *best == 0 ? -1 : static_cast<int>(best - counts.begin());
}

}  // namespace annals::clean
