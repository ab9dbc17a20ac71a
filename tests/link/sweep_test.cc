// Linking at the size of a large archive: that it is the same whatever the order, the threads and the memory, and that
// nothing in it grows faster than the news does. bench/simulated.h makes the news up.
#include "link/sweep.h"

#include <doctest/doctest.h>

#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <ctime>
#include <map>
#include <string>

#include "../bench/simulated.h"
#include "link/cluster.h"
#include "link/evidence.h"

using namespace annals;
using namespace annals::link;
using annals::bench::SimulatedNews;

namespace {

struct Set {
  std::vector<SimulatedNews::Told> told;
  Sides sides;
};

void make(std::uint64_t documents, Set& out) {
  const SimulatedNews news(documents, 3);
  for (std::uint64_t i = 0; i < documents; ++i) news.tell(i, out.told, out.sides);
}

// Every cluster as a line, sorted.
std::string linked(const std::vector<SimulatedNews::Told>& told, const SweepOptions& options, std::size_t most_bytes) {
  Spool spool(96, most_bytes);
  for (const auto& one : told) REQUIRE(spool.add(one.mention));
  std::vector<std::string> lines;
  const auto take = [&](const Cluster& cluster) {
    std::string line;
    for (const std::uint32_t number : cluster.members) line += std::to_string(number) + " ";
    for (const Joint& joint : cluster.joints) {
      line += std::to_string(joint.a) + "-" + std::to_string(joint.b) + ":" + std::to_string(joint.score) + " ";
    }
    lines.push_back(std::move(line));
  };
  REQUIRE(each_cluster(spool, options, take));
  std::sort(lines.begin(), lines.end());
  std::string out;
  for (const std::string& line : lines) out += line + "\n";
  return out;
}

void shuffle(std::vector<SimulatedNews::Told>& told, std::uint64_t seed) {
  for (std::size_t i = told.size(); i > 1; --i) {
    seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
    std::swap(told[i - 1], told[(seed >> 33) % i]);
  }
}

}  // namespace

TEST_CASE("twenty orders, four numbers of threads and memory for next to nothing give the same clusters") {
  Set set;
  make(2000, set);
  SweepOptions options;
  const std::string expected = linked(set.told, options, Spool::kNoLimit);
  CHECK(expected.size() > 10000);
  for (unsigned round = 0; round < 20; ++round) {
    shuffle(set.told, round);
    options.threads = std::array{1U, 2U, 3U, 8U}[round % 4];
    const std::size_t memory = round % 2 == 0 ? Spool::kNoLimit : std::size_t{1} << 18;
    CHECK(linked(set.told, options, memory) == expected);
  }
}

TEST_CASE("every claim comes out in one cluster, and joints hold clusters together") {
  Set set;
  make(3000, set);
  Spool spool;
  for (const auto& one : set.told) REQUIRE(spool.add(one.mention));
  std::map<std::uint32_t, std::size_t> times;
  REQUIRE(each_cluster(spool, {}, [&](const Cluster& cluster) {
    for (const std::uint32_t number : cluster.members) ++times[number];
    CHECK(std::is_sorted(cluster.members.begin(), cluster.members.end()));
    CHECK(cluster.joints.size() + 1 == cluster.members.size());
  }));
  CHECK(times.size() == set.told.size());
  CHECK(std::all_of(times.begin(), times.end(), [](const auto& one) { return one.second == 1; }));
}

TEST_CASE("what is seen at a glance is what the evidence says") {
  Set set;
  make(400, set);
  std::size_t apart = 0;
  for (const auto& a : set.told) {
    for (const auto& b : set.told) {
      if (a.mention.number >= b.mention.number || !surely_apart(glance_at(a.mention), glance_at(b.mention))) continue;
      ++apart;
      const Weighing weighing = weigh(a.mention, b.mention);
      REQUIRE((weighing.against != Against::nothing || weighing.score <= 0));
    }
  }
  CHECK(apart > 1000);
}

TEST_CASE("events of a made-up archive come out, the one that a hundredth of it tells of in few pieces") {
  Set set;
  make(6000, set);
  std::map<std::uint32_t, std::uint64_t> truth;
  std::map<std::uint64_t, double> size_of;
  for (const auto& one : set.told) ++size_of[truth[one.mention.number] = one.event];
  Spool spool;
  for (const auto& one : set.told) REQUIRE(spool.add(one.mention));
  double precision = 0, recall = 0;
  REQUIRE(each_cluster(spool, {}, [&](const Cluster& cluster) {
    std::map<std::uint64_t, double> inside;
    for (const std::uint32_t number : cluster.members) ++inside[truth[number]];
    for (const auto& [event, count] : inside) {
      precision += count * count / static_cast<double>(cluster.members.size());
      recall += count * count / size_of[event];
    }
  }));
  const auto all = static_cast<double>(truth.size());
  MESSAGE("B3 precision " << precision / all << ", recall " << recall / all);
  CHECK(precision / all > 0.95);
  CHECK(recall / all > 0.7);
}

namespace {

struct Cost {
  double seconds = 0;
  std::size_t clusters = 0;
};

// Told and linked a few at a time, as a large archive must be.
Cost cost_of(std::uint64_t documents, std::size_t most_bytes) {
  const SimulatedNews news(documents, 1);
  const auto now = [] { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; };
  Cost out;
  Spool spool(96, most_bytes);
  for (std::uint64_t begin = 0; begin < documents; begin += 10000) {
    Set set;
    for (std::uint64_t i = begin; i < std::min(begin + 10000, documents); ++i) news.tell(i, set.told, set.sides);
    const double began = now();
    for (const auto& one : set.told) REQUIRE(spool.add(one.mention));
    out.seconds += now() - began;
  }
  const double began = now();
  REQUIRE(each_cluster(spool, {}, [&](const Cluster&) { ++out.clusters; }));
  out.seconds += now() - began;
  MESSAGE(documents << " documents: " << out.seconds << " s, " << 1e6 * out.seconds / static_cast<double>(documents)
                    << " microseconds each, " << out.clusters << " clusters");
  return out;
}

}  // namespace

TEST_CASE("ten times the news takes about ten times as long") {
  const Cost few = cost_of(10000, std::size_t{8} << 20), many = cost_of(100000, std::size_t{8} << 20);
  CHECK(few.clusters > 1000);
  CHECK(many.clusters > 10000);
  CHECK(many.seconds < 40 * few.seconds);  // a machine that others share: 10 is what it takes
}

TEST_CASE("ten million documents take a hundred times as long as a hundred thousand, and no more memory than a window" *
          doctest::skip()) {
  const Cost few = cost_of(100000, std::size_t{256} << 20), many = cost_of(10000000, std::size_t{256} << 20);
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const double slope = std::log10(many.seconds / few.seconds) / 2;
  MESSAGE("slope " << slope << ", peak memory " << usage.ru_maxrss / 1024 << " MiB");
  CHECK(slope < 1.15);
  CHECK(usage.ru_maxrss < 1500 * 1024);
}
