// code_tool DATA CONLLU...   the claims of parsed texts, one JSON object a file, actors as they are written: a coder's
// output before anything is resolved, to be scored by eval/code/score_trees.sh. A text of the same name with .txt in
// TEXTS (--texts FOLDER) lends its offsets. --explain prints why each claim
// reads as it does; --why adds that to the claims.
#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>

#include "base/files.h"
#include "extract/conllu.h"
#include "extract/extract.h"

namespace {

using namespace annals;
using nlohmann::json;

json span_of(const Document& document, const Phrase& phrase) {
  const TextRange range = document.range_of(phrase);
  return json::array({range.begin, range.end});
}

json names(const Document& document, const std::vector<Phrase>& phrases) {
  json out = json::array();
  for (const Phrase& phrase : phrases) out.push_back(std::string(document.text_of(phrase)));
  return out;
}

json claim_json(const Document& document, const Claim& claim) {
  json speakers = json::array();
  for (const Speaker& speaker : claim.said_by)
    speakers.push_back({{"name", std::string(document.text_of(speaker.who))}});
  const TextRange sentence = document.sentences[claim.sentence].range;
  json out = {{"type", to_string(claim.type)},
              {"mode", claim.modes},
              {"status", to_string(claim.status)},
              {"actor", names(document, claim.actors)},
              {"recipient", names(document, claim.recipients)},
              {"times", names(document, claim.times)},
              {"said_by", speakers},
              {"rule", claim.rule},
              {"confidence", claim.confidence},
              {"contexts", claim.contexts},
              {"sentence", {{"spans", json::array({json::array({sentence.begin, sentence.end})})}}},
              {"evidence", {{"trigger", json::array({span_of(document, claim.trigger)})}}}};
  if (!claim.places.empty()) out["place"] = {{"name", std::string(document.text_of(claim.places.front()))}};
  if (claim.casualties.killed) out["killed"] = *claim.casualties.killed;
  if (claim.casualties.injured) out["injured"] = *claim.casualties.injured;
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  std::filesystem::path data, texts;
  std::vector<std::filesystem::path> files;
  bool explaining = false, wording = false;
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    if (word == "--texts" && i + 1 < argc) {
      texts = argv[++i];
    } else if (word == "--explain") {
      explaining = true;
    } else if (word == "--why") {
      wording = true;
    } else if (data.empty()) {
      data = word;
    } else {
      files.emplace_back(word);
    }
  }
  const auto forms = lexicon::Forms::open(data / "events");
  if (!forms) {
    std::cerr << forms.error().source << ": " << forms.error().message << '\n';
    return 2;
  }
  for (const auto& file : files) {
    const auto conllu = base::read_file(file);
    if (!conllu) return 1;
    std::string raw;
    if (!texts.empty()) {
      const auto text = base::read_file(texts / (file.stem().string() + ".txt"));
      if (text) raw = *text;
    }
    const Document document = testing::read_conllu(*conllu, raw);
    json out = {{"id", file.stem().string()}, {"claims", json::array()}};
    if (wording) out["politics"] = extract::Standing(document, *forms, {}).politics();
    for (const Claim& claim : extract::extract(document, {*forms, nullptr, {}})) {
      if (explaining) {
        std::cout << document.article.text.view(document.sentences[claim.sentence].range) << '\n';
        for (const auto& line : extract::explain(document, {*forms, nullptr, {}}, claim))
          std::cout << "    " << line << '\n';
        continue;
      }
      json one = claim_json(document, claim);
      if (wording) one["why"] = extract::explain(document, {*forms, nullptr, {}}, claim);
      out["claims"].push_back(std::move(one));
    }
    if (!explaining) std::cout << out.dump(-1, ' ', false, json::error_handler_t::replace) << '\n';
  }
  return 0;
}
