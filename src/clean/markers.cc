#include "clean/markers.h"

#include <algorithm>
#include <string>

#include "base/files.h"
#include "base/text.h"
#include "base/utf8.h"

namespace annals::clean {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(Marker::count)> kNames = {
    "byline", "source", "published", "updated", "photo", "file", "position", "comments", "related", "ui"};

bool is_part(char32_t c) {
  if (c < 0x80) return base::is_alpha_ascii(static_cast<char>(c)) || base::is_digit(static_cast<char>(c)) || c == '\'';
  return base::is_letter(c) || base::is_number(c) || c == 0x2019 || (c >= 0x300 && c < 0x370) ||
         (c >= 0x900 && c < 0xE00);
}

std::size_t word_end(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size()) {
    std::size_t next = end;
    const char32_t c = base::next_code_point(text, next);
    if (!is_part(c) && !(c == '-' && end > at)) break;
    end = next;
  }
  return end;
}

void add_folded(std::string_view word, LetterHash& hash) {
  if (base::ascii_end(word) < word.size()) return hash.add(base::fold(word));
  for (const char c : word) hash.add(base::fold_ascii(c));
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
      out.note_beginning(folded);
      out.phrases_[folded].markers |= static_cast<Bits>(1u << kind);
      for (std::size_t at = folded.find(' '); at != std::string::npos; at = folded.find(' ', at + 1)) {
        out.phrases_[std::string_view(folded).substr(0, at)].goes_on |= static_cast<Bits>(1u << kind);
      }
    }
  }
  return out;
}

// A phrase begins as another begins, or all do where its first letters are not of ASCII.
void Markers::note_beginning(std::string_view folded) {
  const auto first = static_cast<unsigned char>(folded[0]);
  for (unsigned second = 0; second < 128; ++second) {
    const bool alone = folded.size() == 1 || folded[1] == ' ' || static_cast<unsigned char>(folded[1]) >= 128;
    if (first < 128 && (alone || second == static_cast<unsigned char>(folded[1])))
      beginnings_.set(first * 128 + second);
  }
}

bool Markers::may_begin(std::string_view text) const {
  if (text.size() < 2) return true;
  const auto first = static_cast<unsigned char>(base::fold_ascii(text[0]));
  const auto second = static_cast<unsigned char>(base::fold_ascii(text[1]));
  return first >= 128 || second >= 128 || first <= ' ' || beginnings_.test(first * 128U + second);
}

Markers::Bits Markers::markers_of(std::string_view phrase) const {
  if (phrase.size() > 80) return 0;
  phrase = base::trim(phrase);
  if (!may_begin(phrase)) return 0;
  LetterHash hash;
  const bool plain = base::ascii_end(phrase) == phrase.size();
  char before = ' ';
  for (const char c : phrase) {
    if (!plain || c < ' ' || (c == ' ' && before == ' ')) {
      hash = {};
      hash.add(base::fold(base::fold_spaces(phrase)));
      break;
    }
    hash.add(base::fold_ascii(c));
    before = c;
  }
  const Phrase* const found = phrases_.find(hash.value());
  return found == nullptr ? Bits{0} : found->markers;
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
  if (!may_begin(text)) return best;
  LetterHash phrase;
  for (std::size_t at = 0; at < text.size() && at < 120;) {
    const std::size_t end = word_end(text, at);
    if (end == at || end > 200) break;
    if (at > 0) phrase.add(' ');
    add_folded(text.substr(at, end - at), phrase);
    const Phrase* const found = phrases_.find(phrase.value());
    if (found == nullptr) break;
    for (std::size_t kind = 0; kind < best.size(); ++kind) {
      if ((found->markers >> kind & 1) != 0) best[kind] = static_cast<std::uint8_t>(end);
    }
    if (found->goes_on == 0) break;
    at = end;
    if (at < text.size() && text[at] != ' ') break;
    while (at < text.size() && text[at] == ' ') ++at;
  }
  return best;
}

}  // namespace annals::clean
