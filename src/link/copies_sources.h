// Names of outlets and wires.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "annals/claim.h"

namespace annals::link {

inline constexpr std::uint32_t kNoSource = ~0U;

// "The Xinhua News Agency" and "Xinhua" are one source.
std::string source_name(std::string_view name);

class Sources {
 public:
  explicit Sources(const std::vector<const CodedDocument*>& documents);

  // The number of a source, or kNoSource.
  std::uint32_t find(std::string_view name) const;
  const std::vector<std::string>& names() const { return names_; }

 private:
  std::vector<std::string> names_;  // sorted
};

}  // namespace annals::link
