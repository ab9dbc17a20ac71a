// A page's bytes as UTF-8 that remembers where each character stood.
#pragma once

#include <string>

#include "annals/page.h"
#include "annals/sourced_text.h"

namespace annals::clean {

struct Decoded {
  SourcedText text;
  std::string charset;       // what the bytes were read as
  std::uint64_t bad = 0;     // places that are no character; each reads as U+FFFD
  std::uint64_t cut_at = 0;  // the raw byte from which the page was not read; 0: it was read whole
};

// The charset is the byte order mark's, else UTF-8 where the bytes are that and say so by more than ASCII, else the
// container's, else the page's own <meta>, else what the bytes look like.
Decoded decode(const Page& page, std::size_t max_bytes);

}  // namespace annals::clean
