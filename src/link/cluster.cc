#include "link/cluster.h"

#include <algorithm>

#include "link/sweep.h"

namespace annals::link {

bool better(const Joint& x, const Joint& y) {
  if (x.ruling.has_value() != y.ruling.has_value()) return x.ruling.has_value();
  if (x.score != y.score) return x.score > y.score;
  return std::pair(x.a, x.b) < std::pair(y.a, y.b);
}

namespace {

Result<std::vector<Cluster>> swept(const std::vector<Mention>& mentions, const std::vector<Bond>& bonds,
                                   const ClusterOptions& options) {
  Spool spool(kReachDays, options.memory_bytes, options.folder);
  SweepOptions sweep;
  sweep.threads = options.threads;
  sweep.bonds = bonds;
  sweep.bonded = mentions;
  for (const Mention& mention : mentions) {
    if (const Result<Done> kept = spool.add(mention); !kept) return kept.error();
  }
  std::vector<Cluster> out;
  const Result<Done> done = each_cluster(spool, sweep, [&](Cluster one) { out.push_back(std::move(one)); });
  if (!done) return done.error();
  return out;
}

}  // namespace

std::vector<Cluster> cluster(const std::vector<Mention>& mentions, const std::vector<Bond>& bonds,
                             const ClusterOptions& options) {
  Result<std::vector<Cluster>> out = swept(mentions, bonds, options);
  // A disk that is full or cannot be written leaves memory alone, where nothing can fail.
  if (!out) out = swept(mentions, bonds, {options.threads, Spool::kNoLimit, ""});
  std::sort(out->begin(), out->end(), [](const Cluster& a, const Cluster& b) { return a.members < b.members; });
  return std::move(*out);
}

}  // namespace annals::link
