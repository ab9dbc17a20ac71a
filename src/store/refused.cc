// Inputs that could not be read.
#include "annals/json.h"
#include "annals/store.h"
#include "store/json_writer.h"
#include "store/names.h"
#include "store/state.h"

namespace annals {

using namespace annals::store;

namespace {

constexpr const char* kSelect = "SELECT path, sha256, bytes, kind, message, source, where_from, where_to FROM refused";

Result<Refused> read_row(const Statement& row) {
  Refused out;
  out.path = row.text(0);
  out.sha256 = row.text(1);
  out.bytes = static_cast<std::uint64_t>(row.whole(2));
  const auto kind = named<ErrorKind>(kErrorKinds, row.view(3));
  if (!kind) return damaged("a refused input");
  out.error = {*kind,
               row.text(4),
               row.text(5),
               {static_cast<std::uint64_t>(row.whole(6)), static_cast<std::uint64_t>(row.whole(7))}};
  return out;
}

}  // namespace

Result<Done> store::State::forget_refused(const std::string& of, const std::string& sha256) {
  Result<Statement> held = connection.prepare(std::string(kSelect) + " WHERE path = ? AND sha256 = ?");
  if (!held) return held.error();
  const Result<bool> row = held->bind(1, of).bind(2, sha256).step();
  if (!row) return row.error();
  if (!*row) return held->reset(), Done{};
  const Result<Refused> refused = read_row(*held);
  held->reset();
  if (!refused) return refused.error();
  totals[kRefusedPart].take(digest_of(*refused));
  Result<Statement> removal = connection.prepare("DELETE FROM refused WHERE path = ? AND sha256 = ?");
  if (!removal) return removal.error();
  return removal->bind(1, of).bind(2, sha256).run();
}

Result<Done> Store::refuse(const Refused& refused) {
  store::State& state = *state_;
  if (Result<Done> begun = state.begin_batch(); !begun) return begun;
  return state.whole_or_nothing([&]() -> Result<Done> {
    if (Result<Done> forgot = state.forget_refused(refused.path, refused.sha256); !forgot) return forgot;
    Result<Statement> row = state.connection.prepare(
        "INSERT INTO refused (path, sha256, bytes, kind, message, source, where_from, where_to) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    if (!row) return row.error();
    const Error& error = refused.error;
    row->bind(1, refused.path).bind(2, refused.sha256).bind(3, static_cast<std::int64_t>(refused.bytes));
    row->bind(4, name_of(error.kind)).bind(5, error.message).bind(6, error.source);
    row->bind(7, static_cast<std::int64_t>(error.where.begin)).bind(8, static_cast<std::int64_t>(error.where.end));
    state.totals[kRefusedPart].add(digest_of(refused));
    return row->run();
  });
}

std::string to_json(const Refused& refused) {
  JsonWriter json;
  json.begin_object();
  json.key("path").text(refused.path);
  json.key("sha256").text_or_null(refused.sha256);
  json.key("bytes").whole(refused.bytes);
  json.key("kind").text(name_of(refused.error.kind));
  json.key("message").text(refused.error.message);
  const ByteSpan where = refused.error.where;
  json.key("where").spans(where.begin < where.end ? ByteSpans{where} : ByteSpans{});
  json.end_object();
  return std::move(json.out);
}

Result<std::vector<Refused>> Store::refused() {
  Result<Reading> reading = Reading::begin(state_->connection);
  if (!reading) return reading.error();
  Result<Statement> rows = state_->connection.prepare(std::string(kSelect) + " ORDER BY path, sha256");
  if (!rows) return rows.error();
  std::vector<Refused> out;
  Total seen;
  for (;;) {
    const Result<bool> row = rows->step();
    if (!row) return row.error();
    if (!*row) break;
    Result<Refused> refused = read_row(*rows);
    if (!refused) return refused.error();
    seen.add(digest_of(*refused));
    out.push_back(std::move(*refused));
  }
  rows->reset();
  const Result<Totals> totals = state_->totals_now();
  if (!totals) return totals.error();
  if (seen != (*totals)[kRefusedPart]) return damaged("the list of refused inputs");
  return out;
}

}  // namespace annals
