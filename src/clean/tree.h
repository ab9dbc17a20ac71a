// The elements and texts of an HTML page in one array, in the order of the page.
//
// A node's subtree is the nodes from it up to its `end`: no pointers, no moving about. The builder follows the
// standard where it tells where an element ends (implied end tags, scopes) and leaves out what only moves formatting
// around (adoption, reconstruction, foster parents): text keeps its place in the source, which is what counts here.
// Limits: 512 deep, 64 open formatting elements, about a million elements; beyond them tags are dropped, texts kept.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "annals/span.h"
#include "clean/tags.h"

namespace annals::clean {

struct Node {
  enum class Kind : std::uint8_t { element, text };
  Kind kind = Kind::element;
  Tag tag = Tag::unknown;
  bool references = false;  // text
  bool linked = false;      // text: within a link
  std::uint32_t end = 0;    // the first node behind the subtree
  TextRange range;          // text, or the start tag, in the source
  std::uint32_t attributes = 0;
  std::uint32_t attribute_count = 0;
};

struct NodeAttribute {
  Attr name;
  TextRange value;
};

struct Tree {
  static constexpr std::size_t kMaxDepth = 512;
  static constexpr std::size_t kMaxFormatting = 64;
  static constexpr std::size_t kMaxElements = 1u << 20;

  std::string_view source;
  std::vector<Node> nodes;
  std::vector<NodeAttribute> attributes;
  bool flattened = false;  // a limit was met

  std::string_view raw(const Node& node, Attr name) const;  // an attribute as written; empty when absent
  bool has(const Node& node, Attr name) const;
  std::string value(const Node& node, Attr name) const;  // with its references resolved
  std::string text_of(std::size_t node) const;  // the text below (its first 2,000 bytes or so), white space folded
};

Tree build_tree(std::string_view source);

}  // namespace annals::clean
