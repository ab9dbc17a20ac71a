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
constexpr std::string_view written(std::size_t i) {
  return static_cast<Tag>(i) == Tag::template_ ? std::string_view("template") : kNames[i];
}

}  // namespace

namespace {

constexpr std::size_t kLongest = 10;

// A name of up to ten letters in two numbers, lowered.
struct Key {
  std::uint64_t first = 0, last = 0;
  constexpr bool operator==(const Key&) const = default;
};

constexpr Key key_of(std::string_view name) {
  Key key;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const auto letter = static_cast<std::uint64_t>(
        static_cast<unsigned char>(base::is_upper_ascii(name[i]) ? static_cast<char>(name[i] + 32) : name[i]));
    (i < 8 ? key.first : key.last) |= letter << (8 * (i % 8));
  }
  return key;
}

constexpr std::size_t kSlots = 512;
constexpr std::size_t slot_of(const Key& key) {
  return ((key.first ^ key.last * 0x9E3779B97F4A7C15) * 0xD6E8FEB86659FD93 >> 55) % kSlots;
}

struct TagTable {
  std::array<Key, kSlots> keys{};
  std::array<Tag, kSlots> tags{};
};

constexpr TagTable kTable = [] {
  TagTable table;
  table.tags.fill(Tag::unknown);
  for (std::size_t i = 0; i + 1 < kTagCount; ++i) {
    const Key key = key_of(written(i));
    std::size_t slot = slot_of(key);
    while (table.tags[slot] != Tag::unknown) slot = (slot + 1) % kSlots;
    table.keys[slot] = key;
    table.tags[slot] = static_cast<Tag>(i);
  }
  return table;
}();

}  // namespace

Tag tag_named(std::string_view name) {
  if (name.size() > kLongest) return Tag::unknown;
  const Key key = key_of(name);
  for (std::size_t slot = slot_of(key); kTable.tags[slot] != Tag::unknown; slot = (slot + 1) % kSlots) {
    if (kTable.keys[slot] == key) return kTable.tags[slot];
  }
  return Tag::unknown;
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
