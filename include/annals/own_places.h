// A user's own places, beside those of the tables: OWN/places.tsv, in the columns of data/places/extra.tsv.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "annals/error.h"
#include "annals/places.h"

namespace annals {

struct OwnPlace {
  std::string name, kind, country, inside;
  std::string latitude, longitude;   // in degrees
  std::string population, geonames;  // may be empty
  std::string from, to;              // the days on which the name was in use: "1971-10-27", "1971"; may be empty
  std::string aliases;               // parted by semicolons
  std::string source;
};
// Whether it was new. Errors: Malformed, with what is wrong with it; Io.
Result<bool> add_own_place(const std::filesystem::path& own, const OwnPlace& place);

struct ImportedPlaces {
  std::size_t added = 0, held = 0;    // new ones; those that stood there already
  std::vector<std::string> problems;  // "line 7: ...": rows that do not read and were left out
};
// A table in the columns of data/places/extra.tsv; those behind the longitude may be absent. Errors: NotFound, Io.
Result<ImportedPlaces> import_own_places(const std::filesystem::path& own, const std::filesystem::path& table);

// look_up_places of places.h with the user's own places beside the others. `own` empty: none.
Result<std::vector<GazetteerPlace>> look_up_places(const std::filesystem::path& data, const PlaceQuestion& question,
                                                   const std::filesystem::path& own);

}  // namespace annals
