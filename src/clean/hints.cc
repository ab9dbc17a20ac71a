#include "clean/hints.h"

#include <algorithm>

#include "base/files.h"
#include "base/text.h"

namespace annals::clean {

const std::array<std::string_view, kHintCount> kHintNames = {
    "nav",  "header",  "footer", "sidebar", "comment", "share", "related", "ad",    "caption", "media", "byline",
    "date", "consent", "signup", "tags",    "content", "title", "lead",    "quote", "hidden",  "list",  "body"};

Result<HintWords> HintWords::open(const std::filesystem::path& file) {
  const auto text = base::read_file(file);
  if (!text) return text.error();
  HintWords out;
  for (std::string_view line : base::split(*text, '\n')) {
    line = base::trim(line.substr(0, line.find('#')));
    if (line.empty()) continue;
    const auto colon = line.find(':');
    const auto name = std::find(kHintNames.begin(), kHintNames.end(), base::trim(line.substr(0, colon)));
    if (colon == std::string_view::npos || name == kHintNames.end()) {
      return Error{ErrorKind::Malformed, "expected \"hint: word word ...\", found \"" + std::string(line) + '"',
                   file.string()};
    }
    const HintBits hint = HintBits{1} << (name - kHintNames.begin());
    for (const auto word : base::split_words(line.substr(colon + 1))) out.add(word, hint);
  }
  return out;
}

namespace {

// FNV-1a, letter by letter.
constexpr std::uint64_t kNoLetters = 0xCBF29CE484222325;
constexpr std::uint64_t with_letter(std::uint64_t hash, char letter) {
  return (hash ^ static_cast<unsigned char>(letter)) * 0x100000001B3;
}

}  // namespace

void HintWords::add(std::string_view word, HintBits hint) {
  if (2 * ++words_ > slots_.size()) {
    std::vector<Slot> held(std::max<std::size_t>(64, 2 * slots_.size()));
    held.swap(slots_);
    for (const Slot& slot : held) {
      if (slot.hash == 0) continue;
      std::size_t at = slot.hash & (slots_.size() - 1);
      while (slots_[at].hash != 0) at = (at + 1) & (slots_.size() - 1);
      slots_[at] = slot;
    }
  }
  std::uint64_t hash = kNoLetters;
  for (const char c : word) hash = with_letter(hash, c);
  std::size_t at = hash & (slots_.size() - 1);
  while (slots_[at].hash != 0 && slots_[at].hash != hash) at = (at + 1) & (slots_.size() - 1);
  slots_[at].hash = hash;
  slots_[at].hints |= hint;
}

HintBits HintWords::look_up(std::uint64_t hash) const {
  std::size_t at = hash & (slots_.size() - 1);
  while (slots_[at].hash != 0) {
    if (slots_[at].hash == hash) return slots_[at].hints;
    at = (at + 1) & (slots_.size() - 1);
  }
  return 0;
}

HintBits HintWords::of(std::string_view names) const {
  if (slots_.empty()) return 0;
  HintBits out = 0;
  std::uint64_t hash = kNoLetters;
  std::size_t letters = 0;
  const auto word_ends = [&] {
    if (letters >= 2) out |= look_up(hash);
    hash = kNoLetters;
    letters = 0;
  };
  names = names.substr(0, 400);
  char before = ' ';
  for (const char c : names) {
    if (!base::is_alpha_ascii(c)) {
      if (letters > 0) word_ends();
    } else {
      const bool upper = base::is_upper_ascii(c);
      if (upper && base::is_lower_ascii(before)) word_ends();
      hash = with_letter(hash, upper ? static_cast<char>(c + 32) : c);
      ++letters;
    }
    before = c;
  }
  word_ends();
  return out;
}

}  // namespace annals::clean
