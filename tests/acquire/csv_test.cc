#include "acquire/csv.h"

#include "acquire/archives.h"
#include "base/calendar.h"

using namespace annals;
using namespace annals::acquire;

namespace {
bool says(const std::string& text, std::string_view words) { return text.find(words) != std::string::npos; }
}  // namespace

TEST_CASE("fields by their names, whatever their order and separator") {
  const Got got =
      read_all("news.csv",
               "\xEF\xBB\xBF"
               "Title,URL,published,outlet,text,other\r\n"
               "One,http://a.example/,2016-12-08,Courier,\"Talks, he said, \"\"ended\"\".\r\nSecond line.\",x\r\n"
               "\r\nTwo,,,,Short words.\r\n");
  CHECK(got.errors.empty());
  REQUIRE(got.pages.size() == 2);
  CHECK(got.pages[0].bytes == "Talks, he said, \"ended\".\r\nSecond line.");
  CHECK(got.pages[0].title == "One");
  CHECK(got.pages[0].url == "http://a.example/");
  CHECK(got.pages[0].outlet == "Courier");
  CHECK(base::to_iso(*got.pages[0].published->from) == "2016-12-08");
  CHECK(got.pages[0].path == "news.csv#1");
  CHECK(got.pages[1].bytes == "Short words.");
  CHECK(got.pages[1].path == "news.csv#2");
  for (const char separator : {';', '\t', '|'}) {
    std::string bytes = "id,html\n7,<p>Hello\n";
    for (char& c : bytes) c = c == ',' ? separator : c;
    const Got other = read_all("-", bytes);
    REQUIRE(other.pages.size() == 1);
    CHECK(other.pages[0].id == "7");
    CHECK(other.pages[0].format == PageFormat::html);
  }
}

TEST_CASE("a record that cannot be used is told with its number") {
  const Got got = read_all("a.csv", "url,text\nu,\nu,a,b\nu,good\n");
  REQUIRE(got.errors.size() == 2);
  CHECK(says(got.errors[0].message, "record 1: its \"text\" and \"html\" are empty"));
  CHECK(got.errors[0].source == "a.csv#1");
  CHECK(says(got.errors[1].message, "record 2: expected 2 fields as the first line has, found 3"));
  CHECK(got.pages.size() == 1);
  CHECK(says(read_all("a.csv", "url,body\nu,x\n").errors.at(0).message, "names no field"));
}

TEST_CASE("a quotation mark that never closes costs its record only") {
  const Got got = read_all("a.csv", "url,text\nu,one\nu,\"two\nu,three\nu,\"four\"\n");
  REQUIRE(got.pages.size() == 3);
  CHECK(got.pages[1].bytes == "three");
  CHECK(got.pages[2].bytes == "four");
  REQUIRE(got.errors.size() == 1);
  CHECK(says(got.errors[0].message, "never closes"));
}

TEST_CASE("records and lines of any length in bounded memory") {
  std::string bytes = "url,text\n";
  for (int i = 0; i < 2000; ++i) bytes += "u,\"" + std::string(static_cast<std::size_t>(i) * 7, 'a') + "\"\"b\"\n";
  const Got got = read_all("a.csv", bytes);
  CHECK(got.errors.empty());
  CHECK(got.pages.size() == 2000);
  CHECK(got.pages[1999].bytes.size() == 1999 * 7 + 2);
  const Got commas = read_all("a.csv", "url,text\n" + std::string(100000, ',') + "\nu,good\n");
  CHECK(commas.pages.size() == 1);
  CHECK(commas.errors.size() == 1);
}

TEST_CASE("plain text with a comma in its first line is no CSV") {
  CHECK(csv_separator("Talks end, text at ten\n") == 0);
  CHECK(csv_separator("url,text\n") == ',');
  CHECK(csv_separator("text\n") == 0);
}
