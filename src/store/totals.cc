#include <algorithm>

#include "store/seal.h"
#include "store/state.h"

namespace annals::store {
namespace {

constexpr std::array<std::string_view, kParts> kPartNames = {"documents", "links", "events", "refused", "decisions"};

}  // namespace

Result<Totals> load_totals(Connection& connection) {
  Result<Statement> rows = connection.prepare("SELECT rows, digest FROM totals WHERE part = ?");
  if (!rows) return rows.error();
  Totals out;
  for (std::size_t part = 0; part < kParts; ++part) {
    rows->reset();
    rows->bind(1, kPartNames[part]);
    const Result<bool> row = rows->step();
    if (!row) return row.error();
    if (*row) out[part] = {rows->whole(0), static_cast<std::uint64_t>(rows->whole(1))};
  }
  rows->reset();
  return out;
}

Result<Done> save_totals(Connection& connection, const Totals& totals) {
  const Result<Totals> held = load_totals(connection);
  if (!held) return held.error();
  Result<Statement> row = connection.prepare("INSERT OR REPLACE INTO totals (part, rows, digest) VALUES (?, ?, ?)");
  if (!row) return row.error();
  for (std::size_t part = 0; part < kParts; ++part) {
    if (totals[part] == (*held)[part]) continue;
    row->bind(1, kPartNames[part]).bind(2, totals[part].rows).bind(3, static_cast<std::int64_t>(totals[part].digest));
    if (Result<Done> wrote = row->run(); !wrote) return wrote;
  }
  return Done{};
}

namespace {

constexpr std::string_view kLinked = "linked";  // no part of the record: its row says what was linked

}  // namespace

Result<std::uint64_t> load_linked(Connection& connection) {
  const Result<Value> mark = connection.value_of("SELECT digest FROM totals WHERE part = ?", {std::string(kLinked)});
  if (!mark && mark.error().kind == ErrorKind::NotFound) return std::uint64_t{0};
  if (!mark) return mark.error();
  const auto* number = std::get_if<std::int64_t>(&*mark);
  return number != nullptr ? static_cast<std::uint64_t>(*number) : std::uint64_t{0};
}

Result<Done> save_linked(Connection& connection, std::uint64_t mark) {
  Result<Statement> row = connection.prepare("INSERT OR REPLACE INTO totals (part, rows, digest) VALUES (?, 0, ?)");
  if (!row) return row.error();
  return row->bind(1, kLinked).bind(2, static_cast<std::int64_t>(mark)).run();
}

std::uint64_t linked_mark(const Totals& totals, std::string_view version) {
  std::string all(version);
  for (const Part part : {kDocumentsPart, kDecisionsPart}) {
    all += ' ' + std::to_string(totals[part].rows) + ' ' + std::to_string(totals[part].digest);
  }
  return std::max<std::uint64_t>(checksum(all), 1);
}

std::uint64_t digest_of(const Refused& refused) {
  std::string all;
  const std::string offsets = std::to_string(refused.bytes) + ' ' + std::to_string(refused.error.where.begin) + ' ' +
                              std::to_string(refused.error.where.end) + ' ' +
                              std::to_string(static_cast<int>(refused.error.kind));
  for (const std::string* text :
       {&refused.path, &refused.sha256, &offsets, &refused.error.message, &refused.error.source}) {
    all += *text;
    all += '\0';
  }
  return checksum(all);
}

Error damaged(std::string_view what) {
  return {ErrorKind::Malformed, "the store is damaged: " + std::string(what) + " is not what was written"};
}

}  // namespace annals::store
