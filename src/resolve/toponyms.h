// Names of places in running text: which words name one. Every run of words that may be such a name is weighed: what
// the reader takes it for, whether the tables know a place that is called so and how large, the words around it, what
// else of that name the page tells (a person, a body). What speaks for a name and how much stands in
// data/languages/XX/toponyms.tsv, counted on hand-marked texts by train/toponyms.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "annals/document.h"
#include "resolve/cast.h"
#include "resolve/knowledge.h"

namespace annals::resolve {

struct Toponym {
  enum class Use { name, adjective, people };  // "Syria", "Syrian", "Syrians"
  Phrase phrase;
  std::string name;     // as written, blanks between its words
  std::string country;  // ISO code, where the words name a state or who and what is a state's
  Use use = Use::name;
  std::vector<std::string> signs;  // what speaks for it or against it, as toponyms.tsv names it
  float weight = 0;                // above 0: likelier a place's name than not
};

class Toponyms {
 public:
  Toponyms(const Document& document, const Knowledge& know, const Cast& cast);

  // The names of a sentence, in text order, none over another.
  std::vector<Toponym> named_in(std::uint32_t sentence) const;
  // How likely these words name a place, as a weight; 0 in a language whose signs nobody has weighed.
  float weight_of(const Phrase& phrase) const;
  // Every run of words that was weighed.
  std::vector<Toponym> weighed_in(std::uint32_t sentence) const;

 private:
  struct Known {                  // what the tables say of a name
    std::string size = "absent";  // of the largest
    std::string kind;             // of the largest
    bool own_name = false;        // some place's first name
    std::size_t bearers = 0;
  };
  const Known& known(const std::string& name) const;
  bool names_a_land(const std::string& name) const;  // a state or a continent is called so
  void sign(const Sentence& sentence, Toponym& toponym) const;
  const Name* name_over(const Phrase& phrase) const;

  const Document& document_;
  const Knowledge& know_;
  const Cast& cast_;
  std::vector<std::vector<const Name*>> names_;                             // by sentence
  std::map<std::string, int, std::less<>> as_place_, as_person_, as_body_;  // folded names, how often read so
  mutable std::map<std::string, Known, std::less<>> tables_;
};

}  // namespace annals::resolve
