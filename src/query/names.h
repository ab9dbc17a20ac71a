// Names as people ask for them, against names as the record has them.
#pragma once

#include <string>
#include <string_view>

#include "annals/claim.h"

namespace annals::query {

std::string folded(const std::string& text);  // trimmed, case and accents apart
// Whether `words`, folded, stand in `text` as whole words.
bool holds_words(std::string_view text, const std::string& words);
bool holds_folded(std::string_view folded_text, const std::string& words);  // the same, of a text that is folded
bool is_named(const Actor& actor, const std::string& words);  // by words of its name, its id or its country's code
bool same_word(std::string_view a, std::string_view b);       // but for case

}  // namespace annals::query
