// Marks of punctuation that mean something to the reader, by their form as a token.
#pragma once

#include <string_view>

namespace annals::parse {

bool is_dash(std::string_view form);
bool opens_quote(std::string_view form);   // “ „ « ‘ ``: only ever opens
bool closes_quote(std::string_view form);  // ” » ’’ '': only ever closes
bool is_single_quote(std::string_view form);

}  // namespace annals::parse
