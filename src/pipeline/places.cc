#include "annals/places.h"

#include "annals/own_places.h"
#include "annals/pipeline.h"
#include "lexicon/own_places.h"
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
  return look_up_places(data, question, {});
}

Result<std::vector<GazetteerPlace>> look_up_places(const std::filesystem::path& data, const PlaceQuestion& question,
                                                   const std::filesystem::path& own) {
  const Result<lexicon::Places> places = lexicon::Places::open(data / "places", own);
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

struct PlaceExtents::Tables {
  lexicon::Places places;
};

Result<PlaceExtents> PlaceExtents::open(const std::filesystem::path& data, const std::filesystem::path& own) {
  Result<lexicon::Places> places = lexicon::Places::open(data / "places", own);
  if (!places) return places.error();
  return PlaceExtents(std::make_shared<const Tables>(Tables{std::move(*places)}));
}

std::optional<PlaceExtents::Extent> PlaceExtents::of(const Place& place) const {
  const lexicon::Places& places = tables_->places;
  std::optional<lexicon::PlaceIndex> found;
  if (place.geonames) {
    found = places.by_geonames(*place.geonames);
  } else {  // one of our own has no number: it is known by its name and where it lies
    for (const lexicon::PlaceBearer& bearer : places.bearers(place.name)) {
      const lexicon::KnownPlace& known = places.place(bearer.place);
      if (known.latitude == place.latitude && known.longitude == place.longitude) found = bearer.place;
    }
  }
  if (!found) return std::nullopt;
  const lexicon::KnownPlace& known = places.place(*found);
  return Extent{std::string(known.kind), resolve::reach_km(known).value_or(0)};
}

Result<bool> add_own_place(const std::filesystem::path& own, const OwnPlace& place) {
  const lexicon::PlaceRow row = {place.name,     place.kind,      place.country,    place.inside,
                                 place.latitude, place.longitude, place.population, place.geonames,
                                 place.from,     place.to,        place.aliases,    place.source};
  if (const auto problem = lexicon::problem_of(row)) return Error{ErrorKind::Malformed, *problem};
  const auto added = lexicon::add_places(own / "places.tsv", {row});
  if (!added) return added.error();
  return *added > 0;
}

Result<ImportedPlaces> import_own_places(const std::filesystem::path& own, const std::filesystem::path& table) {
  const auto lines = lexicon::read_place_lines(table);
  if (!lines) return lines.error();
  ImportedPlaces out;
  std::vector<lexicon::PlaceRow> rows;
  for (const lexicon::PlaceLine& line : *lines) {
    if (const auto problem = lexicon::problem_of(line.row)) {
      out.problems.push_back("line " + std::to_string(line.line) + ": " + *problem);
    } else {
      rows.push_back(line.row);
    }
  }
  const auto added = lexicon::add_places(own / "places.tsv", rows);
  if (!added) return added.error();
  out.added = *added;
  out.held = rows.size() - *added;
  return out;
}

}  // namespace annals
