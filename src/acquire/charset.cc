#include "acquire/charset.h"

#include <unicode/ucnv.h>

#include <algorithm>

#include "base/text.h"
#include "base/utf8.h"

namespace annals::acquire {
namespace {

class Utf16 : public Source {
 public:
  Utf16(std::unique_ptr<Stream> wide, bool big_endian) : wide_(std::move(wide)), big_endian_(big_endian) {}

  Result<std::size_t> read(char* into, std::size_t size) override {
    while (made_.size() == given_ && !ended_) {
      made_.clear();
      given_ = 0;
      if (auto filled = fill(); !filled) return filled.error();
    }
    const std::size_t piece = std::min(size, made_.size() - given_);
    made_.copy(into, piece, given_);
    given_ += piece;
    return piece;
  }
  std::string note() const override { return wide_->note(); }

 private:
  Result<Done> fill() {
    char buffer[1 << 14];
    const auto got = wide_->read(buffer, sizeof buffer);
    if (!got) return got.error();
    ended_ = *got == 0;
    for (std::size_t i = 0; i < *got; ++i) {
      if (!odd_) {
        first_ = static_cast<unsigned char>(buffer[i]);
      } else {
        const unsigned second = static_cast<unsigned char>(buffer[i]);
        unit(static_cast<char16_t>(big_endian_ ? first_ << 8 | second : second << 8 | first_));
      }
      odd_ = !odd_;
    }
    if (ended_ && (odd_ || high_ != 0)) base::append_code_point(made_, base::kReplacement);
    return Done{};
  }

  void unit(char16_t c) {
    const bool low = c >= 0xDC00 && c < 0xE000;
    if (high_ != 0 && low) {
      base::append_code_point(made_, 0x10000 + ((high_ - 0xD800u) << 10) + (c - 0xDC00u));
      high_ = 0;
      return;
    }
    if (high_ != 0) base::append_code_point(made_, base::kReplacement);
    high_ = 0;
    if (c >= 0xD800 && c < 0xDC00) {
      high_ = c;
    } else {
      base::append_code_point(made_, low ? base::kReplacement : char32_t{c});
    }
  }

  std::unique_ptr<Stream> wide_;
  bool big_endian_;
  std::string made_;
  std::size_t given_ = 0;
  unsigned first_ = 0;
  char16_t high_ = 0;
  bool odd_ = false, ended_ = false;
};

// As the web has it: who says ISO 8859-1 or ASCII writes Windows-1252.
std::string known_name(const std::string& charset) {
  const std::string name = base::to_lower_ascii(charset);
  if (name == "iso-8859-1" || name == "latin1" || name == "latin-1" || name == "us-ascii" || name == "ascii") {
    return "windows-1252";
  }
  if (name == "gb2312" || name == "gbk") return "gb18030";
  if (name == "shift_jis" || name == "sjis" || name == "shift-jis") return "ibm-943_P15A-2003";
  return name;
}

}  // namespace

std::optional<std::string> to_utf8(std::string_view bytes, const std::string& charset) {
  UErrorCode code = U_ZERO_ERROR;
  UConverter* const from = ucnv_open(known_name(charset).c_str(), &code);
  const std::unique_ptr<UConverter, void (*)(UConverter*)> owner(from, ucnv_close);
  if (U_FAILURE(code)) return std::nullopt;
  UConverter* const to = ucnv_open("UTF-8", &code);
  const std::unique_ptr<UConverter, void (*)(UConverter*)> other(to, ucnv_close);
  if (U_FAILURE(code)) return std::nullopt;
  std::string out;
  char piece[1 << 14];
  UChar between[1 << 12];
  UChar *read = between, *written = between;
  const char *source = bytes.data(), *const source_end = bytes.data() + bytes.size();
  bool first = true;
  do {
    code = U_ZERO_ERROR;
    char* target = piece;
    ucnv_convertEx(to, from, &target, piece + sizeof piece, &source, source_end, between, &read, &written,
                   between + std::size(between), first, true, &code);
    out.append(piece, static_cast<std::size_t>(target - piece));
    first = false;
  } while (code == U_BUFFER_OVERFLOW_ERROR);
  if (U_FAILURE(code)) return std::nullopt;
  return out;
}

std::unique_ptr<Source> utf16_to_utf8(std::unique_ptr<Stream> wide, bool big_endian) {
  return std::make_unique<Utf16>(std::move(wide), big_endian);
}

std::size_t replace_bad_utf8(std::string& text) {
  if (base::is_valid_utf8(text)) return 0;
  std::string out;
  std::size_t bad = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = base::next_code_point(text, at);
    bad += (c == base::kReplacement && at - begin == 1) ? 1 : 0;
    base::append_code_point(out, c);
  }
  text = std::move(out);
  return bad;
}

}  // namespace annals::acquire
