// Speed of each stage and end to end, one thread, on pages read from a folder.
//
//   stages DATA FOLDER [PAGES]      DATA is the folder data/; PAGES how many pages at most (default 500)
//
// A stage is timed in CPU seconds, its input made ready before. Prints one line a stage: pages a second, MB of raw
// bytes a second; last the peak memory of the process.
#include <sys/resource.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "annals/pipeline.h"
#include "annals/store.h"
#include "clock.h"

namespace {

using annals::bench::cpu_seconds;

using namespace annals;

struct Stage {
  std::string name;
  double seconds = 0;
};

void print(const Stage& stage, std::size_t pages, double megabytes) {
  std::printf("%-34s %9.1f pages/s  %8.2f MB/s  %8.2f ms/page\n", stage.name.c_str(),
              static_cast<double>(pages) / stage.seconds, megabytes / stage.seconds,
              1000 * stage.seconds / static_cast<double>(pages));
}

template <typename Work>
Stage timed(std::string name, Work work) {
  const double began = cpu_seconds();
  work();
  return {std::move(name), std::max(cpu_seconds() - began, 1e-9)};
}

int fail(const Error& error) {
  std::fprintf(stderr, "%s: %s\n", error.source.c_str(), error.message.c_str());
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return std::fprintf(stderr, "stages DATA FOLDER [PAGES]\n"), 2;
  const std::size_t limit = argc > 3 ? static_cast<std::size_t>(std::atol(argv[3])) : 500;
  std::vector<Stage> stages;
  std::vector<Page> pages;
  double megabytes = 0;

  const double cold = cpu_seconds();
  Result<Pipeline> pipeline = Pipeline::open({argv[1]});
  if (!pipeline) return fail(pipeline.error());
  std::printf("opened in %.0f ms\n", 1000 * (cpu_seconds() - cold));

  stages.push_back(timed("acquire", [&] {
    read_pages({argv[2]}, {}, [&](Result<Page> page) {
      if (page) megabytes += 1e-6 * static_cast<double>(page->bytes.size());
      if (page) pages.push_back(std::move(*page));
      return pages.size() < limit;
    });
  }));
  if (pages.empty()) return std::fprintf(stderr, "no page could be read from %s\n", argv[2]), 1;

  stages.push_back(timed("clean", [&] {
    for (const Page& page : pages) (void)pipeline->clean(page).ok();
  }));
  stages.push_back(timed("clean + parse", [&] {
    for (const Page& page : pages) (void)pipeline->parse(page).ok();
  }));
  std::vector<CodedDocument> coded;
  stages.push_back(timed("clean + parse + extract + resolve", [&] {
    for (const Page& page : pages) {
      Result<CodedDocument> document = pipeline->code(page);
      if (document) coded.push_back(std::move(*document));
    }
  }));
  LinkedRecord record;
  stages.push_back(timed("link", [&] { record = link_documents(coded); }));

  const std::filesystem::path path = std::filesystem::temp_directory_path() / "annals-bench.annals";
  std::filesystem::remove(path);
  Result<Store> store = Store::open(path, Store::Mode::write);
  if (!store) return fail(store.error());
  Result<Done> kept = Done{};
  stages.push_back(timed("store + link", [&] {
    for (std::size_t i = 0, at = 0; i < pages.size() && at < coded.size() && kept; ++i) {
      if (coded[at].article.path == pages[i].path) kept = store->add(pages[i], coded[at++]);
    }
    if (kept) kept = store->commit();
    if (kept) kept = store->relink(link_documents);
  }));
  if (!kept) return fail(kept.error());
  stages.push_back({"end to end", stages[0].seconds + stages[3].seconds + stages[5].seconds});

  for (const Stage& stage : stages) print(stage, pages.size(), megabytes);
  std::size_t claims = 0;
  for (const CodedDocument& document : coded) claims += document.claims.size();
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::printf("%zu pages, %.1f MB, %zu claims, %zu events; peak memory %.0f MiB\n", pages.size(), megabytes, claims,
              record.events.size(), static_cast<double>(usage.ru_maxrss) / 1024);
  for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(path.string() + end);
  return 0;
}
