// Character references of HTML: "&amp;", "&#233;", "&#xe9;".
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace annals::clean {

struct Reference {
  std::uint32_t length = 0;  // bytes it takes in the source, "&" included; 0: a bare "&"
  std::string text;          // what it stands for, in UTF-8
};

// Reads the reference that begins at `at`, where an "&" stands, as the WHATWG tokenizer does. In an attribute
// an unfinished name before "=" or a letter is none.
Reference read_reference(std::string_view source, std::size_t at, bool in_attribute);

// `source` with every reference replaced, line ends made plain and NULs made U+FFFD: an attribute's value.
std::string resolve_references(std::string_view source, bool in_attribute);

}  // namespace annals::clean
