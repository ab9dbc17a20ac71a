// Speed of cleaning by itself, on pages held in memory.
//
//   bench_clean DATA [ROUNDS] < PATHS      DATA is the folder data/; PATHS one HTML file a line
//   bench_clean DATA - < PATHS and calls   behind an empty line, each further line asks for one round: CPU seconds of
//   it
//
// Prints pages/s in CPU seconds of the median round, the slowest pages, the peak memory, and the wall-clock ratio of
// two threads to one.
#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "base/files.h"
#include "clean/clean.h"
#include "clock.h"

namespace {

using annals::bench::seconds_of;

using namespace annals;

std::vector<Page> read_pages(double& megabytes) {
  std::vector<Page> pages;
  for (std::string path; std::getline(std::cin, path) && !path.empty();) {
    auto bytes = base::read_file(path);
    if (!bytes) continue;
    Page page;
    page.path = path;
    page.format = PageFormat::html;
    page.bytes = std::move(*bytes);
    megabytes += 1e-6 * static_cast<double>(page.bytes.size());
    pages.push_back(std::move(page));
  }
  return pages;
}

// Wall-clock seconds that `threads` threads take to clean all pages.
double wall_seconds(const clean::Cleaner& cleaner, const std::vector<Page>& pages, int threads) {
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t i = next++; i < pages.size(); i = next++) (void)cleaner.clean(pages[i]);
  };
  const double began = seconds_of(CLOCK_MONOTONIC);
  std::vector<std::jthread> others;
  for (int i = 1; i < threads; ++i) others.emplace_back(work);
  work();
  others.clear();
  return seconds_of(CLOCK_MONOTONIC) - began;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

// Rounds over all pages in one thread, and the least that each page took in any of them.
class Rounds {
 public:
  Rounds(const clean::Cleaner& cleaner, const std::vector<Page>& pages)
      : cleaner_(cleaner), pages_(pages), page_seconds_(pages.size(), 1e9) {}

  double run() {
    const double began = seconds_of(CLOCK_THREAD_CPUTIME_ID);
    for (std::size_t i = 0; i < pages_.size(); ++i) {
      const double page_began = seconds_of(CLOCK_THREAD_CPUTIME_ID);
      (void)cleaner_.clean(pages_[i]);
      page_seconds_[i] = std::min(page_seconds_[i], seconds_of(CLOCK_THREAD_CPUTIME_ID) - page_began);
    }
    return seconds_of(CLOCK_THREAD_CPUTIME_ID) - began;
  }

  double percentile(std::size_t percent) const {
    std::vector<double> sorted = page_seconds_;
    std::sort(sorted.begin(), sorted.end());
    return sorted[std::min(sorted.size() - 1, sorted.size() * percent / 100)];
  }

  const std::string& slowest() const {
    const auto at = std::max_element(page_seconds_.begin(), page_seconds_.end());
    return pages_[static_cast<std::size_t>(at - page_seconds_.begin())].path;
  }

 private:
  const clean::Cleaner& cleaner_;
  const std::vector<Page>& pages_;
  std::vector<double> page_seconds_;
};

// So that rounds of several programs can take turns: bench/rivals.py.
int answer_calls(const clean::Cleaner& cleaner, const std::vector<Page>& pages) {
  std::printf("%zu\n", pages.size());
  std::fflush(stdout);
  Rounds rounds(cleaner, pages);
  for (std::string call; std::getline(std::cin, call);) {
    const double seconds = rounds.run();
    std::printf("%.6f %.6f %.6f %.6f\n", seconds, rounds.percentile(50), rounds.percentile(99), rounds.percentile(100));
    std::fflush(stdout);
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return std::fprintf(stderr, "bench_clean DATA [ROUNDS] < PATHS\n"), 2;
  const int rounds = argc > 2 ? std::max(1, std::atoi(argv[2])) : 7;
  const auto cleaner = clean::Cleaner::open(argv[1]);
  if (!cleaner) return std::fprintf(stderr, "%s\n", cleaner.error().message.c_str()), 2;
  double megabytes = 0;
  const std::vector<Page> pages = read_pages(megabytes);
  if (pages.empty()) return std::fprintf(stderr, "expected paths of pages on standard input\n"), 2;
  if (argc > 2 && std::string_view(argv[2]) == "-") return answer_calls(*cleaner, pages);

  std::vector<double> round_seconds;
  Rounds of_pages(*cleaner, pages);
  for (int round = 0; round < rounds; ++round) round_seconds.push_back(of_pages.run());
  const double one = median(round_seconds);
  std::printf("%zu pages, %.1f MB, %d rounds: %.1f pages/s, %.1f MB/s\n", pages.size(), megabytes, rounds,
              static_cast<double>(pages.size()) / one, megabytes / one);
  std::printf("a page: median %.2f ms, p99 %.2f ms, slowest %.2f ms (%s)\n", 1e3 * of_pages.percentile(50),
              1e3 * of_pages.percentile(99), 1e3 * of_pages.percentile(100), of_pages.slowest().c_str());
  std::vector<double> ratios;
  for (int round = 0; round < std::min(rounds, 7); ++round) {
    const double alone = wall_seconds(*cleaner, pages, 1);
    ratios.push_back(alone / wall_seconds(*cleaner, pages, 2));
  }
  std::printf("two threads: %.2f times one\n", median(ratios));
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::printf("peak memory %.1f MiB, of which %.1f MB are the pages\n", static_cast<double>(usage.ru_maxrss) / 1024,
              megabytes);
  return 0;
}
