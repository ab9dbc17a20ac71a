#include "clean/decode.h"

#include <uchardet.h>
#include <unicode/ucnv.h>

#include <algorithm>
#include <array>
#include <memory>
#include <vector>

#include "base/text.h"
#include "base/utf8.h"

namespace annals::clean {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kMetaBytes = 4096;      // where a page may say its charset
constexpr std::size_t kGuessBytes = 1 << 16;  // what a guess is made from

struct Alias {
  std::string_view label;
  std::string_view converter;
};

// Where the web's labels mean something else than ICU's names (the WHATWG encoding standard).
constexpr std::array kAliases = {
    Alias{"iso-8859-1", "windows-1252"},
    Alias{"iso8859-1", "windows-1252"},
    Alias{"latin1", "windows-1252"},
    Alias{"l1", "windows-1252"},
    Alias{"ascii", "windows-1252"},
    Alias{"us-ascii", "windows-1252"},
    Alias{"iso-8859-9", "windows-1254"},
    Alias{"latin5", "windows-1254"},
    Alias{"iso-8859-11", "windows-874"},
    Alias{"tis-620", "windows-874"},
    Alias{"gb2312", "gb18030"},
    Alias{"gbk", "gb18030"},
    Alias{"gb_2312-80", "gb18030"},
    Alias{"x-gbk", "gb18030"},
    Alias{"euc-kr", "windows-949"},
    Alias{"ks_c_5601-1987", "windows-949"},
    Alias{"ksc5601", "windows-949"},
    Alias{"shift_jis", "windows-31j"},
    Alias{"shift-jis", "windows-31j"},
    Alias{"sjis", "windows-31j"},
    Alias{"x-sjis", "windows-31j"},
    Alias{"big5", "big5-hkscs"},
    Alias{"x-x-big5", "big5-hkscs"},
    Alias{"unicode", "utf-16le"},
    Alias{"utf-16", "utf-16le"},
    Alias{"utf8", "utf-8"},
    Alias{"unicode-1-1-utf-8", "utf-8"},
    Alias{"win-1251", "windows-1251"},
    Alias{"cp1251", "windows-1251"},
    Alias{"x-cp1251", "windows-1251"},
    Alias{"mac-cyrillic", "x-mac-cyrillic"},
};

std::string converter_of(std::string_view label) {
  const std::string lower = base::to_lower_ascii(base::trim(label));
  for (const Alias& alias : kAliases) {
    if (alias.label == lower) return std::string(alias.converter);
  }
  return lower;
}

bool is_known(const std::string& converter) {
  if (converter.empty()) return false;
  if (converter == "utf-8") return true;
  UErrorCode status = U_ZERO_ERROR;
  UConverter* open = ucnv_open(converter.c_str(), &status);
  if (open != nullptr) ucnv_close(open);
  return U_SUCCESS(status);
}

// The charset that a <meta> or an XML declaration names.
std::string declared(std::string_view bytes) {
  const std::string head = base::to_lower_ascii(bytes.substr(0, kMetaBytes));
  for (std::size_t at = head.find("charset"); at != std::string::npos; at = head.find("charset", at + 1)) {
    const std::size_t tag = head.rfind('<', at);
    if (tag == std::string::npos || head.compare(tag, 5, "<meta") != 0) continue;
    std::size_t i = at + 7;
    while (i < head.size() && base::is_space_ascii(head[i])) ++i;
    if (i >= head.size() || head[i] != '=') continue;
    ++i;
    while (i < head.size() && (base::is_space_ascii(head[i]) || head[i] == '"' || head[i] == '\'')) ++i;
    const std::size_t end = head.find_first_of("\"'; />\t\r\n", i);
    if (end != std::string::npos && end > i) return head.substr(i, end - i);
  }
  if (head.starts_with("<?xml")) {
    const std::size_t at = head.find("encoding=");
    if (at != std::string::npos && at < head.find("?>")) {
      const std::size_t end = head.find_first_of("\"'", at + 10);
      if (end != std::string::npos) return head.substr(at + 10, end - at - 10);
    }
  }
  return {};
}

std::string guessed(std::string_view bytes) {
  const std::unique_ptr<uchardet, void (*)(uchardet*)> detector(uchardet_new(), uchardet_delete);
  if (!detector) return "windows-1252";
  uchardet_handle_data(detector.get(), bytes.data(), std::min(bytes.size(), kGuessBytes));
  uchardet_data_end(detector.get());
  const std::string name = converter_of(uchardet_get_charset(detector.get()));
  return is_known(name) && name != "utf-8" ? name : "windows-1252";
}

// What the bytes beyond ASCII are.
struct Utf8Shape {
  std::size_t good = 0;  // characters of two bytes and more
  std::size_t bad = 0;   // places that are none
  bool cut = false;      // the last character is not finished
  bool ascii() const { return good + bad == 0; }
  // Two in three being characters cannot be chance in any other charset: the rest is damage.
  bool plausible() const { return good > 0 && good >= 2 * bad; }
};

// The length of the character at `at`, or minus the length of the bad piece there (the longest beginning of a
// character that is not finished, as the WHATWG decoder replaces it by one U+FFFD).
int utf8_length(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned first = byte(at);
  if (first < 0x80) return 1;
  if (first < 0xC2 || first > 0xF4) return -1;
  const int length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  for (int i = 1; i < length; ++i) {
    if (at + static_cast<std::size_t>(i) >= text.size()) return -i;
    const unsigned next = byte(at + static_cast<std::size_t>(i));
    const unsigned low = i > 1 ? 0x80 : first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    const unsigned high = i > 1 ? 0xBF : first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    if (next < low || next > high) return -i;
  }
  return length;
}

Utf8Shape shape_of(std::string_view bytes) {
  Utf8Shape shape;
  for (std::size_t at = base::ascii_end(bytes); at < bytes.size(); at = base::ascii_end(bytes, at)) {
    const int length = utf8_length(bytes, at);
    const auto taken = static_cast<std::size_t>(length < 0 ? -length : length);
    // A page cut in the middle of its last character is still UTF-8.
    if (length > 0) ++shape.good;
    if (length < 0 && at + taken < bytes.size()) ++shape.bad;
    if (length < 0 && at + taken >= bytes.size()) shape.cut = true;
    at += taken;
  }
  return shape;
}

// `whole` is set where the bytes were looked at and are UTF-8 without a flaw.
std::string charset_of(const Page& page, std::string_view bytes, bool& whole) {
  const std::string given = converter_of(page.charset);
  if (given.starts_with("utf-16") && is_known(given)) return given;
  if (bytes.starts_with("\xEF\xBB\xBF")) return "utf-8";
  if (bytes.starts_with("\xFF\xFE")) return "utf-16le";
  if (bytes.starts_with("\xFE\xFF")) return "utf-16be";
  const Utf8Shape shape = shape_of(bytes);
  whole = shape.bad == 0 && !shape.cut;
  if (shape.plausible()) return "utf-8";
  if (is_known(given)) return given;
  if (page.format == PageFormat::html) {
    // A <meta> that was read as ASCII cannot mean UTF-16.
    std::string own = converter_of(declared(bytes));
    if (own.starts_with("utf-16")) own = "utf-8";
    if (is_known(own)) return own;
  }
  return shape.ascii() ? "utf-8" : guessed(bytes);
}

void decode_utf8(std::string_view bytes, std::size_t shift, Decoded& out) {
  std::size_t copied = 0;
  for (std::size_t at = base::ascii_end(bytes); at < bytes.size(); at = base::ascii_end(bytes, at)) {
    const int length = utf8_length(bytes, at);
    if (length > 0) {
      at += static_cast<std::size_t>(length);
      continue;
    }
    const std::size_t bad = static_cast<std::size_t>(-length);
    out.made.append_copy(bytes.substr(copied, at - copied), shift + copied);
    out.made.append_rewritten("\xEF\xBF\xBD", {shift + at, shift + at + bad});
    ++out.bad;
    at += bad;
    copied = at;
  }
  out.made.append_copy(bytes.substr(copied), shift + copied);
}

// Hands over code points with the bytes of each. The converter tells where each begins; it ends where the next does.
class Writer {
 public:
  explicit Writer(Decoded& out) : out_(out) {}
  void put(char32_t c, std::uint64_t begin) {
    flush(begin);
    held_ = c;
    begin_ = begin;
    holds_ = true;
  }
  void flush(std::uint64_t end) {
    if (!holds_) return;
    holds_ = false;
    if (held_ < 0x80 && end == begin_ + 1) {
      const char c = static_cast<char>(held_);
      out_.made.append_copy({&c, 1}, begin_);
      return;
    }
    std::string utf8;
    base::append_code_point(utf8, held_);
    out_.bad += held_ == base::kReplacement ? 1 : 0;
    out_.made.append_rewritten(utf8, {begin_, end});
  }

 private:
  Decoded& out_;
  char32_t held_ = 0;
  std::uint64_t begin_ = 0;
  bool holds_ = false;
};

void decode_with_icu(std::string_view bytes, const std::string& charset, Decoded& out) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, void (*)(UConverter*)> converter(ucnv_open(charset.c_str(), &status), ucnv_close);
  if (U_FAILURE(status)) return decode_utf8(bytes, 0, out);
  constexpr std::size_t kUnits = 1 << 14;
  std::vector<UChar> units(kUnits);
  std::vector<int32_t> offsets(kUnits);
  Writer writer(out);
  const char* at = bytes.data();
  const char* end = bytes.data() + bytes.size();
  char32_t lead = 0;
  std::uint64_t held_back = 0, lead_begin = 0;
  for (bool more = true; more;) {
    UChar* target = units.data();
    const char* chunk = at;
    const char* limit = std::min(end, at + kUnits / 2);
    status = U_ZERO_ERROR;
    ucnv_toUnicode(converter.get(), &target, units.data() + kUnits, &at, limit, offsets.data(), limit == end, &status);
    more = at < end || status == U_BUFFER_OVERFLOW_ERROR;
    if (U_FAILURE(status) && status != U_BUFFER_OVERFLOW_ERROR) break;
    for (std::size_t i = 0; i < static_cast<std::size_t>(target - units.data()); ++i) {
      // A character that began in the chunk before has no offset: it begins where the converter held bytes back.
      const std::uint64_t begin =
          offsets[i] >= 0 ? static_cast<std::uint64_t>(chunk - bytes.data() + offsets[i]) : held_back;
      const char32_t unit = units[i];
      if (unit >= 0xD800 && unit < 0xDC00) {
        lead = unit;
        lead_begin = begin;
        continue;
      }
      if (unit >= 0xDC00 && unit < 0xE000) {
        writer.put(lead != 0 ? 0x10000 + ((lead - 0xD800) << 10) + (unit - 0xDC00) : base::kReplacement, lead_begin);
        lead = 0;
        continue;
      }
      writer.put(unit, begin);
    }
    UErrorCode pending = U_ZERO_ERROR;
    held_back = static_cast<std::uint64_t>(at - bytes.data()) -
                static_cast<std::uint64_t>(std::max(0, ucnv_toUCountPending(converter.get(), &pending)));
  }
  writer.flush(bytes.size());
}

}  // namespace

Decoded decode(const Page& page, std::size_t max_bytes) {
  Decoded out;
  std::string_view bytes = page.bytes;
  if (bytes.size() > max_bytes) {
    out.cut_at = max_bytes;
    bytes = bytes.substr(0, max_bytes);
  }
  bool whole = false;
  out.charset = charset_of(page, bytes, whole);
  if (out.charset == "utf-8" && whole) {
    out.as_it_stands = bytes;
  } else if (out.charset == "utf-8") {
    const std::size_t mark = bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    decode_utf8(bytes.substr(mark), mark, out);
  } else {
    decode_with_icu(bytes, out.charset, out);
  }
  return out;
}

}  // namespace annals::clean
