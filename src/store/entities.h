// Character references of HTML read afresh, for `verify`: apart from the reader in `clean`, so that the two can
// disagree.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace annals::store {

// `text` with its references resolved. Empty when it holds a name outside the small table here (the characters of
// Latin-1, punctuation and the like), which then is to be taken on trust.
std::optional<std::string> resolve_references(std::string_view text);

}  // namespace annals::store
