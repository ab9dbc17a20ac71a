#include "clean/credit_words.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/files.h"
#include "base/text.h"
#include "base/utf8.h"

namespace annals::clean {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(CreditClass::count)> kNames = {
    "tells",       "tells-before", "between",        "describes", "outlet",       "called", "state-media",
    "platform",    "reporter",     "link",           "according", "according-to", "told",   "by",
    "by-verb",     "interview",    "interview-with", "state",     "state-owned",  "citing", "cites-media",
    "tells-media", "news",         "article",        "and",       "day-ending",   "post",   "posted-on"};

}  // namespace

Result<CreditLexicon> CreditLexicon::open(const std::filesystem::path& table) {
  const Result<std::string> text = base::read_file(table);
  if (!text) return text.error();
  CreditLexicon out;
  std::size_t number = 0;
  for (const std::string_view line : base::split(*text, '\n')) {
    ++number;
    if (base::trim(line).empty() || line.front() == '#') continue;
    const auto fields = base::split(line, '\t');
    const auto name = std::find(kNames.begin(), kNames.end(), base::trim(fields[0]));
    if (fields.size() < 2 || name == kNames.end() || base::trim(fields[1]).empty()) {
      return Error{ErrorKind::Malformed, "line " + std::to_string(number) + ": expected a class and a word",
                   table.string()};
    }
    const auto what = static_cast<CreditClass>(name - kNames.begin());
    std::string word = base::fold(base::trim(fields[1]));
    if (what == CreditClass::day_ending) {
      out.day_endings_.push_back(std::move(word));
    } else {
      out.words_[std::move(word)] |= bit(what);
    }
  }
  return out;
}

bool CreditLexicon::is_day(std::string_view folded) const {
  return std::any_of(day_endings_.begin(), day_endings_.end(),
                     [&](const std::string& ending) { return folded.ends_with(ending); });
}

Result<CreditTables> CreditTables::open(const std::filesystem::path& languages) {
  CreditTables out;
  std::error_code failed;
  for (std::filesystem::directory_iterator at(languages, failed), end; !failed && at != end; at.increment(failed)) {
    const std::filesystem::path table = at->path() / "credits.tsv";
    std::error_code none;
    if (!std::filesystem::is_regular_file(table, none)) continue;
    Result<CreditLexicon> words = CreditLexicon::open(table);
    if (!words) return words.error();
    out.tables_.emplace(at->path().filename().string(), std::move(*words));
  }
  if (!out.tables_.contains("en")) {
    return Error{ErrorKind::NotFound, "expected the words of credits", (languages / "en" / "credits.tsv").string()};
  }
  return out;
}

const CreditLexicon& CreditTables::of(std::string_view language) const {
  const auto found = tables_.find(language.substr(0, language.find('-')));
  return found != tables_.end() ? found->second : tables_.find("en")->second;
}

}  // namespace annals::clean
