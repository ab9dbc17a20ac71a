// doers_tool DATA TEXT...   who may have a part in each claim of a text, as numbers: what train/doers learns from.
//
// First a line of the numbers' names, then one JSON object a file: {"path", "claims": [{"type", "sentence" and
// "trigger" in bytes, "candidates": [{"name", "country", "kind", "told": [actor, recipient], "x": [...]}]}]}.
#include <iostream>
#include <nlohmann/json.hpp>

#include "annals/pipeline.h"
#include "clean/clean.h"
#include "extract/extract.h"
#include "parse/parse.h"
#include "pipeline/tools.h"
#include "resolve/resolve.h"

namespace {

using namespace annals;
using nlohmann::json;
using testing::must;
using testing::spans_of;

json shown(const Document& document, const lexicon::Actors& actors, const resolve::Weighed& weighed) {
  const Claim& claim = weighed.claim;
  json candidates = json::array();
  for (const resolve::Candidate& candidate : weighed.candidates) {
    const auto state = actors.state(candidate.actor.country);
    candidates.push_back({{"name", candidate.actor.name},
                          {"country", state ? json(actors.actor(*state).name) : json(nullptr)},
                          {"kind", candidate.actor.kind},
                          {"told", candidate.told},
                          {"x", candidate.features}});
  }
  return {{"type", to_string(claim.type)},
          {"sentence", spans_of(document.article.text.spans(document.sentences[claim.sentence].range))},
          {"trigger", spans_of(document.article.text.spans(document.range_of(claim.trigger)))},
          {"candidates", std::move(candidates)}};
}

}  // namespace

int main(int count, char** words) {
  if (count < 3) {
    std::cerr << "doers_tool DATA TEXT...\n";
    return 2;
  }
  const std::filesystem::path data = words[1];
  const clean::Cleaner cleaner = must(clean::Cleaner::open(data));
  const parse::Reader reader = must(parse::Reader::open(data));
  const lexicon::Forms forms = must(lexicon::Forms::open(data / "events"));
  const extract::Learned learned = must(extract::Learned::open(data / "models" / "coder.en.safetensors"));
  const lexicon::Actors actors = must(lexicon::Actors::open(data / "actors"));
  const lexicon::Places places = must(lexicon::Places::open(data / "places"));
  const lexicon::History history = must(lexicon::History::open(data / "history"));
  const resolve::Language language = must(resolve::Language::open(data / "languages" / "en"));
  const extract::Known known = extract::known_from(actors, places);
  InputOptions options;
  options.format = "text";
  std::cout << json(resolve::Doers::kFeatures).dump() << '\n';
  read_pages({words + 2, words + count}, options, [&](Result<Page> page) {
    const Page read = must(std::move(page));
    const Document document = reader.read(must(cleaner.clean(read)));
    std::vector<resolve::Weighed> weighed;
    resolve::resolve(document, extract::extract(document, {forms, &learned, known}),
                     {actors, places, history, language}, &weighed);
    json claims = json::array();
    for (const resolve::Weighed& one : weighed) claims.push_back(shown(document, actors, one));
    std::cout << json{{"path", read.path}, {"claims", std::move(claims)}}.dump() << '\n';
    return true;
  });
}
