// Which modes of a type can be said of one event.
#pragma once

#include <cstdint>

#include "annals/ontology.h"

namespace annals::link {

enum class ModesFit : std::uint8_t { open, same, near, apart };

// `a` and `b` are mode_bits of the type. `open`: one side says no mode, or one that fits any.
ModesFit modes_fit(EventType type, std::uint16_t a, std::uint16_t b);

}  // namespace annals::link
