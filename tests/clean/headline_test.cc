#include "clean/headline.h"

#include <doctest/doctest.h>

using namespace annals::clean;

namespace {

std::string byline(std::string_view text) {
  static const Markers markers = *Markers::open(std::string(ANNALS_DATA_DIR) + "/clean/markers.txt");
  static const DateReader dates = *DateReader::open(std::string(ANNALS_DATA_DIR) + "/clean/months.txt");
  return clean_byline(text, markers, dates);
}

}  // namespace

TEST_CASE("a site's name is cut off a title") {
  CHECK(without_site_name("Ministers meet over grain | Example Times", "Example Times") == "Ministers meet over grain");
  CHECK(without_site_name("Grain Talks | exampletimes.com", "") == "Grain Talks");
  CHECK(without_sure_site_name("Ministers meet over grain - Example Times", "", "exampletimes") ==
        "Ministers meet over grain");
  CHECK(without_sure_site_name("Ministers meet - and part again", "Example Times", "exampletimes") ==
        "Ministers meet - and part again");
}

TEST_CASE("the letters of a host") {
  CHECK(letters_of_host("https://www.example-times.com/2023/x") == "exampletimes");
  CHECK(letters_of_host("no address").empty());
}

TEST_CASE("bylines are told from what stands around them") {
  CHECK(byline("By Anna Smith") == "Anna Smith");
  CHECK(byline("September 1st, 2023 By Anna Smith") == "Anna Smith");
  CHECK(byline("Recipe by Anna Smith") == "Anna Smith");
  CHECK(byline("Von Anna Schmidt | 3. Mai 2011") == "Anna Schmidt");
}

TEST_CASE("what is written as a name") {
  CHECK(looks_like_name("Anna van der Berg"));
  CHECK(looks_like_name("Анна Петрова"));
  CHECK(looks_like_name("王小明"));
  CHECK(!looks_like_name("View more posts"));
  CHECK(!looks_like_name("mins read"));
}
