// What somebody thinks, knows, wants, fears, supports or rejects, as a writer tells it: "hopes to leave", "the plan was
// opposed by the union", "his call for a truce".
#pragma once

#include <cstdint>
#include <vector>

#include "annals/document.h"
#include "parse/language.h"
#include "parse/syntax_view.h"

namespace annals::parse {

struct Stance {
  std::uint32_t first = 0, last = 0;  // the words of its content
  Phrase source, cue;
};

// Those of a sentence, none within another; `taken`: words that are said by somebody already.
std::vector<Stance> find_stances(const SyntaxView& tree, std::uint32_t sentence, const Language& language,
                                 std::vector<bool> taken);

}  // namespace annals::parse
