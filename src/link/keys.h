// Keys of the ledger: a letter that says what is filed, then numbers, days and names, such that the order of the bytes
// is that of the values.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "link/mention.h"

namespace annals::link {

class Key {
 public:
  explicit Key(char kind) : bytes_(1, kind) {}
  Key& u8(std::uint8_t value) { return put(value, 1); }
  Key& u32(std::uint32_t value) { return put(value, 4); }
  Key& u64(std::uint64_t value) { return put(value, 8); }
  Key& day(Day value) { return u32(static_cast<std::uint32_t>(value) ^ 0x80000000U); }
  Key& text(std::string_view value) {  // without a zero byte
    bytes_ += value;
    bytes_ += '\0';
    return *this;
  }
  const std::string& bytes() const { return bytes_; }
  operator std::string_view() const { return bytes_; }
  // Behind every key that begins with this one.
  std::string end() const {
    std::string out = bytes_;
    while (!out.empty() && static_cast<unsigned char>(out.back()) == 0xFF) out.pop_back();
    if (!out.empty()) out.back() = static_cast<char>(static_cast<unsigned char>(out.back()) + 1);
    return out;
  }

 private:
  Key& put(std::uint64_t value, int bytes) {
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) bytes_ += static_cast<char>(value >> shift & 0xFF);
    return *this;
  }
  std::string bytes_;
};

// Reads what Key wrote, in its order; what is not there reads as nothing.
class KeyReader {
 public:
  explicit KeyReader(std::string_view key) : rest_(key.substr(key.empty() ? 0 : 1)) {}
  std::uint8_t u8() { return static_cast<std::uint8_t>(take(1)); }
  std::uint32_t u32() { return static_cast<std::uint32_t>(take(4)); }
  std::uint64_t u64() { return take(8); }
  Day day() { return static_cast<Day>(u32() ^ 0x80000000U); }
  std::string_view text() {
    const std::size_t end = rest_.find('\0');
    const std::string_view out = rest_.substr(0, end);
    rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
    return out;
  }

 private:
  std::uint64_t take(std::size_t bytes) {
    std::uint64_t out = 0;
    if (rest_.size() < bytes) return rest_ = {}, 0;
    for (std::size_t i = 0; i < bytes; ++i) out = out << 8 | static_cast<unsigned char>(rest_[i]);
    rest_.remove_prefix(bytes);
    return out;
  }
  std::string_view rest_;
};

}  // namespace annals::link
