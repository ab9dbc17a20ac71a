// Made-up pages of a few weeks that all speak of the same few things: they copy, credit and quote one another, some
// without a day. Seeded: the same number gives the same pages everywhere.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "link/people.h"

namespace told::pages {

// SplitMix64: the same numbers on every machine.
class PageDice {
 public:
  explicit PageDice(std::uint64_t seed) : state_(seed) {}
  std::size_t below(std::size_t n) {
    std::uint64_t x = state_ += 0x9E3779B97F4A7C15ULL;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBULL;
    return static_cast<std::size_t>((x ^ (x >> 31)) % n);
  }
  bool one_in(std::size_t n) { return below(n) == 0; }
  template <typename T, std::size_t kSize>
  const T& any(const std::array<T, kSize>& list) {
    return list[below(kSize)];
  }

 private:
  std::uint64_t state_;
};

using Text = const char*;
inline constexpr std::array kOutlets =
    std::to_array<Text>({"Andes Wire", "The Andes Wire", "Evening Star", "Sun", "Coast Radio", "Moon TV", "Moon",
                         "Morning Post", "Levant Herald", "Polar", "Quill", ""});
inline constexpr std::array kAgencies =
    std::to_array<Text>({"Andes Wire", "ANDES WIRE", "Polar News Agency", "Polar", "Quill"});
inline constexpr std::array kCredited =
    std::to_array<Text>({"Andes Wire", "Evening Star", "Sun", "Coast Radio", "Moon", "Morning Post", "Polar", "Quill",
                         "Sylvanian state TV", "state media", "the Times of Nowhere"});
inline constexpr std::array kKinds = std::to_array<Text>({"report", "report", "agency", "told", "post"});
inline constexpr std::array kQuotes = std::to_array<Text>({"our airmen are missing and we are looking for them by sea",
                                                           "there will be no talks before the last gun is silent",
                                                           "the bridge stands and the grain will pass it tomorrow",
                                                           "nobody asked us before they drew that line on the map"});
inline constexpr std::array kPlaces =
    std::to_array<Text>({"Port Klemm", "Mount Ord", "Fort Adler", "Lake Sorrow", "Vermont Gate"});
inline constexpr std::array kDeeds =
    std::to_array<Text>({"planes struck the harbour and burned two barges at the northern quay",
                         "soldiers crossed the frozen river under heavy mortar fire before sunrise",
                         "delegates walked from the conference hall without signing any treaty",
                         "farmers blocked the mountain highway with tractors loaded with spoiled wheat"});

inline const std::array kSpeakers = {
    person("Q11", "Marta Ruiz", "ARG", "Minister"), person("Q12", "Pablo Soto", "CHL", "Minister"),
    organ("Q22", "Ministry of Defence of Sylvania", "SYL"), people("officials"), organ("Q40", "Andes Wire", "CHL")};
inline const std::array kStates = {kArgentina, kChile, kPeru};
inline const std::array kSpots = {kLima, kCallao, kQuito, kPeruItself};

inline std::string day_text(std::size_t day) {
  return "1991-06-" + std::string(day < 10 ? "0" : "") + std::to_string(day);
}

inline std::string published(PageDice& dice, std::size_t day) {
  switch (dice.below(10)) {
    case 0:
      return "1991-05-01/1991-07-30";
    case 1:
      return day_text(day) + "/" + day_text(std::min<std::size_t>(day + dice.below(4), 29));
    case 2:
      return dice.one_in(2) ? "" : day_text(day) + "/";
    default:
      return day_text(day);
  }
}

inline std::string telling(PageDice& dice, std::size_t story) {
  std::string out = std::string("In ") + kPlaces[story % kPlaces.size()] + " " + kDeeds[story % kDeeds.size()];
  for (std::size_t i = dice.below(3); i > 0; --i) out += std::string(" while others saw ") + dice.any(kPlaces);
  return out + ".";
}

// The n-th page, of one of the first so many outlets; some of `texts` it prints again.
inline CodedDocument make_page(PageDice& dice, std::size_t number, std::size_t outlets,
                               std::vector<std::vector<std::string>>& texts) {
  const std::size_t story = dice.below(6), day = 1 + dice.below(14);
  const std::string id = "p" + std::to_string(dice.below(900) + 100) + "-" + std::to_string(number);
  Teller page(id, kOutlets[dice.below(outlets)], published(dice, day));
  if (dice.one_in(9)) page.agency(dice.any(kAgencies));
  std::vector<std::string> lines;
  if (dice.one_in(5) && !texts.empty()) {
    lines = texts[dice.below(texts.size())];
    if (lines.size() > 1 && dice.one_in(2)) lines.pop_back();
  } else {
    for (std::size_t i = 1 + dice.below(4); i > 0; --i) lines.push_back(telling(dice, story + dice.below(2)));
    if (dice.one_in(3)) lines.push_back(std::string("The minister said \"") + dice.any(kQuotes) + "\" at noon.");
  }
  for (const std::string& line : lines) page.text(line);
  texts.push_back(std::move(lines));
  for (std::size_t i = dice.below(3); i > 0; --i) {
    const std::string source = dice.any(kCredited), words = (dice.one_in(4) ? "citing " : "") + source + " reported";
    if (dice.one_in(2))
      page.text("More was seen at " + std::string(dice.any(kPlaces)) + ", " + words + ".");
    else
      page.text("It fell, " + words + ", and " + dice.any(kCredited) + ".");
    page.credits(words, source, dice.any(kKinds));
    if (dice.one_in(3)) page.credits(source, dice.any(kCredited), dice.any(kKinds));
  }
  for (std::size_t i = dice.below(3); i > 0; --i) {
    Telling claim = page.tell(dice.one_in(2) ? EventType::assault : EventType::consult);
    claim.by(kStates[story % 3]).to(kStates[(story + 1) % 3]).says(telling(dice, story));
    const std::string on = day_text(1 + story * 3 + dice.below(2));
    dice.one_in(6) ? claim.on(on + "/") : dice.one_in(5) ? claim.about(on) : claim.on(on);
    if (dice.one_in(3)) claim.at(kSpots[dice.below(kSpots.size())]);
    if (dice.one_in(5)) claim.is(dice.one_in(3) ? Status::cancelled : Status::planned);
    if (dice.one_in(5)) claim.killed(static_cast<std::int64_t>(5 + dice.below(3)));
    if (dice.one_in(2)) claim.according_to(kSpeakers[dice.below(kSpeakers.size())]);
  }
  return page;
}

inline std::vector<CodedDocument> make_pages(std::uint64_t seed) {
  PageDice dice(seed);
  std::vector<CodedDocument> out;
  std::vector<std::vector<std::string>> texts;
  const bool few = dice.one_in(8);  // a page may name one that has more pages than are looked at
  const std::size_t outlets = few ? 3 : kOutlets.size();
  for (std::size_t i = 0, count = few ? 220 : 20 + dice.below(100); i < count; ++i) {
    out.push_back(make_page(dice, i, outlets, texts));
  }
  return out;
}

}  // namespace told::pages
