// Names of many things, found in running text: the longest that begins at a word.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lexicon/names.h"

namespace annals::lexicon {

// Which capitals a name asks for.
struct Casing {
  std::uint16_t capitals = 0;  // bit i: unit i begins with a capital
  bool acronym = false;        // one unit, all capitals: nothing else will do
  bool allows(std::span<const Unit> units) const;
};
Casing casing_of(const std::vector<Unit>& units);

class NameIndex {
 public:
  static constexpr std::size_t kLongest = 14;  // units of the longest name that is looked for

  struct Entry {
    std::uint64_t start = 0;                 // its first eight bytes as a number: decides most comparisons
    std::uint32_t key_at = 0, key_size = 0;  // in the pool of keys
    Casing casing;
    std::uint32_t value = 0;
  };

  void add(std::string_view name, std::uint32_t value);  // a leading "the" is dropped
  void add_any_case(std::string_view name, std::uint32_t value);
  void sort();  // once, before any question

  // Entries of exactly this key, in the order they were added.
  std::span<const Entry> find(std::string_view key) const;

  struct Found {
    std::size_t units = 0;  // 0: nothing
    std::vector<std::uint32_t> values;
  };
  // The longest name that the first units spell, with its last unit at the end of a word.
  // `cut`: set where more units might spell a longer one.
  Found longest(std::span<const Unit> units, bool* cut = nullptr) const;
  // Whether some name may begin with a word, by hashes of the first two units: false is sure, and cheap to find out.
  bool may_begin(std::span<const std::string_view> words, std::size_t first) const;
  // The longest name that begins with a word.
  Found longest_at(std::span<const std::string_view> words, std::size_t first) const;

 private:
  void keep(std::string_view name, std::uint32_t value, bool any_case);
  std::string_view key(const Entry& entry) const {
    return std::string_view(keys_).substr(entry.key_at, entry.key_size);
  }

  std::string keys_;  // one behind the other
  std::vector<Entry> entries_;
  void mark(std::uint64_t hash) { marks_[hash >> 6 & (marks_.size() - 1)] |= std::uint64_t{1} << (hash & 63); }
  bool marked(std::uint64_t hash) const { return (marks_[hash >> 6 & (marks_.size() - 1)] >> (hash & 63) & 1) != 0; }
  std::vector<std::uint64_t> marks_;  // bits, by hash, of how names begin; a power of two of numbers
};

}  // namespace annals::lexicon
