// The record in a browser, on this machine.
#include "annals/serve.h"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <csignal>

#include "cli/console.h"
#include "cli/list.h"

namespace annals::cli {
namespace {

// An installed annals has its page beside it; one run from its build folder serves what was built there.
std::filesystem::path installed_page(const Context& context) {
  std::error_code none;
  const std::filesystem::path shared = context.data.parent_path() / "web";
  return std::filesystem::is_regular_file(shared / "index.html", none) ? shared
                                                                       : std::filesystem::path(ANNALS_BUILT_PAGE);
}

void wait_for_the_end() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGHUP);
  int which = 0;
  sigwait(&signals, &which);
}

// Before any thread is there: all of them leave these to wait_for_the_end.
void keep_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGHUP);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

}  // namespace

Exit run_serve(int argc, char** argv, const Context& context) {
  CLI::App app("The record in a browser and as an API, on this machine; nothing is fetched from elsewhere.", "serve");
  ServeOptions options;
  std::string store_path, assets;
  app.add_option("STORE", store_path, "the store's file")->required();
  app.add_option("--port", options.port, "0: any that is free")->capture_default_str();
  app.add_option("--host", options.host, "the address of this machine to listen on")->capture_default_str();
  app.add_option("--allow-host", options.hosts, "another name under which requests may come");
  app.add_option("--assets", assets, "the folder of the page's files, where it is not the one installed");
  app.add_flag("--review", options.review, "let those who have the token that is printed decide");
  app.add_option("--threads", options.threads, "for answers that take longer; 0: as many as the machine has")
      ->capture_default_str();
  if (const auto done = read_arguments(app, argc, argv)) return *done;
  options.store = store_path;
  options.data = context.data;
  options.actors = context.actors;
  options.places = context.places;
  options.assets = assets.empty() ? installed_page(context) : std::filesystem::path(assets);
  keep_signals();
  Result<Server> server = Server::start(options);
  if (!server) return exit_for(server.error());
  print_line(server->address());
  if (options.review) print_line("token " + server->token());
  std::fflush(stdout);
  wait_for_the_end();
  server->stop();
  return Exit::read;
}

}  // namespace annals::cli
