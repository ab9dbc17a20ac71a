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
    for (const auto word : base::split_words(line.substr(colon + 1))) out.words_[word] |= hint;
  }
  return out;
}

}  // namespace annals::clean
