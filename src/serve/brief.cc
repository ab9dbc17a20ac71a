#include "serve/brief.h"

#include "annals/json.h"
#include "annals/query.h"
#include "base/calendar.h"

namespace annals::serve {

void write_time(JsonWriter& json, const TimeInterval& time) {
  json.begin_object();
  json.key("from").text_or_null(iso_text(time.from, time.clock));
  json.key("to").text_or_null(iso_text(time.to, time.clock));
  json.key("precision").text(base::to_string(time.precision));
  json.key("part_of_day").text_or_null(time.part_of_day);
  json.key("text").text(time_text(time));
  json.end_object();
}

void write_actor(JsonWriter& json, const Actor& actor) {
  json.key("id").text_or_null(actor.id);
  json.key("name").text(actor.name);
  json.key("kind").text_or_null(actor.kind);
  json.key("country").text_or_null(actor.country);
  json.key("country_name").text_or_null(actor.country_name);
  json.key("sector").text_or_null(actor.sector);
}

namespace {

void write_lead(JsonWriter& json, const Event& event) {
  if (event.claims.empty()) {
    json.null();
    return;
  }
  const ResolvedClaim& claim = event.claims.front();
  json.begin_object();
  json.key("claim").text(claim.id);
  json.key("document").text(claim.document);
  json.key("outlet").text_or_null(claim.outlet);
  json.key("sentence").text(claim.sentence);
  json.end_object();
}

}  // namespace

void write_brief(JsonWriter& json, const Event& event) {
  json.begin_object();
  json.key("id").text(event.id);
  json.key("type").text(to_string(event.type));
  json.key("mode").texts(event.modes);
  json.key("status").text(to_string(event.status));
  json.key("outcome").text_or_null(event.outcome == Outcome::none ? "" : to_string(event.outcome));
  json.key("moved_to").text_or_null(event.moved_to);
  json.key("score").number(event.score);
  json.key("confidence").number(event.confidence);
  json.key("headline").text(headline(event));
  write_time(json.key("time"), event.time);
  json.key("place").raw(to_json(event.place));
  json.key("setting").text_or_null(event.setting);
  json.key("topics").texts(event.topics);
  json.key("participants").begin_array();
  for (const Participant& one : event.participants) {
    json.begin_object();
    json.key("role").text(to_string(one.role));
    write_actor(json, one.actor);
    json.key("office").text_or_null(one.actor.office);
    json.end_object();
  }
  json.end_array();
  json.key("casualties").begin_object();
  json.key("killed").whole_or_null(event.casualties.killed);
  json.key("injured").whole_or_null(event.casualties.injured);
  json.end_object();
  json.key("documents").whole(std::uint64_t{event.documents});
  json.key("outlets").whole(std::uint64_t{event.outlets});
  json.key("roots").whole(std::uint64_t{event.roots});
  json.key("disagreements").whole(std::uint64_t{event.disagreements.size()});
  write_lead(json.key("lead"), event);
  json.end_object();
}

void write_document_head(JsonWriter& json, const Snapshot::DocumentRow& row) {
  const DocumentHead& head = row.head;
  json.begin_object();
  json.key("id").text(head.id);
  json.key("title").text_or_null(head.title);
  json.key("outlet").text_or_null(head.outlet);
  json.key("agency").text_or_null(head.agency);
  write_time(json.key("published"), head.published);
  json.key("path").text(head.path);
  json.key("url").text_or_null(head.url);
  json.key("language").text_or_null(head.language);
  json.key("bytes").whole(head.bytes);
  json.key("claims").whole(std::uint64_t{head.claims});
  json.key("events").whole(std::uint64_t{row.events});
  json.key("root").text_or_null(head.root);
  json.key("copies").whole(std::uint64_t{head.copies});
  json.end_object();
}

void write_day_number(JsonWriter& json, const std::optional<sys_days>& day) {
  day ? json.whole(std::int64_t{day->time_since_epoch().count()}) : json.null();
}

std::string opened(std::string json) {
  json.back() = ',';
  return json;
}

}  // namespace annals::serve
