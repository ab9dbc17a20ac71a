#include "lexicon/name_index.h"

#include <algorithm>

namespace annals::lexicon {

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

void NameIndex::add(std::string_view name, std::uint32_t value) {
  std::vector<Unit> units = units_of(name);
  if (units.size() > 1 && units[0].text == "the") units.erase(units.begin());
  if (!units.empty()) entries_.push_back({key_of(units), casing_of(units), value});
}

void NameIndex::add_any_case(std::string_view name, std::uint32_t value) {
  std::vector<Unit> units = units_of(name);
  if (units.size() > 1 && units[0].text == "the") units.erase(units.begin());
  if (!units.empty()) entries_.push_back({key_of(units), {}, value});
}

void NameIndex::sort() {
  std::stable_sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) { return a.key < b.key; });
}

std::span<const NameIndex::Entry> NameIndex::find(std::string_view key) const {
  const auto first = std::lower_bound(entries_.begin(), entries_.end(), key,
                                      [](const Entry& e, std::string_view k) { return e.key < k; });
  auto last = first;
  while (last != entries_.end() && last->key == key) ++last;
  return {first, last};
}

NameIndex::Found NameIndex::longest(std::span<const Unit> units) const {
  Found found;
  std::string key;
  auto at = entries_.begin();
  for (std::size_t n = 1; n <= units.size() && n <= kLongest; ++n) {
    if (n > 1) key += ' ';
    key += units[n - 1].text;
    at = std::lower_bound(at, entries_.end(), key, [](const Entry& e, const std::string& k) { return e.key < k; });
    if (at == entries_.end() || !at->key.starts_with(key)) break;
    if (!units[n - 1].ends_word) continue;
    std::vector<std::uint32_t> values;
    for (auto entry = at; entry != entries_.end() && entry->key == key; ++entry) {
      if (entry->casing.allows(units.first(n))) values.push_back(entry->value);
    }
    if (!values.empty()) found = {n, std::move(values)};
  }
  return found;
}

}  // namespace annals::lexicon
