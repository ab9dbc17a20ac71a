// How fast claims are linked into events, and in how much memory: simulated.h says of what.
//
//   linking DOCUMENTS [--seed N] [--reach DAYS] [--threads N] [--memory MIB] [--order N] [--quality]
//
// --reach      how far back a claim is compared (96 days)           --memory   before sorting goes into a file (256)
// --order      documents in another order, of that number           --quality  B3 against the truth; its time is not
// taken Prints CPU seconds of this process but for making the news up, the wall clock's, the peak of memory, how many
// events came out, and a digest of all of them: the same for every order, number of threads and memory.
#include <sys/resource.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <numeric>
#include <string>
#include <unordered_map>

#include "clock.h"
#include "link/sweep.h"
#include "simulated.h"

namespace {

using namespace annals;
using annals::bench::SimulatedNews;

struct Options {
  std::uint64_t documents = 0, seed = 1, memory_mib = 256, order = 0;
  link::SweepOptions sweep;
  link::Day reach_days = 96;
  bool quality = false;
};

bool read(int argc, char** argv, Options& out) {
  for (int i = 1; i < argc; ++i) {
    const auto number = [&] { return i + 1 < argc ? std::strtoull(argv[++i], nullptr, 10) : 0; };
    if (std::strcmp(argv[i], "--seed") == 0) {
      out.seed = number();
    } else if (std::strcmp(argv[i], "--reach") == 0) {
      out.reach_days = static_cast<link::Day>(number());
    } else if (std::strcmp(argv[i], "--threads") == 0) {
      out.sweep.threads = static_cast<unsigned>(number());
    } else if (std::strcmp(argv[i], "--memory") == 0) {
      out.memory_mib = number();
    } else if (std::strcmp(argv[i], "--order") == 0) {
      out.order = number();
    } else if (std::strcmp(argv[i], "--quality") == 0) {
      out.quality = true;
    } else {
      out.documents = std::strtoull(argv[i], nullptr, 10);
    }
  }
  return out.documents >= 100;
}

// B3: of the claims that share an event with a claim, how many do so truly, and of those that should, how many do.
class Quality {
 public:
  Quality(const SimulatedNews& news, bool wanted) : news_(news), wanted_(wanted) {}
  void count(std::uint64_t event) {
    if (wanted_) ++size_of_[event];
  }
  void add(const link::Cluster& cluster) {
    if (!wanted_) return;
    std::unordered_map<std::uint64_t, double> inside;
    for (const std::uint32_t number : cluster.members) ++inside[news_.event_of(number)];
    const auto all = static_cast<double>(cluster.members.size());
    for (const auto& [event, count] : inside) {
      precision_ += count * count / all;
      recall_ += count * count / static_cast<double>(size_of_[event]);
    }
    claims_ += all;
  }
  void print() const {
    if (wanted_) std::printf("B3 precision %.3f, recall %.3f\n", precision_ / claims_, recall_ / claims_);
  }

 private:
  const SimulatedNews& news_;
  const bool wanted_;
  std::unordered_map<std::uint64_t, std::uint32_t> size_of_;
  double precision_ = 0, recall_ = 0, claims_ = 0;
};

int fail(const Error& error) { return std::fprintf(stderr, "%s\n", error.message.c_str()), 1; }

}  // namespace

int main(int argc, char** argv) {
  Options options;
  if (!read(argc, argv, options)) return std::fprintf(stderr, "linking DOCUMENTS (100 or more), see linking.cc\n"), 2;
  const SimulatedNews news(options.documents, options.seed);
  Quality quality(news, options.quality);
  const double wall = bench::seconds_of(CLOCK_MONOTONIC);
  double making = 0;
  std::uint64_t mentions = 0, events = 0, largest = 0;
  link::Hash digest = 0;

  link::Spool spool(options.reach_days, options.memory_mib << 20);
  constexpr std::uint64_t kBatch = 10000;
  std::uint64_t step = 1;
  if (options.order > 0) step = options.documents / 7 * (options.order % 5 + 1) + 2 * options.order + 1;
  while (std::gcd(step, options.documents) != 1) ++step;
  for (std::uint64_t begin = 0; begin < options.documents; begin += kBatch) {
    const double began = bench::cpu_seconds();
    std::vector<SimulatedNews::Told> told;
    link::Sides sides;
    for (std::uint64_t i = begin; i < std::min(begin + kBatch, options.documents); ++i) {
      news.tell(i * step % options.documents, told, sides);
    }
    for (const auto& one : told) quality.count(one.event);
    making += bench::cpu_seconds() - began;
    for (const auto& one : told) {
      if (const Result<Done> kept = spool.add(one.mention); !kept) return fail(kept.error());
    }
    mentions += told.size();
  }
  const Result<Done> linked = link::each_cluster(spool, options.sweep, [&](const link::Cluster& cluster) {
    ++events;
    largest = std::max<std::uint64_t>(largest, cluster.members.size());
    link::Hash of = cluster.joints.size();
    for (const std::uint32_t number : cluster.members) of = link::mix(of, number);
    digest += of;
    quality.add(cluster);
  });
  if (!linked) return fail(linked.error());
  const double seconds = bench::cpu_seconds() - making;
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::printf("%llu documents, %llu claims, %llu events, the largest of %llu claims; digest %016llx\n",
              static_cast<unsigned long long>(options.documents), static_cast<unsigned long long>(mentions),
              static_cast<unsigned long long>(events), static_cast<unsigned long long>(largest),
              static_cast<unsigned long long>(digest));
  std::printf(
      "%.2f CPU s, %.2f us a document, %.2f us a claim; making them up %.2f s; %.1f s by the wall; peak %.0f MiB\n",
      seconds, 1e6 * seconds / static_cast<double>(options.documents), 1e6 * seconds / static_cast<double>(mentions),
      making, bench::seconds_of(CLOCK_MONOTONIC) - wall, static_cast<double>(usage.ru_maxrss) / 1024);
  quality.print();
  return 0;
}
