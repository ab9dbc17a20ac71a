// Small words of a language by the names the code knows them by, which are the English ones: "con" is "with", "según"
// "according to", "poder" as an auxiliary "may". data/languages/XX/function_words.tsv; English has no such table.
//
//   Result<FunctionWords> words = FunctionWords::open("data/languages/es/function_words.tsv");
//   words->name("para", "mark", "advcl");   // "to"
//   words->name("para", "case", "obl");     // "for"
//
// Immutable once open: any number of threads may read one at the same time.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "annals/error.h"

namespace annals::lexicon {

class FunctionWords {
 public:
  FunctionWords() = default;  // of English: every word is called what it is
  // Errors: NotFound, Io; Malformed: a line without its three columns.
  static Result<FunctionWords> open(const std::filesystem::path& file);

  // Whether the language is another than the one the code is written for: an infinitive needs no "to", a noun's
  // modifiers stand behind it, a subject may be left out, a verb tells its future by its ending.
  bool foreign() const { return !entries_.empty(); }
  // What `word` (a form or a lemma in lower case) is called that stands in `relation` to its head, which stands in
  // `above` to its own; null where it is no function word. An empty name: the word says nothing ("a" before an object).
  const std::string* name(std::string_view word, std::string_view relation, std::string_view above) const;
  // What a preposition of a form is called, wherever it stands; the word itself where it is none.
  std::string preposition(std::string_view words) const;

 private:
  struct Use {
    std::string relation, above;  // empty: any
    std::string name;
  };
  std::map<std::string, std::vector<Use>, std::less<>> entries_;
};

}  // namespace annals::lexicon
