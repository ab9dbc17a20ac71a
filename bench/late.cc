// What it takes to know which events late documents change, clusters alone: made-up news (simulated.h) is linked and
// filed in a ledger in memory, then some more of it is added, some times over.
//
//   late DOCUMENTS [TIMES [MORE]]
//
// Prints CPU time, what the ledger holds, and how often it was asked: a store's takes some microseconds each time.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <numeric>
#include <string>
#include <vector>

#include "../tests/link/ledger_in_memory.h"
#include "clock.h"
#include "link/held_clusters.h"
#include "link/rejoin.h"
#include "simulated.h"

namespace {

using namespace annals;
using annals::bench::SimulatedNews;

class Counted : public link::LedgerInMemory {
 public:
  std::optional<std::string> get(std::string_view key) override { return ++gets, LedgerInMemory::get(key); }
  void put(std::string_view key, std::string_view value) override { ++puts, LedgerInMemory::put(key, value); }
  void erase(std::string_view key) override { ++puts, LedgerInMemory::erase(key); }
  void walk(std::string_view from, std::string_view to, Way way, const Take& take) override {
    ++walks;
    LedgerInMemory::walk(from, to, way, take);
  }
  std::size_t gets = 0, puts = 0, walks = 0;
};

std::string id_of(std::uint32_t document) {
  char out[17];
  std::snprintf(out, sizeof out, "%016llx", static_cast<unsigned long long>(link::mix(7, document)));
  return out;
}

// By number: as they arrive.
class News : public link::Holdings {
 public:
  explicit News(std::uint64_t documents) : news_(documents, 1) {
    for (std::uint32_t n = 0; n < documents; ++n) {
      told.emplace_back();
      std::vector<SimulatedNews::Told> claims;
      news_.tell(n, claims, sides_);
      for (const auto& one : claims) {
        told[n].push_back({one.mention, one.mention.order, one.mention.place});
        told[n].back().mention.document = n;
      }
      ids_.push_back({0, 0, id_of(n)});
    }
  }
  const CodedDocument& document(std::uint32_t) override { return none_; }
  const link::Published& published(std::uint32_t number) override { return ids_[number]; }

  std::vector<std::vector<link::ToldClaim>> told;

 private:
  SimulatedNews news_;
  link::Sides sides_;
  CodedDocument none_;
  std::vector<link::Published> ids_;
};

void print_bytes(link::LedgerInMemory& ledger, double claims) {
  for (char kind = 'i'; kind < 'q'; ++kind) {
    std::size_t entries = 0, keys = 0, values = 0;
    ledger.walk(std::string(1, kind), std::string(1, static_cast<char>(kind + 1)), Ledger::Way::up,
                [&](std::string_view key, std::string_view value) {
                  ++entries, keys += key.size(), values += value.size();
                  return true;
                });
    std::printf("  %c %.2f entries, %.0f + %.0f bytes a claim\n", kind, static_cast<double>(entries) / claims,
                static_cast<double>(keys) / claims, static_cast<double>(values) / claims);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return std::fprintf(stderr, "late DOCUMENTS [TIMES [MORE]]\n"), 2;
  const auto number = [&](int at, std::uint64_t otherwise) {
    return argc > at ? std::strtoull(argv[at], nullptr, 10) : otherwise;
  };
  const std::uint64_t documents = number(1, 0), times = number(2, 5), more = number(3, 100);
  News news(documents + times * more);
  std::vector<std::uint32_t> order(documents);
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(),
            [&](std::uint32_t a, std::uint32_t b) { return news.published(a).id < news.published(b).id; });
  std::vector<link::ToldClaim> told;
  std::vector<link::Mention> mentions;
  for (const std::uint32_t document : order) {
    for (const link::ToldClaim& claim : news.told[document]) {
      told.push_back(claim);
      mentions.push_back(claim.mention);
      mentions.back().number = static_cast<std::uint32_t>(mentions.size() - 1);
    }
  }
  const auto claims = static_cast<double>(told.size());
  double began = bench::cpu_seconds();
  std::vector<link::Cluster> clusters = link::cluster(mentions);
  link::join_other_days(mentions, {}, clusters);
  const double whole = bench::cpu_seconds() - began;
  mentions = {};
  Counted ledger;
  link::HeldClusters held(ledger, news, [&](std::uint32_t document, link::Sides&) {
    return link::ToldDocument{news.told[document], {}};
  });
  began = bench::cpu_seconds();
  held.build(told, {}, clusters);
  std::printf("%llu documents, %.0f claims: linked in %.2f CPU s, filed in %.2f\n",
              static_cast<unsigned long long>(documents), claims, whole, bench::cpu_seconds() - began);
  print_bytes(ledger, claims);
  std::uint32_t next = static_cast<std::uint32_t>(documents);
  for (std::uint64_t time = 0; time < times; ++time, next += static_cast<std::uint32_t>(more)) {
    std::vector<std::uint32_t> portion(more);
    std::iota(portion.begin(), portion.end(), next);
    ledger.gets = ledger.puts = ledger.walks = 0;
    began = bench::cpu_seconds();
    const auto changed = held.add(portion);
    if (!changed) return std::fprintf(stderr, "the ledger is not sound\n"), 1;
    std::size_t members = 0;
    for (const link::EventHeld& made : changed->made) members += made.members.size();
    std::printf("%llu more: %.1f CPU ms; %zu gets, %zu puts, %zu walks; %zu events made of %zu claims, %zu gone\n",
                static_cast<unsigned long long>(more), 1000 * (bench::cpu_seconds() - began), ledger.gets, ledger.puts,
                ledger.walks, changed->made.size(), members, changed->gone.size());
  }
  return 0;
}
