// The scorer's reasons in words.
#pragma once

#include <span>
#include <string>

#include "clean/forest.h"

namespace annals::clean {

// Why a block was scored as it was: what moved both forests most, for a person to read. `row`: the second forest's.
std::string reasons_in_words(const Forest& first, const Forest& second, std::span<const float> row);

}  // namespace annals::clean
