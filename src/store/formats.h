// The writers behind the table in formats.cc. A new format is a file beside these, and its line there.
#pragma once

#include <functional>
#include <iosfwd>

#include "annals/export.h"

namespace annals::store {

// Documents in order, each with its links; null where it was added after the last linking.
using TakeDocument = std::function<bool(const CodedDocument&, const LinkedRecord::DocumentLinks*)>;
Result<Done> each_linked_document(Store& store, const TakeDocument& take);
// The events that the options keep, and the claims: all of them, or those of the events kept.
Result<Done> each_kept_event(Store& store, const ExportOptions& options, const std::function<bool(const Event&)>& take);
Result<Done> each_kept_claim(Store& store, const ExportOptions& options,
                             const std::function<bool(const ResolvedClaim&)>& take);
// `read`, or that the output took no more.
Result<Done> ended(const Result<Done>& read, const std::ostream& out);

Result<Done> write_csv(Store& store, const ExportOptions& options, std::ostream& out);
Result<Done> write_jsonl(Store& store, const ExportOptions& options, std::ostream& out);
Result<Done> write_parquet(Store& store, const ExportOptions& options, std::ostream& out);
Result<Done> write_plover(Store& store, const ExportOptions& options, std::ostream& out);
Result<Done> write_cameo(Store& store, const ExportOptions& options, std::ostream& out);
Result<Done> write_gdelt(Store& store, const ExportOptions& options, std::ostream& out);
Result<Done> write_geojson(Store& store, const ExportOptions& options, std::ostream& out);
Result<Done> write_icalendar(Store& store, const ExportOptions& options, std::ostream& out);
Result<Done> write_report(Store& store, const ExportOptions& options, std::ostream& out);
Result<Done> write_graphml(Store& store, const ExportOptions& options, std::ostream& out);
Result<Done> write_dot(Store& store, const ExportOptions& options, std::ostream& out);

}  // namespace annals::store
