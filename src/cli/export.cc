#include <CLI/CLI.hpp>
#include <algorithm>
#include <fstream>
#include <iostream>

#include "annals/export.h"
#include "annals/query.h"
#include "cli/console.h"
#include "cli/events.h"
#include "cli/list.h"

namespace annals::cli {
namespace {

std::string format_help() {
  std::string out = "the format:";
  for (const ExportFormat& format : export_formats()) {
    out += " " + std::string(format.name) + " (" + std::string(format.summary) + ")";
  }
  return out;
}

}  // namespace

Exit run_export(int argc, char** argv, const Context& context) {
  CLI::App app("The record written out.", "export");
  std::string store_path, what_name = "events", format_name = "jsonl", output = "-";
  app.add_option("STORE", store_path, "the store's file")->required();
  app.add_option("--what", what_name, "events, claims, documents, actors or refused")->capture_default_str();
  app.add_option("--format", format_name, format_help())->capture_default_str();
  app.add_option("-o,--output", output, "a file; - is standard output")->capture_default_str();
  FilterArguments arguments;
  std::string title;
  app.add_option("--title", title, "the heading of a report or a calendar");
  arguments.add_to(app);
  if (const auto done = read_arguments(app, argc, argv)) return *done;
  if (const std::string problem = arguments.settle(context); !problem.empty())
    return complain(problem), Exit::wrong_call;
  const auto what = export_what(what_name);
  if (!what)
    return complain("--what: expected events, claims, documents, actors or refused, found \"" + what_name + "\""),
           Exit::wrong_call;
  const ExportFormat* format = export_format(format_name);
  if (format == nullptr) return complain("--format: no format is named \"" + format_name + "\""), Exit::wrong_call;
  if (std::ranges::find(format->takes, *what) == format->takes.end()) {
    return complain("--what: " + std::string(format->name) + " does not hold " + what_name), Exit::wrong_call;
  }
  ExportOptions options(*what);
  options.data = context.data;
  options.headline = headline;
  options.when = time_text;
  if (!title.empty()) options.title = title;
  if (arguments.any()) options.keep = [&](const Event& event) { return matches(event, arguments.filter); };
  if (options.keep && *what != ExportWhat::events && *what != ExportWhat::claims) {
    return complain("--what " + what_name + " is not filtered: only events and claims are"), Exit::wrong_call;
  }

  Result<Store> store = Store::open(store_path, Store::Mode::read);
  if (!store) return exit_for(store.error());
  if (output == "-") {
    const Result<Done> done = write_export(*store, *format, options, std::cout);
    std::cout.flush();
    return done ? Exit::read : exit_for(done.error());
  }
  std::ofstream file(output, std::ios::binary);
  if (!file) return complain(output + ": cannot be written"), Exit::store_failed;
  const Result<Done> done = write_export(*store, *format, options, file);
  file.close();
  if (!done) return exit_for(done.error());
  if (!file) return complain(output + ": cannot be written (is the disk full?)"), Exit::store_failed;
  return Exit::read;
}

}  // namespace annals::cli
