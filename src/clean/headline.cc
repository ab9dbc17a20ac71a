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

// The ASCII letters and digits of a text, in lower case: "example-times.com" as "exampletimescom".
std::string letters_of(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (base::is_alpha_ascii(c) || base::is_digit(c)) out += base::is_upper_ascii(c) ? static_cast<char>(c + 32) : c;
  }
  return out;
}

// Cuts the last part of a title off, up to two times, where it is the site's name; unless `sure`, also where it is
// short beside the rest.
std::string cut_tail(std::string_view title, std::string_view site, std::string_view host, bool sure) {
  std::string out = base::fold_spaces(title);
  const std::string name = base::fold(base::fold_spaces(site));
  for (int round = 0; round < 2; ++round) {
    std::size_t cut = std::string::npos, length = 0;
    for (const auto parter : kParters) {
      const std::size_t at = out.rfind(parter);
      if (at != std::string::npos && (cut == std::string::npos || at > cut)) cut = at, length = parter.size();
    }
    if (cut == std::string::npos || cut < 4) return out;
    const std::string tail = base::fold(std::string_view(out).substr(cut + length));
    const auto words = std::count(tail.begin(), tail.end(), ' ') + 1;
    const std::string letters = letters_of(tail);
    const bool is_host = letters.size() >= 4 && host.size() >= 4 &&
                         (host.find(letters) != std::string_view::npos ||
                          (letters.starts_with(host) && letters.size() < host.size() + 12));
    // "exampletimes.com"
    const std::size_t dot = tail.rfind('.');
    const bool is_domain =
        words == 1 && dot != std::string::npos && dot > 2 && tail.size() - dot >= 3 && tail.size() - dot <= 5;
    const bool is_site =
        is_host || is_domain ||
        (!name.empty() &&
         (tail == name || (!sure && (tail.find(name) != std::string::npos || name.find(tail) != std::string::npos))));
    if (!is_site && (sure || cut < 12 || !(words <= 4 && tail.size() * 2 < cut))) return out;
    out.resize(cut);
  }
  return out;
}

}  // namespace

double headline_likeness(std::string_view one, std::string_view other) {
  if (one.empty() || other.empty()) return 0;
  if (one == other) return 1;
  if (one.size() > other.size()) std::swap(one, other);
  if (one.size() < 10 || other.find(one) == std::string_view::npos) return 0;
  return 0.35 + 0.6 * static_cast<double>(one.size()) / static_cast<double>(other.size());
}

std::string letters_of_host(std::string_view url) {
  const std::size_t scheme = url.find("//");
  if (scheme == std::string_view::npos) return {};
  std::string_view host = url.substr(scheme + 2);
  host = host.substr(0, host.find_first_of("/?#:"));
  if (host.starts_with("www.")) host.remove_prefix(4);
  const std::size_t last = host.rfind('.');
  if (last != std::string_view::npos) host = host.substr(0, last);
  return letters_of(host);
}

std::string without_site_name(std::string_view title, std::string_view site, std::string_view host) {
  return cut_tail(title, site, host, false);
}

std::string without_sure_site_name(std::string_view title, std::string_view site, std::string_view host) {
  return cut_tail(title, site, host, true);
}

bool looks_like_name(std::string_view name) {
  std::size_t words = 0, small = 0;
  bool last_small = false;
  for (const std::string_view word : base::split_words(name)) {
    std::size_t at = 0;
    const char32_t c = base::next_code_point(word, at);
    ++words;
    if (base::is_lower(c) && word.size() > 4) return false;
    last_small = base::is_lower(c);  // "Insights from"
    small += last_small ? 1 : 0;
    if (words == 1 && base::is_lower(c) && word.size() > 3) return false;
  }
  return words > 0 && words <= 8 && small * 2 <= words && !(last_small && words > 1);
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
  // "3 March 2011 By Anna Smith": a day may stand before it; "Recipe by Anna Smith".
  for (const WrittenDate& date : dates.find(rest)) {
    if (date.range.begin > 12 || date.range.end + 3 > rest.size()) break;
    std::string_view behind = base_trim(rest.substr(date.range.end), " :-|,.");
    const std::size_t third = markers.at_beginning(Marker::byline, behind);
    if (third > 0 && third < behind.size() && behind[third] == ' ') rest = base_trim(behind.substr(third), " :-|,.");
    break;
  }
  if (const std::size_t by = rest.find(" by "); by != std::string_view::npos && by < 24) rest = rest.substr(by + 4);
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
      rest.find("://") != std::string_view::npos || rest.starts_with("www."))
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
