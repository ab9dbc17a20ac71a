// Forms to lemmas: a table of irregular forms, and the endings of the regular ones. Which of several stems an ending
// came off ("hoping": hop, hope) is told by what words there are.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "annals/error.h"
#include "parse/language.h"

namespace annals::parse {

class Lemmas {
 public:
  // Reads lemmas.tsv and endings.txt. Errors: NotFound, Io; Malformed.
  static Result<Lemmas> open(const std::filesystem::path& folder);

  using IsWord = std::function<bool(std::string_view)>;
  // The lemma of a form in lower case with its Penn tag; the form itself where nothing is cut off it.
  std::string find(const std::string& lower, std::string_view xpos, const IsWord& is_word) const;
  // The same, empty where neither the table nor an ending knows; and whether the model is then to be asked, which the
  // line "else<tab>model" of endings.txt says.
  std::string known(const std::string& lower, std::string_view xpos, const IsWord& is_word) const;
  bool leaves_to_model() const { return leaves_to_model_; }

 private:
  struct Ending {
    std::vector<std::string> tags;
    std::string kept, cut;  // see endings.txt
    std::vector<std::string> results;
  };
  Lemmas() = default;
  static bool read_ending(std::string_view line, Ending& ending);
  static bool fits(const Ending& ending, std::string_view form, std::string_view xpos);

  TextMap<std::string> table_;  // by form, tab, tag
  std::vector<Ending> endings_;
  bool leaves_to_model_ = false;
};

}  // namespace annals::parse
