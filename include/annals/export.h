// The record written out: one table of formats, from which the command line, help texts and tests are made.
//
//   const ExportFormat* format = export_format("csv");
//   Result<Done> done = format->write(store, ExportWhat::events, std::cout);
#pragma once

#include <iosfwd>
#include <optional>
#include <span>
#include <string_view>

#include "annals/error.h"
#include "annals/store.h"

namespace annals {

enum class ExportWhat { events, claims, documents, actors, refused };
std::optional<ExportWhat> export_what(std::string_view name);
std::span<const std::string_view> export_what_names();  // in the order of the enum

struct ExportFormat {
  std::string_view name;     // "jsonl"
  std::string_view summary;  // one line for help texts
  // Errors: Io (the stream would not take it), and those of reading a Store.
  Result<Done> (*write)(Store& store, ExportWhat what, std::ostream& out);
};
std::span<const ExportFormat> export_formats();
const ExportFormat* export_format(std::string_view name);  // null when there is none

// A column of the CSV export, for docs and help.
struct ExportColumn {
  std::string_view name;
  std::string_view meaning;
};
std::span<const ExportColumn> csv_columns(ExportWhat what);

}  // namespace annals
