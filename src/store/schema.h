// The tables of a store, in the record's words.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>

#include "annals/error.h"
#include "store/sql.h"

namespace annals::store {

inline constexpr std::int64_t kApplicationId = 0x416E6E6C;  // "Annl"
inline constexpr std::int64_t kSchemaVersion = 2;

// A table whose rows follow from what the record holds: `verify` makes them anew and compares.
enum class TableOf { document, event };
struct Table {
  std::string_view name;
  TableOf of;
  std::string_view columns;  // as INSERT and SELECT name them
  std::string_view owned;    // which rows belong to the document or event ?1
  std::string_view order;    // of one owner's rows
};
enum TableNumber : std::size_t {
  kDocuments,
  kClaims,
  kClaimParticipants,
  kSaidBy,
  kSentences,
  kCopies,
  kEvents,
  kParticipants,
  kEventClaims,
  kHistory,
  kDisagreements,
  kTables
};
const std::array<Table, kTables>& tables();

std::string insert_sql(const Table& table);
std::string select_sql(const Table& table);  // one owner's rows, in order
std::string delete_sql(const Table& table);  // one owner's rows

// Makes all tables in an empty file, in the transaction that is open.
Result<Done> create_schema(Connection& connection);
// Whether the tables are ours, to the letter. What others added beside them is theirs, but no trigger may be there.
// Errors: Malformed.
Result<Done> check_schema(Connection& connection);

}  // namespace annals::store
