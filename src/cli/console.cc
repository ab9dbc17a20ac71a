#include "cli/console.h"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>
#include <thread>

#include "base/calendar.h"

namespace annals::cli {
namespace {

// Only for showing how fast a run goes: nothing of it reaches the record.
double seconds_now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

std::string clock_text(double seconds) {
  char out[32];
  const auto whole = static_cast<long>(seconds + 0.5);
  std::snprintf(out, sizeof out, "%ld:%02ld:%02ld", whole / 3600, whole / 60 % 60, whole % 60);
  return out;
}

}  // namespace

void complain(std::string_view message) {
  std::fprintf(stderr, "annals: %.*s\n", static_cast<int>(message.size()), message.data());
}

void complain(const Error& error) {
  complain(error.source.empty() ? error.message : error.source + ": " + error.message);
}

bool print_line(std::string_view line) {
  const bool wrote = std::fwrite(line.data(), 1, line.size(), stdout) == line.size();
  return wrote && std::fputc('\n', stdout) != EOF;
}

std::optional<Exit> read_arguments(CLI::App& app, int argc, char** argv) {
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    std::fputs(app.help().c_str(), stdout);
    return Exit::read;
  } catch (const CLI::ParseError& error) {
    complain(std::string(error.what()) + " (annals " + app.get_name() + " --help tells more)");
    return Exit::wrong_call;
  }
  return std::nullopt;
}

Exit exit_for(const Error& error) {
  complain(error);
  return Exit::store_failed;
}

void InputArguments::add_to(CLI::App& app) {
  app.add_option("INPUT", inputs, "a file, a folder, a glob, or - for standard input")->required();
  app.add_option("--format", options.format, "how to read it; auto looks at the bytes, then the name")
      ->check(CLI::IsMember(input_formats()))
      ->capture_default_str();
  app.add_option("--published", options.published, "the day of publication of a single page, as 2016-12-08");
  app.add_option("--url", options.url, "the address of a single page");
  app.add_option("--outlet", options.outlet, "who published a single page");
  options.tell = [](const std::string& path, const std::string& what) { complain(path + ": " + what); };
  app.add_option("--threads", threads, "how many pages to read at once (default: one a core)");
}

std::string InputArguments::problem() const {
  if (!options.published.empty() && !base::read_iso(options.published)) {
    return "--published: expected a date such as 2016-12-08, found \"" + options.published + "\"";
  }
  return {};
}

std::size_t thread_count(std::size_t asked) {
  if (asked > 0) return asked;
  return std::max(1U, std::thread::hardware_concurrency());
}

void LinkArguments::add_to(CLI::App& app) {
  app.add_option("--memory", memory_mib, "MiB in which claims are sorted to be linked; more wait in a file meanwhile")
      ->check(CLI::Range(1, 1 << 20))
      ->capture_default_str();
}

LinkOptions LinkArguments::options(const std::string& store, std::size_t threads) const {
  const std::filesystem::path folder = std::filesystem::path(store).parent_path();
  return {memory_mib << 20, folder.empty() ? "." : folder.string(), static_cast<unsigned>(thread_count(threads))};
}

Result<Done> relink(Store& store, const LinkOptions& options) {
  return store.relink(linking(options), linker_version());
}

void add_lexicon(CLI::App& app, std::string& folder) {
  app.add_option("--lexicon", folder, "a folder of dictionaries in PETRARCH's format, which code beside the forms");
}

void add_every_sentence(CLI::App& app, bool& every) {
  app.add_flag("--every-sentence", every,
               "read every sentence, also those whose words tell of no event (takes several times as long)");
}

Exit exit_for(const Error& error, const std::string& lexicon) {
  if (lexicon.empty() || !error.source.starts_with(lexicon)) return exit_for(error);
  complain(error);
  return Exit::wrong_call;
}

void tell_problems(const Pipeline& pipeline) {
  constexpr std::size_t kMost = 20;
  const std::vector<std::string>& problems = pipeline.lexicon_problems();
  for (std::size_t i = 0; i < std::min(problems.size(), kMost); ++i) complain(problems[i]);
  if (problems.size() > kMost) {
    complain("the lexicon has " + std::to_string(problems.size() - kMost) + " more lines that were passed over");
  }
}

Progress::Progress(Style style, std::uint64_t total_bytes) : total_bytes_(total_bytes), started_(seconds_now()) {
  json_ = style == Style::json;
  draws_ = json_ || (style == Style::automatic && ::isatty(STDERR_FILENO) != 0);
}

Progress::~Progress() { finish(); }

void Progress::add(std::uint64_t bytes, bool refused) {
  ++pages_;
  done_bytes_ += bytes;
  refused_ += refused ? 1 : 0;
  if (draws_ && seconds_now() - drawn_ > (json_ ? 1.0 : 0.2)) draw(false);
}

void Progress::finish() {
  if (draws_ && !finished_) draw(true);
  finished_ = true;
}

void Progress::draw(bool last) {
  drawn_ = seconds_now();
  const double elapsed = std::max(drawn_ - started_, 1e-3);
  const double rate = static_cast<double>(pages_) / elapsed;
  const bool sized = total_bytes_ > 0 && done_bytes_ > 0 && done_bytes_ <= total_bytes_;
  const double left =
      sized ? elapsed * static_cast<double>(total_bytes_ - done_bytes_) / static_cast<double>(done_bytes_) : 0;
  if (json_) {
    std::fprintf(stderr, "{\"pages\": %llu, \"refused\": %llu, \"pages_per_second\": %.1f, \"done\": %s}\n",
                 static_cast<unsigned long long>(pages_), static_cast<unsigned long long>(refused_), rate,
                 last ? "true" : "false");
    return;
  }
  const std::string time = last    ? "in " + clock_text(elapsed)
                           : sized ? clock_text(left) + " left"
                                   : clock_text(elapsed);
  std::fprintf(stderr, "\r\033[K%llu pages, %.1f a second, %s, %llu refused%s", static_cast<unsigned long long>(pages_),
               rate, time.c_str(), static_cast<unsigned long long>(refused_), last ? "\n" : "");
  std::fflush(stderr);
}

}  // namespace annals::cli
