#include "parse/marks.h"

#include <algorithm>
#include <iterator>

namespace annals::parse {
namespace {

template <typename List>
bool in(const List& list, std::string_view form) {
  return std::find(std::begin(list), std::end(list), form) != std::end(list);
}

}  // namespace

bool is_dash(std::string_view form) {
  static constexpr std::string_view kDashes[] = {"-", "--", "---", "–", "—", "―", "‒"};
  return in(kDashes, form);
}
bool opens_quote(std::string_view form) {
  static constexpr std::string_view kMarks[] = {"“", "„", "«", "``", "‘‘", "‹"};
  return in(kMarks, form);
}
bool closes_quote(std::string_view form) {
  static constexpr std::string_view kMarks[] = {"”", "»", "''", "’’", "›"};
  return in(kMarks, form);
}
bool is_single_quote(std::string_view form) {
  static constexpr std::string_view kMarks[] = {"'", "’", "‘", "`"};
  return in(kMarks, form);
}

}  // namespace annals::parse
