// clean_tool DATA PATH...: the pages' document objects, one JSON a line; "-" reads paths from standard input, a path
// that ends in .html or .htm is HTML. What eval/clean/score.py reads; it also checks that every block's spans give its
// text.
#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>

#include "base/calendar.h"
#include "base/files.h"
#include "clean/clean.h"

using namespace annals;
using nlohmann::json;

namespace {

constexpr const char* kKinds[] = {"title", "lead", "body", "caption", "quote", "related", "chrome"};
constexpr const char* kHints[] = {"published", "updated", "dateline", "caption", "url", "text"};

json of(const Found& found) {
  if (!found) return nullptr;
  return {{"value", found.value}, {"where", found.where}, {"confidence", found.confidence}};
}

json spans_of(const ByteSpans& spans) {
  json out = json::array();
  for (const ByteSpan& span : spans) out.push_back({span.begin, span.end});
  return out;
}

json of(const Article& article) {
  json blocks = json::array();
  for (const Block& block : article.blocks) {
    json one = {{"kind", kKinds[static_cast<int>(block.kind)]},
                {"spans", spans_of(article.text.spans(block.range))},
                {"text", article.text_of(block)},
                {"why", block.why}};
    if (block.repeated) one["repeated"] = true;
    blocks.push_back(one);
  }
  json dates = json::array();
  for (const DateHint& hint : article.dates) {
    dates.push_back({{"kind", kHints[static_cast<int>(hint.kind)]},
                     {"as_written", hint.as_written},
                     {"where", hint.where},
                     {"confidence", hint.confidence},
                     {"day", hint.day.is_day() ? json(base::to_iso(*hint.day.from)) : json(nullptr)}});
  }
  return {{"id", article.id},
          {"path", article.path},
          {"url", article.url},
          {"language", article.language},
          {"title", of(article.title)},
          {"byline", of(article.byline)},
          {"outlet", of(article.outlet)},
          {"agency", of(article.agency)},
          {"section", of(article.section)},
          {"dateline_place", of(article.dateline_place)},
          {"dateline_date", of(article.dateline_date)},
          {"dates", dates},
          {"notes", article.notes},
          {"blocks", blocks}};
}

bool clean_one(const clean::Cleaner& cleaner, const std::string& path) {
  auto bytes = base::read_file(path);
  if (!bytes) return std::fprintf(stderr, "%s: %s\n", path.c_str(), bytes.error().message.c_str()), false;
  Page page;
  page.path = path;
  page.format = path.ends_with(".html") || path.ends_with(".htm") ? PageFormat::html : PageFormat::text;
  page.bytes = std::move(*bytes);
  const auto article = cleaner.clean(page);
  if (!article) return std::fprintf(stderr, "%s: %s\n", path.c_str(), article.error().message.c_str()), false;
  std::cout << of(*article).dump(-1, ' ', false, json::error_handler_t::replace) << "\n";
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  const auto cleaner = clean::Cleaner::open(argv[1]);
  if (!cleaner)
    return std::fprintf(stderr, "%s: %s\n", cleaner.error().source.c_str(), cleaner.error().message.c_str()), 2;
  bool good = true;
  for (int i = 2; i < argc; ++i) {
    if (std::string_view(argv[i]) != "-") {
      good = clean_one(*cleaner, argv[i]) && good;
      continue;
    }
    for (std::string path; std::getline(std::cin, path);) good = clean_one(*cleaner, path) && good;
  }
  return good ? 0 : 1;
}
