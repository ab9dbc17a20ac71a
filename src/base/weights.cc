#include "base/weights.h"

#include <charconv>

#include "base/files.h"
#include "base/text.h"

namespace annals::base {

Result<Weights> Weights::open(const std::filesystem::path& table) {
  const Result<std::string> text = base::read_file(table);
  if (!text) return text.error();
  Weights out;
  std::size_t number = 0;
  for (const std::string_view line : base::split(*text, '\n')) {
    ++number;
    if (line.empty() || line.front() == '#') continue;
    const std::size_t tab = line.find('\t');
    float weight = 0;
    const std::string_view rest = tab == std::string_view::npos ? std::string_view() : line.substr(tab + 1);
    if (std::from_chars(rest.data(), rest.data() + rest.size(), weight).ec != std::errc()) {
      return Error{ErrorKind::Malformed, "line " + std::to_string(number) + ": expected a sign and its weight",
                   table.string()};
    }
    out.weights_.emplace(line.substr(0, tab), weight);
  }
  return out;
}

float Weights::of(std::string_view sign) const {
  const auto found = weights_.find(sign);
  return found == weights_.end() ? 0 : found->second;
}

}  // namespace annals::base
