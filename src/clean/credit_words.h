// The words by which a language credits its sources: data/languages/XX/credits.tsv.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "annals/error.h"

namespace annals::clean {

// The classes of credits.tsv; its comments say what each is for.
enum class CreditClass : std::uint8_t {
  tells,
  tells_before,
  between,
  describes,
  outlet,
  called,
  state_media,
  platform,
  reporter,
  link,
  according,
  according_to,
  told,
  by,
  by_verb,
  interview,
  interview_with,
  state,
  state_owned,
  citing,
  cites_media,
  tells_media,
  news,
  article,
  and_,
  day_ending,
  post,
  posted_on,
  count
};

class CreditLexicon {
 public:
  using Bits = std::uint32_t;
  // Errors: NotFound, Io; Malformed when a line names a class that is not known.
  static Result<CreditLexicon> open(const std::filesystem::path& table);
  // The classes of a folded word, a bit each.
  Bits classes_of(const std::string& folded) const {
    const auto found = words_.find(folded);
    return (found == words_.end() ? 0 : found->second) | (is_day(folded) ? bit(CreditClass::day_ending) : 0);
  }
  static constexpr Bits bit(CreditClass what) { return Bits{1} << static_cast<unsigned>(what); }

 private:
  bool is_day(std::string_view folded) const;

  std::unordered_map<std::string, Bits> words_;  // looked up only: its order goes nowhere
  std::vector<std::string> day_endings_;
};
static_assert(static_cast<unsigned>(CreditClass::count) <= 32);

// By language; of one that has no table, English stands.
class CreditTables {
 public:
  // `languages`: the folder data/languages. Errors: those of CreditLexicon::open; NotFound without the English table.
  static Result<CreditTables> open(const std::filesystem::path& languages);
  const CreditLexicon& of(std::string_view language) const;

 private:
  std::map<std::string, CreditLexicon, std::less<>> tables_;
};

}  // namespace annals::clean
