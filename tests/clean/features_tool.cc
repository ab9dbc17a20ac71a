// clean_features DATA < paths: for each HTML file named on standard input, one JSON object with its blocks and the
// numbers the scorer sees of each. train/clean/blocks.py learns from it.
#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>

#include "base/files.h"
#include "clean/features.h"
#include "clean/page_says.h"

using namespace annals;
using namespace annals::clean;

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const auto words = HintWords::open(std::string(argv[1]) + "/clean/hints.txt");
  if (!words) return std::fprintf(stderr, "%s\n", words.error().message.c_str()), 2;
  const auto markers = Markers::open(std::string(argv[1]) + "/clean/markers.txt");
  if (!markers) return std::fprintf(stderr, "%s\n", markers.error().message.c_str()), 2;
  std::cout << nlohmann::json{{"names", Features::names()}, {"second_names", Features::second_names()}}.dump() << "\n";
  for (std::string path; std::getline(std::cin, path);) {
    auto bytes = base::read_file(path);
    if (!bytes) return std::fprintf(stderr, "%s\n", path.c_str()), 1;
    Page page;
    page.format = PageFormat::html;
    page.bytes = std::move(*bytes);
    const Decoded decoded = decode(page, 64u << 20);
    const Tree tree = build_tree(decoded.text.text);
    const PageSays says = read_page_says(tree);
    const HtmlBlocks blocks = read_blocks(tree, decoded, *words, 8u << 20);
    const Features features(blocks, says.titles.empty() ? "" : says.titles[0].value,
                            says.summaries.empty() ? "" : says.summaries[0].value, *markers);
    nlohmann::json out = {{"path", path}, {"blocks", nlohmann::json::array()}};
    std::vector<float> row;
    for (std::size_t i = 0; i < blocks.blocks.size(); ++i) {
      row.clear();
      features.fill(i, row);
      const HtmlBlock& block = blocks.blocks[i];
      const Container& container = blocks.containers[block.container];
      out["blocks"].push_back(
          {{"text", blocks.text.view(block.range)},
           {"chars", block.chars},
           {"container", block.container},
           {"parent", container.parent == Container::kNone ? -1 : static_cast<int>(container.parent)},
           {"row", row}});
    }
    std::cout << out.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << "\n";
  }
}
