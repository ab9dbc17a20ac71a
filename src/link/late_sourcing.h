// Who has it from whom, kept in a ledger: late documents change it only where they touch it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "annals/ledger.h"
#include "link/holdings.h"
#include "link/press.h"
#include "link/sourcing.h"
#include "link/sourcing_ledger.h"

namespace annals::link {

struct Archive;

// What the layers before sourcing found, by the numbers of the documents. What is told stays where it is until the call
// that asked is over; the ledger may be read for it.
class Findings {
 public:
  virtual ~Findings() = default;
  virtual const TimeInterval& published(std::uint32_t number) = 0;  // narrowed
  virtual const std::vector<Copy>& copies(std::uint32_t number) = 0;
  virtual const std::string& root_of_copies(std::uint32_t number) = 0;
  virtual std::optional<std::uint32_t> find(const std::string& id) = 0;
  // Labels of clusters: of any of its claims, sorted; and claim by claim.
  virtual const std::vector<std::uint64_t>& clusters(std::uint32_t number) = 0;
  virtual std::vector<ToldIn> told(std::uint32_t number) = 0;
};

//   LateSourcing::build(ledger, holdings, archive, numbers);   // once, after find_sourcing over all
//   LateSourcing sourcing(ledger, holdings, findings);
//   const auto changed = sourcing.add(fresh, touched);
//   if (!changed) ...                                          // clear the ledger, and link the whole
//
// Afterwards of(), roots() and own() are what find_sourcing finds over all documents.
class LateSourcing {
 public:
  LateSourcing(Ledger& ledger, Holdings& holdings, Findings& findings)
      : ledger_(ledger), holdings_(holdings), findings_(findings) {}

  // Files all documents of `archive` and what was found of them; `numbers` by their places there.
  static void build(Ledger& ledger, Holdings& holdings, const Archive& archive, std::span<const std::uint32_t> numbers);

  // `fresh` are new documents; `touched` old ones whose copies, root of copies, clusters or narrowed day are not what
  // they were. The numbers of those whose sourcing became different, sorted; nothing: too many may have, link the
  // whole.
  std::optional<std::vector<std::uint32_t>> add(std::span<const std::uint32_t> fresh,
                                                std::span<const std::uint32_t> touched);

  // As in Sourcing, but by number.
  std::vector<Support> of(std::uint32_t number);
  std::vector<std::string> roots(std::uint32_t number);
  std::string own(std::uint32_t number);

 private:
  Shown shown(std::uint32_t number);

  Ledger& ledger_;
  Holdings& holdings_;
  Findings& findings_;
};

}  // namespace annals::link
