// Who it is that says, thinks or wants something: the noun phrase that a verb, an adjective or a noun has for it.
#pragma once

#include "annals/document.h"
#include "parse/syntax_view.h"

namespace annals::parse {

// The subject of a verb or adjective, or the one that it shares with the verb above it; empty where there is none.
Phrase source_of(const SyntaxView& tree, std::uint32_t sentence, std::uint32_t word);

// A verb or adjective with the auxiliaries, adverbs and particles that stand around it in one run: "has not said".
Phrase verb_group(const SyntaxView& tree, std::uint32_t sentence, std::uint32_t word);

}  // namespace annals::parse
