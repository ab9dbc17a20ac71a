// What the record says, as rows of the tables in schema.h. Writing inserts these; `verify` makes them again and
// compares.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "annals/claim.h"
#include "annals/event.h"
#include "store/schema.h"
#include "store/sql.h"

namespace annals::store {

using Row = std::vector<Value>;
using Rows = std::array<std::vector<Row>, kTables>;  // by TableNumber

// `links` is null for a document that was added after the last linking.
Rows rows_of(const CodedDocument& document, const LinkedRecord::DocumentLinks* links);
Rows rows_of(const Event& event);
std::vector<Row> copy_rows(const LinkedRecord::DocumentLinks& links);

// The text that is searched: a sentence, or a whole block of the story where nobody told its sentences apart.
struct Searchable {
  TextRange range;
  BlockKind block = BlockKind::body;
};
std::vector<Searchable> searchable(const CodedDocument& document);

// The row of a reviewer's decision, in the order of these columns.
inline constexpr std::string_view kDecisionColumns =
    "position, id, what, targets, field, value, reason, who, \"when\", superseded_by, packed";
Row decision_row(const Decision& decision, std::int64_t position);

}  // namespace annals::store
