// What was announced, agreed, ordered and threatened, truces apart, and what became of it.
#pragma once

#include <vector>

#include "query/told.h"

namespace annals::query {

std::vector<Commitment> promises_of(const Telling& telling);

}  // namespace annals::query
