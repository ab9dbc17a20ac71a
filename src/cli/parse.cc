#include <CLI/CLI.hpp>
#include <iostream>
#include <iterator>

#include "annals/pipeline.h"
#include "base/files.h"
#include "cli/list.h"
#include "cli/stage.h"

namespace annals::cli {
namespace {

Result<std::string> read_all(const std::string& path) {
  if (path != "-") return base::read_file(path);
  return std::string(std::istreambuf_iterator<char>(std::cin), {});
}

Exit parse_conllu(const Pipeline& pipeline, const std::vector<std::string>& inputs) {
  Exit exit = Exit::read;
  for (const std::string& path : inputs) {
    const Result<std::string> text = read_all(path);
    const Result<std::string> parsed = text ? pipeline.parse_conllu(*text) : text;
    if (parsed) {
      std::fwrite(parsed->data(), 1, parsed->size(), stdout);
      continue;
    }
    complain(parsed.error().source.empty() ? path + ": " + parsed.error().message : parsed.error().message);
    exit = Exit::some_refused;
  }
  return exit;
}

}  // namespace

Exit run_parse(int argc, char** argv, const Context& context) {
  CLI::App app("The sentences of a page as CoNLL-U: words, tags, lemmas, trees, names.", "parse");
  InputArguments input;
  std::string kind = "text";
  input.add_to(app);
  app.add_option("--input", kind, "conllu keeps the tokens and sentences that it brings")
      ->check(CLI::IsMember({"text", "conllu"}))
      ->capture_default_str();
  if (const auto done = read_arguments(app, argc, argv)) return *done;
  if (const std::string problem = input.problem(); !problem.empty()) return complain(problem), Exit::wrong_call;
  const Result<Pipeline> pipeline = Pipeline::open({context.data, {}, Coders::forms});
  if (!pipeline) return exit_for(pipeline.error());
  if (kind == "conllu") return parse_conllu(*pipeline, input.inputs);
  return run_stage(input, [&](const Page& page) -> Result<std::string> {
    const Result<Document> document = pipeline->parse(page);
    if (!document) return document.error();
    return to_conllu(*document);
  });
}

}  // namespace annals::cli
