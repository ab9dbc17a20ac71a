#include <CLI/CLI.hpp>

#include "annals/pipeline.h"
#include "annals/store.h"
#include "cli/console.h"
#include "cli/list.h"

namespace annals::cli {

Exit run_verify(int argc, char** argv, const Context&) {
  CLI::App app("Proves the invariants of docs/record.md on a store.", "verify");
  std::string store_path;
  app.add_option("STORE", store_path, "the store's file")->required();
  if (const auto done = read_arguments(app, argc, argv)) return *done;

  Result<Store> store = Store::open(store_path, Store::Mode::read);
  if (!store) return exit_for(store.error());
  const Result<std::vector<std::string>> broken = verify(*store, link_documents);
  if (!broken) return exit_for(broken.error());
  for (const std::string& promise : *broken) print_line(promise);
  if (broken->empty()) print_line("every promise holds");
  return broken->empty() ? Exit::read : Exit::some_refused;
}

}  // namespace annals::cli
