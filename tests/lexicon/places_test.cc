#include "lexicon/places.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/calendar.h"
#include "base/text.h"

using namespace annals;
using namespace annals::lexicon;

namespace {

const Places& places() {
  static const auto opened = Places::open(std::filesystem::path(ANNALS_DATA_DIR) / "places");
  REQUIRE_MESSAGE(opened.ok(), (opened ? "" : opened.error().source + ": " + opened.error().message));
  return *opened;
}

const KnownPlace& best(std::string_view name, const PlaceHint& hint = {}) {
  const auto matches = places().named(name, hint);
  REQUIRE_MESSAGE(!matches.empty(), std::string(name));
  return places().place(matches.front().place);
}

}  // namespace

TEST_CASE("a bare name is the largest place of that name") {
  CHECK(best("London").country == "GBR");
  CHECK(best("Hamburg").country == "DEU");
  CHECK(best("Paris").geonames == 2988507);
  CHECK(best("Aleppo").kind == "town");
  CHECK(best("Turkey").kind == "country");
  CHECK(best("New York").country == "USA");
}

TEST_CASE("the countries that a text speaks of decide between places of one name") {
  PlaceHint canada;
  canada.countries = {"CAN"};
  CHECK(best("London", canada).country == "CAN");
  PlaceHint libya;
  libya.countries = {"LBY"};
  CHECK(best("Tripoli", libya).country == "LBY");
  PlaceHint lebanon;
  lebanon.countries = {"LBN"};
  CHECK(best("Tripoli", lebanon).country == "LBN");
}

TEST_CASE("a place named as the outer one holds the inner") {
  PlaceHint texas;
  texas.inside = "Texas";
  CHECK(best("Paris", texas).country == "USA");
  PlaceHint georgia;
  georgia.near = {places().named("Tbilisi").front().place};
  CHECK(best("Gori", georgia).country == "GEO");
}

TEST_CASE("spellings, articles and words of kind find the same place") {
  CHECK(best("Şanlıurfa").geonames == best("Sanliurfa").geonames);
  CHECK(best("the city of Aleppo").geonames == best("Aleppo").geonames);
  CHECK(best("the Gaza Strip").name == "Gaza Strip");
  CHECK(best("Idlib province").kind == "region");
  CHECK(best("Khan Shaykhun").name == "Khan Sheikhoun");
  CHECK(best("al-Bab").country == "SYR");
}

TEST_CASE("a town of ours that the gazetteer has as well is one place") {
  PlaceHint ohio;
  ohio.inside = "Ohio";
  std::size_t in_ohio = 0;
  for (const PlaceMatch& match : places().named("Dayton", ohio)) {
    in_ohio += places().place(match.place).region == "Ohio" ? 1 : 0;
  }
  CHECK(in_ohio == 1);
  CHECK(best("Dayton", ohio).geonames.has_value());
  CHECK(places().bearers("the Line of Control").size() == 1);  // its name and an alias of it are one key
  CHECK(places().bearers("Paris").size() > 5);                 // namesakes far apart stay several
}

TEST_CASE("a province's pin is not drawn away by towns filed under it at the other end of the country") {
  CHECK(best("Jiangsu").longitude > 117);
  CHECK(best("Jiangsu").longitude < 121);
  CHECK(best("Virginia").longitude > -79.5);
}

TEST_CASE("a state's pin stands between the maps that differ on it") {
  CHECK(best("China").longitude == 104);     // 105 and 103
  CHECK(best("Australia").latitude == -26);  // -25 and -27; a third is far from both
  CHECK(best("Sweden").latitude == 62);      // 62 and 61 are the same place
}

TEST_CASE("a name that a place had once is found when it had it") {
  PlaceHint then, now;
  then.when = TimeInterval::day(*base::make_day(1968, 2, 1));
  now.when = TimeInterval::day(*base::make_day(2010, 2, 1));
  CHECK(best("Saigon", then).country == "VNM");
  CHECK(best("Leningrad", then).country == "RUS");
  CHECK_FALSE(places().named("Leningrad", then).empty());
  const auto late = places().named("Constantinople", now);
  const bool still_a_row = !late.empty() && places().place(late.front().place).name == "Constantinople";
  CHECK_FALSE(still_a_row);
}

TEST_CASE("the longest name in a text is taken, and only with a capital") {
  const std::vector<std::string_view> words = {"in",   "New", "York", "City", "on", "the",
                                               "nice", "day", "in",   "al",   "-",  "Hasakah"};
  const auto city = places().longest_at(words, 1);
  REQUIRE(city);
  CHECK(city->last == 4);
  CHECK_FALSE(places().longest_at(words, 6));
  const auto article = places().longest_at(words, 9);
  REQUIRE(article);
  CHECK(article->last == 12);
}

TEST_CASE("a town lies in its province and country, and distances are those of the globe") {
  const PlaceIndex hamburg = places().named("Hamburg").front().place;
  CHECK(places().inside(hamburg, *places().country("DEU")));
  CHECK_FALSE(places().inside(hamburg, *places().country("FRA")));
  const double far = distance_km(52.52, 13.41, 48.86, 2.35);  // Berlin to Paris
  CHECK(far > 860);
  CHECK(far < 895);
}

TEST_CASE("a file that is no gazetteer is refused") {
  const auto folder = std::filesystem::temp_directory_path() / "annals_no_places";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "geonames.bin") << "ANNALSP1 and nothing else";
  const auto opened = Places::open(folder);
  REQUIRE_FALSE(opened.ok());
  CHECK(opened.error().kind == ErrorKind::Malformed);
  std::filesystem::remove_all(folder);
  CHECK(Places::open(folder).error().kind == ErrorKind::NotFound);
}

// How much of the toponyms of LGL and GeoVirus the tables hold, by names alone: prints the share whose place is among
// the candidates within 161 km, and the share for which it is the first without any context.
TEST_CASE("places of labelled news are in the tables") {
  const std::filesystem::path geo = std::filesystem::path(ANNALS_SOURCE_DIR) / "../shared/data/geo";
  for (const char* name : {"lgl.xml", "GeoVirus.xml"}) {
    std::ifstream file(geo / name);
    if (!file) {
      MESSAGE("skipped: no " << (geo / name).generic_string());
      continue;
    }
    std::ostringstream all;
    all << file.rdbuf();
    const std::string text = all.str();
    std::size_t toponyms = 0, held = 0, first = 0;
    const bool lgl = std::string_view(name) == "lgl.xml";
    const std::string open = lgl ? "<toponym>" : "<location>", close = lgl ? "</toponym>" : "</location>";
    const auto field = [](std::string_view part, const std::string& tag) {
      const std::size_t begin = part.find('<' + tag + '>');
      if (begin == std::string_view::npos) return std::string_view();
      const std::size_t from = begin + tag.size() + 2;
      return part.substr(from, part.find("</", from) - from);
    };
    for (std::size_t at = 0; (at = text.find(open, at)) != std::string::npos; ++at) {
      const std::string_view part = std::string_view(text).substr(at, text.find(close, at) - at);
      const std::string_view phrase = field(part, lgl ? "phrase" : "name"), lat = field(part, "lat"),
                             lon = field(part, lgl ? "lon" : "lon");
      if (phrase.empty() || lat.empty() || lon.empty()) continue;
      ++toponyms;
      const double latitude = std::stod(std::string(lat)), longitude = std::stod(std::string(lon));
      const auto matches = places().named(phrase, {}, 1000);
      bool found = false;
      for (std::size_t i = 0; i < matches.size(); ++i) {
        const KnownPlace& place = places().place(matches[i].place);
        if (distance_km(latitude, longitude, place.latitude, place.longitude) > 161) continue;
        found = true;
        first += i == 0;
        break;
      }
      held += found;
    }
    MESSAGE(name << ": " << toponyms << " toponyms with coordinates, held " << held << ", first without context "
                 << first);
    CHECK(held >= toponyms * 7 / 10);
  }
}
