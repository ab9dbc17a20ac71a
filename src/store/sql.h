// SQLite behind three small things: a value, a prepared statement, a connection. Its header stays in sql.cc.
#pragma once

#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "annals/error.h"

struct sqlite3;
struct sqlite3_stmt;

namespace annals::store {

// Bytes that are no text.
struct Blob {
  std::string bytes;
  bool operator==(const Blob&) const = default;
  auto operator<=>(const Blob&) const = default;
};
using Value = std::variant<std::monostate, std::int64_t, double, std::string, Blob>;

// Text, or NULL when there is none: unknown is a value.
Value text_or_null(std::string_view text);

// A prepared statement. Errors of binding show at the next step.
class Statement {
 public:
  Statement() = default;
  Statement(sqlite3* connection, sqlite3_stmt* statement) : connection_(connection), statement_(statement) {}

  Statement& bind(int at, std::string_view text);
  Statement& bind(int at, const std::string& text) { return bind(at, std::string_view(text)); }
  Statement& bind(int at, std::int64_t number);
  Statement& bind(int at, const Value& value);

  Result<bool> step();  // true: a row is there
  Result<Done> run();   // steps to the end and resets
  void reset();         // rewinds and forgets what was bound

  std::string text(int column) const;
  std::string_view view(int column) const;  // of a text or a blob, until the next step
  std::int64_t whole(int column) const;
  Value value(int column) const;
  int columns() const;

 private:
  sqlite3* connection_ = nullptr;
  sqlite3_stmt* statement_ = nullptr;
};

class Connection {
 public:
  enum class Access { read, read_immutable, write };
  // Errors: Io, Conflict, Malformed.
  static Result<Connection> open(const std::filesystem::path& path, Access access);
  static Result<Connection> in_memory();
  Connection(Connection&& other) noexcept;
  Connection& operator=(Connection&& other) noexcept;
  ~Connection();

  // Runs statements that take and give nothing.
  Result<Done> execute(const char* sql);
  // The statement made of `sql`, reset; made once and kept. One at a time: another call with the same text rewinds it.
  Result<Statement> prepare(const std::string& sql);
  // One row's first column. Errors: NotFound when there is no row.
  Result<Value> value_of(const std::string& sql, std::initializer_list<Value> bound = {});

  bool in_transaction() const;

 private:
  explicit Connection(sqlite3* connection) : connection_(connection) {}
  Error error(int code) const;
  void close();

  sqlite3* connection_ = nullptr;
  std::map<std::string, sqlite3_stmt*, std::less<>> statements_;
};

}  // namespace annals::store
