// The reader by itself, for scoring and timing without the stages before it:
//   parse_tool DATA text FILE      every paragraph of FILE is read as body text
//   parse_tool DATA conllu FILE
//   parse_tool DATA text|conllu FILE LANGUAGE     by the reader of another language ("es")
//   parse_tool DATA quotes FILE    the quotations of a text
//   parse_tool DATA spans FILE     the same in bytes: "direct" or "indirect", then from and to of content, speaker and
//   cue (- where there
//                                  is none), with tabs between
#include <chrono>
#include <cstdio>
#include <string>

#include "annals/pipeline.h"
#include "base/files.h"
#include "parse/paragraphs.h"
#include "parse/parse.h"

using namespace annals;

namespace {

std::string quotes(const Document& document) {
  std::string out;
  for (const Quotation& quotation : document.quotations) {
    out += quotation.direct ? "direct   " : "indirect ";
    out += quotation.speaker.empty() ? "-" : std::string(document.text_of(quotation.speaker));
    out += " | " + (quotation.cue.empty() ? "-" : std::string(document.text_of(quotation.cue)));
    out += " | " + std::string(document.article.text.view(quotation.content)) + '\n';
  }
  return out;
}

std::string spans(const Document& document) {
  const auto range = [](TextRange of) { return '\t' + std::to_string(of.begin) + '\t' + std::to_string(of.end); };
  const auto phrase = [&](const Phrase& of) { return of.empty() ? "\t-\t-" : range(document.range_of(of)); };
  std::string out;
  for (const Quotation& quotation : document.quotations) {
    out += quotation.direct ? "direct" : "indirect";
    out += range(quotation.content) + phrase(quotation.speaker) + phrase(quotation.cue) + '\n';
  }
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4 && argc != 5) return 2;
  const auto reader = parse::Reader::open(argv[1], argc == 5 ? argv[4] : "en", {});
  const auto text = base::read_file(argv[3]);
  if (!reader || !text) {
    std::fprintf(stderr, "%s\n", (reader ? text.error() : reader.error()).message.c_str());
    return 1;
  }
  const std::string kind = argv[2];
  const auto start = std::chrono::steady_clock::now();
  std::string out;
  if (kind == "conllu") {
    const auto parsed = reader->read_conllu(*text);
    if (!parsed) std::fprintf(stderr, "%s\n", parsed.error().message.c_str());
    if (parsed) out = *parsed;
  } else {
    const Document document = reader->read(testing::paragraphs(*text));
    out = kind == "quotes" ? quotes(document) : kind == "spans" ? spans(document) : to_conllu(document);
  }
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  std::fprintf(stderr, "%.2f seconds\n", seconds);
  std::fwrite(out.data(), 1, out.size(), stdout);
}
