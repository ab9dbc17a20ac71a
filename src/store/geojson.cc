// GeoJSON (RFC 7946): a feature an event that has coordinates. A place of no known coordinates is no point.
#include <ostream>

#include "store/formats.h"
#include "store/json_writer.h"
#include "store/names.h"
#include "store/time_text.h"

namespace annals::store {
namespace {

void names(JsonWriter& json, const Event& event, Role role) {
  std::vector<std::string> out;
  for (const Participant& participant : event.participants) {
    if (participant.role == role) out.push_back(participant.actor.name);
  }
  json.texts(out);
}

std::string feature(const Event& event, const ExportOptions& options) {
  JsonWriter json;
  json.begin_object().key("type").text("Feature").key("id").text(event.id);
  json.key("geometry").begin_object().key("type").text("Point").key("coordinates").begin_array();
  json.number(*event.place.longitude).number(*event.place.latitude).end_array().end_object();
  json.key("properties").begin_object();
  if (options.headline) json.key("headline").text(options.headline(event));
  json.key("type").text(to_string(event.type)).key("mode").texts(event.modes).key("score").number(event.score);
  json.key("status").text(to_string(event.status));
  json.key("from").text_or_null(end_text(event.time.from, event.time.clock));
  json.key("to").text_or_null(end_text(event.time.to, event.time.clock));
  json.key("actors");
  names(json, event, Role::actor);
  json.key("recipients");
  names(json, event, Role::recipient);
  json.key("place").text(event.place.name).key("country").text_or_null(event.place.country);
  json.key("geonames").whole_or_null(event.place.geonames);
  json.key("killed").whole_or_null(event.casualties.killed).key("injured").whole_or_null(event.casualties.injured);
  json.key("documents").whole(std::uint64_t{event.documents}).key("roots").whole(std::uint64_t{event.roots});
  std::vector<std::string> claims;
  for (const ResolvedClaim& claim : event.claims) claims.push_back(claim.id);
  json.key("claims").texts(claims).end_object().end_object();
  return std::move(json.out);
}

}  // namespace

Result<Done> write_geojson(Store& store, const ExportOptions& options, std::ostream& out) {
  out << "{\"type\": \"FeatureCollection\", \"features\": [";
  bool first = true;
  const auto write = [&](const Event& event) {
    if (!event.place.latitude || !event.place.longitude) return true;
    out << (first ? "\n" : ",\n") << feature(event, options);
    first = false;
    return out.good();
  };
  const Result<Done> read = each_kept_event(store, options, write);
  out << "\n]}\n";
  return ended(read, out);
}

}  // namespace annals::store
