#include "store/sql.h"

#include <sqlite3.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace annals::store {
namespace {

constexpr int kWaitMilliseconds = 2000;  // for another process's short transactions

ErrorKind kind_of(int code) {
  switch (code & 0xFF) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_ERROR:  // a table or column that the file should have is not there
    case SQLITE_SCHEMA:
    case SQLITE_MISMATCH:
    case SQLITE_TOOBIG:
      return ErrorKind::Malformed;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_CONSTRAINT:
      return ErrorKind::Conflict;
    default:
      return ErrorKind::Io;
  }
}

Error error_of(sqlite3* connection, int code) {
  std::string message = connection != nullptr ? sqlite3_errmsg(connection) : sqlite3_errstr(code);
  const int system = connection != nullptr ? sqlite3_system_errno(connection) : 0;
  if ((code & 0xFF) == SQLITE_IOERR && system != 0) message += std::string(" (") + std::strerror(system) + ")";
  if ((code & 0xFF) == SQLITE_NOTADB) message = "expected a store of annals, found another kind of file";
  if ((code & 0xFF) == SQLITE_BUSY) message = "another process is writing this store";
  const char* file = connection != nullptr ? sqlite3_db_filename(connection, "main") : nullptr;
  return {kind_of(code), message, file != nullptr ? file : ""};
}

// As a URI wants it: only what could mean something else there is escaped.
std::string as_uri(const std::string& path) {
  std::string out = "file:";
  for (const char c : path) {
    if (c == '?' || c == '#' || c == '%') {
      constexpr std::string_view kHex = "0123456789ABCDEF";
      out += '%';
      out += kHex[static_cast<unsigned char>(c) >> 4];
      out += kHex[static_cast<unsigned char>(c) & 15];
    } else {
      out += c;
    }
  }
  return out + "?immutable=1";
}

// The file may come from anybody: nothing in its schema may do more than hold data.
void distrust(sqlite3* connection) {
  sqlite3_db_config(connection, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(connection, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(connection, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
  sqlite3_db_config(connection, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  sqlite3_db_config(connection, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
  sqlite3_extended_result_codes(connection, 1);
  sqlite3_busy_timeout(connection, kWaitMilliseconds);
}

}  // namespace

Value text_or_null(std::string_view text) {
  if (text.empty()) return std::monostate{};
  return std::string(text);
}

Statement& Statement::bind(int at, std::string_view text) {
  sqlite3_bind_text64(statement_, at, text.data() != nullptr ? text.data() : "", text.size(), SQLITE_TRANSIENT,
                      SQLITE_UTF8);
  return *this;
}
Statement& Statement::bind(int at, std::int64_t number) {
  sqlite3_bind_int64(statement_, at, number);
  return *this;
}
Statement& Statement::bind(int at, const Value& value) {
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return bind(at, *whole);
  if (const auto* text = std::get_if<std::string>(&value)) return bind(at, *text);
  if (const auto* number = std::get_if<double>(&value)) {
    sqlite3_bind_double(statement_, at, *number);
  } else if (const auto* blob = std::get_if<Blob>(&value)) {
    sqlite3_bind_blob64(statement_, at, blob->bytes.data(), blob->bytes.size(), SQLITE_TRANSIENT);
  } else {
    sqlite3_bind_null(statement_, at);
  }
  return *this;
}

Result<bool> Statement::step() {
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  Error failed = error_of(connection_, code);
  sqlite3_reset(statement_);
  return failed;
}

Result<Done> Statement::run() {
  for (;;) {
    const Result<bool> row = step();
    if (!row) return row.error();
    if (!*row) break;
  }
  reset();
  return Done{};
}

void Statement::reset() {
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

std::string_view Statement::view(int column) const {
  const bool blob = sqlite3_column_type(statement_, column) == SQLITE_BLOB;
  const void* bytes = blob ? sqlite3_column_blob(statement_, column)
                           : static_cast<const void*>(sqlite3_column_text(statement_, column));
  if (bytes == nullptr) return {};
  return {static_cast<const char*>(bytes), static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}
std::string Statement::text(int column) const { return std::string(view(column)); }
std::int64_t Statement::whole(int column) const { return sqlite3_column_int64(statement_, column); }
Value Statement::value(int column) const {
  switch (sqlite3_column_type(statement_, column)) {
    case SQLITE_INTEGER:
      return whole(column);
    case SQLITE_FLOAT:
      return sqlite3_column_double(statement_, column);
    case SQLITE_TEXT:
      return text(column);
    case SQLITE_BLOB:
      return Blob{text(column)};
    default:
      return std::monostate{};
  }
}
int Statement::columns() const { return sqlite3_column_count(statement_); }

Result<Connection> Connection::open(const std::filesystem::path& path, Access access) {
  const bool writes = access == Access::write;
  const bool immutable = access == Access::read_immutable;
  // A reader opens for writing too, where it may: else it could not clear away SQLite's log files when it is the last.
  int flags = SQLITE_OPEN_NOMUTEX | (immutable ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE);
  if (writes) flags |= SQLITE_OPEN_CREATE;
  if (immutable) flags |= SQLITE_OPEN_URI;
  // A name that begins with ":" or "file:" would mean something to SQLite; a path of a folder does not.
  const std::string plain = std::filesystem::path(path).is_absolute() ? path.string() : "./" + path.string();
  sqlite3* connection = nullptr;
  const int code = sqlite3_open_v2(immutable ? as_uri(plain).c_str() : plain.c_str(), &connection, flags, nullptr);
  Connection out(connection);
  if (code != SQLITE_OK) {
    Error failed = error_of(connection, code);
    failed.source = path.string();
    return failed;
  }
  distrust(connection);
  return out;
}

Result<Connection> Connection::in_memory() {
  sqlite3* connection = nullptr;
  const int code = sqlite3_open_v2(":memory:", &connection, SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READWRITE, nullptr);
  Connection out(connection);
  if (code != SQLITE_OK) return error_of(connection, code);
  return out;
}

Connection::Connection(Connection&& other) noexcept
    : connection_(std::exchange(other.connection_, nullptr)), statements_(std::move(other.statements_)) {
  other.statements_.clear();
}
Connection& Connection::operator=(Connection&& other) noexcept {
  std::swap(connection_, other.connection_);
  std::swap(statements_, other.statements_);
  return *this;
}
Connection::~Connection() { close(); }

void Connection::close() {
  for (const auto& [sql, statement] : statements_) sqlite3_finalize(statement);
  statements_.clear();
  sqlite3_close(connection_);
  connection_ = nullptr;
}

Error Connection::error(int code) const { return error_of(connection_, code); }

Result<Done> Connection::execute(const char* sql) {
  const int code = sqlite3_exec(connection_, sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return error(code);
  return Done{};
}

Result<Statement> Connection::prepare(const std::string& sql) {
  sqlite3_stmt*& statement = statements_[sql];
  if (statement == nullptr) {
    const int code = sqlite3_prepare_v3(connection_, sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK) {
      statements_.erase(sql);
      return error(code);
    }
  }
  Statement out(connection_, statement);
  out.reset();
  return out;
}

Result<Value> Connection::value_of(const std::string& sql, std::initializer_list<Value> bound) {
  Result<Statement> statement = prepare(sql);
  if (!statement) return statement.error();
  int at = 0;
  for (const Value& value : bound) statement->bind(++at, value);
  const Result<bool> row = statement->step();
  if (!row) return row.error();
  if (!*row) {
    statement->reset();
    return Error{ErrorKind::NotFound, "expected a row, found none"};
  }
  Result<Value> out = statement->value(0);
  statement->reset();
  return out;
}

bool Connection::in_transaction() const { return sqlite3_get_autocommit(connection_) == 0; }

}  // namespace annals::store
