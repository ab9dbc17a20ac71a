#include "clean/tags.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace annals::clean {
namespace {

constexpr std::array<std::string_view, kTagCount> kNames = {
#define ANNALS_TAG(name, traits) #name,
    ANNALS_TAGS(ANNALS_TAG)
#undef ANNALS_TAG
        "unknown"};

constexpr std::array<std::uint16_t, kTagCount> kTraits = {
#define ANNALS_TAG(name, traits) static_cast<std::uint16_t>(traits),
    ANNALS_TAGS(ANNALS_TAG)
#undef ANNALS_TAG
        std::uint16_t{0}};

constexpr std::array<std::string_view, static_cast<std::size_t>(Attr::unknown)> kAttrs = {
    "class", "id",     "href",  "rel",  "itemprop",    "itemtype",   "property", "name",    "content", "datetime",
    "title", "hidden", "style", "role", "aria-hidden", "aria-label", "type",     "pubdate", "lang",    "data-testid"};

// `wanted` is in lower case.
bool same_letter(char c, char wanted) { return (base::is_upper_ascii(c) ? static_cast<char>(c + 32) : c) == wanted; }

// "template" is a word of C++, so the table says "template_".
std::string_view written(std::size_t i) {
  return static_cast<Tag>(i) == Tag::template_ ? std::string_view("template") : kNames[i];
}

}  // namespace

Tag tag_named(std::string_view name) {
  if (name.size() > 10) return Tag::unknown;
  char lower[10];
  std::transform(name.begin(), name.end(), lower,
                 [](char c) { return base::is_upper_ascii(c) ? static_cast<char>(c + 32) : c; });
  const std::string_view wanted(lower, name.size());
  // The table is in the order of the alphabet.
  std::size_t low = 0, high = kTagCount - 1;
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (written(middle) < wanted) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low < kTagCount - 1 && written(low) == wanted ? static_cast<Tag>(low) : Tag::unknown;
}

std::uint16_t traits_of(Tag tag) { return kTraits[static_cast<std::size_t>(tag)]; }
std::string_view name_of(Tag tag) { return written(static_cast<std::size_t>(tag)); }

Attr attr_named(std::string_view name) {
  if (name.size() > 11 || name.size() < 2) return Attr::unknown;
  for (std::size_t i = 0; i < kAttrs.size(); ++i) {
    if (kAttrs[i].size() == name.size() && std::equal(name.begin(), name.end(), kAttrs[i].begin(), same_letter)) {
      return static_cast<Attr>(i);
    }
  }
  return Attr::unknown;
}

}  // namespace annals::clean
