// Where it all leads: from page to page to those that have it from nobody.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "link/press.h"
#include "link/sourcing.h"

namespace annals::link {

// What pages rest on, and where that leads, by page.
class Chained {
 public:
  virtual ~Chained() = default;
  virtual std::vector<Support>& of(std::uint32_t page) = 0;
  virtual std::vector<std::string>& roots(std::uint32_t page) = 0;
  virtual const std::string& own(std::uint32_t page) = 0;
  virtual bool is_open(std::uint32_t page) = 0;  // its roots are asked for; those of the others are known
};

// Finds the roots of `pages`, which are all those that are open, and of what they rest on.
void lead_to_roots(Press& press, Chained& chained, const std::vector<std::uint32_t>& pages);

// What a page is called as a root.
std::string own_name(Press& press, std::uint32_t page);

}  // namespace annals::link
