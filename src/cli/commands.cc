#include "cli/commands.h"

#include <unistd.h>

#include <array>
#include <clocale>
#include <csignal>
#include <cstdio>
#include <exception>
#include <vector>

#include "cli/console.h"
#include "cli/list.h"

namespace annals::cli {
namespace {

constexpr std::array kCommands = std::to_array<Command>({
    {"ingest", "read pages into the record", run_ingest},
    {"timeline", "the events in order, with who says so", run_timeline},
    {"show", "an event, a claim, a document or an actor, whole", run_show},
    {"explain", "why a claim reads as it does", run_explain},
    {"commitments", "what was announced, and what became of it", run_commitments},
    {"search", "full text over sentences", run_search},
    {"sql", "read-only SQL over the record's tables", run_sql},
    {"serve", "the record in a browser, and as an API", run_serve},
    {"export", "the record for other tools: tables, maps, calendars, reports", run_export},
    {"review", "accept, reject, correct, merge, split", run_review},
    {"watch", "keep reading a folder or feeds", run_watch},
    {"verify", "prove the promises of the record on a store", run_verify},
    {"actors", "who is who on a day: look up, find in pages, add, import", run_actors},
    {"places", "where is what: look up, find in pages, add, import", run_places},
    {"clean", "a page told apart: title, blocks, dates, outlet", run_clean},
    {"parse", "the sentences of a page as CoNLL-U", run_parse},
    {"code", "the claims of each page, without a store", run_code},
});

void print_help(std::FILE* to) {
  std::fputs(
      "annals reads news pages into a sourced record of diplomacy and conflict:\n"
      "who met, called, accused, struck whom, when, where, and according to whom.\n\n"
      "  annals COMMAND ...            annals COMMAND --help tells its options\n\n",
      to);
  for (const Command& command : kCommands) {
    std::fprintf(to, "  %-12.*s %.*s\n", static_cast<int>(command.name.size()), command.name.data(),
                 static_cast<int>(command.summary.size()), command.summary.data());
  }
  std::fputs(
      "\n  --data FOLDER                 before COMMAND: another data folder than the one installed\n"
      "  --places FOLDER               before COMMAND: places of your own, beside those installed\n"
      "  --actors FOLDER               before COMMAND: actors and offices of your own, beside those installed\n",
      to);
}

// An installed annals has its data beside it; one run from its build folder reads the source tree's.
std::filesystem::path installed_data() {
  std::error_code none;
  const std::filesystem::path self = std::filesystem::read_symlink("/proc/self/exe", none);
  const std::filesystem::path shared = self.parent_path().parent_path() / "share" / "annals" / "data";
  return std::filesystem::is_directory(shared, none) ? shared : std::filesystem::path(ANNALS_SOURCE_DATA);
}

int dispatch(int argc, char** argv) {
  Context context{installed_data(), {}};
  int at = 1;
  for (; at + 1 < argc; at += 2) {
    if (std::string_view(argv[at]) == "--data") {
      context.data = argv[at + 1];
    } else if (std::string_view(argv[at]) == "--places") {
      context.places = argv[at + 1];
    } else if (std::string_view(argv[at]) == "--actors") {
      context.actors = argv[at + 1];
    } else {
      break;
    }
  }
  if (at >= argc) {
    print_help(stderr);
    return static_cast<int>(Exit::wrong_call);
  }
  const std::string_view word = argv[at];
  if (word == "--help" || word == "-h" || word == "help") {
    print_help(stdout);
    return static_cast<int>(Exit::read);
  }
  if (word == "--version") {
    std::puts("annals " ANNALS_VERSION);
    return static_cast<int>(Exit::read);
  }
  for (const Command& command : kCommands) {
    if (command.name == word) return static_cast<int>(command.run(argc - at, argv + at, context));
  }
  complain("no command is named \"" + std::string(word) + "\"; annals --help lists them");
  return static_cast<int>(Exit::wrong_call);
}

}  // namespace

std::span<const Command> commands() { return kCommands; }

int run(int argc, char** argv) {
  std::setlocale(LC_ALL, "C");
  std::signal(SIGPIPE, SIG_IGN);  // a reader that goes away (| head) ends the output, not the program's clean-up
  try {
    const int code = dispatch(argc, argv);
    return std::fflush(stdout) == 0 || code != 0 ? code : static_cast<int>(Exit::read);
  } catch (const std::bad_alloc&) {
    complain("out of memory");
  } catch (const std::exception& error) {  // the last wall: a library threw where it says that it does not
    complain(std::string("internal error: ") + error.what());
  }
  return static_cast<int>(Exit::store_failed);
}

}  // namespace annals::cli
