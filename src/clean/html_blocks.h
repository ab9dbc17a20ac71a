// An HTML page as blocks of text, with what the page's structure says of each.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "annals/sourced_text.h"
#include "clean/decode.h"
#include "clean/evidence.h"
#include "clean/hints.h"
#include "clean/tree.h"

namespace annals::clean {

// An element that holds blocks.
struct Container {
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};
  std::uint32_t parent = kNone;
  std::uint32_t node = 0;
  Tag tag = Tag::unknown;
  std::uint16_t depth = 0;
  HintBits hints = 0;                              // its own
  std::array<std::uint8_t, kHintCount> nearest{};  // how far up each hint stands: 1 is here, 0 nowhere
  std::uint32_t look = 0;                          // hash of its tag and class, and its parent's
  std::uint64_t kin = 0;    // hash of its parent, its tag and the first word of its class: alike among its siblings
  float near = 0, far = 0;  // what the words of its names tell (see evidence.h); of all elements above it
};

struct HtmlBlock {
  TextRange range;  // in HtmlBlocks::text
  std::uint32_t container = 0;
  std::uint32_t node = 0;   // the first text node in it
  std::uint32_t chars = 0;  // code points that are no white space
  std::uint32_t link_chars = 0;
  std::uint32_t links = 0;
  HintBits inline_hints = 0;      // of inline elements around its first words
  float inline_near = 0;          // what their names tell
  Tag inline_tag = Tag::unknown;  // the innermost of these
  bool control = false;           // in a button, an option, a label
  bool hidden = false;
  bool in_form = false, in_table = false, in_list = false, in_figure = false, in_quote = false;
};

struct HtmlBlocks {
  SourcedText text;  // blocks parted by "\n\n"
  std::vector<HtmlBlock> blocks;
  std::vector<Container> containers;  // parents first
  std::uint64_t cut_at = 0;           // the byte from which text was left out; 0: none was
};

// Reads at most `max_text` bytes of text.
HtmlBlocks read_blocks(const Tree& tree, const Decoded& decoded, const HintWords& words, const Evidence& evidence,
                       std::size_t max_text);

// Whether the words of such an attribute say what its element is for.
constexpr bool is_naming(Attr name) {
  return name == Attr::class_ || name == Attr::id || name == Attr::role || name == Attr::itemprop ||
         name == Attr::data_testid || name == Attr::aria_label;
}

}  // namespace annals::clean
