// Names cut into the units that are compared: folded letters and digits, hyphens, blanks and full stops apart.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace annals::lexicon {

// One unit of a name, and how it was written. "U.S." is one unit "us"; "al-Assad" two; "People's" is "people", "'s".
struct Unit {
  std::string text;
  std::uint32_t word = 0;     // the word it stands in
  bool ends_word = false;     // the last unit of its word
  bool capital = false;       // began with a capital letter
  bool all_capitals = false;  // all its letters were capitals (and there were some)
};

std::vector<Unit> units_of(std::string_view word);
// The units of words [first, first + limit), at most `limit` units.
std::vector<Unit> units_of(std::span<const std::string_view> words, std::size_t first, std::size_t limit);

// The units with blanks between: the key under which a name is kept. data/places/build.py has the same.
std::string key_of(const std::vector<Unit>& units);
std::string key_of(std::string_view name);

// An id of ours for what no table knows: "x:" and its folded words, the same for the same words everywhere.
std::string own_id(std::string_view words);

// What spellings of one name in Latin letters have in common: "lavrov", "mohamad" and "muhammed" alike.
// Too coarse to be right by itself: it finds candidates.
std::string sound_of(std::string_view unit);

}  // namespace annals::lexicon
