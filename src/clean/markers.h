// Small words that tell what a line of a page is: "By", "Source:", "FILE", "Comments". Data: data/clean/markers.txt.
#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <string_view>

#include "annals/error.h"
#include "clean/word_table.h"

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
  using Lengths = std::array<std::uint8_t, static_cast<std::size_t>(Marker::count)>;

  // Errors: NotFound, Malformed.
  static Result<Markers> open(const std::filesystem::path& file);
  // Whether `phrase` is one of the marker's, letter case aside.
  bool is(Marker marker, std::string_view phrase) const;
  // The marker among `wanted` that `phrase` is, the first of them; `count` when it is none.
  Marker which(std::initializer_list<Marker> wanted, std::string_view phrase) const;
  // The bytes of the longest phrase of `marker` that `text` begins with, whole words; 0 when there is none.
  std::size_t at_beginning(Marker marker, std::string_view text) const;
  // The same for every marker.
  Lengths at_beginning(std::string_view text) const;

 private:
  using Bits = std::uint16_t;
  struct Phrase {
    Bits markers = 0;  // whose phrase it is
    Bits goes_on = 0;  // whose longer phrases it begins
  };
  Bits markers_of(std::string_view phrase) const;
  void note_beginning(std::string_view folded);
  // Whether some phrase begins with the first two letters of `text`: most texts are no phrase at the first look.
  bool may_begin(std::string_view text) const;

  std::bitset<128 * 128> beginnings_;
  WordTable<Phrase> phrases_;  // whole ones and what they begin with
};

}  // namespace annals::clean
