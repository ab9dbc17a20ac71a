// The words of a text, folded, as hashes.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "link/hash.h"

namespace annals::link {

// The words that carry a sentence's matter, cut to their first letters so that forms of one word meet; sorted, once
// each. Words in `without` (sorted) are left out: names, places and days are weighed by themselves.
std::vector<Hash> content_words(std::string_view text, const std::vector<Hash>& without);

// Sorted words of several texts, as content_words cuts them: for its `without`.
std::vector<Hash> stems_of(const std::vector<std::string_view>& texts);

// How much two sorted lists share: 1 the same words, 0 none (Dice's coefficient).
double likeness(std::span<const Hash> a, std::span<const Hash> b);

}  // namespace annals::link
