// The writers behind the table in formats.cc. A new format is a file beside these, and its line there.
#pragma once

#include <functional>

#include "annals/export.h"

namespace annals::store {

// Documents in order, each with its links; null where it was added after the last linking.
using TakeDocument = std::function<bool(const CodedDocument&, const LinkedRecord::DocumentLinks*)>;
Result<Done> each_linked_document(Store& store, const TakeDocument& take);

Result<Done> write_csv(Store& store, ExportWhat what, std::ostream& out);
Result<Done> write_jsonl(Store& store, ExportWhat what, std::ostream& out);

}  // namespace annals::store
