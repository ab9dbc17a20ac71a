// Why the claims of an event are one, and what else they might have been.
#include "annals/json.h"
#include "serve/brief.h"
#include "serve/filter.h"
#include "serve/nearest.h"
#include "serve/routes.h"

namespace annals::serve {

Reply run_event_explain(const Context& context) {
  const Result<std::size_t> limit = number_parameter(context.request.target, "limit", 1, 50, 5);
  if (!limit) return problem(limit.error());
  const Result<Event> event = context.store.event(context.request.captured[0]);
  if (!event) return problem(event.error());
  const std::optional<std::uint32_t> row = context.snapshot.row_of(event->id);
  JsonWriter json;
  json.begin_object();
  json.key("event").text(event->id);
  json.key("why").texts(event->why);
  json.key("nearest").begin_array();
  for (const Near& near : row ? nearest_events(context.snapshot, *row, *limit) : std::vector<Near>{}) {
    const Result<Event> other = context.store.event(context.snapshot.events[near.row].id, 1);
    if (!other) continue;  // another took its place since
    json.begin_object();
    write_brief(json.key("event"), *other);
    json.key("weight").number(near.weight);
    json.key("shared").texts(near.shared);
    json.key("why_not").texts(near.why_not);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  return serve::json(std::move(json.out));
}

}  // namespace annals::serve
