// What is known of some thousand words, looked up by a hash of their letters that can be taken letter by letter.
//
// Only hashes are kept: of two words in 10^19 one might be taken for the other, which evidence can bear.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

namespace annals::clean {

// The same for the same letters, however many are added at a time.
class LetterHash {
 public:
  void add(char letter) { add(static_cast<unsigned char>(letter), 1); }
  void add(std::string_view letters) {
    for (const char letter : letters) add(letter);
  }
  // `size` letters, 0 to 8, the first of them lowest; nothing above them.
  void add(std::uint64_t letters, unsigned size) {
    held_ |= letters << 8 * (size_ % 8);
    const unsigned before = size_ % 8;
    size_ += size;
    if (before + size < 8) return;
    value_ = mixed(value_ ^ held_);
    held_ = before > 0 ? letters >> 8 * (8 - before) : 0;
  }
  std::uint64_t value() const { return mixed(mixed(value_ ^ held_) + size_); }

 private:
  static std::uint64_t mixed(std::uint64_t value) {
    value *= 0x9E3779B97F4A7C15;
    return value ^ value >> 32;
  }

  std::uint64_t value_ = 0xCBF29CE484222325, held_ = 0;
  unsigned size_ = 0;
};

template <typename Value>
class WordTable {
 public:
  // The value of `word`, a new one where there was none.
  Value& operator[](std::string_view word) {
    LetterHash hash;
    hash.add(word);
    return at(hash.value());
  }
  Value& at(std::uint64_t hash) {
    if (2 * (words_ + 1) > slots_.size()) grow();
    Slot& slot = slots_[place_of(hash)];
    words_ += slot.hash == 0 ? 1 : 0;
    slot.hash = hash;
    return slot.value;
  }
  // Null where no word has this hash.
  const Value* find(std::uint64_t hash) const {
    if (slots_.empty()) return nullptr;
    const Slot& slot = slots_[place_of(hash)];
    return slot.hash == hash ? &slot.value : nullptr;
  }
  Value value_of(std::uint64_t hash) const {
    const Value* const found = find(hash);
    return found != nullptr ? *found : Value{};
  }

 private:
  struct Slot {
    std::uint64_t hash = 0;  // 0: empty
    Value value{};
  };
  std::size_t place_of(std::uint64_t hash) const {
    std::size_t at = hash & (slots_.size() - 1);
    while (slots_[at].hash != 0 && slots_[at].hash != hash) at = (at + 1) & (slots_.size() - 1);
    return at;
  }
  void grow() {
    std::vector<Slot> held(std::max<std::size_t>(64, 2 * slots_.size()));
    held.swap(slots_);
    for (const Slot& slot : held) {
      if (slot.hash != 0) slots_[place_of(slot.hash)] = slot;
    }
  }

  std::vector<Slot> slots_;  // a power of two of them
  std::size_t words_ = 0;    // as many as are held
};

}  // namespace annals::clean
