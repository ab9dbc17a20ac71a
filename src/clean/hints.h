// What the names that page makers give to elements (class, id, role ...) say of the text in them.
//
// The words are data (data/clean/hints.txt): "nav: menu navbar breadcrumb ...". They are evidence among other evidence,
// never a verdict.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "annals/error.h"
#include "clean/word_table.h"

namespace annals::clean {

enum class Hint : std::uint8_t {
  nav,
  header,
  footer,
  sidebar,
  comment,
  share,
  related,
  ad,
  caption,
  media,
  byline,
  date,
  consent,
  signup,
  tags,
  content,
  title,
  lead,
  quote,
  hidden,
  list,
  body,
  count
};
inline constexpr std::size_t kHintCount = static_cast<std::size_t>(Hint::count);
extern const std::array<std::string_view, kHintCount> kHintNames;

using HintBits = std::uint32_t;
constexpr HintBits bit(Hint hint) { return HintBits{1} << static_cast<unsigned>(hint); }

class HintWords {
 public:
  // Errors: NotFound, Malformed.
  static Result<HintWords> open(const std::filesystem::path& file);
  // The hints in names like "entry-content wp-caption" or "relatedLinks".
  HintBits of(std::string_view names) const;

 private:
  WordTable<HintBits> words_;
};

}  // namespace annals::clean
