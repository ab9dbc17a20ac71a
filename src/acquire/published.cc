#include "acquire/published.h"

#include <array>
#include <charconv>
#include <string>

#include "base/calendar.h"
#include "base/text.h"

namespace annals::acquire {
namespace {

std::optional<long long> digits(std::string_view text) {
  long long value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < 0) return std::nullopt;
  return value;
}

std::optional<TimeInterval> from_number(std::string_view text) {
  const auto value = digits(text);
  if (!value) return std::nullopt;
  if (text.size() == 8) {
    const auto day = base::make_day(static_cast<int>(*value / 10000), static_cast<unsigned>(*value / 100 % 100),
                                    static_cast<unsigned>(*value % 100));
    return day ? std::optional(TimeInterval::day(*day)) : std::nullopt;
  }
  if (text.size() < 9 || text.size() > 13 || text.size() == 11 || text.size() == 12) return std::nullopt;
  const long long seconds = text.size() == 13 ? *value / 1000 : *value;
  return TimeInterval::day(sys_days{std::chrono::days{seconds / 86400}});
}

// "Thu, 08 Dec 2016 10:00:00 GMT", the weekday and the time of day being optional.
std::optional<TimeInterval> from_mail(std::string_view text) {
  constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                        "jul", "aug", "sep", "oct", "nov", "dec"};
  auto words = base::split_words(text);
  if (!words.empty() && words[0].ends_with(',')) words.erase(words.begin());
  if (words.size() < 3) return std::nullopt;
  const auto day = digits(words[0]);
  const auto year = digits(words[2]);
  const std::string month = base::to_lower_ascii(words[1].substr(0, 3));
  if (!day || !year || *day > 31 || words[2].size() != 4) return std::nullopt;
  for (unsigned i = 0; i < kMonths.size(); ++i) {
    if (month != kMonths[i]) continue;
    const auto on = base::make_day(static_cast<int>(*year), i + 1, static_cast<unsigned>(*day));
    return on ? std::optional(TimeInterval::day(*on)) : std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

std::optional<TimeInterval> read_published(std::string_view text) {
  text = base::trim(text);
  if (text.empty()) return std::nullopt;
  if (auto day = from_number(text)) return day;
  if (auto day = base::read_iso(text)) return day;
  return from_mail(text);
}

}  // namespace annals::acquire
