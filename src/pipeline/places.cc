#include "annals/places.h"

#include "annals/pipeline.h"
#include "pipeline/state.h"
#include "resolve/mapping.h"

namespace annals {

Result<PlacedDocument> Pipeline::map(const Page& page) const {
  const Result<Document> document = state_->read(page, true);
  if (!document) return document.error();
  const auto tongue = state_->tongue(document->article);
  if (!tongue) return tongue.error();
  return resolve::map(*document, state_->knowledge(*tongue));
}

Result<std::vector<GazetteerPlace>> look_up_places(const std::filesystem::path& data, const PlaceQuestion& question) {
  const Result<lexicon::Places> places = lexicon::Places::open(data / "places");
  if (!places) return places.error();
  lexicon::PlaceHint hint;
  for (const std::string& code : question.countries) hint.countries.push_back(code);
  hint.inside = question.inside;
  hint.when = question.when;
  std::vector<GazetteerPlace> out;
  for (const lexicon::PlaceMatch& match : places->named(question.name, hint, question.limit)) {
    const lexicon::KnownPlace& known = places->place(match.place);
    out.push_back(
        {{std::string(known.name), std::string(known.country), known.latitude, known.longitude, known.geonames},
         std::string(known.kind),
         std::string(known.region),
         known.population,
         match.score,
         std::string(match.why)});
  }
  return out;
}

}  // namespace annals
