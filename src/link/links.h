// What linking says of single documents.
#pragma once

#include <vector>

#include "annals/event.h"
#include "link/archive.h"

namespace annals::link {

// By document of the archive, when all else is found. Of a part of a set they hold for those documents all of whose
// events are in it.
std::vector<LinkedRecord::DocumentLinks> document_links(const Archive& archive);

}  // namespace annals::link
