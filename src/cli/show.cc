#include <CLI/CLI.hpp>

#include "annals/json.h"
#include "annals/query.h"
#include "annals/store.h"
#include "cli/console.h"
#include "cli/list.h"

namespace annals::cli {
namespace {

Exit show_event(const Event& event, bool json) {
  print_line(json ? to_json(event) : show_text(event));
  return Exit::read;
}

Exit show_document(Store& store, const CodedDocument& document, bool json) {
  const Result<LinkedRecord::DocumentLinks> links = store.links_of(document.article.id);
  if (json) {
    print_line(to_json(document.article, &document.published, links ? &*links : nullptr));
    return Exit::read;
  }
  print_line(show_text(document, links ? &*links : nullptr));
  return Exit::read;
}

// All that an actor takes part in. The id is compared whole; names go through `timeline --actor`.
Exit show_actor(Store& store, const std::string& id, bool json) {
  Result<std::vector<Event>> events = store.events();
  if (!events) return exit_for(events.error());
  std::erase_if(*events, [&](const Event& event) {
    return std::ranges::none_of(event.participants, [&](const Participant& one) { return one.actor.id == id; });
  });
  if (events->empty()) {
    complain("the record holds no event, claim, document or actor \"" + id + "\"");
    return Exit::some_refused;
  }
  if (!json) return print_line(timeline_text(*events)), Exit::read;
  for (const Event& event : *events) {
    if (!print_line(to_json(event))) break;
  }
  return Exit::read;
}

}  // namespace

Exit run_show(int argc, char** argv, const Context&) {
  CLI::App app("An event, a claim, a document or an actor, whole.", "show");
  std::string store_path, id;
  bool json = false;
  app.add_option("STORE", store_path, "the store's file")->required();
  app.add_option("ID", id, "an id of the record, or a document's path")->required();
  app.add_flag("--json", json, "as JSON");
  if (const auto done = read_arguments(app, argc, argv)) return *done;

  Result<Store> store = Store::open(store_path, Store::Mode::read);
  if (!store) return exit_for(store.error());
  const Result<Event> event = store->event(id);
  if (event) return show_event(*event, json);
  if (event.error().kind != ErrorKind::NotFound) return exit_for(event.error());
  const Result<CodedDocument> document = store->document(id);
  if (document) return show_document(*store, *document, json);
  if (document.error().kind != ErrorKind::NotFound) return complain(document.error()), Exit::some_refused;
  return show_actor(*store, id, json);
}

}  // namespace annals::cli
