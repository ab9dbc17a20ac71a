#include <doctest/doctest.h>

#include "annals/sql.h"
#include "store/made.h"

using namespace annals;
using made::Folder;

namespace {

struct Asked {
  Folder folder;
  Asked() { made::make_store(folder / "a", 30); }
  Result<SqlAnswer> operator()(std::string_view sql, const SqlLimits& limits = {}) const {
    return ask_sql(folder / "a", sql, limits);
  }
};

}  // namespace

TEST_CASE("SQL reads the record's tables and views") {
  const Asked ask;
  const Result<SqlAnswer> types = ask("SELECT type, count(*) AS n FROM events GROUP BY type ORDER BY n DESC");
  REQUIRE(types);
  CHECK(types->columns == std::vector<std::string>{"type", "n"});
  CHECK_FALSE(types->rows.empty());
  CHECK(types->cut.empty());
  for (const char* sql :
       {"SELECT * FROM timeline", "SELECT * FROM evidence", "SELECT * FROM actors", "SELECT * FROM speakers",
        "SELECT * FROM offices", "SELECT * FROM places", "SELECT * FROM commitments",
        "SELECT value FROM events, json_each(events.mode)",
        "SELECT highlight(sentences_text, 0, '<', '>') FROM sentences_text WHERE sentences_text MATCH 'met'",
        "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 9) SELECT x FROM n"}) {
    const Result<SqlAnswer> answer = ask(sql);
    CHECK_MESSAGE(answer, sql, ": ", answer ? "" : answer.error().message);
    if (answer) CHECK_MESSAGE(!answer->rows.empty(), sql);
  }
}

TEST_CASE("SQL changes nothing and reaches nothing but the record") {
  const Asked ask;
  for (const char* sql : {"DELETE FROM events",
                          "INSERT INTO refused VALUES (1,2,3,4,5,6,7,8)",
                          "UPDATE events SET type = 'x'",
                          "DROP TABLE events",
                          "CREATE TABLE x (a)",
                          "CREATE TEMP TABLE x (a)",
                          "ATTACH '/tmp/x' AS x",
                          "VACUUM INTO '/tmp/x'",
                          "PRAGMA journal_mode = DELETE",
                          "PRAGMA writable_schema = 1",
                          "BEGIN",
                          "SELECT load_extension('x')",
                          "SELECT readfile('/etc/passwd')",
                          "SELECT randomblob(10)",
                          "SELECT fts5(1)",
                          "SELECT * FROM pragma_database_list",
                          "SELECT * FROM dbstat",
                          "REPLACE INTO totals VALUES (1, 2, 3)",
                          "EXPLAIN DELETE FROM events",
                          "SELECT 1; SELECT 2",
                          "",
                          "SELECT",
                          "SELECT nothing FROM events",
                          "\0"}) {
    CHECK_MESSAGE(!ask(sql), sql);
  }
  const Result<SqlAnswer> hidden = ask("SELECT packed FROM events LIMIT 1");
  REQUIRE(hidden);
  CHECK(std::holds_alternative<std::monostate>(hidden->rows[0][0]));
}

TEST_CASE("SQL ends: by time, rows, bytes and memory") {
  const Asked ask;
  const char* endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT ";
  SqlLimits limits;
  limits.time = std::chrono::milliseconds(50);
  const Result<SqlAnswer> late = ask(std::string(endless) + "max(x) FROM n", limits);
  REQUIRE_FALSE(late);
  CHECK(late.error().kind == ErrorKind::Unsupported);
  limits = {};
  limits.rows = 5;
  const Result<SqlAnswer> cut = ask(std::string(endless) + "x FROM n", limits);
  REQUIRE(cut);
  CHECK(cut->rows.size() == 5);
  CHECK_FALSE(cut->cut.empty());
  limits = {};
  limits.bytes = 10'000;
  limits.rows = 1'000'000;
  const Result<SqlAnswer> long_one = ask(std::string(endless) + "x, 'some words of text' FROM n", limits);
  REQUIRE(long_one);
  CHECK(long_one->rows.size() < 1000);
  CHECK_FALSE(long_one->cut.empty());
  limits = {};
  limits.memory = 4 << 20;
  limits.time = std::chrono::seconds(20);
  CHECK_FALSE(
      ask("SELECT group_concat(a.text || b.text || c.text) FROM sentences a, sentences b, sentences c", limits));
  CHECK(ask("SELECT count(*) FROM events"));  // and the next one has its memory again
}
