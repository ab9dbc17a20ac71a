// Ceasefires, each one commitment from its declaring to its end, whatever events its steps are part of.
#pragma once

#include <vector>

#include "query/told.h"

namespace annals::query {

// Whether a claim tells of a truce: then it is a step of one, and no promise by itself.
bool of_a_truce(const Told& told);
std::vector<Commitment> truces_of(const Telling& telling);

}  // namespace annals::query
