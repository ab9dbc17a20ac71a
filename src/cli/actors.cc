#include <CLI/CLI.hpp>

#include "annals/json.h"
#include "annals/pipeline.h"
#include "cli/console.h"
#include "cli/list.h"
#include "cli/stage.h"

namespace annals::cli {
namespace {

Exit run_named(int argc, char** argv, const Context& context) {
  CLI::App app("Everybody whom each page names or means by an office, on the page's own day: one object a line.",
               "actors named");
  InputArguments input;
  input.add_to(app);
  if (const auto done = read_arguments(app, argc, argv)) return *done;
  if (const std::string problem = input.problem(); !problem.empty()) return complain(problem), Exit::wrong_call;
  const Result<Pipeline> pipeline = Pipeline::open({context.data, {}, Coders::forms});
  if (!pipeline) return exit_for(pipeline.error());
  return run_stage(input, [&](const Page& page) -> Result<std::string> {
    const Result<NamedDocument> named = pipeline->name(page);
    if (!named) return named.error();
    return named_line(*named);
  });
}

}  // namespace

Exit run_actors(int argc, char** argv, const Context& context) { return run_named(argc - 1, argv + 1, context); }

}  // namespace annals::cli
