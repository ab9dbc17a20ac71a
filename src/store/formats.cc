#include "store/formats.h"

#include <algorithm>
#include <array>
#include <ostream>

namespace annals::store {

// All links first: a damaged store that lost one is found out by their total, not by asking for it.
Result<Done> each_linked_document(Store& store, const TakeDocument& take) {
  const Result<std::vector<LinkedRecord::DocumentLinks>> all = store.links();
  if (!all) return all.error();
  return store.each_document([&](const CodedDocument& document) {
    const auto at = std::ranges::lower_bound(*all, document.article.id, {}, &LinkedRecord::DocumentLinks::document);
    const bool linked = at != all->end() && at->document == document.article.id;
    return take(document, linked ? &*at : nullptr);
  });
}

Result<Done> each_kept_event(Store& store, const ExportOptions& options,
                             const std::function<bool(const Event&)>& take) {
  return store.each_event([&](const Event& event) { return (options.keep && !options.keep(event)) || take(event); });
}

Result<Done> each_kept_claim(Store& store, const ExportOptions& options,
                             const std::function<bool(const ResolvedClaim&)>& take) {
  const auto all = [&](const std::vector<ResolvedClaim>& claims) { return std::ranges::all_of(claims, take); };
  if (options.keep) return each_kept_event(store, options, [&](const Event& event) { return all(event.claims); });
  return store.each_document([&](const CodedDocument& document) { return all(document.claims); });
}

Result<Done> ended(const Result<Done>& read, const std::ostream& out) {
  if (!out) return Error{ErrorKind::Io, "cannot write the export: the output takes no more"};
  return read;
}

}  // namespace annals::store

namespace annals {
namespace {

using enum ExportWhat;
constexpr std::array kEverything = {events, claims, documents, actors, refused};
constexpr std::array kEventsOnly = {events};
constexpr std::array kEventsAndClaims = {events, claims};

// Of a table of columns.cc, whatever holds it.
constexpr std::string_view kTableDrops =
    "of events their history, disagreements and reasons; of claims the offsets of single parts; of documents their "
    "blocks";

constexpr auto kFormats = std::to_array<ExportFormat>({
    {"jsonl", "JSON Lines: the whole record, one object a line", "", kEverything, store::write_jsonl},
    {"csv", "CSV for spreadsheets: one row each, lists joined by \"; \"", kTableDrops, kEverything, store::write_csv},
    {"parquet", "Parquet: the columns of csv with their types, lists as lists", kTableDrops, kEverything,
     store::write_parquet},
    {"plover", "PLOVER's JSON records, one a line: an event with its codes, parties, place and first sentence",
     "modes of our own for CONSULT; who says so, the history and the claims but the first; ends of intervals but the "
     "first",
     kEventsOnly, store::write_plover},
    {"cameo", "CAMEO and ICEWS: tab-separated rows of source, code, target, one a pair of parties",
     "what is possible, requested, denied, or planned and no talks or help; more than one mode; events not known to "
     "the month; who says so, the history and the claims but the first",
     kEventsOnly, store::write_cameo},
    {"gdelt", "GDELT 2.0's event table; with --what claims its table of mentions",
     "what is possible, requested, denied, or planned and no talks or help; more than one mode; days that are not "
     "known to the day (month and year stand where they are); countries are ISO 3166-1 alpha-3, not FIPS",
     kEventsAndClaims, store::write_gdelt},
    {"geojson", "GeoJSON: the events that have a place on the map", "events without coordinates; claims but their ids",
     kEventsOnly, store::write_geojson},
    {"icalendar", "iCalendar: what was planned, with what became of it",
     "events that nobody planned; plans not known to half a year; claims but their ids", kEventsOnly,
     store::write_icalendar},
    {"html", "a report to read, to print and to hand on: one page, complete in itself",
     "numbers of bytes; how each claim was read", kEventsOnly, store::write_report},
    {"graphml", "GraphML: who did what to whom, as a network with one edge a pair, direction and type",
     "events but their number, score, first and last day by edge; events of one party", kEventsOnly,
     store::write_graphml},
    {"dot", "Graphviz: the same network to draw", "events but their number by edge; events of one party", kEventsOnly,
     store::write_dot},
});
constexpr std::array<std::string_view, 5> kWhat = {"events", "claims", "documents", "actors", "refused"};

}  // namespace

std::span<const ExportFormat> export_formats() { return kFormats; }
const ExportFormat* export_format(std::string_view name) {
  for (const ExportFormat& format : kFormats) {
    if (format.name == name) return &format;
  }
  return nullptr;
}

Result<Done> write_export(Store& store, const ExportFormat& format, const ExportOptions& options, std::ostream& out) {
  if (std::ranges::find(format.takes, options.what) == format.takes.end()) {
    std::string names;
    for (const ExportWhat what : format.takes) {
      names += (names.empty() ? "" : ", ") + std::string(kWhat[static_cast<std::size_t>(what)]);
    }
    return Error{ErrorKind::Unsupported, std::string(format.name) + " holds " + names + ", not " +
                                             std::string(kWhat[static_cast<std::size_t>(options.what)])};
  }
  return format.write(store, options, out);
}

std::span<const std::string_view> export_what_names() { return kWhat; }
std::optional<ExportWhat> export_what(std::string_view name) {
  for (std::size_t i = 0; i < kWhat.size(); ++i) {
    if (kWhat[i] == name) return static_cast<ExportWhat>(i);
  }
  return std::nullopt;
}

}  // namespace annals
