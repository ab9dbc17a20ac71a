// The record written out: one table of formats, from which the command line, help texts, docs and tests are made.
//
//   ExportOptions options(ExportWhat::events);
//   const ExportFormat* format = export_format("csv");
//   Result<Done> done = write_export(store, *format, options, std::cout);
#pragma once

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "annals/error.h"
#include "annals/store.h"

namespace annals {

enum class ExportWhat { events, claims, documents, actors, refused };
std::optional<ExportWhat> export_what(std::string_view name);
std::span<const std::string_view> export_what_names();  // in the order of the enum

struct ExportOptions {
  ExportWhat what = ExportWhat::events;
  std::function<bool(const Event&)> keep = {};  // which events, and the claims of which; all where it is empty
  std::filesystem::path data = {};              // the data folder: other schemes' codes are kept there as tables
  // An event and its time in words (query.h), for formats that people read.
  std::function<std::string(const Event&)> headline = {};
  std::function<std::string(const TimeInterval&)> when = {};
  std::string title = "annals";  // of a report or a calendar

  ExportOptions() = default;
  ExportOptions(ExportWhat of) : what(of) {}  // implicit: all of it, as it is
};

struct ExportFormat {
  std::string_view name;     // "jsonl"
  std::string_view summary;  // one line for help texts
  std::string_view drops;    // what of the record it does not hold; empty: nothing
  std::span<const ExportWhat> takes;
  // Errors: Io (the stream would not take it), and those of reading a Store.
  Result<Done> (*write)(Store& store, const ExportOptions& options, std::ostream& out);
};
std::span<const ExportFormat> export_formats();
const ExportFormat* export_format(std::string_view name);  // null when there is none
// Errors: those of the format; Unsupported where it does not take what is asked for.
Result<Done> write_export(Store& store, const ExportFormat& format, const ExportOptions& options, std::ostream& out);

// A column of the CSV and Parquet exports, for docs and help.
struct ExportColumn {
  std::string_view name;
  std::string_view meaning;
};
std::span<const ExportColumn> csv_columns(ExportWhat what);
std::string csv_line(const Event& event);  // an event's cells in the order of its columns, with the line's end

}  // namespace annals
