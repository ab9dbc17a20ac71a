// What one document may cost: reading stops where these are spent, and its notes say where. They count work, not time,
// so that the same page gives the same record on every machine.
#pragma once

#include <cstddef>

namespace annals::parse {

// The work of all windows sent through the model. Prose of 18 words a sentence is read for 5,500 words, which takes 0.6
// CPU seconds on the machine of bench/README.md, and the learned coder's part of it 0.4 more.
inline constexpr std::size_t kMostWork = 6'500;
// Bytes of text, for what has few words in it: data that strayed into a page.
inline constexpr std::size_t kMostText = 256u << 10;

// Of one window, in pieces of words: all of a window's pieces look at one another.
constexpr std::size_t work_of(std::size_t pieces) { return pieces + 2 + pieces * pieces / 256; }

}  // namespace annals::parse
