// One input, whatever it holds, as pages: the door that everything of the outside world comes through.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "acquire/formats.h"
#include "acquire/source.h"

namespace annals::acquire {

// Reads `source` in bounded memory. `path` names it, and tells its format where its bytes do not.
// False: stopped by `take`.
bool read_source(const std::string& path, std::unique_ptr<Source> source, const InputOptions& options,
                 const Take& take);

// The same of bytes in memory.
bool read_bytes(const std::string& path, std::string_view bytes, const InputOptions& options, const Take& take);

}  // namespace annals::acquire
