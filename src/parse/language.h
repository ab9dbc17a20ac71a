// What the reader knows of a language besides its model: data/languages/<xx>/.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "annals/error.h"
#include "annals/syntax.h"

namespace annals::parse {

enum class Abbreviation : std::uint8_t { none, anywhere, before_name, before_number };
enum class Speech : std::uint8_t { none, clause, hearer, direct };

// What follows a word by which a writer tells a view ("wants to leave", "opposed the plan", "calls for a truce").
struct Frames {
  bool clause = false, infinitive = false, hearer = false, thing = false;
  bool light = false;                     // a verb that only carries its noun ("voiced fears that")
  std::vector<std::string> prepositions;  // of the noun that it is about
};

// Lookups by a piece of text, without making a string of it.
struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};
template <typename Value>
using TextMap = std::unordered_map<std::string, Value, TextHash, std::equal_to<>>;
using TextSet = std::unordered_set<std::string, TextHash, std::equal_to<>>;

class Language {
 public:
  // Errors: NotFound, Io; Malformed when a line is not what its file says at its head.
  static Result<Language> open(const std::filesystem::path& folder);

  Abbreviation abbreviation(std::string_view word) const;  // `word` with its full stop
  // The lengths in bytes of the parts of a word that has its own way of being split; null where it has none.
  const std::vector<std::uint32_t>* parts(std::string_view word) const;
  // The lengths in bytes of the parts of a word that ends in pronouns: "verlos" is ver and los. Empty where it does
  // not.
  std::vector<std::uint32_t> enclitics(std::string_view word) const;
  bool joins_before(std::string_view part) const;  // "anti" in "anti-war"
  bool joins_behind(std::string_view part) const;  // "esque" in "Lincoln-esque"
  bool is_unit(std::string_view word) const;
  Speech speech(std::string_view lemma) const;
  // How many of `words`, in lower case, are a phrase that names a source ("according to"); 0 where they are none.
  std::size_t source_phrase(const std::vector<std::string>& words) const;
  const Frames* stance(std::string_view lemma, Upos upos) const;  // null: no such word

 private:
  Language() = default;
  Result<Done> read(const std::filesystem::path& folder);
  Result<Done> read_stances(const std::filesystem::path& file);
  Result<Done> read_enclitics(const std::filesystem::path& file);

  TextMap<Abbreviation> abbreviations_;
  TextMap<std::vector<std::uint32_t>> tokens_;  // keys in lower case
  TextSet joined_before_, joined_behind_, units_;
  TextMap<Speech> speech_;
  std::vector<std::vector<std::string>> sources_;
  struct Enclitic {
    std::string ending;  // "arlos"
    std::vector<std::uint32_t> parts;
  };
  std::vector<Enclitic> enclitics_;  // the longest first
  TextSet whole_words_;              // "carlos"
  bool joins_all_ = false;           // no word is parted at a hyphen
  TextMap<Frames> stances_;          // keys: lemma, tab, part of speech
};

}  // namespace annals::parse
