// Persons by the names they are written with.
#pragma once

#include <string>
#include <unordered_map>

#include "lexicon/actors.h"
#include "lexicon/name_index.h"
#include "lexicon/table.h"

namespace annals::lexicon {

// Spellings of given names that are one name: "Sergey", "Sergei". From spellings.tsv.
class Spellings {
 public:
  static Result<Spellings> open(const std::filesystem::path& file);
  std::string canonical(const std::string& unit) const;  // the sound of the name's first spelling

 private:
  std::unordered_map<std::string, std::string> canonical_;
};

class Persons {
 public:
  // Reads persons.tsv and persons_more.tsv, and persons.tsv of a user's folder, where there is one.
  static Result<Persons> open(const std::filesystem::path& folder, Spellings spellings,
                              const std::filesystem::path& own = {});

  std::size_t size() const { return persons_.size(); }
  const Person& person(PersonIndex index) const { return persons_[index]; }
  std::optional<PersonIndex> by_id(std::string_view id) const;

  struct Candidate {
    PersonIndex person = 0;
    double score = 0;
  };
  // Who may be written so, by the name alone; in order of person.
  std::vector<Candidate> named(std::string_view name) const;
  std::vector<PersonIndex> called(std::string_view key) const;  // by exactly this full name, folded
  std::vector<std::string_view> names(PersonIndex index) const;
  std::size_t bearers(std::string_view name) const;  // see Actors
  std::optional<Actors::PersonSpan> longest(std::span<const Unit> units) const;
  // Whether a full name may begin with a word: false is sure, and cheap.
  bool may_begin(std::span<const std::string_view> words, std::size_t first) const {
    return full_names_.may_begin(words, first);
  }

 private:
  // One way of writing a person: units [first, last) of units_, the surname's first unit among them.
  struct Variant {
    PersonIndex person = 0;
    std::uint32_t first = 0, last = 0;
    std::uint32_t surname = 0;
    std::uint8_t numeral = 0;  // of a king: 2 in "Abdullah II"
  };
  struct NameUnit {
    std::string text, sound;
  };
  Result<Done> read(const std::filesystem::path& file);
  void add(PersonIndex person, std::string_view name, std::string_view surname);
  std::vector<NameUnit> name_units(std::string_view name) const;
  double fit(const std::vector<NameUnit>& asked, const Variant& variant) const;

  std::vector<Table> tables_;
  Spellings spellings_;
  std::vector<Person> persons_;
  std::unordered_map<std::string_view, PersonIndex> by_id_;
  std::vector<std::pair<PersonIndex, std::string_view>> names_;  // by person, as the tables write them
  std::vector<NameUnit> units_;
  std::vector<Variant> variants_;
  std::vector<std::pair<std::uint64_t, std::uint32_t>> by_sound_;  // hash of a unit's sound -> variant
  NameIndex full_names_;
};

}  // namespace annals::lexicon
