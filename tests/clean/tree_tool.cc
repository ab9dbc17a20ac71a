// clean_tree < PATHS: the tree of each HTML file named on standard input, one JSON object a line: the page as UTF-8,
// its nodes in the order of the page as [end, name or null, text or null]. An element that stands for a stray end tag
// is named with a "/". What eval/clean/trees.py lays beside the tree of another parser.
#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>

#include "base/files.h"
#include "base/text.h"
#include "clean/decode.h"
#include "clean/references.h"
#include "clean/tree.h"

using namespace annals;
using namespace annals::clean;
using nlohmann::json;

namespace {

constexpr std::size_t kMaxBytes = 64u << 20;

std::string name_in(std::string_view tag) {
  const std::size_t begin = tag.starts_with("</") ? 2 : 1;
  const std::size_t end = tag.find_first_of(" \t\r\n\f/>", begin);
  const std::string name = base::to_lower_ascii(tag.substr(begin, end - begin));
  return begin == 2 ? "/" + name : name;
}

json of(const Tree& tree, const Node& node) {
  const std::string_view source = tree.source.substr(node.range.begin, node.range.size());
  if (node.kind == Node::Kind::element) return {node.end, name_in(source), nullptr};
  return {node.end, nullptr, node.references ? resolve_references(source, false) : std::string(source)};
}

}  // namespace

int main() {
  for (std::string path; std::getline(std::cin, path);) {
    auto bytes = base::read_file(path);
    if (!bytes) return std::fprintf(stderr, "%s: %s\n", path.c_str(), bytes.error().message.c_str()), 1;
    Page page;
    page.format = PageFormat::html;
    page.bytes = std::move(*bytes);
    const Decoded decoded = decode(page, kMaxBytes);
    const Tree tree = build_tree(decoded.text());
    json nodes = json::array();
    for (const Node& node : tree.nodes) nodes.push_back(of(tree, node));
    const json out = {{"path", path}, {"source", decoded.text()}, {"flattened", tree.flattened}, {"nodes", nodes}};
    std::cout << out.dump(-1, ' ', false, json::error_handler_t::replace) << "\n";
  }
}
