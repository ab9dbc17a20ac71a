// toponyms_tool DATA INPUT.jsonl...   the runs of words that were weighed as names of places, what speaks for each, and
// for those that were taken, the bearers that were weighed: what train/toponyms learns from.
//
// One JSON object a page: {"id", "weighed": [{"span", "name", "signs"}], "named": [{"span", "name", "senses":
// [{"name", "country", "kind", "latitude", "longitude", "geonames", "signs"}]}]}; spans in bytes of the page.
#include <iostream>
#include <nlohmann/json.hpp>

#include "annals/pipeline.h"
#include "clean/clean.h"
#include "lexicon/actors.h"
#include "lexicon/history.h"
#include "lexicon/places.h"
#include "parse/parse.h"
#include "pipeline/tools.h"
#include "resolve/cast.h"
#include "resolve/mapping.h"

namespace {

using namespace annals;
using nlohmann::json;
using testing::must;

json span_of(const Document& document, const Phrase& phrase) {
  const ByteSpans spans = document.article.text.spans(document.range_of(phrase));
  return {spans.front().begin, spans.back().end};
}

}  // namespace

int main(int count, char** words) {
  if (count < 3) {
    std::cerr << "toponyms_tool DATA INPUT.jsonl...\n";
    return 2;
  }
  const std::filesystem::path data = words[1];
  const clean::Cleaner cleaner = must(clean::Cleaner::open(data));
  const parse::Reader reader = must(parse::Reader::open(data));
  const lexicon::Actors actors = must(lexicon::Actors::open(data / "actors"));
  const lexicon::Places places = must(lexicon::Places::open(data / "places"));
  const lexicon::History history = must(lexicon::History::open(data / "history"));
  const resolve::Language language = must(resolve::Language::open(data / "languages" / "en"));
  const resolve::Knowledge know{actors, places, history, language};
  read_pages({words + 2, words + count}, {}, [&](Result<Page> page) {
    const Document document = reader.read(must(cleaner.clean(must(std::move(page)))), true);
    const resolve::Mapped mapped = resolve::chart(document, know, true);
    const resolve::Cast cast(document, know, mapped.published);
    const resolve::Toponyms toponyms(document, know, cast);
    json weighed = json::array(), named = json::array();
    for (std::uint32_t s = 0; s < document.sentences.size(); ++s) {
      for (const resolve::Toponym& one : toponyms.weighed_in(s)) {
        weighed.push_back({{"span", span_of(document, one.phrase)}, {"name", one.name}, {"signs", one.signs}});
      }
    }
    for (std::size_t i = 0; i < mapped.atlas.names().size(); ++i) {
      const resolve::Toponym& name = mapped.atlas.names()[i];
      json senses = json::array();
      for (const resolve::PlaceSense& sense : mapped.atlas.senses(i)) {
        const lexicon::KnownPlace& place = places.place(sense.place);
        senses.push_back({{"name", place.name},
                          {"country", place.country},
                          {"kind", place.kind},
                          {"people", place.population},
                          {"region", place.region},
                          {"latitude", place.latitude},
                          {"longitude", place.longitude},
                          {"geonames", place.geonames ? json(*place.geonames) : json()},
                          {"weight", sense.weight},
                          {"signs", sense.signs}});
      }
      named.push_back({{"span", span_of(document, name.phrase)}, {"name", name.name}, {"senses", std::move(senses)}});
    }
    std::cout << json{{"id", document.article.id}, {"weighed", std::move(weighed)}, {"named", std::move(named)}}.dump()
              << '\n';
    return true;
  });
}
