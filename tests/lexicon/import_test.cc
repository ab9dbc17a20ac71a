// Dictionaries and tables of others, read into a folder of one's own, and what the base answers with that folder.
#include "lexicon/import.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "base/calendar.h"
#include "base/files.h"

using namespace annals;
using namespace annals::lexicon;

namespace {

const std::filesystem::path kData = std::filesystem::path(ANNALS_DATA_DIR) / "actors";

const Actors& installed() {
  static const auto opened = Actors::open(kData);
  REQUIRE_MESSAGE(opened.ok(), (opened ? "" : opened.error().source + ": " + opened.error().message));
  return *opened;
}

const Sectors& sectors() {
  static const auto opened = Sectors::open(kData / "sectors.tsv");
  REQUIRE(opened.ok());
  return *opened;
}

// An empty folder that is gone when the test is.
struct Folder {
  std::filesystem::path path = std::filesystem::temp_directory_path() / "annals_own_actors";
  Folder() { std::filesystem::remove_all(path); }
  ~Folder() { std::filesystem::remove_all(path); }
};

Actors with(const std::filesystem::path& own) {
  auto opened = Actors::open(kData, {}, own);
  REQUIRE_MESSAGE(opened.ok(), (opened ? "" : opened.error().source + ": " + opened.error().message));
  return std::move(*opened);
}

TimeInterval on(std::string_view day) { return *base::read_iso(day); }

std::string code_on(const Actors& actors, std::string_view id, std::string_view day) {
  const Standing* standing = actors.standing(id, on(day));
  return standing ? std::string(standing->code) : "(none)";
}

bool says(const std::vector<std::string>& refused, std::string_view words) {
  return std::any_of(refused.begin(), refused.end(), [&](const std::string& one) { return one.find(words) == 0; });
}

constexpr std::string_view kDictionary = R"(# a dictionary of a world made up for this test
QUARRYMEN_OF_ULM [ULM]
+QUARRY_GUILD
ODILE_MARCHETTI_BRANDT  # who changed sides
+MARCHETTI-BRANDT
	[ULMOPP <20040229]
	[ULMGOV 20040301-20080615]
	[ULMELI >20080616]
	[HARGOV 20060101-20060201]  # lent to the neighbours: the later begun of two holds
IRON_CRESCENT_LEAGUE [NGAINS]
NORWAY [NOR]
+LAND_OF_THE_FJORDS
JENS_STOLTENBERG
	[NORGOV 20051017-20131016]
	[NORELI >20131017]
NAMELESS_COUNCIL
+OTHER_COUNCIL
HALF_A_DAY [ULMGOV 2004]
TWO_HOUSES [ULM/HAR]
)";

}  // namespace

TEST_CASE("a dictionary's actors keep their names, and their codes on their days") {
  const Imported read = import_phoenix(kDictionary, "world.txt", installed(), sectors());
  Folder folder;
  REQUIRE(keep_rows(folder.path, read.rows));
  const Actors actors = with(folder.path);
  const auto odile = actors.person_by_id("x:odile-marchetti-brandt");
  REQUIRE(odile);
  CHECK(actors.persons_named("Odile Marchetti-Brandt").front().person == *odile);
  const std::string_view id = actors.person(*odile).id;
  CHECK(code_on(actors, id, "1999-01-01") == "ULMOPP");
  CHECK(code_on(actors, id, "2004-02-29") == "ULMOPP");
  CHECK(code_on(actors, id, "2004-03-01") == "ULMGOV");
  CHECK(code_on(actors, id, "2006-01-15") == "HARGOV");
  CHECK(code_on(actors, id, "2008-06-15") == "ULMGOV");
  CHECK(code_on(actors, id, "2008-06-16") == "ULMELI");
  CHECK(actors.standing(id, on("2005"))->sector == "GOV");
  const auto league = actors.named("Iron Crescent League");
  REQUIRE_FALSE(league.empty());
  CHECK(actors.actor(league.front().actor).sector == "REB");
  CHECK(actors.actor(league.front().actor).country == "NGA");
  CHECK_FALSE(actors.named("quarry guild").empty());
}

TEST_CASE("whom the base knows already gains the dictionary's names and keeps his id") {
  const Imported read = import_phoenix(kDictionary, "world.txt", installed(), sectors());
  Folder folder;
  REQUIRE(keep_rows(folder.path, read.rows));
  const Actors actors = with(folder.path);
  CHECK(actors.actor(actors.named("Land of the Fjords").front().actor).id == "Q20");
  const auto before = installed().persons_named("Jens Stoltenberg");
  REQUIRE_FALSE(before.empty());
  CHECK(actors.person_by_id("x:jens-stoltenberg") == std::nullopt);
  CHECK(code_on(actors, installed().person(before.front().person).id, "2010-05-05") == "NORGOV");
  CHECK(actors.persons() == installed().persons() + 1);  // only Odile is new
}

TEST_CASE("what a dictionary has wrong is refused by its line, and the rest is read") {
  const Imported read = import_phoenix(kDictionary, "world.txt", installed(), sectors());
  CHECK(says(read.refused, "world.txt:16: this actor has no code"));
  CHECK(says(read.refused, "world.txt:18: expected a day as YYMMDD"));
  CHECK(says(read.refused, "world.txt:19: expected one code, found several"));
  CHECK(read.read == 5);
}

TEST_CASE("the same dictionary twice, or in two halves, gives the same tables") {
  const Imported read = import_phoenix(kDictionary, "world.txt", installed(), sectors());
  Folder folder;
  const auto first = keep_rows(folder.path, read.rows);
  REQUIRE(first);
  CHECK(*first == read.rows.size());
  const auto bytes = *base::read_file(folder.path / "standings.tsv");
  const auto again = keep_rows(folder.path, read.rows);
  REQUIRE(again);
  CHECK(*again == 0);
  CHECK(*base::read_file(folder.path / "standings.tsv") == bytes);
  std::filesystem::remove_all(folder.path);
  OwnRows one, two;
  for (const std::string& row : read.rows.standings)
    (one.standings.size() <= two.standings.size() ? two : one).standings.insert(row);
  REQUIRE(keep_rows(folder.path, two));
  REQUIRE(keep_rows(folder.path, one));
  CHECK(*base::read_file(folder.path / "standings.tsv") == bytes);
}

TEST_CASE("a table of offices tells who held what, and refuses by line") {
  const Imported read = import_offices_csv(
      "qid,person,office,country,from,to,source\n"
      "Q990000001,Adaeze Rootenberg,Minister of Foreign Affairs of Chad,TCD,2031-02-01,2033-05-30,a table\n"
      ",Casimir Ondrej Vale,\"President of the Republic, acting, of Chad\",TCD,2031-02-01,,a table\n"
      ",Philippa Strand,Secretary-General of the United Nations,,2041,2045,\n"
      "Q7747,Vladimir Putin,Warden of Chad,TCD,2050-01-01,2050-01-02,\n"
      ",Nobody,Minister of Trade of Nowhere,XQZ,2031,,\n"
      ",Nobody,Minister of Trade of Chad,TCD,tomorrow,,\n"
      ",Nobody,Minister of Trade of Chad,TCD,2032,2031,\n"
      ",Nobody,\"Minister of Trade,TCD,2032,2031,\n"
      ",Nobody,Keeper of the Keys,,2032,2033,\n",
      "offices.csv", installed());
  CHECK(read.read == 4);
  CHECK(says(read.refused, "offices.csv:6: no state has the code \"XQZ\""));
  CHECK(says(read.refused, "offices.csv:7: expected a day as 2016-12-08, found \"tomorrow\""));
  CHECK(says(read.refused, "offices.csv:8: the office ends before it begins"));
  CHECK(says(read.refused, "offices.csv:9: expected 7 fields, found an open quotation"));
  CHECK(says(read.refused, "offices.csv:10: expected a state's code, or an office of a body that is known"));
  Folder folder;
  REQUIRE(keep_rows(folder.path, read.rows));
  const Actors actors = with(folder.path);
  const auto minister = actors.holders("foreign minister", "TCD", on("2032-01-01"));
  REQUIRE_FALSE(minister.empty());
  CHECK(actors.person(minister.front()->person).id == "Q990000001");
  CHECK(actors.person(actors.holders("head of body", "Q1065", on("2043")).front()->person).name == "Philippa Strand");
  const auto putin = actors.person_by_id("Q7747");
  REQUIRE(putin);
  CHECK(actors.person(*putin).name == installed().person(*installed().person_by_id("Q7747")).name);
  CHECK(actors.office_of(*putin, on("2050-01-01")) != nullptr);
}

TEST_CASE("a table with other columns is refused as a whole") {
  const Imported read = import_offices_csv("name,office\nA,B\n", "offices.csv", installed());
  CHECK(read.rows.size() == 0);
  CHECK(says(read.refused, "offices.csv:1: expected the columns"));
}

TEST_CASE("an id made for an unknown name stands for whoever bears the name once he is known") {
  CHECK(installed().current_id("x:casimir-ondrej-vale").empty());
  CHECK(installed().current_id("x:the-quarry-guild").empty());
  Folder folder;
  OwnRows rows;
  rows.persons.insert("Q990000002\tCasimir Vale\tVale\tCasimir Ondrej Vale\ta test");
  rows.added.insert("Q990000003\tQuarrymen of Ulm\tgroup\t\tLAB\t\t\t\t\tQuarry Guild; Friends' Lodge\ta test");
  REQUIRE(keep_rows(folder.path, rows));
  const Actors actors = with(folder.path);
  CHECK(actors.current_id("x:casimir-ondrej-vale") == "Q990000002");
  CHECK(actors.current_id("x:casimir-vale") == "Q990000002");
  CHECK(actors.current_id("x:quarry-guild") == "Q990000003");
  CHECK(actors.current_id("x:friends-lodge") == "Q990000003");
  CHECK(actors.current_id("Q990000003") == "Q990000003");
  CHECK(actors.current_id("x:vale").empty());  // a surname is no name of his alone
}

TEST_CASE("an id given up finds its successor") {
  CHECK(installed().current_id("x:elizabeth-ii") == "Q9682");
  const auto person = installed().person_by_id("x:elizabeth-ii");
  REQUIRE(person);
  CHECK(installed().person(*person).id == "Q9682");
}

TEST_CASE("what an actor counts as follows the day") {
  const auto taliban = installed().named("Taliban");
  REQUIRE_FALSE(taliban.empty());
  const std::string_view id = installed().actor(taliban.front().actor).id;
  REQUIRE(installed().standing(id, on("1999-05-05")));
  CHECK(installed().standing(id, on("1999-05-05"))->sector == "GOV");
  CHECK(installed().standing(id, on("2010-05-05")) == nullptr);
  CHECK(installed().actor(taliban.front().actor).sector == "REB");
  CHECK(installed().standing(id, on("2023-05-05"))->sector == "GOV");
}

TEST_CASE("a folder of one's own that is not there is refused by name") {
  const auto opened = Actors::open(kData, {}, "no/such/folder");
  REQUIRE_FALSE(opened.ok());
  CHECK(opened.error().kind == ErrorKind::NotFound);
  CHECK(opened.error().source == "no/such/folder");
}

TEST_CASE("two kings of one name are told apart by their numeral") {
  const auto second = installed().persons_named("Abdullah II", on("2010-09-16"));
  REQUIRE_FALSE(second.empty());
  CHECK(installed().tenures(second.front().person).front()->of == "JOR");
}
