// Why the claims of an event are one, and what else they might have been.
#include "annals/json.h"
#include "serve/brief.h"
#include "serve/routes.h"

namespace annals::serve {

Reply run_event_explain(const Context& context) {
  const Result<Event> event = context.store.event(context.request.captured[0]);
  if (!event) return problem(event.error());
  JsonWriter json;
  json.begin_object();
  json.key("event").text(event->id);
  json.key("why").texts(event->why);
  json.key("nearest").begin_array().end_array();
  json.end_object();
  return serve::json(std::move(json.out));
}

}  // namespace annals::serve
