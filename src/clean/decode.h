// A page's bytes as UTF-8 that remembers where each character stood.
#pragma once

#include <string>
#include <string_view>

#include "annals/page.h"
#include "annals/sourced_text.h"

namespace annals::clean {

struct Decoded {
  // Where the page's bytes are UTF-8 as they stand, they are the text and nothing is copied: the page is to outlive
  // this.
  std::string_view as_it_stands;
  SourcedText made;          // else
  std::string charset;       // what the bytes were read as
  std::uint64_t bad = 0;     // places that are no character; each reads as U+FFFD
  std::uint64_t cut_at = 0;  // the raw byte from which the page was not read; 0: it was read whole

  std::string_view text() const { return made.text.empty() ? as_it_stands : std::string_view(made.text); }
  std::string_view view(TextRange range) const { return text().substr(range.begin, range.size()); }
};

// The charset is the byte order mark's, else UTF-8 where the bytes are that and say so by more than ASCII, else the
// container's, else the page's own <meta>, else what the bytes look like.
Decoded decode(const Page& page, std::size_t max_bytes);

}  // namespace annals::clean
