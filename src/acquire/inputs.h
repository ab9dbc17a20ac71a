// What a caller names as input, one file at a time.
#pragma once

#include <functional>
#include <string>

#include "annals/error.h"

namespace annals::acquire {

// Hands every file behind `input` (a file, a folder, a glob, "-") to `take`, or the error in its place. A folder is
// walked whole, names in byte order; names that begin with a dot and links to folders are passed over in it.
// False: stopped by `take`.
bool for_each_file(const std::string& input, const std::function<bool(Result<std::string>)>& take);

}  // namespace annals::acquire
