// SQL over a store, for people: it reads, and it ends.
//
//   Result<SqlAnswer> answer = ask_sql("syria.annals", "SELECT type, count(*) FROM events GROUP BY type");
//
// Only the tables and views of docs/schema.md can be read; functions that reach outside the file are not there. What
// SQLite keeps for annals itself (columns named `packed` and `content`) reads as NULL.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "annals/error.h"

namespace annals {

struct SqlLimits {
  std::chrono::milliseconds time{1000};
  std::size_t rows = 1000;
  std::size_t bytes = 4 << 20;     // of the answer
  std::size_t memory = 128 << 20;  // of SQLite, in this process, while it works
};

using SqlValue = std::variant<std::monostate, std::int64_t, double, std::string>;

struct SqlAnswer {
  std::vector<std::string> columns;
  std::vector<std::vector<SqlValue>> rows;
  std::string cut;  // why there is more than this ("more than 1,000 rows"); empty: it is whole
};

// One statement that reads. Errors: those of opening a Store; Unsupported (it would change something, or reads what is
// not there to be read, or takes longer or more memory than it may); Malformed (SQLite cannot read it).
Result<SqlAnswer> ask_sql(const std::filesystem::path& store, std::string_view sql, const SqlLimits& limits = {});

}  // namespace annals
