#include "watch/robots.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"

namespace annals::watch {
namespace {

constexpr std::size_t kMostBytes = 512 * 1024;  // RFC 9309 asks for at least 500 KiB
constexpr std::size_t kMostRules = 10'000;

// Whether the pattern fits the beginning of the path; in one pass, going back to the last star only.
bool fits(std::string_view pattern, std::string_view path) {
  const bool whole = pattern.ends_with('$');
  if (whole) pattern.remove_suffix(1);
  std::size_t p = 0, at = 0;
  std::optional<std::size_t> star;
  std::size_t from = 0;
  for (;;) {
    if (p == pattern.size() && (!whole || at == path.size())) return true;
    if (p < pattern.size() && pattern[p] == '*') {
      star = ++p;
      from = at;
    } else if (p < pattern.size() && at < path.size() && pattern[p] == path[at]) {
      ++p, ++at;
    } else if (star && from < path.size()) {
      p = *star;
      at = ++from;
    } else {
      return false;
    }
  }
}

}  // namespace

Robots Robots::nothing() {
  Robots out;
  out.rules_.push_back({"/", false});
  return out;
}

Robots Robots::read(std::string_view text, std::string_view agent) {
  const std::string wanted = base::to_lower_ascii(agent);
  Robots named, all;
  bool of_named = false, of_all = false, found = false, in_agents = false;
  for (std::string_view line : base::split(text.substr(0, kMostBytes), '\n')) {
    line = base::trim(line.substr(0, line.find('#')));
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    const std::string key = base::to_lower_ascii(base::trim(line.substr(0, colon)));
    const std::string_view value = base::trim(line.substr(colon + 1));
    if (key == "user-agent") {
      if (!in_agents) of_named = of_all = false;
      in_agents = true;
      const std::string name = base::to_lower_ascii(value.substr(0, value.find_first_of("/ \t")));
      of_all = of_all || name == "*";
      if (name == wanted) of_named = found = true;
      continue;
    }
    if (key != "allow" && key != "disallow" && key != "crawl-delay") continue;
    in_agents = false;
    const auto put = [&](Robots& robots) {
      if (key == "crawl-delay") {
        double seconds = 0;
        if (std::from_chars(value.data(), value.data() + value.size(), seconds).ec == std::errc() && seconds >= 0) {
          robots.delay_seconds_ = seconds;
        }
      } else if (!value.empty() && robots.rules_.size() < kMostRules) {
        robots.rules_.push_back({std::string(value), key == "allow"});
      }
    };
    if (of_named) put(named);
    if (of_all) put(all);
  }
  return found ? named : all;
}

bool Robots::allows(std::string_view path) const {
  const Rule* best = nullptr;
  for (const Rule& rule : rules_) {
    if (!fits(rule.pattern, path)) continue;
    const bool longer = best == nullptr || rule.pattern.size() > best->pattern.size();
    if (longer || (rule.pattern.size() == best->pattern.size() && rule.allow)) best = &rule;
  }
  return best == nullptr || best->allow;
}

}  // namespace annals::watch
