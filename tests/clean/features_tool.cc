// clean_features DATA ROWS < paths > pages.jsonl: for each HTML file named on standard input, a line of what its blocks
// say and where they stand, and in the file ROWS the numbers the scorer sees of each, as 32-bit floats.
// train/clean/blocks.py learns from both.
#include <cstdio>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "base/files.h"
#include "base/text.h"
#include "clean/features.h"
#include "clean/page_says.h"

using namespace annals;
using namespace annals::clean;
using nlohmann::json;

namespace {

// The names of each element, cut into words.
json names_of(const Tree& tree, std::uint32_t at) {
  json out = json::array();
  const Node& node = tree.nodes[at];
  if (node.kind != Node::Kind::element || node.tag == Tag::html || node.tag == Tag::body) return out;
  for (std::uint32_t i = 0; i < node.attribute_count; ++i) {
    const NodeAttribute& attribute = tree.attributes[node.attributes + i];
    if (!is_naming(attribute.name)) continue;
    each_name_word(tree.source.substr(attribute.value.begin, attribute.value.size()),
                   [&](std::uint64_t, std::string_view word) { out.push_back(base::to_lower_ascii(word)); });
  }
  return out;
}

std::vector<std::uint32_t> parents_of(const Tree& tree) {
  std::vector<std::uint32_t> out(tree.nodes.size()), open;
  for (std::uint32_t i = 0; i < tree.nodes.size(); ++i) {
    while (!open.empty() && tree.nodes[open.back()].end <= i) open.pop_back();
    out[i] = open.empty() ? i : open.back();
    if (tree.nodes[i].kind == Node::Kind::element) open.push_back(i);
  }
  return out;
}

json page_of(const HtmlBlocks& blocks, const Tree& tree) {
  const auto parents = parents_of(tree);
  json out = {{"blocks", json::array()}, {"containers", json::array()}};
  for (const Container& container : blocks.containers) {
    const bool root = container.tag == Tag::unknown && container.node == 0;
    out["containers"].push_back(
        {{"parent", container.parent == Container::kNone ? -1 : static_cast<int>(container.parent)},
         {"look", container.look},
         {"names", root ? json::array() : names_of(tree, container.node)}});
  }
  for (const HtmlBlock& block : blocks.blocks) {
    json names = json::array();
    for (std::uint32_t at = block.node; parents[at] != at && !has(tree.nodes[parents[at]].tag, kBlock);) {
      at = parents[at];
      for (const auto& name : names_of(tree, at)) names.push_back(name);
    }
    json words = json::array();
    for (WordReader reader(blocks.text.view(block.range)); words.size() < Evidence::kWords && reader.next();)
      words.push_back(reader.word());
    out["blocks"].push_back({{"text", blocks.text.view(block.range)},
                             {"words", words},
                             {"chars", block.chars},
                             {"container", block.container},
                             {"heading", is_heading(blocks.containers[block.container].tag)},
                             {"names", names}});
  }
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const std::string data = std::string(argv[1]) + "/clean/";
  const auto words = HintWords::open(data + "hints.txt");
  const auto markers = Markers::open(data + "markers.txt");
  if (!words || !markers) return std::fprintf(stderr, "%s: no data\n", argv[1]), 2;
  std::ofstream rows(argv[2], std::ios::binary);
  std::cout << json{{"names", Features::names()}, {"second_names", Features::second_names()}}.dump() << "\n";
  const Evidence none;
  std::vector<float> row(Features::names().size());
  for (std::string path; std::getline(std::cin, path);) {
    auto bytes = base::read_file(path);
    if (!bytes) return std::fprintf(stderr, "%s\n", path.c_str()), 1;
    Page page;
    page.format = PageFormat::html;
    page.bytes = std::move(*bytes);
    const Decoded decoded = decode(page, 64u << 20);
    const Tree tree = build_tree(decoded.text());
    const PageSays says = read_page_says(tree);
    const HtmlBlocks blocks = read_blocks(tree, decoded, *words, none, 8u << 20);
    const Features features(blocks, says.titles.empty() ? "" : says.titles[0].value,
                            says.summaries.empty() ? "" : says.summaries[0].value, *markers, none);
    json out = page_of(blocks, tree);
    out["path"] = path;
    for (std::size_t i = 0; i < blocks.blocks.size(); ++i) {
      features.fill(i, {row.data(), 1});
      rows.write(reinterpret_cast<const char*>(row.data()), static_cast<std::streamsize>(row.size() * sizeof(float)));
    }
    std::cout << out.dump(-1, ' ', false, json::error_handler_t::replace) << "\n";
  }
}
