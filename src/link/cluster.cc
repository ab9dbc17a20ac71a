#include "link/cluster.h"

#include <algorithm>

#include "link/sweep.h"

namespace annals::link {

bool better(const Joint& x, const Joint& y) {
  if (x.ruling.has_value() != y.ruling.has_value()) return x.ruling.has_value();
  if (x.score != y.score) return x.score > y.score;
  return std::pair(x.a, x.b) < std::pair(y.a, y.b);
}

std::vector<Cluster> cluster(const std::vector<Mention>& mentions, const std::vector<Bond>& bonds) {
  Spool spool;  // never a file: the archive is in memory as it is
  SweepOptions options;
  options.bonds = bonds;
  options.bonded = mentions;
  for (const Mention& mention : mentions) (void)spool.add(mention);
  std::vector<Cluster> out;
  (void)each_cluster(spool, options, [&](Cluster one) { out.push_back(std::move(one)); });
  std::sort(out.begin(), out.end(), [](const Cluster& a, const Cluster& b) { return a.members < b.members; });
  return out;
}

}  // namespace annals::link
