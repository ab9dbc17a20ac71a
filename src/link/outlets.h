// What outlets and agencies are called, and which of them a page is of and speaks of.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "annals/claim.h"
#include "link/hash.h"

namespace annals::link {

// "Iranian state TV" and "state television" are one.
std::string source_key(std::string_view name);

// A short line with a day under it at the head of a page without markup: what the page calls itself.
std::string masthead(const Article& article);

// A page that the agency whose wire it is published itself.
bool is_wire(const Article& article);

// "Told this reporter of the Levant Herald": beside its story, a page names nobody but itself as an outlet.
bool names_itself(const Article& article, std::string_view source);

// Hashes of keys, sorted: the names that a page goes by, and all those that it may have things from.
std::vector<Hash> names_of(const CodedDocument& document);
std::vector<Hash> credited_by(const CodedDocument& document);

}  // namespace annals::link
