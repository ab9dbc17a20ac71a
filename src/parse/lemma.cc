#include "parse/lemma.h"

#include <algorithm>

#include "base/files.h"
#include "base/text.h"

namespace annals::parse {
namespace {

bool is_vowel(char c) { return std::string_view("aeiou").find(c) != std::string_view::npos; }
bool is_consonant(char c) { return base::is_lower_ascii(c) && !is_vowel(c); }

std::string key(std::string_view form, std::string_view tag) {
  std::string out(form);
  out += '\t';
  return out += tag;
}

// Whether `stem` ends as `kept` says: C a consonant, V a vowel, D a doubled consonant, ^ nothing before.
bool ends_with(std::string_view stem, std::string_view kept) {
  for (std::size_t i = kept.size(); i-- > 0;) {
    const char wanted = kept[i];
    if (wanted == '^') return stem.empty();
    if (stem.empty()) return false;
    const char c = stem.back();
    if (wanted == 'D') {
      if (stem.size() < 2 || !is_consonant(c) || stem[stem.size() - 2] != c) return false;
      stem.remove_suffix(1);
    } else if (wanted == 'C' ? !is_consonant(c) : wanted == 'V' ? !is_vowel(c) : c != wanted) {
      return false;
    }
    stem.remove_suffix(1);
  }
  return true;
}

std::string replace(std::string_view stem, std::string_view result) {
  if (result == "<") return std::string(stem.substr(0, stem.size() - 1));
  return std::string(stem) + (result == "0" ? "" : std::string(result));
}

template <typename Take>
Result<Done> for_each_line(const std::filesystem::path& path, Take&& take) {
  const auto text = base::read_file(path);
  if (!text) return text.error();
  for (const std::string_view line : base::split(*text, '\n')) {
    if (line.empty() || line.starts_with("# ")) continue;
    if (!take(line)) {
      return Error{ErrorKind::Malformed, "cannot read the line \"" + std::string(line) + '"', path.string()};
    }
  }
  return Done{};
}

}  // namespace

bool Lemmas::read_ending(std::string_view line, Ending& ending) {
  const auto columns = base::split(line, '\t');
  if (columns.size() != 3) return false;
  const std::size_t plus = columns[1].find('+');
  if (plus == std::string_view::npos) return false;
  for (const auto tag : base::split_words(columns[0])) ending.tags.emplace_back(tag);
  ending.kept = columns[1].substr(0, plus);
  ending.cut = columns[1].substr(plus + 1);
  for (const auto result : base::split_words(columns[2])) ending.results.emplace_back(result);
  return !ending.tags.empty() && !ending.results.empty() && !ending.cut.empty();
}

Result<Lemmas> Lemmas::open(const std::filesystem::path& folder) {
  Lemmas out;
  auto done = for_each_line(folder / "lemmas.tsv", [&](std::string_view line) {
    const auto columns = base::split(line, '\t');
    if (columns.size() != 3) return false;
    for (const auto tag : base::split_words(columns[1])) out.table_[key(columns[0], tag)] = columns[2];
    return true;
  });
  if (!done) return done.error();
  done = for_each_line(folder / "endings.txt", [&](std::string_view line) {
    if (line == "else\tmodel") return out.leaves_to_model_ = true;
    return read_ending(line, out.endings_.emplace_back());
  });
  if (!done) return done.error();
  return out;
}

bool Lemmas::fits(const Ending& ending, std::string_view form, std::string_view xpos) {
  if (form.size() <= ending.cut.size() || !form.ends_with(ending.cut)) return false;
  if (std::find(ending.tags.begin(), ending.tags.end(), xpos) == ending.tags.end()) return false;
  return ends_with(form.substr(0, form.size() - ending.cut.size()), ending.kept);
}

std::string Lemmas::find(const std::string& lower, std::string_view xpos, const IsWord& is_word) const {
  std::string out = known(lower, xpos, is_word);
  return out.empty() ? lower : out;
}

std::string Lemmas::known(const std::string& lower, std::string_view xpos, const IsWord& is_word) const {
  if (const auto found = table_.find(key(lower, xpos)); found != table_.end()) return found->second;
  if (std::any_of(lower.begin(), lower.end(), base::is_digit)) return lower;  // "1990s"
  const auto ending =
      std::find_if(endings_.begin(), endings_.end(), [&](const Ending& each) { return fits(each, lower, xpos); });
  if (ending == endings_.end()) return {};
  const std::string_view stem = std::string_view(lower).substr(0, lower.size() - ending->cut.size());
  for (const std::string& result : ending->results) {
    std::string lemma = replace(stem, result);
    if (&result == &ending->results.back() || is_word(lemma)) return lemma.empty() ? lower : lemma;
  }
  return lower;
}

}  // namespace annals::parse
