#include "store/ledger.h"

#include "store/seal.h"
#include "store/state.h"

namespace annals::store {
namespace {

Blob blob(std::string_view bytes) { return {std::string(bytes)}; }

// A value stands with a checksum of four bytes over it and its key before it.
constexpr std::size_t kSum = 4;
std::string summed(std::string_view key, std::string_view value) {
  const std::uint64_t sum = checksum(key) * 31 + checksum(value);
  std::string out;
  for (std::size_t i = 0; i < kSum; ++i) out += static_cast<char>(sum >> (8 * i) & 0xFF);
  return out;
}

// Nothing: it is not what was written.
std::optional<std::string_view> value_of(std::string_view key, std::string_view held) {
  if (held.size() < kSum || held.substr(0, kSum) != summed(key, held.substr(kSum))) return std::nullopt;
  return held.substr(kSum);
}

// A file that is none of ours is left alone; one that was half made is made whole.
Result<Done> make(Connection& connection) {
  for (const char* sql : {"PRAGMA journal_mode = WAL", "PRAGMA synchronous = NORMAL", "PRAGMA cache_size = -65536",
                          "CREATE TABLE IF NOT EXISTS ledger (key BLOB PRIMARY KEY NOT NULL, value BLOB NOT NULL) "
                          "WITHOUT ROWID",
                          "BEGIN IMMEDIATE"}) {
    if (Result<Done> done = connection.execute(sql); !done) return done;
  }
  return Done{};
}

}  // namespace

std::filesystem::path LedgerFile::beside(const std::filesystem::path& store) { return store.string() + "-ledger"; }

Result<LedgerFile> LedgerFile::open(const std::filesystem::path& path) {
  Result<Connection> connection = Connection::open(path, Connection::Access::write);
  if (!connection) return connection.error();
  if (Result<Done> made = make(*connection); !made) return made.error();
  return LedgerFile(std::move(*connection));
}

void LedgerFile::with(const std::string& sql, const std::function<Result<Done>(Statement&)>& use) {
  if (!state_) return;
  Result<Statement> statement = connection_.prepare(sql);
  state_ = statement ? use(*statement) : Result<Done>(statement.error());
  if (statement) statement->reset();
}

std::optional<std::string> LedgerFile::get(std::string_view key) {
  std::optional<std::string> out;
  with("SELECT value FROM ledger WHERE key = ?", [&](Statement& row) -> Result<Done> {
    const Result<bool> there = row.bind(1, blob(key)).step();
    if (!there) return there.error();
    if (!*there) return Done{};
    const auto value = value_of(key, row.view(0));
    if (!value) return damaged("the ledger");
    out = std::string(*value);
    return Done{};
  });
  return out;
}

void LedgerFile::put(std::string_view key, std::string_view value) {
  with("INSERT OR REPLACE INTO ledger (key, value) VALUES (?, ?)", [&](Statement& row) {
    return row.bind(1, blob(key)).bind(2, blob(summed(key, value) + std::string(value))).run();
  });
}

void LedgerFile::erase(std::string_view key) {
  with("DELETE FROM ledger WHERE key = ?", [&](Statement& row) { return row.bind(1, blob(key)).run(); });
}

void LedgerFile::walk(std::string_view from, std::string_view to, Way way, const Take& take) {
  const char* sql = way == Way::up ? "SELECT key, value FROM ledger WHERE key >= ? AND key < ? ORDER BY key"
                                   : "SELECT key, value FROM ledger WHERE key >= ? AND key < ? ORDER BY key DESC";
  with(sql, [&](Statement& rows) -> Result<Done> {
    rows.bind(1, blob(from)).bind(2, blob(to));
    for (;;) {
      const Result<bool> row = rows.step();
      if (!row) return row.error();
      if (!*row) return Done{};
      const std::string_view key = rows.view(0);
      const auto value = value_of(key, rows.view(1));
      if (!value) return damaged("the ledger");
      if (!take(key, *value)) return Done{};
    }
  });
}

void LedgerFile::clear() {
  with("DELETE FROM ledger", [&](Statement& all) { return all.run(); });
}

Result<Done> LedgerFile::commit() {
  if (!state_) return state_;
  return connection_.execute("COMMIT");
}

}  // namespace annals::store
