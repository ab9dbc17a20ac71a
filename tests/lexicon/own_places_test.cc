#include "lexicon/own_places.h"

#include <doctest/doctest.h>

#include <fstream>

#include "lexicon/places.h"

using namespace annals;
using namespace annals::lexicon;

namespace {

// A folder of its own for a test, gone with it.
struct Folder {
  std::filesystem::path path = std::filesystem::temp_directory_path() / "annals_own_places_test";
  Folder() { std::filesystem::remove_all(path); }
  ~Folder() { std::filesystem::remove_all(path); }
};

PlaceRow row(const char* name, const char* latitude, const char* longitude) {
  return {name, "village", "SYR", "Idlib", latitude, longitude, "", "", "", "", "Tell Qwertz", "by hand"};
}

}  // namespace

TEST_CASE("a place of one's own is found beside those of the tables, and added once") {
  const Folder folder;
  const auto first = add_places(folder.path / "places.tsv", {row("Qwertzabad", "35.5", "36.5")});
  REQUIRE(first.ok());
  CHECK(*first == 1);
  const auto again =
      add_places(folder.path / "places.tsv", {row("Qwertzabad", "35.5", "36.5"), row("Bxyzeh", "35.6", "36.6")});
  REQUIRE(again.ok());
  CHECK(*again == 1);
  const auto places = Places::open(std::filesystem::path(ANNALS_DATA_DIR) / "places", folder.path);
  REQUIRE_MESSAGE(places.ok(), (places ? "" : places.error().message));
  for (const char* name : {"Qwertzabad", "Tell Qwertz", "Bxyzeh"}) {
    const auto found = places->named(name);
    REQUIRE_MESSAGE(!found.empty(), name);
    CHECK(places->place(found.front().place).country == "SYR");
  }
  CHECK(places->place(places->named("Hamburg").front().place).country == "DEU");
}

TEST_CASE("a row that does not read says what is wrong with it") {
  CHECK_FALSE(problem_of(row("Qwertzabad", "35.5", "36.5")).has_value());
  CHECK(problem_of(row("", "35.5", "36.5"))->find("no name") != std::string::npos);
  CHECK(problem_of(row("Qwertzabad", "95.5", "36.5"))->find("latitude") != std::string::npos);
  CHECK(problem_of(row("Qwertzabad", "35.5", "36,5"))->find("longitude") != std::string::npos);
  CHECK(problem_of(row("Qwertz\tabad", "35.5", "36.5"))->find("tab") != std::string::npos);
  PlaceRow kind = row("Qwertzabad", "35.5", "36.5"), days = kind, country = kind;
  kind[1] = "hamlet";
  CHECK(problem_of(kind)->find("village") != std::string::npos);
  days[8] = "last year";
  CHECK(problem_of(days)->find("last year") != std::string::npos);
  country[2] = "SY";
  CHECK(problem_of(country)->find("alpha-3") != std::string::npos);
}

TEST_CASE("a table may lack the columns behind the longitude, and its remarks are passed over") {
  const Folder folder;
  std::filesystem::create_directories(folder.path);
  std::ofstream(folder.path / "mine.tsv") << "# mine\nQwertzabad\tvillage\tSYR\tIdlib\t35.5\t36.5\r\n\nBxyzeh\ttown\n";
  const auto lines = read_place_lines(folder.path / "mine.tsv");
  REQUIRE(lines.ok());
  REQUIRE(lines->size() == 2);
  CHECK(lines->front().line == 2);
  CHECK_FALSE(problem_of(lines->front().row).has_value());
  CHECK(lines->back().line == 4);
  CHECK(problem_of(lines->back().row).has_value());
}
