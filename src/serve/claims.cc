// One claim, and why it reads as it does.
#include <algorithm>

#include "annals/json.h"
#include "serve/brief.h"
#include "serve/marks.h"
#include "serve/routes.h"

namespace annals::serve {
namespace {

struct FoundClaim {
  Event event;
  std::size_t at = 0;
  const ResolvedClaim& claim() const { return event.claims[at]; }
};

Result<FoundClaim> find_claim(Store& store, const std::string& id) {
  Result<Event> event = store.event(id);
  if (!event && event.error().kind != ErrorKind::NotFound) return event.error();
  for (std::size_t i = 0; event && i < event->claims.size(); ++i) {
    if (event->claims[i].id == id) return FoundClaim{std::move(*event), i};
  }
  return Error{ErrorKind::NotFound, "the store holds no claim " + id};
}

}  // namespace

Reply run_claim(const Context& context) {
  const Result<FoundClaim> found = find_claim(context.store, context.request.captured[0]);
  if (!found) return problem(found.error());
  Documents documents(context.store);
  JsonWriter json;
  json.begin_object();
  json.key("event").text(found->event.id);
  write_marks(json.key("marks"), found->claim(), documents);
  json.end_object();
  return serve::json(opened(to_json(found->claim())) + json.out.substr(1));
}

Reply run_claim_explain(const Context& context) {
  const Result<FoundClaim> found = find_claim(context.store, context.request.captured[0]);
  if (!found) return problem(found.error());
  const Result<Page> page = context.store.page(found->claim().document);
  if (!page) return problem(page.error());
  const Result<const Pipeline*> pipeline = context.engine.pipeline();
  if (!pipeline) return problem(pipeline.error());
  const Result<std::string> why = (*pipeline)->explain(*page, found->claim().id);
  if (!why) return problem(why.error());
  JsonWriter json;
  json.begin_object();
  json.key("claim").text(found->claim().id);
  json.key("event").text(found->event.id);
  json.key("text").text(*why);
  json.key("why").texts(found->claim().why);
  json.key("event_why").texts(found->event.why);
  json.end_object();
  return serve::json(std::move(json.out));
}

}  // namespace annals::serve
