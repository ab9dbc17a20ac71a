// Whose text is whose: documents that copy one another's wording, and the wires they credit.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "annals/event.h"
#include "link/copies_judge.h"
#include "link/copies_words.h"

namespace annals::link {

struct Copies {
  std::vector<std::vector<Copy>> of;  // by document: the nearest copies, best first
  std::vector<std::string> root;      // by document: an agency's name, or a document's id
};

// What finding them goes through. Stories are numbered in the order of publication.
struct CopyWork {
  Stories stories;
  Meetings meetings;
  JudgedPairs judged;
};
CopyWork compare_texts(const std::vector<const CodedDocument*>& published);

// `documents` in canonical order; `order` gives each its place in the order of publication. `work` gets what was gone
// through.
Copies find_copies(const std::vector<const CodedDocument*>& documents, const std::vector<std::uint32_t>& order);
Copies find_copies(const std::vector<const CodedDocument*>& documents, const std::vector<std::uint32_t>& order,
                   CopyWork& work);

// --- the rules of lists and families, one by one ---

double rounded(double share);

// Whether two copies come from one source. A round-up that holds ten wires whole comes from none of them, nor do they
// come from one another.
bool are_one_family(const Shares& shares);

// Of stories: those of one family together, where it has two at least; all in the order of publication.
std::vector<std::vector<std::uint32_t>> families_of(const std::vector<Pair>& pairs, std::size_t stories);

// Both texts are one, but for what an outlet puts around it.
bool are_whole(const Shares& shares);
// Two outlets that print one text have it from one wire; the same text under one name, or none, is a page read twice.
std::string kind_of(const Shares& shares, const Article& a, const Article& b);

// A copy as one document lists it: the other document, and which pair says so.
struct Listed {
  std::uint32_t other = 0;
  std::uint32_t pair = 0;
  double similarity = 0;
};
inline constexpr std::size_t kCopiesListed = 8;
// The nearest first; the earliest of them always has a place, for it is the likeliest source. `is_earlier` says so of
// two others.
void keep_nearest(std::vector<Listed>& list, const std::function<bool(std::uint32_t, std::uint32_t)>& is_earlier);

// An article with where the words of its story begin in its text.
struct StoryText {
  const Article& article;
  std::span<const std::uint32_t> begins;
};
// In the order of the text of `later` where that `lists` them, else of `earlier`.
std::vector<SharedPassage> listed_passages(const std::vector<Passage>& passages, const StoryText& earlier,
                                           const StoryText& later, bool later_lists);

}  // namespace annals::link
