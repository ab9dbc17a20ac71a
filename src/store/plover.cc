// PLOVER's JSON records, spelled as its gold standard records spell them, with its own types and modes only.
#include <algorithm>
#include <ostream>

#include "base/calendar.h"
#include "store/cameo_codes.h"
#include "store/formats.h"
#include "store/json_writer.h"
#include "store/names.h"

namespace annals::store {
namespace {

bool is_ours(EventType type, std::string_view mode) {
  constexpr std::array kOurs = std::to_array<std::string_view>({"meeting", "press-conference", "letter", "contact"});
  return type == EventType::consult && std::ranges::find(kOurs, mode) != kOurs.end();
}

// PLOVER's auxiliary modes, which it names and nobody has coded.
std::string_view auxiliary(Status status) {
  switch (status) {
    case Status::planned:
      return "future";
    case Status::possible:
    case Status::requested:
      return "hypothetical";
    case Status::denied:
    case Status::cancelled:
      return "negation";
    default:
      return {};
  }
}

void parties(JsonWriter& json, const Event& event, Role role) {
  json.begin_array();
  for (const Participant& participant : event.participants) {
    if (participant.role != role) continue;
    const Actor& actor = participant.actor;
    json.begin_object().key("actorText").text(actor.name).key("code").text(actor_code(actor));
    json.key("country").text_or_null(actor.country).key("sector").text_or_null(actor.sector);
    json.key("office").text_or_null(actor.office).key("id").text(actor.id).end_object();
  }
  json.end_array();
}

std::string record(const Event& event) {
  JsonWriter json;
  json.begin_object().key("id").text(event.id);
  json.key("date").text_or_null(event.time.from ? base::to_iso(*event.time.from) : std::string());
  json.key("source");
  parties(json, event, Role::actor);
  json.key("target");
  parties(json, event, Role::recipient);
  json.key("event").text(to_string(event.type));
  std::vector<std::string> modes = event.modes;
  std::erase_if(modes, [&](const std::string& mode) { return is_ours(event.type, mode); });
  json.key("mode").texts(modes).key("auxMode").text_or_null(auxiliary(event.status));
  json.key("context").texts(event.contexts).key("intensity").number(event.score);
  json.key("eventLoc");
  if (event.place.unknown()) {
    json.null();
  } else {
    json.begin_object().key("locText").text(event.place.name).key("country").text_or_null(event.place.country);
    json.key("lat").number_or_null(event.place.latitude).key("long").number_or_null(event.place.longitude);
    json.key("geonames").whole_or_null(event.place.geonames).end_object();
  }
  json.key("dead").whole_or_null(event.casualties.killed).key("injured").whole_or_null(event.casualties.injured);
  const ResolvedClaim* first = event.claims.empty() ? nullptr : &event.claims.front();
  json.key("text").text_or_null(first ? std::string_view(first->sentence) : std::string_view());
  json.key("publication").text_or_null(first ? std::string_view(first->outlet) : std::string_view());
  json.key("coder").text("annals").key("version").text("0.8").end_object();
  return std::move(json.out);
}

}  // namespace

Result<Done> write_plover(Store& store, const ExportOptions& options, std::ostream& out) {
  const auto write = [&](const Event& event) { return (out << record(event) << '\n').good(); };
  return ended(each_kept_event(store, options, write), out);
}

}  // namespace annals::store
