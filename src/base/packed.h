// Values to bytes and back, exactly. A struct lists its fields once, in its own namespace, for both ways:
//
//   template <typename Archive> void fields(Archive& archive, base::MaybeConst<Archive, Speaker>& x) {
//     archive(x.who, x.how);
//   }
//
// Whole numbers are written seven bits a byte, lowest first; offsets as differences, for they mostly go on where the
// last one ended. The reader trusts nothing: it stops at the first byte that cannot be right.
#pragma once

#include <bit>
#include <chrono>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "annals/article.h"
#include "annals/claim.h"
#include "annals/ontology.h"
#include "annals/sourced_text.h"
#include "annals/span.h"
#include "annals/time.h"

namespace annals::base {

// How many values an enum has, for readers of bytes that nobody vouches for: of each that is packed.
template <typename Enum>
inline constexpr unsigned kValues = 0;
template <>
inline constexpr unsigned kValues<EventType> = kEventTypeNames.size();
template <>
inline constexpr unsigned kValues<Status> = kStatusNames.size();
template <>
inline constexpr unsigned kValues<BlockKind> = static_cast<unsigned>(BlockKind::chrome) + 1;
template <>
inline constexpr unsigned kValues<Role> = static_cast<unsigned>(Role::recipient) + 1;

template <typename Archive, typename T>
using MaybeConst = std::conditional_t<Archive::kReads, T, const T>;

// `Home` is a type of the namespace whose `fields` are meant.
template <typename Home>
class Writer {
 public:
  static constexpr bool kReads = false;
  std::string out;

  template <typename... T>
  void operator()(const T&... values) {
    (item(values), ...);
  }

 private:
  void number(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) out += static_cast<char>(value | 0x80);
    out += static_cast<char>(value);
  }
  // Small numbers of either sign stay short: 0, -1, 1, -2 become 0, 1, 2, 3.
  void difference(std::int64_t value) {
    number((static_cast<std::uint64_t>(value) << 1) ^ (value < 0 ? ~std::uint64_t{0} : 0));
  }

  void item(bool value) { out += value ? '\1' : '\0'; }
  void item(std::uint32_t value) { number(value); }
  void item(std::uint64_t value) { number(value); }
  void item(std::int64_t value) { difference(value); }
  void item(double value) {
    for (std::uint64_t bits = std::bit_cast<std::uint64_t>(value), i = 0; i < 8; ++i, bits >>= 8) {
      out += static_cast<char>(bits & 0xFF);
    }
  }
  void item(sys_days value) { difference(value.time_since_epoch().count()); }
  void item(const std::string& value) {
    number(value.size());
    out += value;
  }
  void item(const ByteSpans& spans) {
    number(spans.size());
    std::uint64_t at = 0;
    for (const ByteSpan& span : spans) {
      difference(static_cast<std::int64_t>(span.begin - at));
      difference(static_cast<std::int64_t>(span.end - span.begin));
      at = span.end;
    }
  }
  void item(const std::vector<SourcedText::Run>& runs) {
    number(runs.size());
    SourcedText::Run last;
    for (const SourcedText::Run& run : runs) {
      difference(std::int64_t{run.text_begin} - std::int64_t{last.text_begin + last.text_length});
      number(run.text_length);
      difference(static_cast<std::int64_t>(run.raw_begin - (last.raw_begin + last.raw_length)));
      difference(std::int64_t{run.raw_length} - std::int64_t{run.text_length});
      last = run;
    }
  }
  template <typename T>
  void item(const std::optional<T>& value) {
    item(value.has_value());
    if (value) item(*value);
  }
  template <typename T>
  void item(const std::vector<T>& values) {
    number(values.size());
    for (const T& value : values) item(value);
  }
  template <typename T>
  void item(const T& value) {
    if constexpr (std::is_enum_v<T>) {
      out += static_cast<char>(value);
    } else {
      fields(*this, value);
    }
  }
};

template <typename Home>
class Reader {
 public:
  static constexpr bool kReads = true;
  explicit Reader(std::string_view bytes) : rest_(bytes) {}

  template <typename... T>
  void operator()(T&... values) {
    (item(values), ...);
  }
  // Everything was read, and nothing is left over.
  bool done() const { return good_ && rest_.empty(); }

 private:
  void fail() {
    good_ = false;
    rest_ = {};
  }
  unsigned byte() {
    if (rest_.empty()) return fail(), 0;
    const auto value = static_cast<unsigned char>(rest_.front());
    rest_.remove_prefix(1);
    return value;
  }
  std::uint64_t number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      const unsigned next = byte();
      if (shift == 63 && next > 1) break;  // more than 64 bits
      value |= std::uint64_t{next & 0x7F} << shift;
      if (next < 0x80) return value;
    }
    return fail(), 0;
  }
  std::int64_t difference() {
    const std::uint64_t value = number();
    return static_cast<std::int64_t>((value >> 1) ^ (value & 1 ? ~std::uint64_t{0} : 0));
  }
  // Every element takes a byte at least, so a list that claims more than is left lies.
  std::size_t count() {
    const std::uint64_t value = number();
    if (value > rest_.size()) return fail(), 0;
    return static_cast<std::size_t>(value);
  }

  void item(bool& value) {
    const unsigned next = byte();
    if (next > 1) fail();
    value = next == 1;
  }
  void item(std::uint32_t& value) {
    const std::uint64_t wide = number();
    if (wide > UINT32_MAX) fail();
    value = static_cast<std::uint32_t>(wide);
  }
  void item(std::uint64_t& value) { value = number(); }
  void item(std::int64_t& value) { value = difference(); }
  void item(double& value) {
    std::uint64_t bits = 0;
    for (unsigned i = 0; i < 8; ++i) bits |= std::uint64_t{byte()} << (8 * i);
    value = std::bit_cast<double>(bits);
  }
  void item(sys_days& value) {
    constexpr std::int64_t kYears = 32'000;  // what std::chrono::year holds, nearly
    const std::int64_t days = difference();
    if (days < -kYears * 365 || days > kYears * 365) return fail();
    value = sys_days{std::chrono::days{static_cast<int>(days)}};
  }
  void item(std::string& value) {
    const std::size_t size = count();
    value.assign(rest_.substr(0, size));
    rest_.remove_prefix(size);
  }
  void item(ByteSpans& spans) {
    std::uint64_t at = 0;
    for (std::size_t left = count(); left > 0 && good_; --left) {
      ByteSpan span;
      span.begin = at + static_cast<std::uint64_t>(difference());
      span.end = span.begin + static_cast<std::uint64_t>(difference());
      spans.push_back(span);
      at = span.end;
    }
  }
  void item(std::vector<SourcedText::Run>& runs) {
    SourcedText::Run last;
    for (std::size_t left = count(); left > 0 && good_; --left) {
      SourcedText::Run run;
      run.text_begin = last.text_begin + last.text_length + static_cast<std::uint32_t>(difference());
      item(run.text_length);
      run.raw_begin = last.raw_begin + last.raw_length + static_cast<std::uint64_t>(difference());
      run.raw_length = run.text_length + static_cast<std::uint32_t>(difference());
      runs.push_back(run);
      last = run;
    }
  }
  template <typename T>
  void item(std::optional<T>& value) {
    bool there = false;
    item(there);
    if (there) item(value.emplace());
  }
  template <typename T>
  void item(std::vector<T>& values) {
    for (std::size_t left = count(); left > 0 && good_; --left) item(values.emplace_back());
  }
  template <typename T>
  void item(T& value) {
    if constexpr (std::is_enum_v<T>) {
      const unsigned next = byte();
      if (next >= kValues<T>) return fail();
      value = static_cast<T>(next);
    } else {
      fields(*this, value);
    }
  }

  std::string_view rest_;
  bool good_ = true;
};

}  // namespace annals::base
