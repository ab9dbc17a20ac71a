// Where things happen: towns, countries, provinces, seas, camps, and names that places had once.
//
//   Result<Places> places = Places::open("data/places");
//   PlaceHint hint;
//   hint.countries = {"SYR"};
//   for (const PlaceMatch& match : places->named("Aleppo", hint)) print(places->place(match.place).latitude);
//
// The tables are data/places/geonames.bin (packed from GeoNames by build.py) and extra.tsv (ours); see data/README.md.
// A Places never changes once it is open: any number of threads may ask it. Its string_views live as long as it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "annals/error.h"
#include "annals/time.h"
#include "base/weights.h"

namespace annals::lexicon {

using PlaceIndex = std::uint32_t;

struct KnownPlace {
  std::string_view name;     // "Hamburg"
  std::string_view country;  // ISO 3166-1 alpha-3; empty for seas and places of several states
  std::string_view region;   // its province or state, as a name; may be empty
  std::string_view kind;     // town, capital, quarter, village, camp, country, region, district, sea, river, mountain,
                             // island, continent, base, crossing, building, strait, area
  double latitude = 0;
  double longitude = 0;
  std::int64_t population = 0;           // 0: not known
  std::optional<std::int64_t> geonames;  // its number there
};

// What the text already tells about where we are.
struct PlaceHint {
  std::vector<std::string_view> countries;  // ISO codes the text speaks of, the surest first
  std::vector<PlaceIndex> near;             // places named nearby in the text
  std::string_view inside;                  // "Idlib province" in "Khan Sheikhoun, Idlib province": a name
  TimeInterval when;                        // for names that places had once
};

struct PlaceMatch {
  PlaceIndex place = 0;
  double score = 0;      // 0 to 1, comparable among candidates of one name
  std::string_view why;  // "in a country the text speaks of", "the largest of that name" ...
};

// A place that is called so.
struct PlaceBearer {
  PlaceIndex place = 0;
  bool alternate = false;      // by another name than its own
  std::string_view kind = {};  // that the words around the name tell: "region" for "Idlib province"
  bool ours = false;           // of extra.tsv: somebody thought it worth a row
};

struct PlaceSpan {
  std::size_t first = 0, last = 0;  // words [first, last)
};

class Places {
 public:
  // Errors: NotFound; Malformed, with file and line.
  // `own`: a user's folder, whose places.tsv is read beside extra.tsv where there is one; empty: none.
  static Result<Places> open(const std::filesystem::path& folder, const std::filesystem::path& own = {});
  Places(Places&&) noexcept;
  Places& operator=(Places&&) noexcept;
  ~Places();

  std::size_t size() const;
  const KnownPlace& place(PlaceIndex index) const;
  std::optional<PlaceIndex> by_geonames(std::int64_t number) const;
  std::optional<PlaceIndex> country(std::string_view iso3) const;  // the country as a place

  // Places of a name, spelling folded, best first under the hint. "the Gaza Strip" and "Gaza Strip" are one;
  // "eastern Aleppo", "Aleppo province", "the city of Aleppo" find what they can: the part by its whole.
  std::vector<PlaceMatch> named(std::string_view name, const PlaceHint& hint = {}, std::size_t limit = 8) const;
  // All places of a name, unweighed; where none is called so, those of the name without its words of kind and side.
  std::vector<PlaceBearer> bearers(std::string_view name, const TimeInterval& when = {}) const;
  bool is_name(std::string_view name) const;  // some place is called so
  // The longest place name that begins with word `first` (capitals asked for).
  std::optional<PlaceSpan> longest_at(std::span<const std::string_view> words, std::size_t first) const;

  // What a sign says of which bearer of a name is meant: senses.tsv.
  const base::Weights& senses() const;
  // Whether `inner` lies in `outer` (a town in its province, country; by the tables, not by outline).
  bool inside(PlaceIndex inner, PlaceIndex outer) const;
  double distance_km(PlaceIndex one, PlaceIndex other) const;

 private:
  struct Tables;
  explicit Places(std::unique_ptr<Tables> tables);
  std::unique_ptr<Tables> tables_;
};

double distance_km(double latitude, double longitude, double other_latitude, double other_longitude);

}  // namespace annals::lexicon
