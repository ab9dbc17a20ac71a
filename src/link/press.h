// The pages of a set as sourcing looks at them, whether they all lie in memory or are looked up one by one: by number,
// and by the outlet that they are of.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "annals/claim.h"
#include "link/copies.h"
#include "link/hash.h"
#include "link/mention.h"

namespace annals::link {

// A claim in its event.
struct ToldIn {
  std::uint64_t cluster = 0;
  const ResolvedClaim* claim = nullptr;
};

class Press {
 public:
  virtual ~Press() = default;

  // What is told of a page stays where it is.
  virtual const CodedDocument& document(std::uint32_t page) = 0;
  virtual Days published(std::uint32_t page) = 0;                  // as others narrowed it
  virtual bool came_before(std::uint32_t a, std::uint32_t b) = 0;  // by their own days alone
  virtual bool is_wire(std::uint32_t page) = 0;
  virtual const std::vector<Copy>& copies(std::uint32_t page) = 0;
  virtual const std::string& root_of_copies(std::uint32_t page) = 0;
  virtual std::optional<std::uint32_t> find(const std::string& id) = 0;
  virtual const std::vector<std::uint64_t>& clusters(std::uint32_t page) = 0;  // of any claim, sorted
  virtual std::vector<ToldIn> told(std::uint32_t page) = 0;

  virtual bool is_outlet(Hash key) = 0;      // whether some page is of it
  virtual std::string agency(Hash key) = 0;  // the spelling that sorts first; empty: no page names it
  // Its bounded pages whose first day is one of these, the latest first, at most so many.
  virtual std::vector<std::uint32_t> latest_of(Hash outlet, Day from, Day to, std::size_t most) = 0;

  const Article& article(std::uint32_t page) { return document(page).article; }
  // Of the pages of one day, the wire's was there first.
  bool before(std::uint32_t a, std::uint32_t b) {
    const Day x = published(a).from, y = published(b).from;
    if (x != y) return x < y;
    const bool wire = is_wire(a);
    return wire != is_wire(b) ? wire : came_before(a, b);
  }
};

}  // namespace annals::link
