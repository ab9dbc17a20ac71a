// In what word a claim tells its act, and what names its document keeps coming back to: what is left to go by where a
// claim names neither who nor when.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "annals/claim.h"
#include "link/hash.h"

namespace annals::link {

// The names that a document names most, sorted; 0 where there are fewer.
inline constexpr std::size_t kStoryNames = 6;
using Story = std::array<Hash, kStoryNames>;
Story story_of(const Article& article);
std::size_t names_shared(const Story& a, const Story& b);

// A word folded, without its ending, cut to six letters, so that forms of one word meet.
std::string stem_of(std::string_view word);

// The stem of the word that tells the act, read at the claim's bytes; 0 where the article has no text there.
Hash act_of(const ResolvedClaim& claim, const Article& article);

}  // namespace annals::link
