#include <CLI/CLI.hpp>

#include "base/calendar.h"
#include "cli/console.h"
#include "cli/events.h"
#include "cli/list.h"

namespace annals::cli {

Exit run_commitments(int argc, char** argv, const Context&) {
  CLI::App app("What was announced, and what became of it.", "commitments");
  std::string store_path, as_of;
  Commitments which;
  bool json = false;
  app.add_option("STORE", store_path, "the store's file")->required();
  app.add_flag("--open", which.open, "those still to come");
  app.add_flag("--kept", which.kept, "those borne out");
  app.add_flag("--broken", which.broken, "those called off or never heard of again");
  app.add_option("--as-of", as_of, "only what documents up to this day say");
  app.add_flag("--json", json, "one JSON object a line");
  if (const auto done = read_arguments(app, argc, argv)) return *done;
  if (!as_of.empty()) {
    const auto day = base::read_iso(as_of);
    if (!day) return complain("--as-of: expected a date such as 2016-12-08, found \"" + as_of + "\""), Exit::wrong_call;
    which.as_of = day->to;
  }
  Result<Store> store = Store::open(store_path, Store::Mode::read);
  if (!store) return exit_for(store.error());
  const Result<std::vector<Event>> events = store->events();
  if (!events) return exit_for(events.error());
  return print_events(commitments(*events, which), json);
}

}  // namespace annals::cli
