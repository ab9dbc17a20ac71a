// The writers behind the table in formats.cc. A new format is a file beside these, and its line there.
#pragma once

#include "annals/export.h"

namespace annals::store {

Result<Done> write_csv(Store& store, ExportWhat what, std::ostream& out);
Result<Done> write_jsonl(Store& store, ExportWhat what, std::ostream& out);

}  // namespace annals::store
