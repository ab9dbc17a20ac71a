// Opening a store: is it ours, and if it is not there yet, make it.
#include "annals/store.h"

#include "store/schema.h"
#include "store/state.h"

namespace annals {

using namespace annals::store;
namespace fs = std::filesystem;

namespace {

// Empty: there is no such file, or nothing in it yet (a writer was killed while it made it).
// The file must not be opened but by SQLite: whoever closes a file drops all locks that the process holds on it, those
// of its other connections too, and the next writer to leave would then clear the log away from under them.
Result<bool> is_there(const fs::path& path) {
  std::error_code failed;
  const fs::file_status status = fs::status(path, failed);
  if (status.type() == fs::file_type::not_found) return false;
  if (failed) return Error{ErrorKind::Io, "cannot open: " + failed.message(), path.string()};
  if (status.type() == fs::file_type::directory)
    return Error{ErrorKind::Io, "expected a file, found a folder", path.string()};
  if (status.type() != fs::file_type::regular) return true;
  const std::uintmax_t bytes = fs::file_size(path, failed);
  if (failed) return Error{ErrorKind::Io, "cannot open: " + failed.message(), path.string()};
  return bytes > 0;
}

Result<std::int64_t> pragma(Connection& connection, const std::string& name) {
  const Result<Value> value = connection.value_of("PRAGMA " + name);
  if (!value) return value.error();
  const auto* number = std::get_if<std::int64_t>(&*value);
  return number != nullptr ? *number : 0;
}

Result<Done> check_ours(Connection& connection) {
  const Result<std::int64_t> application = pragma(connection, "application_id");
  if (!application) return application.error();
  const Result<std::int64_t> version = pragma(connection, "user_version");
  if (!version) return version.error();
  if (*application != kApplicationId) {
    return Error{ErrorKind::Malformed, "expected a store of annals, found another program's database"};
  }
  if (*version > kSchemaVersion) {
    return Error{ErrorKind::Unsupported, "a newer annals wrote this store (version " + std::to_string(*version) +
                                             "; this one knows " + std::to_string(kSchemaVersion) + ")"};
  }
  if (*version != kSchemaVersion) {
    return Error{ErrorKind::Malformed, "expected version " + std::to_string(kSchemaVersion) + " of a store, found " +
                                           std::to_string(*version)};
  }
  return check_schema(connection);
}

// Whether the database holds nothing at all: new, or left by a writer that was killed while it made it.
Result<bool> is_blank(Connection& connection) {
  const Result<Value> objects = connection.value_of("SELECT count(*) FROM sqlite_master");
  if (!objects) return objects.error();
  const Result<std::int64_t> application = pragma(connection, "application_id");
  if (!application) return application.error();
  return *objects == Value(std::int64_t{0}) && *application == 0;
}

// In one transaction: another process sees no store or a whole one.
Result<Done> create(Connection& connection) {
  if (Result<Done> begun = connection.execute("BEGIN IMMEDIATE"); !begun) return begun;
  const auto make = [&]() -> Result<Done> {
    const Result<bool> blank = is_blank(connection);  // somebody else may have made it since
    if (!blank) return blank.error();
    if (!*blank) return Done{};
    if (Result<Done> made = create_schema(connection); !made) return made;
    const std::string marks = "PRAGMA application_id = " + std::to_string(kApplicationId) +
                              "; PRAGMA user_version = " + std::to_string(kSchemaVersion);
    return connection.execute(marks.c_str());
  };
  Result<Done> made = make();
  if (made) made = connection.execute("COMMIT");
  if (!made && connection.in_transaction()) (void)connection.execute("ROLLBACK");
  return made;
}

Result<Connection> open_for_writing(const fs::path& path) {
  Result<Connection> connection = Connection::open(path, Connection::Access::write);
  if (!connection) return connection;
  const Result<bool> blank = is_blank(*connection);
  if (!blank) return blank.error();
  if (*blank) {
    if (Result<Done> created = create(*connection); !created) return created.error();
  }
  if (Result<Done> ours = check_ours(*connection); !ours) return ours.error();
  // Readers go on while a batch is written; what is committed is on the disk.
  for (const char* setting : {"PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "PRAGMA temp_store = MEMORY",
                              "PRAGMA cache_size = -65536"}) {
    if (Result<Done> set = connection->execute(setting); !set) return set.error();
  }
  return connection;
}

// A store on a read-only medium has no place for SQLite's lock files; nobody can be writing it either.
Result<Connection> open_for_reading(const fs::path& path) {
  Result<Connection> connection = Connection::open(path, Connection::Access::read);
  if (!connection) return connection;
  Result<Done> ours = check_ours(*connection);
  std::error_code failed;
  const bool no_log = !fs::exists(path.string() + "-wal", failed);
  if (!ours && ours.error().kind == ErrorKind::Io && no_log) {
    connection = Connection::open(path, Connection::Access::read_immutable);
    if (!connection) return connection;
    ours = check_ours(*connection);
  }
  if (!ours) return ours.error();
  if (Result<Done> set =
          connection->execute("PRAGMA temp_store = MEMORY; PRAGMA query_only = 1; PRAGMA cache_size = -8192");
      !set) {
    return set.error();
  }
  return connection;
}

}  // namespace

Store::Store(std::unique_ptr<store::State> state) : state_(std::move(state)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

Result<Store> Store::open(const fs::path& path, Mode mode) {
  const Result<bool> there = is_there(path);
  if (!there) return there.error();
  const bool writes = mode == Mode::write;
  std::error_code failed;
  if (!*there && !writes) {
    if (!fs::exists(path, failed)) return Error{ErrorKind::NotFound, "no such file", path.string()};
    return Error{ErrorKind::Malformed, "expected a store of annals, found an empty file", path.string()};
  }
  Result<Connection> connection = writes ? open_for_writing(path) : open_for_reading(path);
  if (!connection) {
    connection.error().source = path.string();
    return connection.error();
  }
  return Store(std::make_unique<store::State>(store::State{std::move(*connection), path.string(), writes}));
}

}  // namespace annals
