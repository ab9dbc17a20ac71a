// Records in another character set than UTF-8, made UTF-8 before they are taken apart.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "acquire/source.h"

namespace annals::acquire {

// Bytes of `charset` (a name as XML declarations give it) as UTF-8, what is no character as U+FFFD.
// Empty where the name is none we know.
std::optional<std::string> to_utf8(std::string_view bytes, const std::string& charset);

// UTF-16 as it passes by, as UTF-8.
std::unique_ptr<Source> utf16_to_utf8(std::unique_ptr<Stream> wide, bool big_endian);

// Replaces what is no UTF-8 by U+FFFD; how many places.
std::size_t replace_bad_utf8(std::string& text);

}  // namespace annals::acquire
