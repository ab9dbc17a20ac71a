#include "clean/markers.h"

#include <algorithm>
#include <vector>

#include "base/files.h"
#include "base/text.h"
#include "base/utf8.h"

namespace annals::clean {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(Marker::count)> kNames = {
    "byline", "source", "published", "updated", "photo", "file", "position", "comments", "related", "ui"};

bool is_part(char32_t c) {
  return base::is_letter(c) || base::is_number(c) || c == '\'' || c == 0x2019 || (c >= 0x300 && c < 0x370) ||
         (c >= 0x900 && c < 0xE00);
}

}  // namespace

Result<Markers> Markers::open(const std::filesystem::path& file) {
  const auto text = base::read_file(file);
  if (!text) return text.error();
  Markers out;
  for (std::string_view line : base::split(*text, '\n')) {
    line = base::trim(line);
    if (line.empty() || line.front() == '#') continue;
    const auto colon = line.find(':');
    const auto name = std::find(kNames.begin(), kNames.end(), line.substr(0, colon));
    if (colon == std::string_view::npos || name == kNames.end()) {
      return Error{ErrorKind::Malformed,
                   "expected \"kind: phrase; phrase\", found \"" + std::string(line.substr(0, 60)) + '"',
                   file.string()};
    }
    const auto kind = static_cast<std::size_t>(name - kNames.begin());
    for (const auto phrase : base::split(line.substr(colon + 1), ';')) {
      const std::string folded = base::fold(base::fold_spaces(phrase));
      if (folded.empty()) continue;
      out.phrases_[folded] |= static_cast<Bits>(1u << kind);
      const auto words = static_cast<std::size_t>(std::count(folded.begin(), folded.end(), ' ')) + 1;
      out.longest_[kind] = std::max(out.longest_[kind], words);
    }
  }
  return out;
}

bool Markers::is(Marker marker, std::string_view phrase) const {
  if (phrase.size() > 80) return false;
  const auto found = phrases_.find(base::fold(base::fold_spaces(phrase)));
  return found != phrases_.end() && (found->second >> static_cast<unsigned>(marker) & 1) != 0;
}

std::size_t Markers::at_beginning(Marker marker, std::string_view text) const {
  std::string phrase;
  std::size_t best = 0;
  std::size_t words = 0;
  for (std::size_t at = 0; at < text.size() && at < 120 && words < longest_[static_cast<std::size_t>(marker)];) {
    std::size_t end = at;
    bool spaceless = false;
    while (end < text.size()) {
      std::size_t next = end;
      const char32_t c = base::next_code_point(text, next);
      if (!is_part(c) && !(c == '-' && end > at)) break;
      spaceless = spaceless || (c >= 0x2E80 && base::is_cjk(c));
      end = next;
    }
    if (end == at) break;
    if (!phrase.empty()) phrase += ' ';
    phrase += base::fold(text.substr(at, end - at));
    ++words;
    const auto found = phrases_.find(phrase);
    if (found != phrases_.end() && (found->second >> static_cast<unsigned>(marker) & 1) != 0) best = end;
    at = end;
    if (at < text.size() && text[at] != ' ') break;
    while (at < text.size() && text[at] == ' ') ++at;
  }
  return best;
}

}  // namespace annals::clean
