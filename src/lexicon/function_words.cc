#include "lexicon/function_words.h"

#include "base/files.h"
#include "base/text.h"

namespace annals::lexicon {

Result<FunctionWords> FunctionWords::open(const std::filesystem::path& file) {
  const Result<std::string> text = base::read_file(file);
  if (!text) return text.error();
  FunctionWords out;
  std::size_t number = 0;
  for (std::string_view line : base::split(*text, '\n')) {
    ++number;
    if (line.empty() || line.front() == '#') continue;
    const auto fields = base::split(line, '\t');
    if (fields.size() < 3 || fields[0].empty()) {
      return Error{ErrorKind::Malformed,
                   "line " + std::to_string(number) + ": expected a word, where it stands, a name",
                   file.generic_string()};
    }
    for (const std::string_view place : base::split_words(fields[1])) {
      Use use;
      const std::size_t below = place.find('<');
      if (place != "*") use.relation = place.substr(0, below);
      if (below != std::string_view::npos) use.above = place.substr(below + 1);
      use.name = base::trim(fields[2]);
      out.entries_[std::string(fields[0])].push_back(std::move(use));
    }
  }
  return out;
}

const std::string* FunctionWords::name(std::string_view word, std::string_view relation, std::string_view above) const {
  const auto found = entries_.find(word);
  if (found == entries_.end()) return nullptr;
  for (const Use& use : found->second) {
    if (!use.relation.empty() && use.relation != relation) continue;
    if (use.above.empty() || use.above == above) return &use.name;
  }
  return nullptr;
}

std::string FunctionWords::preposition(std::string_view words) const {
  for (const std::string_view above : {"obl", "nmod"}) {
    if (const std::string* found = name(words, "case", above)) return *found;
  }
  if (const std::string* found = name(words, "mark", "ccomp")) return *found;
  return std::string(words);
}

}  // namespace annals::lexicon
