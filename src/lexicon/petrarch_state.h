// What a Petrarch holds, and what its readers of files share.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "lexicon/petrarch.h"
#include "lexicon/petrarch_words.h"

namespace annals::lexicon {

// A code and the days on which it holds, both ends included; without ends: always.
struct DatedCode {
  std::string_view code;
  std::optional<sys_days> from, to;
};

// Reads "AFGGOV 790227-810611" into `out`. An empty string: good; else what is wrong.
std::string read_dated_code(std::string_view inside, DatedCode& out);

struct SynsetMember {
  std::vector<Petrarch::Element> elements;  // words that touch, or other synsets
};

struct Synset {
  std::vector<Petrarch::Word> words;  // members of one word, sorted
  std::vector<SynsetMember> members;  // of several
  bool defined = false;
};

struct Petrarch::State {
  std::vector<std::unique_ptr<std::string>> texts;  // of the files; views below point into them
  std::vector<std::string> files;                   // their names
  std::vector<std::string> problems;
  WordTable words;

  std::vector<Block> blocks;
  std::vector<std::pair<Word, Verb>> verb_list;  // while reading
  std::vector<Verb> verbs;                       // by word, then the longest first
  std::vector<std::uint32_t> verbs_of;           // by word: its first verb
  std::vector<Synset> synsets;
  std::unordered_map<std::string, std::uint32_t> synset_numbers;  // asked by name, never walked

  PhraseTable actors, agents, discards, issues;
  std::vector<std::pair<std::uint32_t, std::string_view>> actor_entries;  // code set, name
  std::vector<std::pair<std::uint32_t, std::uint32_t>> actor_sets;        // of actor_codes
  std::vector<DatedCode> actor_codes;
  std::vector<std::string_view> agent_codes;
  std::vector<std::string> issue_codes;  // "~": a phrase that forbids them
  std::vector<bool> discard_story;

  std::string scheme;
  std::vector<std::pair<std::string, Meaning>> meanings;  // sorted by code
  std::vector<bool> skipped;                              // by word

  Counts counts;
  std::size_t size = 0;  // how many entries the files made: bounded

  void problem(Line line, const std::string& what);
};

// The lines of a file that say something: comments and blank ends cut, in order.
class PetrarchLines {
 public:
  explicit PetrarchLines(std::string_view text) : rest_(text) {}
  // False at the end. `line` is a view into the text.
  bool next(std::string_view& line, std::uint32_t& number);

 private:
  bool raw(std::string_view& line);

  std::string_view rest_;
  std::uint32_t number_ = 0;
  bool in_comment_ = false;
};

inline constexpr std::size_t kMostWords = 64;           // of a phrase or pattern
inline constexpr std::size_t kMostEntries = 1'000'000;  // of all files

// "[AFGGOV 790227-810611] rest": the part between the first brackets and what follows them; none: no brackets.
struct Bracketed {
  std::string_view before, inside, after;
};
std::optional<Bracketed> bracketed(std::string_view line);

void read_petrarch_verbs(Petrarch::State& state, std::uint32_t file, std::string_view text);
void read_petrarch_actors(Petrarch::State& state, std::uint32_t file, std::string_view text);
void read_petrarch_agents(Petrarch::State& state, std::uint32_t file, std::string_view text);
void read_petrarch_issues(Petrarch::State& state, std::uint32_t file, std::string_view text);
void read_petrarch_discards(Petrarch::State& state, std::uint32_t file, std::string_view text);
// Errors: NotFound, Malformed.
Result<Done> read_petrarch_codes(Petrarch::State& state, const std::filesystem::path& folder,
                                 const std::filesystem::path& tables);

// A phrase's words with what touches what; empty when it has none, or more than kMostWords.
std::vector<PhraseTable::Piece> phrase_pieces(WordTable& words, std::string_view phrase);

}  // namespace annals::lexicon
