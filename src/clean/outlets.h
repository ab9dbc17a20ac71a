// Who publishes news: wire agencies and outlets, recognised by name. The rows are data/outlets/*.tsv:
// name, kind (agency, newspaper, broadcaster, site, magazine), country (ISO 3166-1 alpha-3), other names parted by "|",
// source. Lines that begin with "#" are remarks.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "annals/error.h"
#include "annals/span.h"

namespace annals::clean {

struct Outlet {
  std::string name;
  std::string kind;
  std::string country;
  bool agency() const { return kind == "agency"; }
};

class Outlets {
 public:
  // Errors: NotFound, Malformed.
  static Result<Outlets> open(const std::filesystem::path& folder);
  // The outlet of this name, whole, letter case and accents aside; null when it is none we know.
  const Outlet* named(std::string_view name) const;
  // Whether a table writes this name without a capital ("dpa").
  bool written_small(std::string_view name) const { return small_.contains(std::string(name)); }
  // The longest known name among the words of a short text, and where it stands.
  struct Mention {
    const Outlet* outlet = nullptr;
    TextRange range;
  };
  Mention mentioned(std::string_view text, bool agencies_only = false) const;

 private:
  std::vector<Outlet> outlets_;
  std::unordered_map<std::string, std::size_t> by_name_;
  std::unordered_set<std::string> small_;
  std::size_t longest_ = 1;  // words of a name
};

}  // namespace annals::clean
