// How fast copies are found, and which: stories of JSON Lines ("id", "outlet", "text") linked as `annals` links them.
//
//   copies STORIES [COPIES]     prints documents a second of one thread and the peak memory; COPIES gets one object a
//   line:
//                               id, root and the ids of its copies with their similarity
#include <sys/resource.h>

#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "annals/pipeline.h"
#include "clock.h"

namespace {

using annals::bench::cpu_seconds;

using namespace annals;

CodedDocument document_of(const nlohmann::json& story) {
  CodedDocument out;
  Article& article = out.article;
  article.id = article.sha256 = article.path = story.at("id");
  article.outlet.value = story.value("outlet", "");
  const std::string text = story.at("text");
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const auto from = static_cast<std::uint32_t>(article.text.text.size());
    article.text.append_copy(text.substr(begin, end - begin), begin);
    const auto to = static_cast<std::uint32_t>(article.text.text.size());
    if (to > from) article.blocks.push_back({BlockKind::body, {from, to}, "", false});
    if (to > from) article.text.append_unsourced("\n\n");
    begin = end + 1;
  }
  return out;
}

void write(const LinkedRecord& record, std::ofstream& out) {
  for (const LinkedRecord::DocumentLinks& links : record.documents) {
    nlohmann::json copies = nlohmann::json::array();
    for (const Copy& copy : links.copies) {
      nlohmann::json passages = nlohmann::json::array();
      for (const SharedPassage& passage : copy.passages)
        passages.push_back({passage.spans.front().begin, passage.spans.back().end, passage.other_spans.front().begin,
                            passage.other_spans.back().end});
      copies.push_back(
          {{"id", copy.document}, {"similarity", copy.similarity}, {"kind", copy.kind}, {"passages", passages}});
    }
    out << nlohmann::json{{"id", links.document}, {"root", links.root}, {"copies", copies}}.dump() << '\n';
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return std::fprintf(stderr, "copies STORIES [COPIES]\n"), 2;
  std::ifstream in(argv[1]);
  if (!in) return std::fprintf(stderr, "%s cannot be read\n", argv[1]), 1;
  std::vector<CodedDocument> documents;
  for (std::string line; std::getline(in, line);) documents.push_back(document_of(nlohmann::json::parse(line)));
  const double began = cpu_seconds();
  const LinkedRecord record = link_documents(documents);
  const double seconds = cpu_seconds() - began;
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::printf("%zu documents, %.0f documents/s, %.1f us each; peak memory %.0f MiB\n", documents.size(),
              static_cast<double>(documents.size()) / seconds, 1e6 * seconds / static_cast<double>(documents.size()),
              static_cast<double>(usage.ru_maxrss) / 1024);
  if (argc > 2) {
    std::ofstream out(argv[2]);
    write(record, out);
  }
  return 0;
}
