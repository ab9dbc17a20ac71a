// robots.txt as RFC 9309 has it: the group of an agent, the longest rule that fits a path.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace annals::watch {

class Robots {
 public:
  Robots() = default;  // allows everything
  // `agent`: the product's name, case apart.
  static Robots read(std::string_view text, std::string_view agent);
  static Robots nothing();  // forbids everything

  // `path` with its query, as it is asked for.
  bool allows(std::string_view path) const;
  std::optional<double> delay_seconds() const { return delay_seconds_; }

 private:
  struct Rule {
    std::string pattern;  // "*" and a closing "$" as RFC 9309 has them
    bool allow = false;
  };
  std::vector<Rule> rules_;
  std::optional<double> delay_seconds_;
};

}  // namespace annals::watch
