// The words of a page as sourcing compares them: names, other words, and what is quoted.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "annals/article.h"
#include "link/hash.h"

namespace annals::link {

struct PageWords {
  std::vector<Hash> names;  // beginnings of capitalised words, and numbers, sorted
  std::vector<Hash> words;  // beginnings of the other words of five letters and more, sorted
};
PageWords read_words(const Article& article);

// Runs of words within quotation marks, sorted. Empty where it quotes nothing.
std::vector<Hash> quoted_runs(const Article& article);
// Of all words of a text, in quotation marks or not, sorted.
std::vector<Hash> runs_of(std::string_view text);

std::size_t shared(const std::vector<Hash>& a, const std::vector<Hash>& b);  // of two sorted lists

bool is_story(BlockKind kind);

}  // namespace annals::link
