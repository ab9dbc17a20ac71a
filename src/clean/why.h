// The scorer's reasons in words.
#pragma once

#include <span>
#include <string>

#include "model/forest.h"

namespace annals::clean {

// Why a block was scored as it was: what moved both forests most, for a person to read. `row`: the second forest's.
std::string reasons_in_words(const model::Forest& first, const model::Forest& second, std::span<const float> row);

}  // namespace annals::clean
