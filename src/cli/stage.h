// The stages by themselves: pages in, one result a page out, in the order of the input.
#pragma once

#include <functional>
#include <string>

#include "annals/error.h"
#include "annals/page.h"
#include "cli/console.h"

namespace annals::cli {

// Reads the inputs and prints what `stage` makes of each page; an error goes to standard error, the rest goes on.
Exit run_stage(const InputArguments& input, const std::function<Result<std::string>(const Page&)>& stage);

}  // namespace annals::cli
