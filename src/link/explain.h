// Why claims are one event, and why others are not, as lists of what speaks for it and against it.
#pragma once

#include <cstdint>
#include <vector>

#include "annals/pipeline.h"

namespace annals::link {

std::vector<PairReasons> weigh_events(const Event& event, const Event& other,
                                      const std::vector<CodedDocument>& documents);

}  // namespace annals::link
