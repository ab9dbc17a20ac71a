// Small words that tell what a line of a page is: "By", "Source:", "FILE", "Comments". Data: data/clean/markers.txt.
#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>

#include "annals/error.h"

namespace annals::clean {

enum class Marker : std::uint8_t {
  byline,
  source,
  published,
  updated,
  photo,
  file,
  position,
  comments,
  related,
  ui,
  count
};

class Markers {
 public:
  // Errors: NotFound, Malformed.
  static Result<Markers> open(const std::filesystem::path& file);
  // Whether `phrase` is one of the marker's, letter case aside.
  bool is(Marker marker, std::string_view phrase) const;
  // The bytes of the longest phrase of `marker` that `text` begins with, whole words; 0 when there is none.
  std::size_t at_beginning(Marker marker, std::string_view text) const;

 private:
  using Bits = std::uint16_t;
  std::unordered_map<std::string, Bits> phrases_;
  std::array<std::size_t, static_cast<std::size_t>(Marker::count)> longest_{};  // words
};

}  // namespace annals::clean
