#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "annals/store.h"
#include "cli/console.h"
#include "cli/list.h"

namespace annals::cli {
namespace {

constexpr std::string_view kHitBegin = "\uE000";
constexpr std::string_view kHitEnd = "\uE001";

std::string marked(std::string text, std::string_view begin, std::string_view end) {
  for (const auto& [mark, shown] : {std::pair{kHitBegin, begin}, std::pair{kHitEnd, end}}) {
    for (std::size_t at = 0; (at = text.find(mark, at)) != std::string::npos; at += shown.size()) {
      text.replace(at, mark.size(), shown);
    }
  }
  return text;
}

std::string as_json(const SentenceHit& hit) {
  nlohmann::ordered_json spans = nlohmann::ordered_json::array();
  for (const ByteSpan& span : hit.spans) spans.push_back({span.begin, span.end});
  return nlohmann::ordered_json{{"document", hit.document},
                                {"path", hit.path},
                                {"outlet", hit.outlet},
                                {"sentence", {{"spans", spans}, {"text", marked(hit.sentence, "", "")}}},
                                {"highlighted", marked(hit.sentence, "**", "**")},
                                {"claims", hit.claims}}
      .dump();
}

}  // namespace

Exit run_search(int argc, char** argv, const Context&) {
  CLI::App app("Full text over the sentences of all documents.", "search");
  std::string store_path, words;
  std::size_t limit = 50;
  bool json = false;
  app.add_option("STORE", store_path, "the store's file")->required();
  app.add_option("WORDS", words, "the words that a sentence must hold")->required();
  app.add_option("--limit", limit, "how many sentences at most")->capture_default_str();
  app.add_flag("--json", json, "one JSON object a line");
  if (const auto done = read_arguments(app, argc, argv)) return *done;

  Result<Store> store = Store::open(store_path, Store::Mode::read);
  if (!store) return exit_for(store.error());
  const Result<std::vector<SentenceHit>> hits = store->search(words, limit);
  if (!hits) return exit_for(hits.error());
  for (const SentenceHit& hit : *hits) {
    const std::string outlet = hit.outlet.empty() ? "" : hit.outlet + ", ";
    const bool wrote = json ? print_line(as_json(hit))
                            : print_line(marked(hit.sentence, "\u00bb", "\u00ab") + "\n    " + outlet + hit.path +
                                         (hit.claims.empty() ? "" : "  " + hit.claims.front()) + "\n");
    if (!wrote) break;
  }
  if (hits->empty()) complain("no sentence holds these words");
  return Exit::read;
}

}  // namespace annals::cli
