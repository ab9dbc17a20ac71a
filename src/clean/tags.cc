#include "clean/tags.h"

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

// "template" is a word of C++, so the table says "template_".
constexpr std::string_view written(std::size_t i) {
  return static_cast<Tag>(i) == Tag::template_ ? std::string_view("template") : kNames[i];
}

constexpr std::size_t kLongest = 16;

// A name of up to 16 letters in two numbers, lowered.
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

// Names and which they are, an enumerator whose `unknown` stands for an empty slot.
template <typename Which>
struct Names {
  std::array<Key, kSlots> keys{};
  std::array<Which, kSlots> which{};

  template <typename NameOf>
  constexpr Names(std::size_t count, NameOf name_of) {
    which.fill(Which::unknown);
    for (std::size_t i = 0; i < count; ++i) {
      const Key key = key_of(name_of(i));
      std::size_t slot = slot_of(key);
      while (which[slot] != Which::unknown) slot = (slot + 1) % kSlots;
      keys[slot] = key;
      which[slot] = static_cast<Which>(i);
    }
  }
  Which named(std::string_view name) const {
    if (name.size() > kLongest) return Which::unknown;
    const Key key = key_of(name);
    for (std::size_t slot = slot_of(key); which[slot] != Which::unknown; slot = (slot + 1) % kSlots) {
      if (keys[slot] == key) return which[slot];
    }
    return Which::unknown;
  }
};

constexpr Names<Tag> kTags(kTagCount - 1, written);
constexpr Names<Attr> kAttributes(kAttrs.size(), [](std::size_t i) { return kAttrs[i]; });

}  // namespace

Tag tag_named(std::string_view name) { return kTags.named(name); }

std::uint16_t traits_of(Tag tag) { return kTraits[static_cast<std::size_t>(tag)]; }
std::string_view name_of(Tag tag) { return written(static_cast<std::size_t>(tag)); }

Attr attr_named(std::string_view name) { return kAttributes.named(name); }

}  // namespace annals::clean
