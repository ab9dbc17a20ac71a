// SQL from users: a connection of its own that can only read, an allow-list for everything a statement does, and limits
// on time, rows, bytes and memory.
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <memory>

#include "annals/sql.h"
#include "annals/store.h"
#include "store/schema.h"

namespace annals {

using namespace annals::store;

namespace {

using Clock = std::chrono::steady_clock;

// What a statement may call: nothing that reads files, loads code or never ends.
constexpr auto kFunctions = std::to_array<std::string_view>({"abs",
                                                             "avg",
                                                             "bm25",
                                                             "char",
                                                             "coalesce",
                                                             "count",
                                                             "cume_dist",
                                                             "date",
                                                             "datetime",
                                                             "dense_rank",
                                                             "first_value",
                                                             "format",
                                                             "glob",
                                                             "group_concat",
                                                             "hex",
                                                             "highlight",
                                                             "ifnull",
                                                             "iif",
                                                             "instr",
                                                             "json",
                                                             "json_array",
                                                             "json_array_length",
                                                             "json_each",
                                                             "json_extract",
                                                             "json_group_array",
                                                             "json_group_object",
                                                             "json_object",
                                                             "json_quote",
                                                             "json_tree",
                                                             "json_type",
                                                             "json_valid",
                                                             "julianday",
                                                             "lag",
                                                             "last_value",
                                                             "lead",
                                                             "length",
                                                             "like",
                                                             "lower",
                                                             "ltrim",
                                                             "match",
                                                             "max",
                                                             "min",
                                                             "nth_value",
                                                             "ntile",
                                                             "nullif",
                                                             "percent_rank",
                                                             "printf",
                                                             "quote",
                                                             "rank",
                                                             "replace",
                                                             "round",
                                                             "row_number",
                                                             "rtrim",
                                                             "sign",
                                                             "snippet",
                                                             "strftime",
                                                             "substr",
                                                             "substring",
                                                             "sum",
                                                             "time",
                                                             "total",
                                                             "trim",
                                                             "typeof",
                                                             "unicode",
                                                             "unixepoch",
                                                             "upper",
                                                             "->",
                                                             "->>"});

struct Watch {
  Clock::time_point deadline;
  bool late = false;
  std::string refused;  // what the statement wanted and may not have
  const std::vector<std::string>* readable = nullptr;
};

bool is_readable(const Watch& watch, std::string_view table) {
  // The tables behind the index of sentences are read on the way through it.
  return table.starts_with("sentences_text") || table == "json_each" || table == "json_tree" ||
         std::ranges::find(*watch.readable, table) != watch.readable->end();
}

int allow(void* state, int action, const char* one, const char* two, const char*, const char*) {
  Watch& watch = *static_cast<Watch*>(state);
  const std::string_view first = one != nullptr ? one : "", second = two != nullptr ? two : "";
  switch (action) {
    case SQLITE_SELECT:
    case SQLITE_RECURSIVE:
      return SQLITE_OK;
    case SQLITE_READ:
      if (second == "packed" || second == "content") return SQLITE_IGNORE;
      if (first.empty() || is_readable(watch, first)) return SQLITE_OK;
      watch.refused = "the table " + std::string(first);
      return SQLITE_DENY;
    case SQLITE_FUNCTION:
      if (std::ranges::find(kFunctions, second) != kFunctions.end()) return SQLITE_OK;
      watch.refused = "the function " + std::string(second);
      return SQLITE_DENY;
    case SQLITE_PRAGMA:  // what the index of sentences asks before each search; it tells a number and changes nothing
      if (first == "data_version") return SQLITE_OK;
      [[fallthrough]];
    default:
      if (watch.refused.empty()) watch.refused = "anything but SELECT";
      return SQLITE_DENY;
  }
}

int is_late(void* state) {
  Watch& watch = *static_cast<Watch*>(state);
  watch.late = Clock::now() > watch.deadline;
  return watch.late ? 1 : 0;
}

struct Close {
  void operator()(sqlite3* connection) const { sqlite3_close(connection); }
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Handle = std::unique_ptr<sqlite3, Close>;
using Prepared = std::unique_ptr<sqlite3_stmt, Close>;

// SQLite's memory is the process's: the limit holds while a question is answered.
class MemoryLimit {
 public:
  explicit MemoryLimit(std::size_t bytes)
      : before_(sqlite3_hard_heap_limit64(sqlite3_memory_used() + static_cast<sqlite3_int64>(bytes))) {}
  MemoryLimit(const MemoryLimit&) = delete;
  ~MemoryLimit() { sqlite3_hard_heap_limit64(before_); }

 private:
  sqlite3_int64 before_;
};

Result<Handle> open_to_read(const std::filesystem::path& path) {
  sqlite3* opened = nullptr;
  const std::string plain = path.is_absolute() ? path.string() : "./" + path.string();
  const int code = sqlite3_open_v2(plain.c_str(), &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
  Handle handle(opened);
  if (code != SQLITE_OK) return Error{ErrorKind::Io, sqlite3_errstr(code), path.string()};
  sqlite3_db_config(opened, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(opened, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(opened, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
  sqlite3_busy_timeout(opened, 2000);
  sqlite3_exec(opened, "PRAGMA query_only = 1; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -8192", nullptr, nullptr,
               nullptr);
  return handle;
}

std::vector<std::string> readable_names(sqlite3* connection) {
  std::vector<std::string> out;
  const auto add = [](void* list, int, char** values, char**) {
    static_cast<std::vector<std::string>*>(list)->emplace_back(values[0]);
    return 0;
  };
  sqlite3_exec(connection, "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')", add, &out, nullptr);
  for (const char* name : {"sqlite_master", "sqlite_schema"}) out.emplace_back(name);
  return out;
}

// Tables that are made by code announce themselves with statements of their own: before anything is forbidden.
void meet_virtual_tables(sqlite3* connection) {
  for (const char* sql : {"SELECT 1 FROM sentences_text WHERE sentences_text MATCH 'a' LIMIT 1",
                          "SELECT 1 FROM json_each('[]')", "SELECT 1 FROM json_tree('[]')"}) {
    sqlite3_exec(connection, sql, nullptr, nullptr, nullptr);
  }
}

void set_limits(sqlite3* connection, const SqlLimits& limits) {
  const int bytes = static_cast<int>(std::min<std::size_t>(limits.bytes, INT32_MAX));
  sqlite3_limit(connection, SQLITE_LIMIT_LENGTH, std::max(bytes, 1 << 20));
  sqlite3_limit(connection, SQLITE_LIMIT_SQL_LENGTH, 64 << 10);
  sqlite3_limit(connection, SQLITE_LIMIT_EXPR_DEPTH, 200);
  sqlite3_limit(connection, SQLITE_LIMIT_COMPOUND_SELECT, 50);
  sqlite3_limit(connection, SQLITE_LIMIT_VDBE_OP, 100'000);
  sqlite3_limit(connection, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000);
  sqlite3_limit(connection, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_limit(connection, SQLITE_LIMIT_WORKER_THREADS, 0);
}

Error told(sqlite3* connection, int code, const Watch& watch, const SqlLimits& limits) {
  if (watch.late) {
    return {ErrorKind::Unsupported, "the question takes longer than the " + std::to_string(limits.time.count()) +
                                        " milliseconds it may; narrow it, or give it more with --seconds"};
  }
  switch (code & 0xFF) {
    case SQLITE_AUTH:
      return {ErrorKind::Unsupported, "this only reads the record's tables (docs/schema.md): not allowed is " +
                                          (watch.refused.empty() ? std::string("what this asks") : watch.refused)};
    case SQLITE_NOMEM:
      return {ErrorKind::Unsupported, "the question takes more memory than it may; narrow it"};
    case SQLITE_TOOBIG:
      return {ErrorKind::Unsupported, "the question, or a value of its answer, is too long"};
    case SQLITE_CORRUPT:
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
      return {ErrorKind::Io, sqlite3_errmsg(connection)};
    case SQLITE_BUSY:
      return {ErrorKind::Conflict, "another process is writing this store"};
    default:
      if (watch.refused.empty())
        return {ErrorKind::Malformed, std::string("SQLite says: ") + sqlite3_errmsg(connection)};
      return {ErrorKind::Unsupported,
              "this only reads the record's tables (docs/schema.md): not allowed is " + watch.refused};
  }
}

std::size_t size_of(const SqlValue& value) {
  const auto* text = std::get_if<std::string>(&value);
  return text != nullptr ? text->size() : sizeof(double);
}

SqlValue value_at(sqlite3_stmt* statement, int column) {
  switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER:
      return std::int64_t{sqlite3_column_int64(statement, column)};
    case SQLITE_FLOAT:
      return sqlite3_column_double(statement, column);
    case SQLITE_TEXT: {
      const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
      return text != nullptr ? std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(statement, column)))
                             : std::string();
    }
    case SQLITE_BLOB: {  // nobody's text: told as hex digits
      constexpr std::string_view kHex = "0123456789abcdef";
      const auto* bytes = static_cast<const unsigned char*>(sqlite3_column_blob(statement, column));
      std::string out;
      for (int i = 0; bytes != nullptr && i < sqlite3_column_bytes(statement, column); ++i) {
        out += kHex[bytes[i] >> 4];
        out += kHex[bytes[i] & 15];
      }
      return out;
    }
    default:
      return std::monostate{};
  }
}

bool only_space(std::string_view rest) { return rest.find_first_not_of(" \t\r\n;") == std::string_view::npos; }

Result<Prepared> prepare(sqlite3* connection, std::string_view sql, const Watch& watch, const SqlLimits& limits) {
  sqlite3_stmt* made = nullptr;
  const char* rest = nullptr;
  const int code = sqlite3_prepare_v2(connection, sql.data(), static_cast<int>(sql.size()), &made, &rest);
  Prepared statement(made);
  if (code != SQLITE_OK) return told(connection, code, watch, limits);
  if (made == nullptr) return Error{ErrorKind::Malformed, "expected a SELECT, found nothing to do"};
  if (!only_space(sql.substr(static_cast<std::size_t>(rest - sql.data())))) {
    return Error{ErrorKind::Unsupported, "one statement at a time: something follows the first"};
  }
  if (sqlite3_stmt_readonly(made) == 0)
    return Error{ErrorKind::Unsupported, "this only reads: no statement may change"};
  return statement;
}

}  // namespace

Result<SqlAnswer> ask_sql(const std::filesystem::path& path, std::string_view sql, const SqlLimits& limits) {
  if (Result<Store> store = Store::open(path, Store::Mode::read); !store) return store.error();  // is it ours?
  Result<Handle> handle = open_to_read(path);
  if (!handle) return handle.error();
  sqlite3* connection = handle->get();
  const std::vector<std::string> readable = readable_names(connection);
  Watch watch{Clock::now() + limits.time, false, {}, &readable};
  meet_virtual_tables(connection);
  set_limits(connection, limits);
  sqlite3_set_authorizer(connection, allow, &watch);
  sqlite3_progress_handler(connection, 1000, is_late, &watch);
  const MemoryLimit memory(limits.memory);
  const Result<Prepared> statement = prepare(connection, sql, watch, limits);
  if (!statement) return statement.error();

  SqlAnswer out;
  const int columns = sqlite3_column_count(statement->get());
  for (int i = 0; i < columns; ++i) {
    const char* name = sqlite3_column_name(statement->get(), i);
    out.columns.emplace_back(name != nullptr ? name : "");
  }
  std::size_t bytes = 0;
  for (;;) {
    const int code = sqlite3_step(statement->get());
    if (code == SQLITE_DONE) return out;
    if (code != SQLITE_ROW) return told(connection, code, watch, limits);
    if (out.rows.size() == limits.rows) {
      out.cut = "there are more than " + std::to_string(limits.rows) + " rows";
      return out;
    }
    std::vector<SqlValue> row;
    for (int i = 0; i < columns; ++i) {
      row.push_back(value_at(statement->get(), i));
      bytes += size_of(row.back());
    }
    if (bytes > limits.bytes) {
      out.cut = "the answer is longer than " + std::to_string(limits.bytes) + " bytes";
      return out;
    }
    out.rows.push_back(std::move(row));
  }
}

}  // namespace annals
