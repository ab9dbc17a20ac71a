// Words as hashes: what a text says, looked up without making a string of it.
//
// A word is a run of letters; digits, blanks and marks part words. Capitals of ASCII, Latin-1, Greek and Cyrillic are
// taken for small letters, all other letters as they are: this serves looking up, not reading.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/eight_bytes.h"
#include "clean/word_table.h"

namespace annals::clean {

// The hash of two words, or of a phrase and the word behind it.
constexpr std::uint64_t hash_pair(std::uint64_t first, std::uint64_t second) {
  return (first * 0x9E3779B97F4A7C15 + 1) ^ (second * 0xC2B2AE3D27D4EB4F);
}
inline constexpr std::uint64_t kBeginning = 0x5E11;  // stands before the first word

class WordReader {
 public:
  explicit WordReader(std::string_view text)
      : at_(reinterpret_cast<const unsigned char*>(text.data())), end_(at_ + text.size()) {}

  // Moves on to the next word; false when there is none.
  bool next() {
    hash_ = {};
    bool found = false;
    while (at_ < end_ && !found) {
      begin_ = at_;
      found = step();
    }
    last_ = at_;
    if (!found) return false;
    do {
      plain_letters();
      last_ = at_;
    } while (at_ < end_ && step());
    return true;
  }
  std::uint64_t hash() const { return hash_.value(); }
  std::string_view word() const {
    return {reinterpret_cast<const char*>(begin_), static_cast<std::size_t>(last_ - begin_)};
  }

 private:
  // Takes letters of ASCII while there are enough bytes to take them many at once.
  void plain_letters() {
    while (end_ - at_ >= 8) {
      const base::EightBytes eight(at_);
      const unsigned run = base::EightBytes::run(eight.letters());
      hash_.add(base::EightBytes::first(eight.lowered(), run), run);
      at_ += run;
      if (run < 8) return;
    }
  }
  // Takes one character; false: it is no letter.
  bool step() {
    const unsigned char c = *at_;
    if (c < 0x80) {
      ++at_;
      const unsigned small = c | 0x20u;
      if (small < 'a' || small > 'z') return false;
      hash_.add(static_cast<char>(small));
      return true;
    }
    if (c == 0xC2 || c == 0xE2 || c == 0xE3 || c == 0xEF) {  // marks: Latin-1, general, CJK, wide
      at_ += at_ + 3 <= end_ && c != 0xC2 ? 3 : at_ + 2 <= end_ ? 2 : 1;
      return false;
    }
    if ((c == 0xC3 || c == 0xCE || c == 0xD0) && at_ + 1 < end_) return two_bytes(c, at_[1]);
    hash_.add(static_cast<char>(c));
    ++at_;
    return true;
  }

  bool two_bytes(unsigned lead, unsigned tail) {
    at_ += 2;
    if (lead == 0xC3) {
      if (tail < 0x9F) tail += 0x20;
    } else if (lead == 0xCE) {
      if (tail >= 0x91 && tail <= 0x9F) {
        tail += 0x20;
      } else if (tail >= 0xA0 && tail <= 0xA9) {
        lead = 0xCF, tail -= 0x20;
      }
    } else if (tail < 0x90) {
      lead = 0xD1, tail += 0x10;
    } else if (tail < 0xA0) {
      tail += 0x20;
    } else if (tail < 0xB0) {
      lead = 0xD1, tail -= 0x20;
    }
    hash_.add(static_cast<char>(lead));
    hash_.add(static_cast<char>(tail));
    return true;
  }

  const unsigned char* at_;
  const unsigned char* end_;
  const unsigned char* begin_ = nullptr;  // of the word, and where it ends
  const unsigned char* last_ = nullptr;
  LetterHash hash_;
};

}  // namespace annals::clean
