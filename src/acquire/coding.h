// Compressed bytes that are all at hand, opened within the limits of limits.h: the content codings of HTTP.
#pragma once

#include <string>
#include <string_view>

#include "annals/error.h"

namespace annals::acquire {

struct Opened {
  std::string bytes;
  std::string note;  // what was lost: "its gzip data is cut short", empty where nothing was
};

// Whether it is the name of a coding we open: gzip, deflate, br, zstd.
bool is_coding(std::string_view name);
// What comes out before damage is kept, with a note.
// Errors: Malformed where nothing comes out; Unsupported where it grows beyond all measure.
Result<Opened> open_coding(std::string_view name, std::string_view packed);

}  // namespace annals::acquire
