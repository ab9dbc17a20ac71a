#include "lexicon/persons.h"

#include <algorithm>
#include <array>

namespace annals::lexicon {
namespace {

// Words inside names that writers drop or add as they please.
constexpr std::array<std::string_view, 13> kParticles = {"al",  "el", "ul", "ibn", "bin", "ben", "abd",
                                                         "the", "jr", "sr", "ii",  "iii", "'s"};
bool is_particle(std::string_view unit) {
  return std::find(kParticles.begin(), kParticles.end(), unit) != kParticles.end();
}

// What tells two kings of one name apart; 0 where a name has none. The first of a name is mostly not counted.
std::uint8_t numeral_of(std::string_view name) {
  constexpr std::array<std::string_view, 16> kNumerals = {"ii", "iii", "iv",  "v",    "vi",  "vii", "viii", "ix",
                                                          "x",  "xi",  "xii", "xiii", "xiv", "xv",  "xvi",  "xvii"};
  std::uint8_t out = 0;
  const std::vector<Unit> units = units_of(name);
  for (std::size_t i = 1; i < units.size(); ++i) {
    if (!units[i].all_capitals) continue;
    const auto found = std::find(kNumerals.begin(), kNumerals.end(), units[i].text);
    const bool alone = units[i].text.size() == 1 && i + 1 < units.size();  // "X. Y." are initials
    if (found != kNumerals.end() && !alone) out = static_cast<std::uint8_t>(found - kNumerals.begin() + 2);
  }
  return out;
}

std::uint64_t hash_of(std::string_view text) {  // FNV-1a: the same on every machine
  std::uint64_t hash = 14695981039346656037ULL;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return hash;
}

constexpr double kExact = 1.0, kSounds = 0.93, kNearly = 0.86, kInitial = 0.8;

// One letter wrong, missing, too many, or two letters swapped.
bool one_slip(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (a.size() < 5 || b.size() - a.size() > 1) return false;
  std::size_t begin = 0;
  while (begin < a.size() && a[begin] == b[begin]) ++begin;
  a.remove_prefix(begin);
  b.remove_prefix(begin);
  while (!a.empty() && a.back() == b.back()) {
    a.remove_suffix(1);
    b.remove_suffix(1);
  }
  if (b.size() <= 1) return true;
  return a.size() == 2 && b.size() == 2 && a[0] == b[1] && a[1] == b[0];
}

// "P.V. Narasimha Rao" is written "P. V. Narasimha Rao" too.
std::string part_initials(std::string_view name) {
  std::string out;
  for (const char c : name) {
    out += c;
    if (c == '.') out += ' ';
  }
  return out;
}

}  // namespace

Result<Spellings> Spellings::open(const std::filesystem::path& file) {
  Result<Table> table = Table::open(file, 2);
  if (!table) return table.error();
  Spellings spellings;
  for (std::size_t row = 0; row < table->rows(); ++row) {
    const std::string first = sound_of(key_of(table->field(row, 0)));
    spellings.canonical_[key_of(table->field(row, 0))] = first;
    for (const std::string_view other : list_of(table->field(row, 1))) spellings.canonical_[key_of(other)] = first;
  }
  return spellings;
}

std::string Spellings::canonical(const std::string& unit) const {
  const auto found = canonical_.find(unit);
  return found == canonical_.end() ? sound_of(unit) : found->second;
}

Result<Done> Persons::read(const std::filesystem::path& file) {
  enum { kId, kName, kSurname, kAliases, kSource, kColumns };
  Result<Table> table = Table::open(file, kColumns);
  if (!table) return table.error();
  persons_.reserve(persons_.size() + table->rows());
  by_id_.reserve(persons_.size() + table->rows());
  for (std::size_t row = 0; row < table->rows(); ++row) {
    const std::string_view surname = table->field(row, kSurname);
    if (const auto known = by_id_.find(table->field(row, kId)); known != by_id_.end()) {  // more names of his
      add(known->second, table->field(row, kName), surname);
      for (const std::string_view alias : list_of(table->field(row, kAliases))) add(known->second, alias, surname);
      continue;
    }
    const auto index = static_cast<PersonIndex>(persons_.size());
    persons_.push_back({table->field(row, kId), table->field(row, kName), surname, table->field(row, kSource)});
    add(index, table->field(row, kName), surname);
    for (const std::string_view alias : list_of(table->field(row, kAliases))) add(index, alias, surname);
    by_id_.try_emplace(table->field(row, kId), index);
  }
  tables_.push_back(std::move(*table));
  return Done{};
}

Result<Persons> Persons::open(const std::filesystem::path& folder, Spellings spellings,
                              const std::filesystem::path& own) {
  Persons persons;
  persons.spellings_ = std::move(spellings);
  for (const std::string_view file : {"persons.tsv", "persons_more.tsv"}) {
    if (auto done = persons.read(folder / file); !done) return done.error();
  }
  std::error_code failed;
  if (!own.empty() && std::filesystem::exists(own / "persons.tsv", failed)) {
    if (auto done = persons.read(own / "persons.tsv"); !done) return done.error();
  }
  std::stable_sort(persons.names_.begin(), persons.names_.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::sort(persons.by_sound_.begin(), persons.by_sound_.end());
  persons.full_names_.sort();
  return persons;
}

std::optional<PersonIndex> Persons::by_id(std::string_view id) const {
  const auto found = by_id_.find(id);
  if (found == by_id_.end()) return std::nullopt;
  return found->second;
}

std::vector<Persons::NameUnit> Persons::name_units(std::string_view name) const {
  std::vector<NameUnit> out;
  std::vector<Unit> units = units_of(part_initials(name));
  if (units.size() > 1 && units.back().text == "i") units.pop_back();  // "King Baudouin I"
  for (const Unit& unit : units) {
    if (units.size() > 1 && is_particle(unit.text)) continue;
    out.push_back({unit.text, spellings_.canonical(unit.text)});
  }
  return out;
}

void Persons::add(PersonIndex person, std::string_view name, std::string_view surname) {
  names_.emplace_back(person, name);
  std::vector<NameUnit> units = name_units(name);
  if (units.empty()) return;
  const auto first = static_cast<std::uint32_t>(units_.size());
  const auto variant = static_cast<std::uint32_t>(variants_.size());
  std::uint32_t surname_at = static_cast<std::uint32_t>(units.size()) - 1;
  const std::vector<NameUnit> last = name_units(surname);
  for (std::uint32_t i = 0; i < units.size() && !last.empty(); ++i) {
    if (units[i].sound == last.back().sound) surname_at = i;
  }
  for (NameUnit& unit : units) {
    by_sound_.emplace_back(hash_of(unit.sound), variant);
    units_.push_back(std::move(unit));
  }
  variants_.push_back({person, first, static_cast<std::uint32_t>(units_.size()), first + surname_at, numeral_of(name)});
  full_names_.add(name, person);
}

// How well the asked name fits one way of writing it; 0: not at all.
double Persons::fit(const std::vector<NameUnit>& asked, const Variant& variant) const {
  const auto alike = [&](const NameUnit& a, const NameUnit& b) {
    if (a.text == b.text) return kExact;
    if (a.sound == b.sound) return kSounds;
    if (a.text.size() == 1 && b.text.size() > 1 && b.text[0] == a.text[0]) return kInitial;
    if (asked.size() > 1 && one_slip(a.sound, b.sound)) return kNearly;
    return 0.0;
  };
  const std::size_t size = variant.last - variant.first;
  if (asked.size() == 1) {
    const double surname = alike(asked[0], units_[variant.surname]);
    if (asked[0].text.size() == 1) return 0;
    if (surname > 0) return size == 1 ? 0.9 * surname : 0.65 * surname;
    for (std::uint32_t i = variant.first; i < variant.last; ++i) {
      if (const double other = alike(asked[0], units_[i]); other > 0) return 0.4 * other;
    }
    return 0;
  }
  // Every unit asked for stands in the name, in order; middle names may be missing on either side.
  double sum = 0;
  std::size_t matched = 0, full = 0;
  bool surname_met = false;
  std::uint32_t at = variant.first;
  for (const NameUnit& unit : asked) {
    for (std::uint32_t i = at; i < variant.last; ++i) {
      const double likeness = alike(unit, units_[i]);
      if (likeness == 0) continue;
      sum += likeness;
      ++matched;
      if (likeness != kInitial) ++full;
      if (i == variant.surname && likeness != kInitial) surname_met = true;
      at = i + 1;
      break;
    }
  }
  if (matched == asked.size() && (surname_met || full >= 2)) {
    const double whole = sum / static_cast<double>(matched);
    return surname_met ? whole * (matched == size ? 1.0 : 0.95) : whole * 0.85;
  }
  // The family name first, or behind: "Abe Shinzo".
  if (asked.size() == 2 && size == 2) {
    const double one = alike(asked[0], units_[variant.first + 1]), two = alike(asked[1], units_[variant.first]);
    if (one > kInitial && two > kInitial) return 0.9 * (one + two) / 2;
  }
  // Names that the table lacks, before, amid or behind: "Edward Gough Whitlam", "César Gaviria Trujillo".
  if (size < 2 || asked.size() <= 2) return 0;
  double whole = 0;
  std::size_t met = 0, next = 0;
  for (std::uint32_t i = variant.first; i < variant.last; ++i) {
    for (std::size_t k = next; k < asked.size(); ++k) {
      const double likeness = alike(asked[k], units_[i]);
      if (likeness <= kInitial) continue;
      whole += likeness;
      ++met;
      next = k + 1;
      break;
    }
  }
  if (met == size) return 0.88 * whole / static_cast<double>(size);
  const double first = alike(asked.front(), units_[variant.first]);
  const double last = alike(asked.back(), units_[variant.surname]);
  return first > 0 && last > kInitial ? 0.85 * (first + last) / 2 : 0;
}

std::vector<Persons::Candidate> Persons::named(std::string_view name) const {
  const std::vector<NameUnit> asked = name_units(name);
  std::vector<Candidate> out;
  if (asked.empty()) return out;
  std::vector<std::uint32_t> variants;
  for (const NameUnit& unit : asked) {
    if (unit.text.size() < 2) continue;
    const std::uint64_t hash = hash_of(unit.sound);
    auto at = std::lower_bound(by_sound_.begin(), by_sound_.end(), std::pair<std::uint64_t, std::uint32_t>{hash, 0});
    for (; at != by_sound_.end() && at->first == hash; ++at) variants.push_back(at->second);
  }
  std::sort(variants.begin(), variants.end());
  variants.erase(std::unique(variants.begin(), variants.end()), variants.end());
  const std::uint8_t numeral = numeral_of(name);
  for (const std::uint32_t index : variants) {
    double score = fit(asked, variants_[index]);
    if (score == 0) continue;
    if (numeral != 0 && numeral != variants_[index].numeral) score *= variants_[index].numeral != 0 ? 0.5 : 0.8;
    const PersonIndex person = variants_[index].person;
    if (!out.empty() && out.back().person == person) {
      out.back().score = std::max(out.back().score, score);
    } else {
      out.push_back({person, score});
    }
  }
  return out;
}

std::vector<PersonIndex> Persons::called(std::string_view key) const {
  std::vector<PersonIndex> out;
  for (const auto& entry : full_names_.find(key)) out.push_back(entry.value);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::vector<std::string_view> Persons::names(PersonIndex index) const {
  std::vector<std::string_view> out;
  auto at = std::lower_bound(names_.begin(), names_.end(), index,
                             [](const auto& one, PersonIndex wanted) { return one.first < wanted; });
  for (; at != names_.end() && at->first == index; ++at) out.push_back(at->second);
  return out;
}

std::size_t Persons::bearers(std::string_view name) const {
  std::size_t fewest = variants_.size();
  for (const NameUnit& unit : name_units(name)) {
    if (unit.text.size() < 2) continue;
    const std::uint64_t hash = hash_of(unit.sound);
    const auto begin = std::lower_bound(by_sound_.begin(), by_sound_.end(), std::pair{hash, std::uint32_t{0}});
    const auto end = std::upper_bound(begin, by_sound_.end(), std::pair{hash, ~std::uint32_t{0}});
    fewest = std::min(fewest, static_cast<std::size_t>(end - begin));
  }
  return fewest;
}

std::optional<Actors::PersonSpan> Persons::longest(std::span<const Unit> units) const {
  const NameIndex::Found found = full_names_.longest(units);
  if (found.units < 2) return std::nullopt;
  Actors::PersonSpan span{units.front().word, units[found.units - 1].word + std::size_t{1}, found.values};
  std::sort(span.persons.begin(), span.persons.end());
  span.persons.erase(std::unique(span.persons.begin(), span.persons.end()), span.persons.end());
  return span;
}

}  // namespace annals::lexicon
