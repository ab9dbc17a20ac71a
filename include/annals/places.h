// Places: those that a text names, and those that the gazetteer holds.
//
//   Result<std::vector<GazetteerPlace>> homs = look_up_places(data, {.name = "Homs"});
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "annals/claim.h"
#include "annals/error.h"
#include "annals/span.h"
#include "annals/time.h"

namespace annals {

// A place that a text names, and which one is meant.
struct NamedPlace {
  Place place;         // without coordinates where no table knows the name; the name is then as written
  std::string kind;    // town, capital, village, quarter, camp, district, region, country, continent, sea, river ...
  std::string region;  // the province or state it lies in, as a name
  std::string use;     // "name" ("Syria"), "adjective" ("Syrian"), "people" ("Syrians")
  std::string beside;  // "near", "north of": the text speaks of what is beside the place; else empty
  std::optional<double> radius_km;  // how far from the coordinates what is told of may be; unknown for what is nowhere
  double confidence = 0;            // that this bearer of the name is meant
  std::string as_written;
  ByteSpans spans;
  std::string why;
};

// All places that a page names, in text order: what `annals places resolve` prints.
struct PlacedDocument {
  std::string id;  // that the page brought; empty: none
  std::string path;
  TimeInterval published;
  std::vector<NamedPlace> places;
};

// A place as the gazetteer has it, found by a name.
struct GazetteerPlace {
  Place place;
  std::string kind, region;
  std::int64_t population = 0;  // 0: not known
  double score = 0;             // 0 to 1 among those of the name
  std::string why;
};
struct PlaceQuestion {
  std::string name;
  std::vector<std::string> countries = {};  // ISO codes that are spoken of, the surest first
  std::string inside = {};                  // a name: "Idlib province"
  TimeInterval when = {};                   // for names that places had once
  std::size_t limit = 10;
};
// Best first; empty when no place is called so. Errors: NotFound, Malformed: of the tables in `data`.
Result<std::vector<GazetteerPlace>> look_up_places(const std::filesystem::path& data, const PlaceQuestion& question);

// How wide places are: an event told of in a province was not in its middle.
//
//   const Result<PlaceExtents> extents = PlaceExtents::open(data);
//   if (const auto extent = extents->of(place)) print(extent->kind);   // "town"
//
// Immutable: any number of threads may ask one.
class PlaceExtents {
 public:
  struct Extent {
    std::string kind;      // as NamedPlace has it
    double radius_km = 0;  // about how far from its coordinates it reaches; 0: less than a map shows
  };
  // `own`: a user's own places (own_places.h); empty: none. Errors: NotFound, Malformed: of the tables in `data`.
  static Result<PlaceExtents> open(const std::filesystem::path& data, const std::filesystem::path& own = {});
  // Nothing where the tables do not hold the place.
  std::optional<Extent> of(const Place& place) const;

 private:
  struct Tables;
  explicit PlaceExtents(std::shared_ptr<const Tables> tables) : tables_(std::move(tables)) {}
  std::shared_ptr<const Tables> tables_;
};

}  // namespace annals
