#include <CLI/CLI.hpp>

#include "annals/json.h"
#include "annals/pipeline.h"
#include "cli/console.h"
#include "cli/list.h"

namespace annals::cli {

Exit run_code(int argc, char** argv, const Context& context) {
  CLI::App app("The claims of each page, without a store: {\"path\" or \"id\", \"claims\"}, one object a line.",
               "code");
  InputArguments input;
  std::string lexicon;
  input.add_to(app);
  add_lexicon(app, lexicon);
  bool every_sentence = false;
  add_every_sentence(app, every_sentence);
  Coders coders = Coders::both;
  app.add_option("--coder", coders, "which coder finds the claims, to measure one alone")
      ->transform(CLI::CheckedTransformer(std::map<std::string, Coders>{
          {"both", Coders::both}, {"forms", Coders::forms}, {"learned", Coders::learned}}))
      ->default_str("both");
  if (const auto done = read_arguments(app, argc, argv)) return *done;
  if (const std::string problem = input.problem(); !problem.empty()) return complain(problem), Exit::wrong_call;
  const Result<Pipeline> pipeline =
      Pipeline::open({context.data, lexicon, coders, every_sentence, context.places, context.actors});
  if (!pipeline) return exit_for(pipeline.error(), lexicon);
  tell_problems(*pipeline);
  bool refused = false;
  code_pages(*pipeline, input.inputs, input.options, thread_count(input.threads),
             {{}, [&](const Page*, Result<CodedDocument> coded) {
                if (coded) return print_line(coded_line(*coded));
                complain(coded.error());
                return refused = true;
              }});
  return refused ? Exit::some_refused : Exit::read;
}

}  // namespace annals::cli
