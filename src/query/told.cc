#include "query/told.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "base/calendar.h"
#include "base/text.h"
#include "base/utf8.h"

namespace annals::query {
namespace {

std::string words_of(std::string_view sentence) {
  std::string out = " ";
  for (const char c : base::fold(sentence)) {
    const bool part = base::is_alpha_ascii(c) || base::is_digit(c) || static_cast<unsigned char>(c) >= 0x80;
    if (part) {
      out += c;
    } else if (out.back() != ' ' && c != '\'') {
      out += ' ';
    }
  }
  if (out.back() != ' ') out += ' ';
  return out;
}

constexpr auto kNumbers = std::to_array<std::string_view>(
    {"", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"});

std::optional<int> number_of(std::string_view word) {
  if (word == "a" || word == "an") return 1;
  for (std::size_t i = 1; i < kNumbers.size(); ++i) {
    if (word == kNumbers[i]) return static_cast<int>(i);
  }
  int value = 0;
  for (const char c : word) {
    if (!base::is_digit(c) || value > 10000) return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return word.empty() ? std::nullopt : std::optional(value);
}

constexpr auto kMonths =
    std::to_array<std::string_view>({"january", "february", "march", "april", "may", "june", "july", "august",
                                     "september", "october", "november", "december"});
constexpr auto kWeekdays =
    std::to_array<std::string_view>({"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"});

template <std::size_t N>
std::optional<unsigned> place_in(const std::array<std::string_view, N>& words, std::string_view word) {
  const auto at = std::find(words.begin(), words.end(), word);
  return at == words.end() ? std::nullopt : std::optional(static_cast<unsigned>(at - words.begin()));
}

// Within the half year before and after the page: January told of in December is the next year's.
std::optional<sys_days> nearest_day(unsigned month, int number, sys_days told) {
  const std::chrono::year_month_day today(told);
  std::optional<sys_days> best;
  for (const int more : {-1, 0, 1}) {
    const auto day = base::make_day(static_cast<int>(today.year()) + more, month, static_cast<unsigned>(number));
    if (day && (!best || std::chrono::abs(*day - told) < std::chrono::abs(*best - told))) best = day;
  }
  return best;
}

std::optional<sys_days> day_at(const std::vector<std::string_view>& all, std::size_t i, sys_days told) {
  if (const auto weekday = place_in(kWeekdays, all[i])) {
    return told + (std::chrono::weekday{*weekday} - std::chrono::weekday{told});
  }
  const auto month = place_in(kMonths, all[i]);
  if (!month) return std::nullopt;
  for (const std::size_t beside : {i + 1, i - 1}) {
    if (beside >= all.size() || !base::is_digit(all[beside].front())) continue;
    const std::optional<int> number = number_of(all[beside]);
    if (number && *number <= 31) return nearest_day(*month + 1, *number, told);
  }
  return std::nullopt;
}

std::optional<int> days_of_unit(std::string_view word) {
  if (word.ends_with('s')) word.remove_suffix(1);
  if (word == "hour") return 0;
  if (word == "day") return 1;
  if (word == "week") return 7;
  if (word == "month") return 30;
  return std::nullopt;
}

}  // namespace

Telling telling_of(const LinkedRecord& record) {
  std::map<std::string_view, const TimeInterval*> published;
  Telling out;
  for (const LinkedRecord::DocumentLinks& links : record.documents) {
    published[links.document] = &links.published;
    const auto& to = links.published.to;
    if (to && (!out.covered || *to > *out.covered)) out.covered = to;
  }
  for (const Event& event : record.events) {
    for (const ResolvedClaim& claim : event.claims) {
      const auto at = published.find(claim.document);
      out.all.push_back(
          {&event, &claim, at != published.end() ? *at->second : TimeInterval{}, words_of(claim.sentence)});
    }
  }
  const auto key = [](const Told& told) {
    const bool dated = told.as_of.from.has_value();
    return std::tuple(!dated, dated ? *told.as_of.from : sys_days{}, std::string_view(told.claim->document),
                      told.claim->order, std::string_view(told.claim->id));
  };
  std::sort(out.all.begin(), out.all.end(), [&](const Told& a, const Told& b) { return key(a) < key(b); });
  return out;
}

Neighbours same_sentence(const std::vector<Told>& all, std::size_t at) {
  const auto same = [&](std::size_t i) {
    return all[i].claim->document == all[at].claim->document &&
           all[i].claim->sentence_spans == all[at].claim->sentence_spans;
  };
  Neighbours out{at, at + 1};
  while (out.first > 0 && same(out.first - 1)) --out.first;
  while (out.last < all.size() && same(out.last)) ++out.last;
  return out;
}

CommitmentStep step_of(const Told& told, std::string what) {
  const ResolvedClaim& claim = *told.claim;
  return {std::move(what), told.as_of,     claim.time,   {},         claim.said_by,  claim.id,
          claim.document,  told.event->id, claim.outlet, claim.path, claim.sentence, claim.sentence_spans};
}

bool says(std::string_view words, std::string_view any_of) {
  for (const std::string_view wanted : base::split(any_of, '|')) {
    const bool beginning = wanted.ends_with('*');
    const std::string needle =
        ' ' + std::string(beginning ? wanted.substr(0, wanted.size() - 1) : wanted) + (beginning ? "" : " ");
    if (words.find(needle) != std::string_view::npos) return true;
  }
  return false;
}

std::optional<int> length_in_days(std::string_view words) {
  const std::vector<std::string_view> all = base::split_words(words);
  for (std::size_t i = 0; i + 1 < all.size(); ++i) {
    const std::optional<int> number = number_of(all[i]);
    // "another week", "for the next two days" and "a further 48 hours" have the number beside the unit as well.
    const std::optional<int> unit = days_of_unit(all[i + 1]);
    if (!number || !unit) continue;
    return *unit == 0 ? (*number + 23) / 24 : *number * *unit;
  }
  return std::nullopt;
}

std::optional<sys_days> day_behind(std::string_view words, std::string_view cues, const TimeInterval& as_of) {
  if (!as_of.from) return std::nullopt;
  const std::vector<std::string_view> all = base::split_words(words);
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!says(' ' + std::string(all[i]) + ' ', cues)) continue;
    for (std::size_t k = i + 1; k < std::min(i + 5, all.size()); ++k) {
      if (const auto day = day_at(all, k, *as_of.from)) return day;
    }
  }
  return std::nullopt;
}

std::vector<Participant> parties(const ResolvedClaim& claim, Role role) {
  std::vector<Participant> out;
  for (const Participant& participant : claim.participants) {
    if (participant.role != role && !claim.mutual) continue;
    out.push_back(participant);
    out.back().spans.clear();
  }
  return out;
}

bool is_definite(const Actor& actor) { return actor.kind != "people" && !actor.id.empty(); }

namespace {

bool acts_for_state(const Actor& actor) {
  const bool of_it = actor.kind == "government" || actor.kind == "country" || actor.kind == "organ" ||
                     actor.sector == "GOV" || actor.sector == "MIL";
  return of_it && !actor.country.empty();
}

}  // namespace

std::vector<std::string> side_keys(const Actor& actor) {
  std::vector<std::string> out = {actor.id.empty() ? base::fold(actor.name) : actor.id};
  if (!actor.id.starts_with('Q') && actor.kind != "person") {
    const std::string name = base::fold(actor.name);
    out.push_back("people " + name.substr(name.rfind(' ') + 1));
  }
  if (acts_for_state(actor)) out.push_back("state " + actor.country);
  return out;
}

namespace {

// "Greek unions" and "unions", "the Iranian exiles" and "the exiles".
bool same_people(const Actor& a, const Actor& b) {
  const auto unnamed = [](const Actor& x) { return !x.id.starts_with('Q') && x.kind != "person"; };
  if (!unnamed(a) || !unnamed(b)) return false;
  if (!a.country.empty() && !b.country.empty() && a.country != b.country) return false;
  const std::string x = base::fold(a.name), y = base::fold(b.name);
  const auto last = [](const std::string& name) { return name.substr(name.rfind(' ') + 1); };
  return !x.empty() && (x.find(' ') == std::string::npos || y.find(' ') == std::string::npos) && last(x) == last(y);
}

}  // namespace

bool same_side(const Actor& a, const Actor& b) {
  // What side_keys() says, without making the keys: asked for millions of pairs.
  if (!a.id.empty() && a.id == b.id) return true;
  if (a.id.empty() && b.id.empty() && !a.name.empty() && base::fold(a.name) == base::fold(b.name)) return true;
  return (acts_for_state(a) && acts_for_state(b) && a.country == b.country) || same_people(a, b);
}

bool any_same_side(const std::vector<Participant>& a, const std::vector<Participant>& b) {
  return std::ranges::any_of(a, [&](const Participant& x) {
    return std::ranges::any_of(b, [&](const Participant& y) { return same_side(x.actor, y.actor); });
  });
}

bool all_same_side(const std::vector<Participant>& a, const std::vector<Participant>& b) {
  const std::vector<Participant>& few = a.size() <= b.size() ? a : b;
  const std::vector<Participant>& many = &few == &a ? b : a;
  return std::ranges::all_of(few, [&](const Participant& x) {
    return std::ranges::any_of(many, [&](const Participant& y) { return same_side(x.actor, y.actor); });
  });
}

bool has_definite(const std::vector<Participant>& all) {
  return std::ranges::any_of(all, [](const Participant& one) { return is_definite(one.actor); });
}

void add_parties(std::vector<Participant>& to, const std::vector<Participant>& more) {
  for (const Participant& one : more) {
    if (std::ranges::none_of(to, [&](const Participant& known) { return same_side(known.actor, one.actor); })) {
      to.push_back(one);
    }
  }
}

bool places_differ(const Place& a, const Place& b) {
  if (a.unknown() || b.unknown() || base::fold(a.name) == base::fold(b.name)) return false;
  if (!a.country.empty() && !b.country.empty() && a.country != b.country) return true;
  if (a.geonames && b.geonames) return false;  // of one country: one may lie within the other
  return a.country.empty() && b.country.empty() && base::fold(a.name) != base::fold(b.name);
}

}  // namespace annals::query
