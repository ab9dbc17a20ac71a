// Raw text to words, as UD's English treebanks part them: "don't" is do and n't, "long-term" is three words, "$5m" too.
#pragma once

#include <string_view>
#include <vector>

#include "annals/span.h"
#include "parse/language.h"

namespace annals::parse {

// Adds the words of text[range), in order and apart. Between them lies nothing but white space. Stops soon after there
// are `enough`.
void tokenize(std::string_view text, TextRange range, const Language& language, std::vector<TextRange>& words,
              std::size_t enough = static_cast<std::size_t>(-1));

}  // namespace annals::parse
