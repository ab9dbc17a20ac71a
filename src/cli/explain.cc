#include <CLI/CLI.hpp>

#include "annals/pipeline.h"
#include "annals/store.h"
#include "cli/console.h"
#include "cli/explain_event.h"
#include "cli/list.h"

namespace annals::cli {

Exit run_explain(int argc, char** argv, const Context& context) {
  CLI::App app(
      "Why a claim reads as it does: its sentence's tree, the rule, how each date, name and place was resolved.",
      "explain");
  std::string store_path, id, other, lexicon;
  app.add_option("STORE", store_path, "the store's file")->required();
  app.add_option("ID", id,
                 "a claim's id (cl_...), an event's (ev_...): why its claims are one event and the nearest others are "
                 "not, or a document's: which of its sentences were read")
      ->required();
  app.add_option("OTHER", other, "with an event: another event, and why the two are not one");
  add_lexicon(app, lexicon);
  if (const auto done = read_arguments(app, argc, argv)) return *done;

  Result<Store> store = Store::open(store_path, Store::Mode::read);
  if (!store) return exit_for(store.error());
  const Result<Event> event = store->event(id);
  if (!event && event.error().kind != ErrorKind::NotFound) return exit_for(event.error());
  if (!event) {
    if (const Result<Page> page = store->page(id)) {
      const Result<Pipeline> pipeline =
          Pipeline::open({context.data, lexicon, Coders::both, false, context.places, context.actors});
      if (!pipeline) return exit_for(pipeline.error(), lexicon);
      const Result<std::string> told = pipeline->explain_gate(*page);
      if (!told) return complain(told.error()), Exit::some_refused;
      print_line(*told);
      return Exit::read;
    }
  }
  if (event && id.starts_with("ev_")) {
    const Result<std::string> told = explain_event(*store, *event, other);
    if (!told) return exit_for(told.error());
    print_line(*told);
    return Exit::read;
  }
  const ResolvedClaim* claim = nullptr;
  for (std::size_t i = 0; event && i < event->claims.size(); ++i) {
    if (event->claims[i].id == id) claim = &event->claims[i];
  }
  if (claim == nullptr) return complain("the record holds no claim \"" + id + "\""), Exit::some_refused;

  const Result<Page> page = store->page(claim->document);
  if (!page) return exit_for(page.error());
  const Result<Pipeline> pipeline =
      Pipeline::open({context.data, lexicon, Coders::both, false, context.places, context.actors});
  if (!pipeline) return exit_for(pipeline.error(), lexicon);
  const Result<std::string> why = pipeline->explain(*page, id);
  if (!why) return complain(why.error()), Exit::some_refused;
  print_line(*why);
  std::string linked = "Event " + event->id + " (" + std::to_string(event->claims.size()) + " claims)";
  for (const std::string& reason : event->why) linked += "\n  " + reason;
  print_line(linked);
  return Exit::read;
}

}  // namespace annals::cli
