// Whether the text of a document is what its spans hold: by the stored map, and from the raw bytes afresh.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "annals/claim.h"
#include "annals/page.h"

namespace annals::store {

// What does not hold, one sentence each; at most a few a document.
std::vector<std::string> check_spans(const CodedDocument& document, const Page& page);

}  // namespace annals::store
