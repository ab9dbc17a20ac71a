#include "lexicon/history.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <string>

#include "lexicon/table.h"

using namespace annals;
using namespace annals::lexicon;
using namespace std::chrono;
using namespace std::chrono_literals;

namespace {

const std::filesystem::path kData = ANNALS_DATA_DIR;

const History& history() {
  static const auto opened = History::open(kData / "history");
  REQUIRE_MESSAGE(opened.ok(), (opened ? "" : opened.error().message));
  return *opened;
}

// A folder with a conflicts.tsv of our own, gone with the test.
class Folder {
 public:
  explicit Folder(const std::string& rows) {
    path_ = std::filesystem::temp_directory_path() / ("annals_history_" + std::to_string(getpid()));
    std::filesystem::create_directories(path_);
    std::ofstream(path_ / "conflicts.tsv") << rows;
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

constexpr const char* kMade =
    "# made up\n"
    "x:late\tLate War\tWar of Late\twar\t2001-03\t2002\tAAA\tBBB; x:band\tBBB\t\tASSAULT; COERCE\tnone\n"
    "x:siege\tSiege of Mühl\t\tsiege\t2000-05-02\t2000-06-01\tAAA\tBBB\tBBB\tMühl\tASSAULT\tnone\n"
    "x:truce\tTruce\t\ttruce\t2002-02-01\t\tAAA\tBBB\tBBB\t\tRETREAT\tnone\n";

std::optional<sys_days> since(std::vector<std::string_view> parties, std::string_view country,
                              std::optional<EventType> type = EventType::assault) {
  ConflictQuery query;
  query.parties = std::move(parties);
  query.country = country;
  query.type = type;
  return history().not_before(query);
}

}  // namespace

TEST_CASE("rows come by first day, and days told roughly are widened") {
  const Folder folder(kMade);
  const auto made = History::open(folder.path());
  REQUIRE(made.ok());
  REQUIRE(made->all().size() == 3);
  CHECK(made->all()[0].id == "x:siege");
  CHECK(made->all()[0].from_exact);
  const Conflict* late = made->by_id("x:late");
  REQUIRE(late);
  CHECK(late == &made->all()[1]);
  CHECK((late->from == 2001y / March / 1));
  CHECK((late->to == 2002y / December / 31));
  CHECK_FALSE(late->from_exact);
  CHECK_FALSE(late->to_exact);
  CHECK(late->types == std::vector{EventType::assault, EventType::coerce});
  CHECK(late->has("x:band"));
  CHECK(late->has("AAA"));
  CHECK_FALSE(late->has("CCC"));
  CHECK_FALSE(made->by_id("x:truce")->to);
  CHECK(made->by_id("x:none") == nullptr);
}

TEST_CASE("names and aliases are found however they are written") {
  const Folder folder(kMade);
  const auto made = History::open(folder.path());
  REQUIRE(made.ok());
  REQUIRE(made->named("war of late").size() == 1);
  CHECK(made->named("war of late").front()->id == "x:late");
  CHECK(made->named("SIEGE OF MUHL").size() == 1);
  CHECK(made->named("war").empty());
}

TEST_CASE("every part of a question narrows the answer") {
  const Folder folder(kMade);
  const auto made = History::open(folder.path());
  REQUIRE(made.ok());
  ConflictQuery query;
  CHECK(made->conflicts(query).size() == 3);
  query.parties = {"AAA", "BBB"};
  query.country = "BBB";
  CHECK(made->conflicts(query).size() == 3);
  query.type = EventType::assault;
  CHECK(made->conflicts(query).size() == 2);
  query.place = "muhl";
  CHECK(made->conflicts(query).size() == 1);
  query.place = {};
  query.when = {2000y / June / 1, 2000y / July / 1, Precision::interval, {}, {}, {}};
  REQUIRE(made->conflicts(query).size() == 1);
  CHECK(made->conflicts(query).front()->id == "x:siege");
  query.parties = {"AAA", "CCC"};
  CHECK(made->conflicts(query).empty());
}

TEST_CASE("nothing begins before the first of its kind") {
  const Folder folder(kMade);
  const auto made = History::open(folder.path());
  REQUIRE(made.ok());
  ConflictQuery query;
  query.parties = {"AAA"};
  query.country = "BBB";
  query.type = EventType::assault;
  CHECK((made->not_before(query) == 2000y / May / 2));
  query.place = "Elsewhere";  // the siege was not there, the war can have been
  CHECK((made->not_before(query) == 2001y / March / 1));
  query.type = EventType::aid;
  CHECK_FALSE(made->not_before(query));
}

TEST_CASE("a table that cannot be read says which line is wrong") {
  const auto message = [](const std::string& rows) {
    const Folder folder(rows);
    const auto made = History::open(folder.path());
    REQUIRE_FALSE(made.ok());
    CHECK(made.error().kind == ErrorKind::Malformed);
    return made.error().message;
  };
  CHECK(message("x:a\tA\n").find("line 1") != std::string::npos);
  CHECK(message("#\nx:a\tA\t\tquarrel\t2000\t\t\t\t\t\t\tnone\n").find("quarrel") != std::string::npos);
  CHECK(message("x:a\tA\t\twar\tspring\t\t\t\t\t\t\tnone\n").find("expected days") != std::string::npos);
  CHECK(message("x:a\tA\t\twar\t2001\t2000\t\t\t\t\t\tnone\n").find("before") != std::string::npos);
  CHECK(message("x:a\tA\t\twar\t2001\t\t\t\t\t\tFIGHT\tnone\n").find("FIGHT") != std::string::npos);
  CHECK(message("x:a\tA\t\twar\t2001\t\t\t\t\t\t\tnone\nx:b\tB\t\twar\t2000\t\t\t\t\t\t\tnone\n"
                "x:a\tA\t\twar\t1999\t\t\t\t\t\t\tnone\n")
            .find("line 3") != std::string::npos);
  const auto absent = History::open(kData / "no such folder");
  REQUIRE_FALSE(absent.ok());
  CHECK(absent.error().kind == ErrorKind::NotFound);
}

TEST_CASE("the table knows who fought where since when") {
  CHECK((since({"RUS"}, "SYR") == 2015y / September / 30));
  CHECK((since({"GBR", "ARG"}, {}) == 1982y / April / 2));
  CHECK((since({"KWT"}, "KWT") == 1990y / August / 2));
  CHECK((since({"KOR", "PRK"}, "KOR") == 1950y / June / 25));
  CHECK_FALSE(since({"RUS", "ARG"}, {}));
}

TEST_CASE("every party, country and id of the table is known to data/actors") {
  std::set<std::string_view> codes, ids;
  std::vector<Table> tables;
  for (const auto& [file, columns] : {std::pair{std::string("states.tsv"), 12U},
                                      {"groups.tsv", 11U},
                                      {"bodies.tsv", 11U},
                                      {"peoples.tsv", 11U},
                                      {"parties.tsv", 11U}}) {
    auto table = Table::open(kData / "actors" / file, columns);
    REQUIRE_MESSAGE(table.ok(), file);
    for (std::size_t row = 0; row < table->rows(); ++row) {
      ids.insert(table->field(row, 0));
      if (columns == 12) codes.insert(table->field(row, 1));
    }
    tables.push_back(std::move(*table));
  }
  for (const Conflict& conflict : history().all()) {
    INFO(std::string(conflict.id));
    CHECK(conflict.from);
    CHECK_FALSE(conflict.source.empty());
    CHECK_FALSE(conflict.types.empty());
    for (const auto& side : {conflict.side, conflict.other}) {
      for (const std::string_view party : side) {
        CHECK_MESSAGE((codes.count(party) || ids.count(party)), std::string(party));
      }
    }
    for (const std::string_view country : conflict.countries) CHECK_MESSAGE(codes.count(country), std::string(country));
  }
}
