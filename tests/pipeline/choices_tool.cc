// choices_tool DATA [--forms] TEXT...   the places and modes that each claim of a text was weighed with, and what
// speaks for each: what train/choices learns from. --forms: without the learned coder.
//
// One JSON object a file: {"path", "claims": [{"type", "sentence" and "trigger" in bytes, "nowhere": [...],
// "scenes": [{"name", "resolved", "signs": [...]}], "modes": [{"mode", "signs": [...]}]}]}.
#include <iostream>
#include <nlohmann/json.hpp>

#include "annals/pipeline.h"
#include "clean/clean.h"
#include "extract/extract.h"
#include "extract/fuse.h"
#include "extract/modes.h"
#include "parse/parse.h"
#include "pipeline/tools.h"
#include "resolve/resolve.h"

namespace {

using namespace annals;
using nlohmann::json;
using testing::must;
using testing::spans_of;

json shown(const Document& document, const lexicon::Forms& forms, const std::vector<extract::Finding>& findings,
           const resolve::Located& located) {
  const Claim& claim = located.claim;
  json modes = json::array();
  for (const extract::ModeSigns& one : extract::mode_signs(
           {extract::Tree(document, forms, claim.sentence), forms, extract::finding_behind(claim, findings)}, claim)) {
    modes.push_back({{"mode", one.mode}, {"signs", one.signs}});
  }
  json scenes = json::array();
  for (std::size_t i = 0; i < located.names.size(); ++i) {
    const resolve::Scene& scene = located.weighing.scenes[i];
    scenes.push_back({{"name", scene.name}, {"resolved", located.names[i]}, {"signs", scene.signs}});
  }
  return {{"type", to_string(claim.type)},
          {"sentence", spans_of(document.article.text.spans(document.sentences[claim.sentence].range))},
          {"trigger", spans_of(document.article.text.spans(document.range_of(claim.trigger)))},
          {"nowhere", located.weighing.nowhere},
          {"scenes", std::move(scenes)},
          {"modes", std::move(modes)}};
}

}  // namespace

int main(int count, char** words) {
  const bool forms_alone = count > 2 && std::string_view(words[2]) == "--forms";
  const int first = forms_alone ? 3 : 2;
  if (count <= first) {
    std::cerr << "choices_tool DATA [--forms] TEXT...\n";
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
  read_pages({words + first, words + count}, options, [&](Result<Page> page) {
    const Page read = must(std::move(page));
    const Document document = reader.read(must(cleaner.clean(read)));
    const auto findings = forms_alone ? std::vector<extract::Finding>{} : learned.read(document);
    std::vector<resolve::Located> located;
    resolve::resolve(document, extract::extract(document, {forms, forms_alone ? nullptr : &learned, known}),
                     {actors, places, history, language}, nullptr, &located);
    json claims = json::array();
    for (const resolve::Located& one : located) claims.push_back(shown(document, forms, findings, one));
    std::cout << json{{"path", read.path}, {"claims", std::move(claims)}}.dump() << '\n';
    return true;
  });
}
