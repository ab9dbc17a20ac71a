// What the commands say, and where: results to standard output, everything else to standard error.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "annals/error.h"
#include "annals/pipeline.h"
#include "annals/store.h"
#include "cli/commands.h"

namespace CLI {
class App;
}

namespace annals::cli {

void complain(const Error& error);  // "annals: PATH: message"
void complain(std::string_view message);
bool print_line(std::string_view line);  // false when nobody reads any more

// Reads a command's own arguments. Empty on success, else the exit status (0 after --help, 2 when the call is wrong).
std::optional<Exit> read_arguments(CLI::App& app, int argc, char** argv);

Exit exit_for(const Error& error);  // of a store that cannot be opened, read or written

// The options that say how inputs are read, shared by ingest, clean, parse and code.
struct InputArguments {
  std::vector<std::string> inputs;
  InputOptions options;
  std::size_t threads = 0;  // 0: as many as the machine has
  void add_to(CLI::App& app);
  // An error when what the caller says of a single page is no date.
  std::string problem() const;
};

std::size_t thread_count(std::size_t asked);

// What linking may use: so much memory to sort in, and what does not fit there beside the store.
struct LinkArguments {
  std::size_t memory_mib = 512;
  void add_to(CLI::App& app);
  LinkOptions options(const std::string& store, std::size_t threads) const;
};
// Makes the events of a store anew where anything was added or decided.
Result<Done> relink(Store& store, const LinkOptions& options);

// An extra lexicon in PETRARCH's format: the option, and what was passed over in it, on standard error.
void add_lexicon(CLI::App& app, std::string& folder);
// The option that codes sentences, too, that the gate would pass over.
void add_every_sentence(CLI::App& app, bool& every);
void tell_problems(const Pipeline& pipeline);
Exit exit_for(const Error& error, const std::string& lexicon);  // of a pipeline: a lexicon at fault is a wrong call

// One line on a terminal, redrawn: done, rate, time left, refused. Nothing elsewhere, JSON lines where asked.
class Progress {
 public:
  enum class Style { automatic, json, off };
  Progress(Style style, std::uint64_t total_bytes);
  ~Progress();
  void add(std::uint64_t bytes, bool refused);
  void finish();

 private:
  void draw(bool last);
  bool draws_ = false;
  bool json_ = false;
  std::uint64_t total_bytes_ = 0, done_bytes_ = 0, pages_ = 0, refused_ = 0;
  double started_ = 0, drawn_ = 0;
  bool finished_ = false;
};

}  // namespace annals::cli
