// Reads pages into a store, in batches: a run that is stopped anywhere goes on where it was when it is called again.
#include <CLI/CLI.hpp>
#include <filesystem>

#include "annals/pipeline.h"
#include "annals/store.h"
#include "base/sha256.h"
#include "cli/console.h"
#include "cli/list.h"

namespace annals::cli {
namespace {

constexpr std::size_t kBatchPages = 256;

// For the time left only: what cannot be sized counts nothing.
std::uint64_t size_of(const std::vector<std::string>& inputs) {
  namespace fs = std::filesystem;
  std::uint64_t total = 0;
  for (const std::string& input : inputs) {
    std::error_code failed;
    if (fs::is_regular_file(input, failed)) total += fs::file_size(input, failed);
    if (!fs::is_directory(input, failed)) continue;
    for (fs::recursive_directory_iterator at(input, failed), end; !failed && at != end; at.increment(failed)) {
      if (at->is_regular_file(failed)) total += at->file_size(failed);
    }
  }
  return total;
}

struct Run {
  Store& store;
  Progress& progress;
  std::size_t since_commit = 0;
  std::size_t added = 0, held = 0, refused = 0;
  std::optional<Error> failure;  // of the store: ends the run

  bool keep(Result<Done> done) {
    if (!done) failure = done.error();
    if (!failure && ++since_commit >= kBatchPages) {
      since_commit = 0;
      if (Result<Done> committed = store.commit(); !committed) failure = committed.error();
    }
    return !failure;
  }

  // One page that does not fit is refused; a store that cannot be written ends the run.
  static bool page_is_at_fault(const Error& error) { return !error.message.starts_with("another process"); }

  bool wanted(const Page& page) {
    const Result<bool> known = store.holds(base::sha256_hex(page.bytes), page.path);
    if (!known) failure = known.error();
    if (!known || !*known) return true;
    ++held;
    progress.add(page.bytes.size(), false);
    return false;
  }

  // What an archive holds beside its pages, by kind: told, and kept beside what was refused, once an archive.
  void pass_over(const std::string& path, const std::string& what) {
    complain(path + ": " + what);
    if (!failure) keep(store.refuse({path + "#*", "", 0, {ErrorKind::Unsupported, what, path, {}}}));
  }

  bool take(const Page* page, Result<CodedDocument> coded) {
    if (failure) return false;
    const std::uint64_t bytes = page != nullptr ? page->bytes.size() : 0;
    progress.add(bytes, !coded);
    if (coded) {
      const Result<Done> kept = store.add(*page, *coded);
      if (kept) ++added;
      if (kept || kept.error().kind == ErrorKind::Io || !page_is_at_fault(kept.error())) return keep(kept);
      coded = kept.error();
    }
    ++refused;
    complain(coded.error());
    return keep(store.refuse(
        {coded.error().source, page != nullptr ? base::sha256_hex(page->bytes) : "", bytes, coded.error()}));
  }
};

}  // namespace

Exit run_ingest(int argc, char** argv, const Context& context) {
  CLI::App app("Reads pages into the record: files, folders, globs or - for standard input.", "ingest");
  std::string store_path, lexicon, progress_style = "auto";
  InputArguments input;
  app.add_option("STORE", store_path, "the store's file; made when absent")->required();
  input.add_to(app);
  LinkArguments link;
  link.add_to(app);
  add_lexicon(app, lexicon);
  bool every_sentence = false;
  add_every_sentence(app, every_sentence);
  app.add_option("--progress", progress_style, "what to show while reading")
      ->check(CLI::IsMember({"auto", "json", "off"}))
      ->capture_default_str();
  if (const auto done = read_arguments(app, argc, argv)) return *done;
  if (const std::string problem = input.problem(); !problem.empty()) return complain(problem), Exit::wrong_call;

  Result<Pipeline> pipeline =
      Pipeline::open({context.data, lexicon, Coders::both, every_sentence, context.places, context.actors});
  if (!pipeline) return exit_for(pipeline.error(), lexicon);
  tell_problems(*pipeline);
  Result<Store> store = Store::open(store_path, Store::Mode::write);
  if (!store) return exit_for(store.error());

  input.options.store = store_path;
  Progress progress(progress_style == "json"  ? Progress::Style::json
                    : progress_style == "off" ? Progress::Style::off
                                              : Progress::Style::automatic,
                    size_of(input.inputs));
  Run run{*store, progress, 0, 0, 0, 0, std::nullopt};
  input.options.tell = [&](const std::string& path, const std::string& what) { run.pass_over(path, what); };
  code_pages(*pipeline, input.inputs, input.options, thread_count(input.threads),
             {[&](const Page& page) { return run.wanted(page); },
              [&](const Page* page, Result<CodedDocument> coded) { return run.take(page, std::move(coded)); }});
  progress.finish();
  if (run.failure) return exit_for(*run.failure);
  if (Result<Done> committed = store->commit(); !committed) return exit_for(committed.error());
  if (Result<Done> linked = relink(*store, link.options(store_path, input.threads)); !linked)
    return exit_for(linked.error());
  std::fprintf(stderr, "annals: %zu pages read into %s, %zu held already, %zu refused\n", run.added, store_path.c_str(),
               run.held, run.refused);
  return run.refused > 0 ? Exit::some_refused : Exit::read;
}

}  // namespace annals::cli
