// Eight bytes of text looked at in one go. A set of them is a number with the high bit of each byte that is in it; the
// first byte is the lowest.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>

namespace annals::base {

class EightBytes {
 public:
  static constexpr std::uint64_t kAll = 0x8080808080808080;

  explicit EightBytes(const void* at) {
    std::memcpy(&bytes_, at, sizeof bytes_);
    if constexpr (std::endian::native == std::endian::big) bytes_ = __builtin_bswap64(bytes_);
  }

  std::uint64_t bytes() const { return bytes_; }
  std::uint64_t ascii() const { return ~bytes_ & kAll; }
  std::uint64_t are(unsigned char byte) const { return is_zero(bytes_ ^ each(byte)); }
  // ASCII from `first` to `last`.
  std::uint64_t within(unsigned char first, unsigned char last) const { return within(bytes_, first, last); }
  std::uint64_t letters() const { return within(bytes_ | each(0x20), 'a', 'z'); }
  // With the bit that makes ASCII letters small.
  std::uint64_t lowered() const { return bytes_ | each(0x20); }

  // How many of the first bytes are in `set`.
  static unsigned run(std::uint64_t set) { return static_cast<unsigned>(std::countr_zero(~set & kAll)) / 8; }
  static unsigned count(std::uint64_t set) { return static_cast<unsigned>((set >> 7) * each(1) >> 56); }
  // The first `size` bytes, 0 to 8, all of them.
  static std::uint64_t first(std::uint64_t bytes, unsigned size) {
    return size >= 8 ? bytes : bytes & ((std::uint64_t{1} << 8 * size) - 1);
  }

 private:
  static constexpr std::uint64_t each(unsigned char byte) { return 0x0101010101010101 * byte; }
  static std::uint64_t is_zero(std::uint64_t bytes) { return ~(((bytes & ~kAll) + ~kAll) | bytes) & kAll; }
  static std::uint64_t within(std::uint64_t bytes, unsigned char first, unsigned char last) {
    const std::uint64_t low = bytes & ~kAll;
    return (low + each(static_cast<unsigned char>(0x80 - first))) &
           ~(low + each(static_cast<unsigned char>(0x7F - last))) & ~bytes & kAll;
  }

  std::uint64_t bytes_ = 0;
};

}  // namespace annals::base
