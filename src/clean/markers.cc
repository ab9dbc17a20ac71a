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
      out.phrases_[folded].markers |= static_cast<Bits>(1u << kind);
      for (std::size_t at = folded.find(' '); at != std::string::npos; at = folded.find(' ', at + 1)) {
        out.phrases_[folded.substr(0, at)].goes_on |= static_cast<Bits>(1u << kind);
      }
    }
  }
  return out;
}

Markers::Bits Markers::markers_of(std::string_view phrase) const {
  if (phrase.size() > 80) return 0;
  const bool tidy =
      phrase.find("  ") == std::string_view::npos && phrase.find_first_of("\t\n\r") == std::string_view::npos;
  const auto found = phrases_.find(tidy ? base::fold(base::trim(phrase)) : base::fold(base::fold_spaces(phrase)));
  return found == phrases_.end() ? Bits{0} : found->second.markers;
}

bool Markers::is(Marker marker, std::string_view phrase) const {
  return (markers_of(phrase) >> static_cast<unsigned>(marker) & 1) != 0;
}

Marker Markers::which(std::initializer_list<Marker> wanted, std::string_view phrase) const {
  const Bits markers = markers_of(phrase);
  for (const Marker marker : wanted) {
    if ((markers >> static_cast<unsigned>(marker) & 1) != 0) return marker;
  }
  return Marker::count;
}

std::size_t Markers::at_beginning(Marker marker, std::string_view text) const {
  return at_beginning(text)[static_cast<std::size_t>(marker)];
}

Markers::Lengths Markers::at_beginning(std::string_view text) const {
  Lengths best{};
  std::string phrase;
  for (std::size_t at = 0; at < text.size() && at < 120;) {
    std::size_t end = at;
    while (end < text.size()) {
      std::size_t next = end;
      const char32_t c = base::next_code_point(text, next);
      if (!is_part(c) && !(c == '-' && end > at)) break;
      end = next;
    }
    if (end == at || end > 200) break;
    if (!phrase.empty()) phrase += ' ';
    phrase += base::fold(text.substr(at, end - at));
    const auto found = phrases_.find(std::string_view(phrase));
    if (found == phrases_.end()) break;
    for (std::size_t kind = 0; kind < best.size(); ++kind) {
      if ((found->second.markers >> kind & 1) != 0) best[kind] = static_cast<std::uint8_t>(end);
    }
    if (found->second.goes_on == 0) break;
    at = end;
    if (at < text.size() && text[at] != ' ') break;
    while (at < text.size() && text[at] == ' ') ++at;
  }
  return best;
}

}  // namespace annals::clean
