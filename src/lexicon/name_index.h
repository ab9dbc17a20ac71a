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
  Found longest(std::span<const Unit> units) const;

 private:
  void keep(std::string_view name, std::uint32_t value, bool any_case);
  std::string_view key(const Entry& entry) const {
    return std::string_view(keys_).substr(entry.key_at, entry.key_size);
  }

  std::string keys_;  // one behind the other
  std::vector<Entry> entries_;
};

}  // namespace annals::lexicon
