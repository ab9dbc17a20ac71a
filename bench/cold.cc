// What opening costs: cold DATA FILE. CPU milliseconds of each part alone, then of the whole pipeline and of the first
// page coded, with the wall clock beside them.
#include <cstdio>
#include <string>

#include "annals/pipeline.h"
#include "clean/clean.h"
#include "clock.h"
#include "extract/learned.h"
#include "lexicon/actors.h"
#include "lexicon/forms.h"
#include "lexicon/history.h"
#include "lexicon/places.h"
#include "parse/parse.h"
#include "resolve/resolve.h"

using namespace annals;

namespace {

template <typename Open>
bool timed(const char* name, Open open) {
  const double before = bench::cpu_seconds(), wall = bench::seconds_of(CLOCK_MONOTONIC);
  const auto opened = open();
  if (!opened) std::fprintf(stderr, "%s: %s\n", opened.error().source.c_str(), opened.error().message.c_str());
  std::printf("%-24s %7.1f ms   %7.1f ms by the wall clock\n", name, 1000 * (bench::cpu_seconds() - before),
              1000 * (bench::seconds_of(CLOCK_MONOTONIC) - wall));
  return static_cast<bool>(opened);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return std::fprintf(stderr, "cold DATA FILE\n"), 2;
  const std::filesystem::path data = argv[1];
  bool good = timed("clean", [&] { return clean::Cleaner::open(data); });
  good = timed("reader", [&] { return parse::Reader::open(data); }) && good;
  good = timed("forms", [&] { return lexicon::Forms::open(data / "events"); }) && good;
  good = timed("coder", [&] { return extract::Learned::open(data / "models" / "coder.en.safetensors"); }) && good;
  good = timed("actors", [&] { return lexicon::Actors::open(data / "actors"); }) && good;
  good = timed("places", [&] { return lexicon::Places::open(data / "places"); }) && good;
  good = timed("history", [&] { return lexicon::History::open(data / "history"); }) && good;
  good = timed("language", [&] { return resolve::Language::open(data / "languages" / "en"); }) && good;
  good = timed("pipeline", [&] { return Pipeline::open({data}); }) && good;
  const auto pipeline = Pipeline::open({data});
  if (!good || !pipeline) return 1;
  read_pages({argv[2]}, {}, [&](Result<Page> page) {
    if (page) timed("first page", [&] { return pipeline->code(*page); });
    return false;
  });
  return 0;
}
