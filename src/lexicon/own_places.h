// A user's own places: a table in the columns of data/places/extra.tsv, kept in order of names.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "annals/error.h"

namespace annals::lexicon {

// name kind country inside latitude longitude population geonames from to aliases source
using PlaceRow = std::vector<std::string>;
constexpr std::size_t kPlaceColumns = 12;

// What is wrong with a row, in a sentence; nothing where it reads.
std::optional<std::string> problem_of(const PlaceRow& row);
// Adds rows to the table at `file`, which may be absent, and says how many were new: one that stands there is not added
// again. Errors: Io; Malformed, when the table does not read.
Result<std::size_t> add_places(const std::filesystem::path& file, const std::vector<PlaceRow>& rows);
// Rows of a table that may lack columns from behind, each with its line. Errors: NotFound, Io.
struct PlaceLine {
  std::size_t line = 0;
  PlaceRow row;
};
Result<std::vector<PlaceLine>> read_place_lines(const std::filesystem::path& file);

}  // namespace annals::lexicon
