#include "base/utf8.h"

#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <array>
#include <cstdio>
#include <cstring>

#include "base/text.h"

namespace annals::base {

char32_t next_wide_code_point(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) -> unsigned { return static_cast<unsigned char>(text[i]); };
  const unsigned first = byte(at++);
  if (first < 0x80) return first;
  const int more = first >= 0xC2 && first < 0xE0   ? 1
                   : first >= 0xE0 && first < 0xF0 ? 2
                   : first >= 0xF0 && first < 0xF5 ? 3
                                                   : 0;
  if (more == 0 || at + static_cast<std::size_t>(more) > text.size()) return kReplacement;
  char32_t c = first & (0x3F >> more);
  for (int i = 0; i < more; ++i) {
    const unsigned next = byte(at + static_cast<std::size_t>(i));
    if ((next & 0xC0) != 0x80) return kReplacement;
    c = (c << 6) | (next & 0x3F);
  }
  const bool overlong = (more == 2 && c < 0x800) || (more == 3 && c < 0x10000);
  if (overlong || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) return kReplacement;
  at += static_cast<std::size_t>(more);
  return c;
}

void append_code_point(std::string& out, char32_t c) {
  const auto put = [&](char32_t bits) { out += static_cast<char>(bits); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | (c >> 6));
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | (c >> 12));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | (c >> 18));
    put(0x80 | ((c >> 12) & 0x3F));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  }
}

std::string_view utf8_prefix(std::string_view text, std::size_t bytes) {
  if (bytes >= text.size()) return text;
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) --bytes;
  return text.substr(0, bytes);
}

std::size_t ascii_end(std::string_view text, std::size_t at) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080;
  for (std::array<std::uint64_t, 4> many{}; at + sizeof many <= text.size(); at += sizeof many) {
    std::memcpy(many.data(), text.data() + at, sizeof many);
    if (((many[0] | many[1] | many[2] | many[3]) & kHighBits) != 0) break;
  }
  for (std::uint64_t eight = 0; at + sizeof eight <= text.size(); at += sizeof eight) {
    std::memcpy(&eight, text.data() + at, sizeof eight);
    if ((eight & kHighBits) != 0) break;
  }
  while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
  return at;
}

std::string as_valid_utf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at, plain = ascii_end(text, at);
    out += text.substr(begin, plain - begin);
    if ((at = plain) == text.size()) break;
    append_code_point(out, next_code_point(text, at));
  }
  return out;
}

bool is_valid_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    if (next_code_point(text, at) == kReplacement && at - begin == 1) return false;
  }
  return true;
}

bool is_wide_white_space(char32_t c) { return u_isUWhiteSpace(static_cast<UChar32>(c)); }
bool is_wide_letter(char32_t c) { return u_isalpha(static_cast<UChar32>(c)); }
bool is_wide_upper(char32_t c) { return u_isupper(static_cast<UChar32>(c)); }
bool is_wide_lower(char32_t c) { return u_islower(static_cast<UChar32>(c)); }
bool is_number(char32_t c) { return (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_N_MASK) != 0; }
bool is_punctuation(char32_t c) { return (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_P_MASK) != 0; }

bool is_cjk(char32_t c) {
  if (c < 0xE00) return false;
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(static_cast<UChar32>(c), &status)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR:
      return true;
    default:
      return false;
  }
}

namespace {

bool is_ascii(std::string_view text) { return ascii_end(text) == text.size(); }

icu::UnicodeString from_utf8(std::string_view text) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
}

}  // namespace

std::string to_lower(std::string_view text) {
  if (is_ascii(text)) return to_lower_ascii(text);
  std::string out;
  from_utf8(text).toLower(icu::Locale::getRoot()).toUTF8String(out);
  return out;
}

namespace {

std::string fold_any(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkd = icu::Normalizer2::getNFKDInstance(status);
  if (U_FAILURE(status)) return to_lower(text);
  icu::UnicodeString wide = nfkd->normalize(from_utf8(text), status).foldCase();
  std::string out;
  for (int32_t i = 0; i < wide.length(); i = wide.moveIndex32(i, 1)) {
    const UChar32 c = wide.char32At(i);
    const uint32_t category = U_GET_GC_MASK(c);
    if (category & U_GC_MN_MASK) continue;
    if (c == 0x131) {  // dotless i, which has no decomposition
      out += 'i';
    } else if (c == 0x142) {
      out += 'l';
    } else if (c == 0xF8) {
      out += 'o';
    } else if (c == 0x111) {
      out += 'd';
    } else if (c == 0x2018 || c == 0x2019 || c == 0x2BC || c == 0x2BB || c == 0x60 || c == 0xB4) {
      out += '\'';
    } else if (category & U_GC_PD_MASK) {
      out += '-';
    } else {
      append_code_point(out, static_cast<char32_t>(c));
    }
  }
  return out;
}

// What single characters fold to, for those that most text beyond ASCII is made of: Latin, Greek and Cyrillic letters
// and general punctuation. None of them takes part in the reordering of marks, so texts of them fold letter by letter.
class FoldTable {
 public:
  FoldTable() {
    for (char32_t c = 0x80; c < kSize; ++c) {
      if (!holds(c)) continue;
      std::string utf8;
      append_code_point(utf8, c);
      const std::string folded = fold_any(utf8);
      Entry& entry = entries_[c];
      if (folded.size() > entry.bytes.size()) continue;
      entry.known = true;
      entry.size = static_cast<std::uint8_t>(folded.size());
      std::copy(folded.begin(), folded.end(), entry.bytes.begin());
    }
  }
  // False when the text holds a character that the table does not.
  bool fold(std::string_view text, std::string& out) const {
    for (std::size_t at = 0; at < text.size();) {
      const char32_t c = next_code_point(text, at);
      if (c < 0x80) {
        out += fold_ascii(static_cast<char>(c));
        continue;
      }
      if (c >= kSize || !entries_[c].known) return false;
      out.append(entries_[c].bytes.data(), entries_[c].size);
    }
    return true;
  }

 private:
  static constexpr char32_t kSize = 0x2070;
  static bool holds(char32_t c) { return c < 0x300 || (c >= 0x370 && c < 0x530) || c >= 0x2000; }
  struct Entry {
    std::array<char, 6> bytes{};
    std::uint8_t size = 0;
    bool known = false;
  };
  std::array<Entry, kSize> entries_{};
};

}  // namespace

void fold_into(std::string_view text, std::string& out) {
  if (is_ascii(text)) {
    out = text;
    for (char& c : out) c = fold_ascii(c);
    return;
  }
  static const FoldTable table;
  out.clear();
  if (!table.fold(text, out)) out = fold_any(text);
}

std::string fold(std::string_view text) {
  std::string out;
  fold_into(text, out);
  return out;
}

namespace {

// Characters that change how a line looks without being seen.
bool is_hidden(char32_t c) {
  if (c < 0x20 || (c >= 0x7F && c < 0xA0)) return true;
  return c == 0xAD || c == 0x61C || c == 0x180E || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0xE0000 && c <= 0xE007F);
}

}  // namespace

std::string visible(std::string_view text) {
  std::string out;
  const std::string folded = fold_spaces(text);
  for (std::size_t at = 0; at < folded.size();) {
    const char32_t c = next_code_point(folded, at);
    if (!is_hidden(c)) {
      append_code_point(out, c);
      continue;
    }
    char code[16];
    std::snprintf(code, sizeof code, "<U+%04X>", static_cast<unsigned>(c));
    out += code;
  }
  return out;
}

}  // namespace annals::base
