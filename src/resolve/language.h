// The tables of one language that resolve reads: data/languages/XX/dates.tsv and references.tsv.
//
//   Result<Language> english = Language::open("data/languages/en");
//
// Immutable once open: any number of threads may use one at the same time.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "annals/error.h"
#include "base/weights.h"
#include "resolve/date_words.h"

namespace annals::resolve {

// The classes of references.tsv; its comments say what each is for.
enum class WordClass : std::uint8_t {
  pronoun,
  possessive,
  determiner,
  group,
  pairing,
  counterpart,
  side,
  voice,
  issued,
  honorific,
  off_office,
  under_office,
  role,
  of,
  toward,
  place_part,
  place_noun,
  town,
  capital,
  here,
  band,
  body_noun,
  quantity,
  where,
  relation,
  doer,
  vessel,
  ship_prefix,
  article,
  speech,
  just,
  being,
  being_ending,
  feature,
  beside,
  reacting,
  soil
};
constexpr std::size_t kWordClasses = static_cast<std::size_t>(WordClass::soil) + 1;

class Language {
 public:
  // Errors: NotFound, Io, Malformed.
  static Result<Language> open(const std::filesystem::path& folder);

  const DateWords& dates() const { return dates_; }
  // Whether `words` (any casing, parted by blanks) are of the class.
  bool has(WordClass what, std::string_view words) const { return value(what, words) != nullptr; }
  // The value of `words` in the class; null when they are not of it.
  const std::string* value(WordClass what, std::string_view words) const;
  // Whether the language's table has any word of the class.
  bool knows(WordClass what) const { return known_[static_cast<std::size_t>(what)]; }
  // Whether `word` ends as a word of the class: "newspapermen".
  bool ends(WordClass what, std::string_view word) const;
  // What a sign says of where an act was: scenes.tsv; empty for a language without that table.
  const base::Weights& scenes() const { return scenes_; }
  // What a sign says of whether words name a place: toponyms.tsv; empty for a language without that table.
  const base::Weights& toponyms() const { return toponyms_; }

 private:
  explicit Language(DateWords dates) : dates_(std::move(dates)) {}
  DateWords dates_;
  std::array<bool, kWordClasses> known_{};
  base::Weights scenes_, toponyms_;
  std::unordered_map<std::string, std::vector<std::pair<WordClass, std::string>>> words_;
};

}  // namespace annals::resolve
