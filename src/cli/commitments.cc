#include <CLI/CLI.hpp>

#include "annals/json.h"
#include "annals/pipeline.h"
#include "annals/query.h"
#include "base/calendar.h"
#include "cli/console.h"
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
  app.add_option("--as-of", as_of, "as it stood on this day: from the documents up to then alone");
  app.add_flag("--json", json, "one JSON object a line");
  if (const auto done = read_arguments(app, argc, argv)) return *done;
  if (!as_of.empty()) {
    const auto day = base::read_iso(as_of);
    if (!day) return complain("--as-of: expected a date such as 2016-12-08, found \"" + as_of + "\""), Exit::wrong_call;
    which.as_of = day->to;
  }
  Result<Store> store = Store::open(store_path, Store::Mode::read);
  if (!store) return exit_for(store.error());
  const Result<std::vector<Commitment>> found = commitments(*store, which, link_documents);
  if (!found) return exit_for(found.error());
  if (!json) return print_line(commitments_text(*found)), Exit::read;
  for (const Commitment& one : *found) {
    if (!print_line(to_json(one))) break;
  }
  return Exit::read;
}

}  // namespace annals::cli
