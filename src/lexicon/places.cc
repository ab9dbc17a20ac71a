#include "lexicon/places.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numbers>

#include "base/text.h"
#include "lexicon/gazetteer.h"
#include "lexicon/name_index.h"
#include "lexicon/table.h"

namespace annals::lexicon {
namespace {

constexpr std::array<std::string_view, 5> kPackedKinds = {"town", "capital", "region", "country", "district"};

// Words that tell what a place is, before or behind its name: "Idlib province", "the city of Aleppo".
struct KindWord {
  std::string_view word, kind;
};
constexpr std::array<KindWord, 38> kKindWords = {{
    {"province", "region"},
    {"governorate", "region"},
    {"region", "region"},
    {"oblast", "region"},
    {"state", "region"},
    {"prefecture", "region"},
    {"department", "region"},
    {"county", "district"},
    {"canton", "region"},
    {"republic", "region"},
    {"emirate", "region"},
    {"territory", "region"},
    {"countryside", "region"},
    {"district", "district"},
    {"neighborhood", "quarter"},
    {"neighbourhood", "quarter"},
    {"suburb", "quarter"},
    {"quarter", "quarter"},
    {"city", "town"},
    {"town", "town"},
    {"village", "town"},
    {"municipality", "town"},
    {"area", "area"},
    {"valley", "area"},
    {"border", "area"},
    {"camp", "camp"},
    {"airport", "base"},
    {"airbase", "base"},
    {"base", "base"},
    {"island", "island"},
    {"peninsula", "area"},
    {"strip", "area"},
    {"port", "town"},
    {"metropolitan", "town"},
    {"capital", "capital"},
    {"outskirts", "town"},
    {"center", "town"},
    {"centre", "town"},
}};
constexpr std::array<std::string_view, 22> kSides = {
    "eastern",      "western",   "northern",  "southern",  "central",   "east",         "west",         "north",
    "south",        "northeast", "northwest", "southeast", "southwest", "northeastern", "northwestern", "southeastern",
    "southwestern", "rural",     "downtown",  "upper",     "lower",     "greater"};

std::string_view kind_word(std::string_view word) {
  for (const KindWord& row : kKindWords) {
    if (row.word == word) return row.kind;
  }
  return {};
}

bool is_side(std::string_view word) { return std::find(kSides.begin(), kSides.end(), word) != kSides.end(); }

struct Extra {
  KnownPlace place;
  std::string_view inside;
  std::optional<sys_days> from, to;
};

}  // namespace

double distance_km(double latitude, double longitude, double other_latitude, double other_longitude) {
  constexpr double kRadiusKm = 6371.0, kDegree = std::numbers::pi / 180;
  const double half_up = std::sin((other_latitude - latitude) * kDegree / 2);
  const double half_across = std::sin((other_longitude - longitude) * kDegree / 2);
  const double chord =
      half_up * half_up + std::cos(latitude * kDegree) * std::cos(other_latitude * kDegree) * half_across * half_across;
  return 2 * kRadiusKm * std::asin(std::min(1.0, std::sqrt(chord)));
}

struct Places::Tables {
  explicit Tables(Gazetteer opened) : gazetteer(std::move(opened)) {}

  Gazetteer gazetteer;
  std::vector<KnownPlace> packed;  // of the gazetteer, in its order
  std::vector<Table> files;
  std::vector<Extra> extras;  // places of ours; their index follows the gazetteer's
  NameIndex extra_names;
  std::map<std::int64_t, PlaceIndex> numbers;
  std::map<std::string_view, PlaceIndex> countries;
  base::Weights senses;

  std::map<PlaceIndex, std::uint32_t> twins;  // packed places that a row of ours stands for

  Result<Done> read_extras(const std::filesystem::path& file);
  void find_twins();
  const KnownPlace& at(PlaceIndex index) const {
    return index < packed.size() ? packed[index] : extras[index - packed.size()].place;
  }
  struct Candidate {
    PlaceIndex place = 0;
    bool alternate = false;
  };
  std::vector<Candidate> candidates(const std::string& key, const TimeInterval& when) const;
  PlaceMatch weigh(const Candidate& candidate, std::string_view kind, const PlaceHint& hint,
                   const std::vector<PlaceIndex>& around) const;
  bool inside(PlaceIndex inner, PlaceIndex outer) const;
};

Result<Done> Places::Tables::read_extras(const std::filesystem::path& file) {
  enum {
    kName,
    kKind,
    kCountry,
    kInside,
    kLatitude,
    kLongitude,
    kPopulation,
    kGeonames,
    kFrom,
    kTo,
    kAliases,
    kSource,
    kColumns
  };
  Result<Table> table = Table::open(file, kColumns);
  if (!table) return table.error();
  for (std::size_t row = 0; row < table->rows(); ++row) {
    const auto field = [&](std::size_t column) { return table->field(row, column); };
    Extra extra;
    extra.inside = field(kInside);
    DaysTold from, to;
    if (!read_days(field(kFrom), from) || !read_days(field(kTo), to)) return table->malformed(row, "expected days");
    extra.from = from.first;
    extra.to = to.last;
    KnownPlace& place = extra.place;
    place.name = field(kName);
    place.kind = field(kKind);
    place.country = field(kCountry);
    place.region = field(kInside);
    try {
      place.latitude = std::stod(std::string(field(kLatitude)));
      place.longitude = std::stod(std::string(field(kLongitude)));
      if (!field(kPopulation).empty()) place.population = std::stoll(std::string(field(kPopulation)));
      if (!field(kGeonames).empty()) place.geonames = std::stoll(std::string(field(kGeonames)));
    } catch (const std::exception&) {
      return table->malformed(row, "expected numbers");
    }
    const auto value = static_cast<std::uint32_t>(extras.size());
    extra_names.add_any_case(place.name, value);
    for (const std::string_view alias : list_of(field(kAliases))) extra_names.add_any_case(alias, value);
    extras.push_back(extra);
  }
  files.push_back(std::move(*table));
  return Done{};
}

// A town of ours that GeoNames has as well (Dayton, which has a row for its base's name) is one place, not two of a
// name.
void Places::Tables::find_twins() {
  constexpr double kOneTownKm = 15;
  for (std::uint32_t i = 0; i < extras.size(); ++i) {
    KnownPlace& ours = extras[i].place;
    if ((ours.kind != "town" && ours.kind != "village") || extras[i].from || extras[i].to) continue;
    for (const Gazetteer::Hit& hit : gazetteer.find(key_of(ours.name))) {
      const KnownPlace& theirs = packed[hit.entry];
      if (theirs.kind != "town" || theirs.country != ours.country) continue;
      if (lexicon::distance_km(ours.latitude, ours.longitude, theirs.latitude, theirs.longitude) > kOneTownKm) continue;
      twins[hit.entry] = i;
      if (!ours.geonames) ours.geonames = theirs.geonames;
      if (ours.region.empty()) ours.region = theirs.region;
    }
  }
}

std::vector<Places::Tables::Candidate> Places::Tables::candidates(const std::string& key,
                                                                  const TimeInterval& when) const {
  std::vector<Candidate> out;
  const auto held = [&](PlaceIndex place) {
    return std::any_of(out.begin(), out.end(), [&](const Candidate& one) { return one.place == place; });
  };
  for (const auto& entry : extra_names.find(key)) {
    const Extra& extra = extras[entry.value];
    if (!TimeInterval{extra.from, extra.to, {}, {}, {}, {}}.overlaps(when)) continue;
    const auto ours = static_cast<PlaceIndex>(packed.size() + entry.value);
    if (!held(ours)) out.push_back({ours, false});  // "Line of Control; the Line of Control" are one key
  }
  for (const Gazetteer::Hit& hit : gazetteer.find(key)) {
    const auto twin = twins.find(hit.entry);
    if (twin != twins.end() && held(static_cast<PlaceIndex>(packed.size() + twin->second))) continue;
    out.push_back({hit.entry, hit.alternate});
  }
  return out;
}

bool Places::Tables::inside(PlaceIndex inner, PlaceIndex outer) const {
  const KnownPlace &in = at(inner), &out = at(outer);
  if (inner == outer) return true;
  if (in.country != out.country || in.country.empty()) return false;
  if (out.kind == "country") return true;
  if (in.region.empty()) return false;
  return in.region == out.name;
}

// News names big places, and places of the countries it speaks of. The weights were set by hand: a country that the
// text speaks of outweighs a tenfold larger town elsewhere.
PlaceMatch Places::Tables::weigh(const Candidate& candidate, std::string_view kind, const PlaceHint& hint,
                                 const std::vector<PlaceIndex>& around) const {
  const KnownPlace& place = at(candidate.place);
  const bool ours = candidate.place >= packed.size();
  PlaceMatch match{candidate.place, 0, "the largest of that name"};
  double people = static_cast<double>(place.population);
  if (people < 100) people = ours ? 50000 : 300;
  if (place.kind == "country") people = std::max(people, 2e7);
  double score = 0.05 + 0.07 * std::log10(people);                     // 0.2 (a village) to 0.62 (a large country)
  if (place.kind == "region" && kind.empty() && !ours) score -= 0.08;  // "Aleppo" alone is the town
  if (place.kind == "district" && kind.empty()) score -= 0.12;
  if (place.kind == "capital") score += 0.08;
  if (ours) score += 0.06;  // somebody thought it worth a row
  if (candidate.alternate) score -= 0.14;
  if (!kind.empty() && (place.kind == kind || (kind == "town" && place.kind == "capital"))) score += 0.25;
  for (std::size_t i = 0; i < hint.countries.size() && i < 4; ++i) {
    if (place.country == hint.countries[i] && !place.country.empty()) {
      score += 0.30 - 0.05 * static_cast<double>(i);
      match.why = "in a country the text speaks of";
      break;
    }
  }
  double nearest = 1e9;
  for (const PlaceIndex other : hint.near) {
    const KnownPlace& there = at(other);
    nearest = std::min(nearest, lexicon::distance_km(place.latitude, place.longitude, there.latitude, there.longitude));
  }
  if (nearest < 150) {
    score += 0.20 * (1 - nearest / 150) + 0.05;
    match.why = "near a place the text names";
  }
  for (const PlaceIndex outer : around) {
    if (inside(candidate.place, outer) && candidate.place != outer) {
      score += 0.35;
      match.why = "inside the place it is said to be in";
      break;
    }
  }
  match.score = std::clamp(score / 1.2, 0.0, 1.0);
  return match;
}

Places::Places(std::unique_ptr<Tables> tables) : tables_(std::move(tables)) {}
Places::Places(Places&&) noexcept = default;
Places& Places::operator=(Places&&) noexcept = default;
Places::~Places() = default;

Result<Places> Places::open(const std::filesystem::path& folder, const std::filesystem::path& own) {
  Result<Gazetteer> gazetteer = Gazetteer::open(folder / "geonames.bin");
  if (!gazetteer) return gazetteer.error();
  auto tables = std::make_unique<Tables>(std::move(*gazetteer));
  const Gazetteer& packed = tables->gazetteer;
  tables->packed.reserve(packed.size());
  for (std::uint32_t i = 0; i < packed.size(); ++i) {
    const Gazetteer::Entry entry = packed.entry(i);
    if (entry.kind >= kPackedKinds.size()) return Error{ErrorKind::Malformed, "a place of no kind", "geonames.bin"};
    const std::string_view region =
        entry.region == Gazetteer::kNone ? std::string_view() : packed.entry(entry.region).name;
    tables->packed.push_back({entry.name, entry.country, region, kPackedKinds[entry.kind], entry.latitude / 1e5,
                              entry.longitude / 1e5, entry.population, entry.geonames});
    if (entry.kind == 3) tables->countries[entry.country] = i;
  }
  if (auto done = tables->read_extras(folder / "extra.tsv"); !done) return done.error();
  std::error_code none;
  if (!own.empty() && !std::filesystem::is_directory(own, none)) {
    return Error{ErrorKind::NotFound, "there is no such folder of own additions", own.generic_string()};
  }
  if (const auto file = own / "places.tsv"; !own.empty() && std::filesystem::exists(file, none)) {
    if (auto done = tables->read_extras(file); !done) return done.error();
  }
  tables->extra_names.sort();
  tables->find_twins();
  auto senses = base::Weights::open(folder / "senses.tsv");
  if (!senses) return senses.error();
  tables->senses = std::move(*senses);
  return Places(std::move(tables));
}

const base::Weights& Places::senses() const { return tables_->senses; }
std::size_t Places::size() const { return tables_->packed.size() + tables_->extras.size(); }
const KnownPlace& Places::place(PlaceIndex index) const { return tables_->at(index); }

std::optional<PlaceIndex> Places::by_geonames(std::int64_t number) const {
  for (PlaceIndex i = 0; i < size(); ++i) {
    if (tables_->at(i).geonames == number) return i;
  }
  return std::nullopt;
}

std::optional<PlaceIndex> Places::country(std::string_view iso3) const {
  const auto found = tables_->countries.find(iso3);
  if (found == tables_->countries.end()) return std::nullopt;
  return found->second;
}

namespace {

// "the city of Aleppo" -> aleppo (town); "Idlib province" -> idlib (region); "eastern Aleppo" -> aleppo.
struct Stripped {
  std::string key;
  std::string_view kind;
};

std::vector<std::string_view> words_of(std::string_view key) { return base::split_words(key); }

std::string join_words(std::span<const std::string_view> words) {
  std::string out;
  for (const std::string_view word : words) {
    if (!out.empty()) out += ' ';
    out += word;
  }
  return out;
}

std::optional<Stripped> strip_once(const Stripped& from) {
  const auto words = words_of(from.key);
  const std::span all(words);
  if (words.size() > 1 && words[0] == "the") return Stripped{join_words(all.subspan(1)), from.kind};
  if (words.size() > 2 && words[1] == "of" && !kind_word(words[0]).empty()) {
    return Stripped{join_words(all.subspan(2)), kind_word(words[0])};
  }
  if (words.size() > 1 && !kind_word(words.back()).empty()) {
    return Stripped{join_words(all.first(words.size() - 1)), from.kind.empty() ? kind_word(words.back()) : from.kind};
  }
  if (words.size() > 1 && is_side(words[0])) return Stripped{join_words(all.subspan(1)), from.kind};
  if (words.size() > 1 && words.back() == "'s") return Stripped{join_words(all.first(words.size() - 1)), from.kind};
  return std::nullopt;
}

}  // namespace

std::vector<PlaceMatch> Places::named(std::string_view name, const PlaceHint& hint, std::size_t limit) const {
  std::vector<PlaceIndex> around;
  if (!hint.inside.empty()) {
    for (std::optional<Stripped> outer = Stripped{key_of(hint.inside), {}}; outer && around.empty();
         outer = strip_once(*outer)) {
      for (const auto& candidate : tables_->candidates(outer->key, hint.when)) around.push_back(candidate.place);
    }
  }
  std::vector<PlaceMatch> out;
  for (std::optional<Stripped> asked = Stripped{key_of(name), {}}; asked && out.empty(); asked = strip_once(*asked)) {
    for (const auto& candidate : tables_->candidates(asked->key, hint.when)) {
      out.push_back(tables_->weigh(candidate, asked->kind, hint, around));
    }
    // "Idlib province" stands in the tables as it is, but where only a town of the bare name is meant, it is found too.
  }
  std::stable_sort(out.begin(), out.end(), [](const PlaceMatch& a, const PlaceMatch& b) { return a.score > b.score; });
  if (out.size() > limit) out.resize(limit);
  return out;
}

std::vector<PlaceBearer> Places::bearers(std::string_view name, const TimeInterval& when) const {
  std::vector<PlaceBearer> out;
  for (std::optional<Stripped> asked = Stripped{key_of(name), {}}; asked && out.empty(); asked = strip_once(*asked)) {
    for (const auto& candidate : tables_->candidates(asked->key, when)) {
      out.push_back({candidate.place, candidate.alternate, asked->kind, candidate.place >= tables_->packed.size()});
    }
  }
  return out;
}

bool Places::is_name(std::string_view name) const {
  const std::string key = key_of(name);
  return !tables_->extra_names.find(key).empty() || !tables_->gazetteer.find(key).empty();
}

std::optional<PlaceSpan> Places::longest_at(std::span<const std::string_view> words, std::size_t first) const {
  const std::vector<Unit> units = units_of(words, first, 8);
  if (units.empty() || units.front().word != first || !units.front().capital) {
    // "al-Bab": a small article before a capital will do.
    if (units.size() < 2 || units.front().word != first || !units[1].capital || units.front().text.size() > 3)
      return std::nullopt;
  }
  std::optional<PlaceSpan> best;
  std::string key;
  for (std::size_t n = 0; n < units.size(); ++n) {
    if (n > 0) key += ' ';
    key += units[n].text;
    if (units[n].ends_word && units[n].text != "'s") {
      if (!tables_->extra_names.find(key).empty() || !tables_->gazetteer.find(key).empty()) {
        best = PlaceSpan{first, units[n].word + std::size_t{1}};
      }
    }
  }
  return best;
}

bool Places::inside(PlaceIndex inner, PlaceIndex outer) const { return tables_->inside(inner, outer); }

double Places::distance_km(PlaceIndex one, PlaceIndex other) const {
  const KnownPlace &a = place(one), &b = place(other);
  return lexicon::distance_km(a.latitude, a.longitude, b.latitude, b.longitude);
}

}  // namespace annals::lexicon
