#include "lexicon/name_index.h"

#include <algorithm>

namespace annals::lexicon {
namespace {

std::uint64_t start_of(std::string_view text) {
  std::uint64_t start = 0;
  for (std::size_t i = 0; i < 8; ++i) start = start << 8 | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0U);
  return start;
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

void NameIndex::sort() {
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

NameIndex::Found NameIndex::longest(std::span<const Unit> units) const {
  const auto less = [&](const Entry& entry, std::string_view other) { return key(entry) < other; };
  Found found;
  std::string spelled;
  auto at = entries_.begin();
  for (std::size_t n = 1; n <= units.size() && n <= kLongest; ++n) {
    if (n > 1) spelled += ' ';
    spelled += units[n - 1].text;
    at = std::lower_bound(at, entries_.end(), spelled, less);
    if (at == entries_.end() || !key(*at).starts_with(spelled)) break;
    if (!units[n - 1].ends_word) continue;
    std::vector<std::uint32_t> values;
    for (auto entry = at; entry != entries_.end() && key(*entry) == spelled; ++entry) {
      if (entry->casing.allows(units.first(n))) values.push_back(entry->value);
    }
    if (!values.empty()) found = {n, std::move(values)};
  }
  return found;
}

}  // namespace annals::lexicon
