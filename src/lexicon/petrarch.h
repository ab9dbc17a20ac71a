// PETRARCH's dictionaries as an extra lexicon: verb patterns, dated actors, agents, issues and discards, in the format
// that PETRARCH, its forerunner TABARI and the Phoenix project write. docs/petrarch.md tells what is read and how.
//
//   Result<Petrarch> lexicon = Petrarch::open("dictionaries", data / "petrarch");
//   for (const std::string& problem : lexicon->problems()) ...   // "actors.txt:812: ..."
//   const std::string code = lexicon->actor_code(entry, sys_days{1995y / 1 / 4});
//
// A line that cannot be read is passed over and told as a problem; a file that is no dictionary is refused.
// Immutable once open: any number of threads may read one at the same time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "annals/error.h"
#include "annals/ontology.h"
#include "annals/time.h"

namespace annals::lexicon {

class Petrarch {
 public:
  using Word = std::uint32_t;  // a word of the dictionaries by number; 0 is every other word

  // How far from its neighbour an element of a pattern may stand: "A_B" next to it, "{A B}" near, "A B" anywhere.
  enum class Gap : std::uint8_t { none, near, any };
  struct Element {
    enum class Kind : std::uint8_t { word, synset, source, target, skip, compound };
    Kind kind = Kind::word;
    Gap gap = Gap::any;    // to the element before it, seen from the verb
    std::uint32_t id = 0;  // a Word, or the number of a synset
  };
  struct Line {
    std::uint32_t file = 0;
    std::uint32_t number = 0;
  };
  struct Pattern {
    std::vector<Element> before, after;  // the verb, nearest it first
    std::string_view text;               // as the file has it
    std::string_view code;
    std::uint32_t position = 0;  // in its block, from 1
    Line line;
  };
  struct Block {
    std::string_view name;
    std::vector<Pattern> patterns;  // those that ask for more come first
  };
  // One form of a verb ("CORDONED OFF"), looked up by the word that is inflected.
  struct Verb {
    std::vector<Word> before, after;  // nearest first
    std::uint32_t block = 0;
    std::string_view text;
    std::string_view code;  // of the verb alone; empty: none
    Line line;
  };
  struct Phrase {
    std::uint32_t entry = 0;
    std::size_t size = 0;  // of the words from `at` on
  };
  enum class Discard : std::uint8_t { nothing, sentence, story };
  // What a code means in the record's words.
  struct Meaning {
    std::optional<EventType> type;  // empty: the record has no such event ("makes a statement")
    std::string mode, context;
  };

  // `tables` holds the codes' meanings: data/petrarch of an installation.
  // Errors: NotFound, Io; Malformed: a file is no dictionary, or the folder holds none.
  static Result<Petrarch> open(const std::filesystem::path& folder, const std::filesystem::path& tables);
  Petrarch(Petrarch&&) noexcept;
  Petrarch& operator=(Petrarch&&) noexcept;
  ~Petrarch();

  // What was passed over, as "FILE:LINE: why", in the order of the files.
  const std::vector<std::string>& problems() const;
  std::string where(Line line) const;  // "verbs.txt:512"
  const std::string& scheme() const;   // "cameo", "weis", or "codes" where the folder brings a table of its own

  // The words of a token, as the dictionaries' words are cut ("al-Qaeda" is two, "don't" is two). None: punctuation.
  void words_of(std::string_view token, std::vector<Word>& out) const;
  bool is_skipped(Word word) const;  // an article, a helper, a number: may stand between two words that touch

  std::span<const Verb> verbs(Word word) const;  // those of more words first
  const Block& block(std::uint32_t number) const;
  // How many of `words` from `at` on a synset takes; 0: none.
  std::size_t synset_at(std::uint32_t synset, std::span<const Word> words, std::size_t at) const;

  // The longest name of an actor or agent that begins at `at`.
  std::optional<Phrase> actor_at(std::span<const Word> words, std::size_t at) const;
  std::optional<Phrase> agent_at(std::span<const Word> words, std::size_t at) const;
  // On a day; of an unknown day, the one that holds always. "---": none.
  std::string actor_code(std::uint32_t entry, std::optional<sys_days> day) const;
  std::string agent_code(std::uint32_t entry) const;  // "~GOV": behind the actor's, "NGO~": before it
  std::string actor_name(std::uint32_t entry) const;

  Discard discards(std::span<const Word> words) const;
  std::vector<std::pair<std::string, std::uint32_t>> issues(std::span<const Word> words) const;  // in order of names

  Meaning meaning(std::string_view code) const;

  struct Counts {
    std::size_t verbs = 0, patterns = 0, synsets = 0, actors = 0, actor_codes = 0, agents = 0, issues = 0, discards = 0;
  };
  Counts counts() const;

  struct State;

 private:
  explicit Petrarch(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace annals::lexicon
