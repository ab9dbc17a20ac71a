// Who held which office from when to when, and what titles mean.
#pragma once

#include "lexicon/actors.h"
#include "lexicon/table.h"

namespace annals::lexicon {

class Persons;

class Offices {
 public:
  // `titles`: the table of what titles mean, in the language of the text. `own`: a user's folder, or empty.
  static Result<Offices> open(const std::filesystem::path& folder, const Persons& persons,
                              const std::filesystem::path& titles, const std::filesystem::path& own = {});

  std::vector<const Tenure*> of_person(PersonIndex person) const;  // oldest first
  std::vector<const Tenure*> holders(std::string_view role, std::string_view of, const TimeInterval& when) const;
  std::vector<const Tenure*> holders_by_title(std::string_view title, std::string_view of,
                                              const TimeInterval& when) const;
  std::vector<std::string_view> roles_of_title(std::string_view title, std::string_view iso3) const;
  static std::size_t weight(std::string_view role);  // 0 is the weightiest

 private:
  Result<Done> read(const std::filesystem::path& file, const Persons& persons);
  Result<Done> read_titles(const std::filesystem::path& file);
  void sort();
  std::vector<const Tenure*> exact_holders(std::string_view role, std::string_view of, const TimeInterval& when) const;

  std::vector<Table> tables_;
  std::vector<Tenure> tenures_;           // by person, then from
  std::vector<std::uint32_t> by_office_;  // into tenures_: by of, role, from
  struct Title {
    std::string key;
    std::string_view country, role;
  };
  std::vector<Title> titles_;  // by key, in the order of the file
};

}  // namespace annals::lexicon
