// iCalendar (RFC 5545): an all-day entry for each event that somebody planned, on the days it was planned for, with
// what became of it. DTSTAMP is the day of the newest document that speaks of it: the same record gives the same file.
#include <algorithm>
#include <ostream>

#include "base/calendar.h"
#include "base/utf8.h"
#include "store/formats.h"
#include "store/names.h"

namespace annals::store {
namespace {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
    } else if (c == '\\' || c == ';' || c == ',') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) >= 0x20) {
      out += c;
    }
  }
  return out;
}

// A line of at most 75 bytes, gone on with behind a blank; no character is cut.
std::string folded(const std::string& line) {
  constexpr std::size_t kMost = 74;
  std::string out;
  std::size_t at = 0, room = kMost + 1;
  while (line.size() - at > room) {
    std::size_t end = at + room;
    while (end > at && (static_cast<unsigned char>(line[end]) & 0xC0) == 0x80) --end;
    out += line.substr(at, end - at) + "\r\n ";
    at = end;
    room = kMost;
  }
  return out + line.substr(at) + "\r\n";
}

std::string digits(const sys_days& day) {
  std::string iso = base::to_iso(day);
  std::erase(iso, '-');
  return iso;
}

std::string_view standing(Outcome outcome) {
  switch (outcome) {
    case Outcome::happened:
      return "CONFIRMED";
    case Outcome::cancelled:
    case Outcome::moved:
      return "CANCELLED";
    default:
      return "TENTATIVE";
  }
}

// An entry over half a year helps nobody.
bool is_an_entry(const TimeInterval& time) {
  return time.from && time.to && *time.to - *time.from <= std::chrono::days(183);
}

std::string entry(const Event& event, const ExportOptions& options) {
  std::optional<sys_days> newest;
  for (const StatusStep& step : event.history) {
    if (step.as_of.to && (!newest || *step.as_of.to > *newest)) newest = step.as_of.to;
  }
  const std::string headline = options.headline ? options.headline(event) : std::string(to_string(event.type));
  std::string told = "outcome: " + std::string(name_of(event.outcome));
  for (const ResolvedClaim& claim : event.claims) {
    told +=
        "\n\"" + claim.sentence + "\" (" + (claim.outlet.empty() ? claim.path : claim.outlet) + ", " + claim.id + ")";
  }
  std::string out = "BEGIN:VEVENT\r\n";
  out += folded("UID:" + event.id + "@annals");
  out += folded("DTSTAMP:" + digits(newest.value_or(*event.time.from)) + "T000000Z");
  out += folded("DTSTART;VALUE=DATE:" + digits(*event.time.from));
  out += folded("DTEND;VALUE=DATE:" + digits(event.time.to.value_or(*event.time.from) + std::chrono::days(1)));
  out += folded("SUMMARY:" + escaped(headline));
  out += folded("STATUS:" + std::string(standing(event.outcome)));
  if (!event.place.unknown()) out += folded("LOCATION:" + escaped(event.place.name));
  out += folded("DESCRIPTION:" + escaped(told));
  out += folded("CATEGORIES:" + std::string(to_string(event.type)));
  return out + "END:VEVENT\r\n";
}

}  // namespace

Result<Done> write_icalendar(Store& store, const ExportOptions& options, std::ostream& out) {
  out << "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//annals//commitments//EN\r\n"
      << folded("X-WR-CALNAME:" + escaped(options.title));
  const auto write = [&](const Event& event) {
    if (event.outcome == Outcome::none || !is_an_entry(event.time)) return true;
    return (out << entry(event, options)).good();
  };
  const Result<Done> read = each_kept_event(store, options, write);
  out << "END:VCALENDAR\r\n";
  return ended(read, out);
}

}  // namespace annals::store
