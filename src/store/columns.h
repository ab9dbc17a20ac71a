// The columns of the tables that the record is written out as: what they are called and mean, of what kind their cells
// are, and how they are made. CSV, Parquet and the documentation are made from these.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "annals/store.h"
#include "store/formats.h"

namespace annals::store {

enum class CellKind : std::uint8_t { text, list, whole, real };
using Names = std::vector<std::string>;
using Cell = std::variant<std::string, Names, std::optional<std::int64_t>, std::optional<double>>;  // as CellKind

template <typename T>
struct Column {
  std::string_view name, meaning;
  CellKind kind;
  Cell (*cell)(const T&);
};

// A document as the record shows it: its day is what all documents together prove.
struct ShownDocument {
  const Article& article;
  const TimeInterval& published;
  const LinkedRecord::DocumentLinks* links;
};

std::span<const Column<Event>> event_columns();
std::span<const Column<ResolvedClaim>> claim_columns();
std::span<const Column<ShownDocument>> document_columns();
std::span<const Column<ActorSummary>> actor_columns();
std::span<const Column<Refused>> refused_columns();

// Goes through a table: `table.begin(columns)`, then `table.row(columns, x)` for each row in the record's order, which
// returns false to stop.
template <typename Table>
Result<Done> walk(Store& store, const ExportOptions& options, Table& table) {
  switch (options.what) {
    case ExportWhat::events:
      table.begin(event_columns());
      return each_kept_event(store, options, [&](const Event& event) { return table.row(event_columns(), event); });
    case ExportWhat::claims:
      table.begin(claim_columns());
      return each_kept_claim(store, options,
                             [&](const ResolvedClaim& claim) { return table.row(claim_columns(), claim); });
    case ExportWhat::documents:
      table.begin(document_columns());
      return each_linked_document(store, [&](const CodedDocument& document, const LinkedRecord::DocumentLinks* links) {
        const TimeInterval& published = links != nullptr ? links->published : document.published;
        return table.row(document_columns(), ShownDocument{document.article, published, links});
      });
    case ExportWhat::actors: {
      table.begin(actor_columns());
      const Result<std::vector<ActorSummary>> actors = store.actors();
      if (!actors) return actors.error();
      for (const ActorSummary& actor : *actors) {
        if (!table.row(actor_columns(), actor)) break;
      }
      return Done{};
    }
    case ExportWhat::refused: {
      table.begin(refused_columns());
      const Result<std::vector<Refused>> all = store.refused();
      if (!all) return all.error();
      for (const Refused& refused : *all) {
        if (!table.row(refused_columns(), refused)) break;
      }
      return Done{};
    }
  }
  return Done{};
}

}  // namespace annals::store
