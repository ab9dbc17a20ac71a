// One event, whole.
#include "annals/json.h"
#include "annals/query.h"
#include "serve/brief.h"
#include "serve/marks.h"
#include "serve/routes.h"

namespace annals::serve {
namespace {

std::string claim_with_marks(const ResolvedClaim& claim, Documents& documents) {
  std::string out = opened(to_json(claim));
  JsonWriter json;
  json.begin_object();
  write_marks(json.key("marks"), claim, documents);
  json.end_object();
  return out + json.out.substr(1);
}

}  // namespace

Reply run_event(const Context& context) {
  const std::string& id = context.request.captured[0];
  Result<Event> event = context.store.event(id);
  if (!event) return problem(event.error());
  const bool marks = context.request.target.value("marks").value_or("1") != "0";
  Documents documents(context.store);
  std::vector<ResolvedClaim> claims = std::move(event->claims);
  event->claims.clear();
  // The record's own object, with its last field, the claims, written anew.
  std::string out = to_json(*event);
  const std::string_view ending = "]}";
  if (!out.ends_with(ending)) return problem(500, "An event does not end with its claims.");
  out.resize(out.size() - ending.size());
  for (std::size_t i = 0; i < claims.size(); ++i) {
    if (i > 0) out += ',';
    out += marks ? claim_with_marks(claims[i], documents) : to_json(claims[i]);
  }
  JsonWriter json;
  json.begin_object();
  json.key("headline").text(headline(*event));
  json.key("time_text").text(time_text(event->time));
  json.key("asked_as").text_or_null(id == event->id ? "" : id);
  json.end_object();
  return serve::json(out + "]," + json.out.substr(1));
}

}  // namespace annals::serve
