#include "lexicon/name_index.h"

#include <algorithm>
#include <array>
#include <bit>

namespace annals::lexicon {
namespace {

std::uint64_t start_of(std::string_view text) {
  std::uint64_t start = 0;
  for (std::size_t i = 0; i < 8; ++i) start = start << 8 | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0U);
  return start;
}

constexpr std::uint64_t kAlone = 0x9E3779B97F4A7C15ULL, kMore = 0xC2B2AE3D27D4EB4FULL,
                        kCapital = 0x27D4EB2F165667C5ULL;  // where the first unit must begin with one
constexpr std::size_t kBitsEach = 32;  // of the marks, for each name: few words are taken for others

std::uint64_t mixed(std::uint64_t a, std::uint64_t b) {
  const std::uint64_t x = (a ^ (b + 0x165667B19E3779F9ULL + (a << 6))) * 0x9FB21C651E98DF25ULL;
  return x ^ (x >> 29);
}

constexpr std::uint64_t kHashSeed = 0xCBF29CE484222325ULL;
constexpr std::uint64_t hash_on(std::uint64_t hash, char c) {
  return (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
}

std::uint64_t hash_of(std::string_view unit) {
  std::uint64_t hash = kHashSeed;
  for (const char c : unit) hash = hash_on(hash, c);
  return hash;
}

// What a byte of a name is, as units_of sees it: a letter or digit, in small letters; what parts units; what is left
// out.
constexpr char kUnclear = 0, kParts = 1, kNothing = 2, kApostrophe = 3;
constexpr std::array<char, 256> kBytes = [] {
  std::array<char, 256> out{};
  for (const char c : std::string_view(",;:!?()[]/-\"%$#*+=")) out[static_cast<unsigned char>(c)] = kParts;
  out['.'] = kNothing;
  out['\''] = kApostrophe;
  for (char c = '0'; c <= '9'; ++c) out[static_cast<unsigned char>(c)] = c;
  for (char c = 'a'; c <= 'z'; ++c) out[static_cast<unsigned char>(c)] = c;
  for (char c = 'A'; c <= 'Z'; ++c) out[static_cast<unsigned char>(c)] = static_cast<char>(c + 32);
  return out;
}();

// The hash of a word's first unit, and whether it is the whole word. 0: it is not plain enough to tell.
struct FirstUnit {
  std::uint64_t hash = 0;
  bool whole = false, capital = false;
  bool none = false;  // it holds no letter and no digit
};
FirstUnit first_unit(std::string_view word) {
  std::uint64_t hash = kHashSeed;
  bool capital = false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    char c = kBytes[static_cast<unsigned char>(word[i])];
    if (c == kUnclear && word.substr(i).starts_with("\xE2\x80")) {  // curly marks
      const char last = i + 2 < word.size() ? word[i + 2] : '\0';
      if (last == '\x9C' || last == '\x9D') c = kParts;
      if (last == '\x99') c = kApostrophe;
      i += 2;
    }
    if (c == kUnclear) return {};
    if (c == kApostrophe) {  // of a genitive, which is a unit, or within a name
      const bool genitive = i + 1 < word.size() && (word[i + 1] == 's' || word[i + 1] == 'S');
      if (!genitive) continue;
      if (i + 2 == word.size()) return hash == kHashSeed ? FirstUnit{} : FirstUnit{hash, false, capital};
      return {};
    }
    if (c == kNothing || (c == kParts && hash == kHashSeed)) continue;
    if (c == kParts) return {hash, false, capital};
    if (hash == kHashSeed) capital = word[i] != c && word[i] < 'a';
    hash = hash_on(hash, c);
  }
  return hash == kHashSeed ? FirstUnit{0, false, false, true} : FirstUnit{hash, true, capital};
}

}  // namespace

bool Casing::allows(std::span<const Unit> units) const {
  if (acronym && !units.front().all_capitals) return false;
  for (std::size_t i = 0; i < units.size(); ++i) {
    if ((capitals >> i & 1U) != 0 && !units[i].capital) return false;
  }
  return true;
}

Casing casing_of(const std::vector<Unit>& units) {
  Casing casing;
  casing.acronym = units.size() == 1 && units[0].all_capitals && units[0].text.size() > 1;
  for (std::size_t i = 0; i < units.size() && i < 16; ++i) {
    if (units[i].capital) casing.capitals = static_cast<std::uint16_t>(casing.capitals | 1U << i);
  }
  return casing;
}

void NameIndex::keep(std::string_view name, std::uint32_t value, bool any_case) {
  std::vector<Unit> units = units_of(name);
  if (units.size() > 1 && units[0].text == "the") units.erase(units.begin());
  if (units.empty()) return;
  const std::string text = key_of(units);
  entries_.push_back({start_of(text), static_cast<std::uint32_t>(keys_.size()), static_cast<std::uint32_t>(text.size()),
                      any_case ? Casing{} : casing_of(units), value});
  keys_ += text;
}

void NameIndex::add(std::string_view name, std::uint32_t value) { keep(name, value, false); }
void NameIndex::add_any_case(std::string_view name, std::uint32_t value) { keep(name, value, true); }

bool NameIndex::may_begin(std::span<const std::string_view> words, std::size_t first) const {
  FirstUnit one = first_unit(words[first]);
  while (one.none && first + 1 < words.size()) one = first_unit(words[++first]);  // what units_of reads on to
  if (one.hash == 0) return true;
  const auto may = [&](std::uint64_t hash) {
    if (marked(mixed(hash, kAlone))) return true;
    if (!marked(mixed(hash, kMore))) return false;
    if (!one.whole || first + 1 == words.size()) return true;
    const FirstUnit two = first_unit(words[first + 1]);
    return two.hash == 0 || marked(mixed(hash, two.hash));
  };
  return may(one.hash) || (one.capital && may(one.hash ^ kCapital));
}

NameIndex::Found NameIndex::longest_at(std::span<const std::string_view> words, std::size_t first) const {
  if (!may_begin(words, first)) return {};
  constexpr std::size_t kMostly = 4;  // units; hardly any name has so many
  bool cut = false;
  const Found found = longest(units_of(words, first, kMostly), &cut);
  return cut ? longest(units_of(words, first, kLongest)) : found;
}

void NameIndex::sort() {
  marks_.assign(std::bit_ceil(entries_.size() * kBitsEach / 64 + 1), 0);
  for (const Entry& entry : entries_) {
    const std::string_view whole = key(entry);
    const std::size_t blank = whole.find(' ');
    const bool capital = entry.casing.acronym || (entry.casing.capitals & 1U) != 0;
    const std::uint64_t one = hash_of(whole.substr(0, blank)) ^ (capital ? kCapital : 0);
    mark(mixed(one, blank == std::string_view::npos ? kAlone : kMore));
    if (blank == std::string_view::npos) continue;
    const std::string_view rest = whole.substr(blank + 1);
    mark(mixed(one, hash_of(rest.substr(0, rest.find(' ')))));
  }
  std::stable_sort(entries_.begin(), entries_.end(), [&](const Entry& a, const Entry& b) {
    return a.start != b.start ? a.start < b.start : key(a) < key(b);
  });
}

std::span<const NameIndex::Entry> NameIndex::find(std::string_view wanted) const {
  const auto less = [&](const Entry& entry, std::string_view other) { return key(entry) < other; };
  const auto first = std::lower_bound(entries_.begin(), entries_.end(), wanted, less);
  auto last = first;
  while (last != entries_.end() && key(*last) == wanted) ++last;
  return {first, last};
}

NameIndex::Found NameIndex::longest(std::span<const Unit> units, bool* cut) const {
  const auto less = [&](const Entry& entry, std::string_view other) { return key(entry) < other; };
  Found found;
  std::string spelled;
  auto at = entries_.begin();
  for (std::size_t n = 1; n <= units.size() && n <= kLongest; ++n) {
    if (n > 1) spelled += ' ';
    spelled += units[n - 1].text;
    at = std::lower_bound(at, entries_.end(), spelled, less);
    if (at == entries_.end() || !key(*at).starts_with(spelled)) return found;
    if (!units[n - 1].ends_word) continue;
    std::vector<std::uint32_t> values;
    for (auto entry = at; entry != entries_.end() && key(*entry) == spelled; ++entry) {
      if (entry->casing.allows(units.first(n))) values.push_back(entry->value);
    }
    if (!values.empty()) found = {n, std::move(values)};
  }
  if (cut) *cut = true;
  return found;
}

}  // namespace annals::lexicon
