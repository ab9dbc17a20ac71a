#include "clean/headline.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "base/utf8.h"

namespace annals::clean {
namespace {

using namespace std::string_view_literals;

constexpr std::array kParters = {" | "sv, " - "sv, " – "sv, " — "sv, " :: "sv,
                                 " » "sv, " « "sv, " · "sv, "｜"sv,  "_"sv};

std::string_view base_trim(std::string_view text, std::string_view signs) {
  while (!text.empty() && signs.find(text.front()) != std::string_view::npos) text.remove_prefix(1);
  while (!text.empty() && signs.find(text.back()) != std::string_view::npos) text.remove_suffix(1);
  return text;
}

}  // namespace

double headline_likeness(std::string_view one, std::string_view other) {
  if (one.empty() || other.empty()) return 0;
  if (one == other) return 1;
  if (one.size() > other.size()) std::swap(one, other);
  if (one.size() < 10 || other.find(one) == std::string_view::npos) return 0;
  return 0.35 + 0.6 * static_cast<double>(one.size()) / static_cast<double>(other.size());
}

std::string without_site_name(std::string_view title, std::string_view site) {
  std::string out = base::fold_spaces(title);
  const std::string name = base::fold(base::fold_spaces(site));
  for (int round = 0; round < 2; ++round) {
    std::size_t cut = std::string::npos, length = 0;
    for (const auto parter : kParters) {
      const std::size_t at = out.rfind(parter);
      if (at != std::string::npos && (cut == std::string::npos || at > cut)) cut = at, length = parter.size();
    }
    if (cut == std::string::npos || cut < 12) return out;
    const std::string tail = base::fold(std::string_view(out).substr(cut + length));
    const auto words = std::count(tail.begin(), tail.end(), ' ') + 1;
    const bool is_site =
        !name.empty() && (tail.find(name) != std::string::npos || name.find(tail) != std::string::npos);
    if (!is_site && !(words <= 4 && tail.size() * 2 < cut)) return out;
    out.resize(cut);
  }
  return out;
}

std::string clean_byline(std::string_view text, const Markers& markers, const DateReader& dates) {
  const std::string folded = base::fold_spaces(text);
  std::string_view rest = folded;
  const std::size_t marker = markers.at_beginning(Marker::byline, rest);
  if (marker > 0 && marker < rest.size() && (rest[marker] == ' ' || rest[marker] == ':')) rest.remove_prefix(marker);
  rest = base_trim(rest, " :-|,.");
  // A second mark may follow the first: "Author: By ...".
  const std::size_t second = markers.at_beginning(Marker::byline, rest);
  if (second > 0 && second < rest.size() && (rest[second] == ' ' || rest[second] == ':')) rest.remove_prefix(second);
  rest = base_trim(rest, " :-|,.");
  for (const auto stop :
       {" | "sv, "|"sv, " • "sv, " · "sv, " — "sv, " – "sv, " - "sv, " on "sv, " @"sv, "("sv, " / "sv}) {
    const std::size_t at = rest.find(stop);
    if (at != std::string_view::npos && at > 2) rest = rest.substr(0, at);
  }
  // A date or a time ends the name.
  for (const WrittenDate& date : dates.find(rest)) {
    rest = base_trim(rest.substr(0, date.range.begin), " :-|,.");
    break;
  }
  std::size_t digit = 0;
  while (digit < rest.size() && !base::is_digit(rest[digit])) ++digit;
  if (digit < rest.size()) {
    rest = rest.substr(0, digit);
    const std::size_t comma = rest.find_last_of(",;");
    if (comma != std::string_view::npos) rest = rest.substr(0, comma);
  }
  rest = base_trim(rest, " :-|,.");
  if (rest.size() < 3 || rest.size() > 120 || rest.find('@') != std::string_view::npos ||
      rest.find("://") != std::string_view::npos)
    return {};
  for (const Marker other : {Marker::byline, Marker::published, Marker::updated, Marker::ui, Marker::source,
                             Marker::related, Marker::photo}) {
    if (markers.is(other, rest) || (other == Marker::updated && markers.at_beginning(other, rest) > 0)) return {};
  }
  if (rest.size() <= 3 && static_cast<unsigned char>(rest[0]) < 0x80) return {};  // "Sat", "Jul"
  std::size_t letters = 0;
  for (std::size_t at = 0; at < rest.size();) letters += base::is_letter(base::next_code_point(rest, at)) ? 1 : 0;
  return letters * 2 >= rest.size() / 2 ? std::string(rest) : std::string();
}

}  // namespace annals::clean
