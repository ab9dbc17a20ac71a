// The parts of stories as the gate sees them, for train/gate:
//   gate_tool DATA < BLOCKS
// BLOCKS is "D" on a line for each document, then for each of its blocks "B KIND SIZE" on a line and SIZE bytes of
// text. Out comes "D", and for each part "P BLOCK BEGIN END SCORE" (block of this document, bytes of the block), a tab,
// the plain numbers, a tab and the hashes.
#include <cstdio>
#include <iostream>
#include <sstream>

#include "parse/parse.h"

using namespace annals;

namespace {

void print(const parse::Reader& reader, const parse::Gate* gate, const Article& article) {
  const std::vector<parse::GatePart> parts = reader.parts(article);
  const std::vector<float> scores = gate ? gate->scores(parts) : std::vector<float>(parts.size());
  std::string out = "D\n";
  parse::Gate::Hashes hashes;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto& words = parts[i].words;
    const char* block = article.text.text.data() + article.blocks[parts[i].block].range.begin;
    out += "P " + std::to_string(parts[i].block) + ' ' + std::to_string(words.front().data() - block) + ' ' +
           std::to_string(words.back().data() + words.back().size() - block) + ' ' + std::to_string(scores[i]) + '\t';
    for (const float number : parse::Gate::numbers(parts, i)) out += std::to_string(number) + ' ';
    out += '\t';
    parse::Gate::hash(parts[i], hashes);
    for (const std::uint32_t hash : hashes.words) out += std::to_string(hash) + ' ';
    out += '\t';
    for (const std::uint32_t hash : hashes.all) out += std::to_string(hash) + ' ';
    out += '\n';
  }
  std::fwrite(out.data(), 1, out.size(), stdout);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const auto reader = parse::Reader::open(argv[1]);
  if (!reader) {
    std::fprintf(stderr, "%s\n", reader.error().message.c_str());
    return 1;
  }
  const auto gate = parse::Gate::open(std::string(argv[1]) + "/models/gate.en.safetensors");
  Article article;
  bool any = false;
  for (std::string line; std::getline(std::cin, line);) {
    if (line == "D") {
      if (any) print(*reader, gate ? &*gate : nullptr, article);
      article = {};
      any = true;
      continue;
    }
    std::istringstream head(line);
    std::string mark;
    int kind = 0;
    std::size_t size = 0;
    head >> mark >> kind >> size;
    std::string text(size, ' ');
    std::cin.read(text.data(), static_cast<std::streamsize>(size));
    std::cin.ignore();
    const auto begin = static_cast<std::uint32_t>(article.text.text.size());
    article.text.append_copy(text, begin);
    article.blocks.push_back(
        {static_cast<BlockKind>(kind), {begin, begin + static_cast<std::uint32_t>(size)}, {}, false});
  }
  if (any) print(*reader, gate ? &*gate : nullptr, article);
  return 0;
}
