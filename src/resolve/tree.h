// Small questions to a sentence's tree.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "annals/document.h"

namespace annals::resolve {

inline const Token& token_at(const Sentence& sentence, std::uint32_t at) { return sentence.tokens[at]; }

std::vector<std::uint32_t> children(const Sentence& sentence, std::uint32_t head);
// Steps up to the root; a head that points nowhere ends the way.
std::uint32_t depth(const Sentence& sentence, std::uint32_t token);
// Whether `ancestor` governs `token`, at any distance; a token governs itself.
bool governs(const Sentence& sentence, std::uint32_t ancestor, std::uint32_t token);
// The nearest verb above `token` (or itself); tokens.size() when there is none.
std::uint32_t verb_above(const Sentence& sentence, std::uint32_t token);
bool is_nominal(const Token& token);  // noun, name, pronoun, number
bool is_subject(Deprel relation);
std::vector<std::string_view> forms(const Sentence& sentence);                            // as written, one a token
std::string words_of(const Sentence& sentence, std::uint32_t first, std::uint32_t last);  // parted by blanks
std::uint32_t gap(std::uint32_t token, const Phrase& phrase);  // words between them and one; 0 within the phrase
// The token at text offset `at`; tokens.size() when there is none.
std::uint32_t token_at_offset(const Sentence& sentence, std::uint32_t at);

}  // namespace annals::resolve
