// Light readings of a whole store: one pass over a table each.
#include <map>

#include "annals/store.h"
#include "base/calendar.h"
#include "base/sha256.h"
#include "store/pack.h"
#include "store/seal.h"
#include "store/state.h"
#include "store/time_text.h"

namespace annals {

using namespace annals::store;

namespace {

// Calls `take` with every row; it returns false to stop.
template <typename Take>
Result<Done> each_row(Connection& connection, const std::string& sql, const Take& take) {
  Result<Statement> rows = connection.prepare(sql);
  if (!rows) return rows.error();
  for (;;) {
    const Result<bool> row = rows->step();
    if (!row) return row.error();
    if (!*row) break;
    const Result<bool> more = take(*rows);
    if (!more) return rows->reset(), more.error();
    if (!*more) break;
  }
  rows->reset();
  return Done{};
}

TimeInterval interval_of(const Statement& row, int column) {
  TimeInterval out;
  read_end(row.text(column), out.from, out.clock);
  read_end(row.text(column + 1), out.to, out.clock);
  out.precision = base::precision(row.view(column + 2)).value_or(Precision::interval);
  return out;
}

Actor actor_of(const Statement& row, int column) {
  Actor out;
  out.id = row.text(column);
  out.name = row.text(column + 1);
  out.kind = row.text(column + 2);
  out.country = row.text(column + 3);
  out.sector = row.text(column + 4);
  out.office = row.text(column + 5);
  return out;
}

using Counts = std::map<std::string, std::uint32_t, std::less<>>;

Result<Done> count_by(Connection& connection, const std::string& sql, Counts& counts) {
  return each_row(connection, sql, [&](const Statement& row) -> Result<bool> {
    counts[row.text(0)] += static_cast<std::uint32_t>(row.whole(1));
    return true;
  });
}

std::uint32_t count_of(const Counts& counts, const std::string& id) {
  const auto at = counts.find(id);
  return at == counts.end() ? 0 : at->second;
}

}  // namespace

Result<Done> Store::each_event_head(const std::function<bool(Event, std::vector<std::string>)>& take) {
  return each_row(state_->connection, "SELECT id, packed FROM events", [&](const Statement& row) -> Result<bool> {
    const Result<std::string> bytes = unseal(row.view(1));
    if (!bytes) return bytes.error();
    Result<PackedEvent> read = unpack_event(*bytes);
    if (!read) return read.error();
    if (read->event.id != row.view(0)) return damaged("event " + row.text(0));
    return take(std::move(read->event), std::move(read->claims));
  });
}

Result<Done> Store::each_claim_head(const std::function<bool(ClaimHead)>& take) {
  Result<Reading> reading = Reading::begin(state_->connection);
  if (!reading) return reading.error();
  std::map<std::string, std::vector<Actor>, std::less<>> speakers;
  const Result<Done> read = each_row(state_->connection,
                                     "SELECT claim, actor, name, kind, country, sector, office FROM said_by ORDER BY "
                                     "claim, position",
                                     [&](const Statement& row) -> Result<bool> {
                                       speakers[row.text(0)].push_back(actor_of(row, 1));
                                       return true;
                                     });
  if (!read) return read;
  return each_row(state_->connection, "SELECT id, document, outlet, status FROM claims",
                  [&](const Statement& row) -> Result<bool> {
                    ClaimHead head{row.text(0), row.text(1), row.text(2), {}, {}};
                    const std::optional<Status> known = status(row.view(3));
                    if (!known) return damaged("claim " + head.id);
                    head.status = *known;
                    if (const auto at = speakers.find(head.id); at != speakers.end()) head.said_by = at->second;
                    return take(std::move(head));
                  });
}

Result<Done> Store::each_document_head(const std::function<bool(DocumentHead)>& take) {
  Result<Reading> reading = Reading::begin(state_->connection);
  if (!reading) return reading.error();
  Connection& connection = state_->connection;
  Counts claims, copies;
  if (Result<Done> counted = count_by(connection, "SELECT document, count(*) FROM claims GROUP BY document", claims);
      !counted) {
    return counted;
  }
  if (Result<Done> counted = count_by(connection, "SELECT document, count(*) FROM copies GROUP BY document", copies);
      !counted) {
    return counted;
  }
  return each_row(connection,
                  "SELECT id, path, url, language, outlet, agency, title, root, bytes, published_from, published_to, "
                  "published_precision FROM documents",
                  [&](const Statement& row) -> Result<bool> {
                    DocumentHead head{row.text(0), row.text(1), row.text(2), row.text(3),
                                      row.text(4), row.text(5), row.text(6), interval_of(row, 9),
                                      row.text(7), {},          {},          {}};
                    head.bytes = static_cast<std::uint64_t>(row.whole(8));
                    head.claims = count_of(claims, head.id);
                    head.copies = count_of(copies, head.id);
                    return take(std::move(head));
                  });
}

Result<StoreState> Store::state() {
  Result<Reading> reading = Reading::begin(state_->connection);
  if (!reading) return reading.error();
  const Result<Totals> totals = state_->totals_now();
  if (!totals) return totals.error();
  std::string all;
  for (const Total& total : *totals) all += std::to_string(total.rows) + ' ' + std::to_string(total.digest) + '\n';
  const auto rows = [&](Part part) { return static_cast<std::uint64_t>((*totals)[part].rows); };
  return StoreState{base::short_hash(all), rows(kDocumentsPart), rows(kEventsPart), rows(kRefusedPart)};
}

}  // namespace annals
