// The forms of events: what a sentence must look like to tell of one. Opens data/events/TYPE/*.toml, one form a file,
// each type's common ground in its type.toml, and the word lists of data/events/words/. docs/events.md tells how to
// write one.
//
//   Result<Forms> forms = Forms::open(data / "events");
//   for (const Forms::Entry& entry : forms->patterns_of(Pattern::Kind::verb, "meet")) ...
//
// Immutable once open: any number of threads may read one at the same time.
#pragma once

#include <array>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "annals/error.h"
#include "annals/ontology.h"
#include "lexicon/function_words.h"

namespace annals::lexicon {

// What a part of a sentence is to the event. `none`: it belongs to the wording only.
enum class SlotRole : std::uint8_t { none, actor, recipient, topic, place, party };

// One thing a pattern asks for beside its head word: "with {actor}", "talks", "<weapon>", "on {recipient:political}?".
struct Part {
  std::vector<std::string> prepositions;  // any of them; empty: an object, a particle or another direct dependent
  std::vector<std::string> words;         // any of these words, as lemma or as written; empty: any word
  std::string word_class;                 // a list of words/, or a kind of thing ("political"); empty: no matter
  SlotRole role = SlotRole::none;
  bool slot = false;      // written in braces: names who or what stands there
  bool optional = false;  // written with "?"
};

struct Pattern {
  enum class Kind : std::uint8_t { verb, noun, adjective };
  std::string text;  // as written in the file
  Kind kind = Kind::verb;
  std::vector<std::string> heads;                   // the head word's lemma, or its alternatives
  std::vector<std::vector<std::string>> modifiers;  // of a noun: words (or "<class>") that stand before it
  std::vector<Part> subject;                        // none or one
  std::vector<Part> parts;
  bool no_event = false;  // written under "not": a turn of these words that tells of nothing ("met resistance")
  int weight = 0;         // how much it asks for: of two patterns that fit, the heavier is the truer
};

// What the wordings of one kind (verbs, nouns, adjectives) share: which dependent is what.
struct Wording {
  std::map<std::string, SlotRole, std::less<>> slots;  // "subject", "object", "poss", "modifier", or a preposition
  std::string needs;                                   // see docs/events.md: "", "party", "actor", "recipient", "both"
};

struct Example {
  std::string text;
  std::string expect;  // "CONSULT meeting happened | Lavrov, Kerry > | Hamburg | Wednesday"; empty: (none)
  bool never = false;
};

struct Form {
  std::string id;  // "consult.meeting": its type and its file's name
  EventType type = EventType::consult;
  std::vector<std::string> modes;
  std::string gloss;
  bool mutual = false;
  bool political = false;       // the words are political or violent enough by themselves
  std::string deed;             // what becomes of a deed told inside it: planned, possible, left-out, alleged or empty
  bool own_helpers = false;     // "must", "will not" belong to the wording and set no status
  bool outright = false;        // told by these words, however unlikely the learned coder finds it
  bool beside = false;          // told beside what another form reads in the same words
  bool speaker_acts = false;    // who says so is its actor, where the words name none
  bool subject_speaks = false;  // its subject says so, and does nothing
  std::string status;           // where not empty: the status, whatever the sentence says
  std::array<Wording, 3> wordings;  // by Pattern::Kind
  std::vector<Pattern> patterns;
  std::vector<Example> examples;
  double confidence = 0.7;
};

class Forms {
 public:
  struct Entry {
    std::uint32_t form = 0;
    std::uint32_t pattern = 0;
  };

  // Errors: NotFound; Malformed: a file is not TOML, or names a type, mode, slot or list that there is not.
  static Result<Forms> open(const std::filesystem::path& folder);
  // The forms of another language: `folder` is data/languages/XX/events, wordings stand under the key XX, and
  // prepositions in them are those of the language.
  static Result<Forms> open(const std::filesystem::path& folder, std::string_view language, FunctionWords words);

  const std::vector<Form>& all() const { return forms_; }
  const Form& form(const Entry& entry) const { return forms_[entry.form]; }
  const Pattern& pattern(const Entry& entry) const { return forms_[entry.form].patterns[entry.pattern]; }
  // Patterns of `kind` whose head may be `word`, in the order of the files.
  std::span<const Entry> patterns_of(Pattern::Kind kind, std::string_view word) const;
  // Whether `word` (a lemma or a lower-case form) stands in the list words/`list`.txt.
  bool listed(std::string_view list, std::string_view word) const;
  // The lines of a list, in order of the alphabet. Empty when there is no such list.
  const std::set<std::string, std::less<>>& list(std::string_view name) const;
  // The dictionary form of a word. A reader errs on rare verbs ("urg" for "urged"); the words of the forms are known,
  // so its lemma stands where it is one of them, and else the known word that `form` can be an inflection of.
  std::string_view lemma(std::string_view form, std::string_view read_lemma, bool verb, bool past) const;
  // The language's small words.
  const FunctionWords& words() const { return words_; }
  // The number that a word names ("dozen"), by words/numbers.txt.
  std::optional<std::int64_t> number(std::string_view word) const;
  // PLOVER contexts by the words that speak for them: contexts.toml.
  const std::map<std::string, std::vector<std::string>, std::less<>>& contexts() const { return contexts_; }

 private:
  void learn_words();

  std::vector<Form> forms_;
  std::array<std::map<std::string, std::vector<Entry>, std::less<>>, 3> index_;
  std::map<std::string, std::set<std::string, std::less<>>, std::less<>> lists_;
  std::map<std::string, std::vector<std::string>, std::less<>> contexts_;  // word -> contexts
  std::map<std::string, std::string, std::less<>> irregular_;              // "met" -> "meet"
  std::set<std::string, std::less<>> known_;                               // every word of a form or a list
  std::map<std::string, std::int64_t, std::less<>> numbers_;               // "two" -> 2
  FunctionWords words_;
};

// Reads one pattern. Errors: Malformed. (The language is told in docs/events.md.)
// With `head_first`, what modifies a noun stands behind it: "ejercicio conjunto".
Result<Pattern> read_pattern(std::string_view text, Pattern::Kind kind,
                             const std::set<std::string, std::less<>>& prepositions, bool head_first = false);

}  // namespace annals::lexicon
