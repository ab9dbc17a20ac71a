#include <CLI/CLI.hpp>

#include "annals/json.h"
#include "annals/pipeline.h"
#include "cli/list.h"
#include "cli/stage.h"

namespace annals::cli {
namespace {

// For people: each block with its kind and why it is one.
std::string explained(const Article& article) {
  std::string out = article.path + "\n";
  const auto found = [&](std::string_view name, const Found& value) {
    if (value) out += "  " + std::string(name) + ": " + value.value + "  (" + value.where + ")\n";
  };
  found("title", article.title);
  found("byline", article.byline);
  found("outlet", article.outlet);
  found("agency", article.agency);
  found("dateline", article.dateline_place);
  found("dateline date", article.dateline_date);
  for (const DateHint& hint : article.dates) out += "  date: " + hint.as_written + "  (" + hint.where + ")\n";
  constexpr std::string_view kKinds[] = {"title", "lead", "body", "caption", "quote", "related", "chrome"};
  for (const Block& block : article.blocks) {
    std::string text(article.text_of(block));
    if (text.size() > 90) text = text.substr(0, text.find_last_of(' ', 90)) + " ...";
    for (char& c : text) c = c == '\n' ? ' ' : c;
    std::string kind(kKinds[static_cast<std::size_t>(block.kind)]);
    kind.resize(8, ' ');
    out += "  " + kind + " " + text + "\n" + (block.why.empty() ? "" : "           because " + block.why + "\n");
  }
  return out;
}

}  // namespace

Exit run_stage(const InputArguments& input, const std::function<Result<std::string>(const Page&)>& stage) {
  bool refused = false;
  read_pages(input.inputs, input.options, [&](Result<Page> page) {
    Result<std::string> line = page ? stage(*page) : Result<std::string>(page.error());
    if (line) return print_line(*line);
    if (line.error().source.empty() && page) line.error().source = page->path;
    complain(line.error());
    refused = true;
    return true;
  });
  return refused ? Exit::some_refused : Exit::read;
}

Exit run_clean(int argc, char** argv, const Context& context) {
  CLI::App app("A page told apart: title, byline, dateline, dates, outlet, blocks with their bytes.", "clean");
  InputArguments input;
  bool explain = false;
  input.add_to(app);
  app.add_flag("--explain", explain, "say for each block why it is story or chrome");
  if (const auto done = read_arguments(app, argc, argv)) return *done;
  if (const std::string problem = input.problem(); !problem.empty()) return complain(problem), Exit::wrong_call;
  const Result<Pipeline> pipeline = Pipeline::open({context.data, {}, Coders::forms});
  if (!pipeline) return exit_for(pipeline.error());
  return run_stage(input, [&](const Page& page) -> Result<std::string> {
    const Result<Article> article = pipeline->clean(page, explain);
    if (!article) return article.error();
    return explain ? explained(*article) : to_json(*article);
  });
}

}  // namespace annals::cli
