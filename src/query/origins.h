// Who has it from whom, as a tree.
#pragma once

#include "annals/event.h"
#include "query/layout.h"

namespace annals::query {

// Roots at the left, and under each those that have it from there; a document with two sources stands under both.
void put_origins(Lines& lines, const Event& event);
// Whom a document credits, and why we think so.
void put_origins(Lines& lines, const LinkedRecord::DocumentLinks& links);

}  // namespace annals::query
