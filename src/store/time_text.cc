#include "store/time_text.h"

#include "base/calendar.h"

namespace annals::store {

std::string end_text(const std::optional<sys_days>& day, const std::string& clock) {
  if (!day) return {};
  return clock.empty() ? base::to_iso(*day) : base::to_iso(*day) + 'T' + clock;
}

std::string interval_text(const TimeInterval& time) {
  if (time.unknown()) return {};
  if (time.is_day()) return base::to_iso(*time.from);
  return (time.from ? base::to_iso(*time.from) : "..") + '/' + (time.to ? base::to_iso(*time.to) : "..");
}

bool read_end(std::string_view text, std::optional<sys_days>& day, std::string& clock) {
  const std::size_t at = text.find('T');
  const auto read = base::read_iso(text.substr(0, at));
  if (!read || !read->is_day()) return false;
  day = read->from;
  if (at != std::string_view::npos) clock = text.substr(at + 1);
  return true;
}

}  // namespace annals::store
