// How much an event of a type works for or against peace between its parties, from -10 to 10.
#pragma once

#include <string>
#include <vector>

#include "annals/ontology.h"

namespace annals::link {

double intensity(EventType type, const std::vector<std::string>& modes);

}  // namespace annals::link
