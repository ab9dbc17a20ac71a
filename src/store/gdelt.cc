// GDELT 2.0's tables: 61 columns of events, one row a pair of parties, and 16 of mentions, one row a claim; without a
// header, as GDELT publishes them.
#include <cstdio>
#include <ostream>
#include <vector>

#include "base/calendar.h"
#include "base/text.h"
#include "store/cameo_codes.h"
#include "store/cells.h"
#include "store/formats.h"

namespace annals::store {
namespace {

// A row's number: of the event's id and the pair's place, so that the same record gives the same numbers.
std::int64_t row_number(const std::string& event, std::size_t pair) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char c : event + '/' + std::to_string(pair)) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return static_cast<std::int64_t>(hash >> 1);
}

std::string digits(const sys_days& day, int how_many) {
  std::string iso = base::to_iso(day);
  std::erase(iso, '-');
  return iso.substr(0, static_cast<std::size_t>(how_many));
}

// Day, month, year and fraction, as far as the interval knows them.
void when(TabLine& line, const TimeInterval& time) {
  const bool day = time.is_day();
  const auto shared = [&](int how_many) {
    return time.from && time.to && digits(*time.from, how_many) == digits(*time.to, how_many);
  };
  line.text(day ? digits(*time.from, 8) : "").text(shared(6) ? digits(*time.from, 6) : "");
  line.text(shared(4) ? digits(*time.from, 4) : "");
  if (!day) {
    line.empty();
    return;
  }
  const std::chrono::year_month_day date(*time.from);
  const double fraction = (static_cast<int>(static_cast<unsigned>(date.month())) * 30.0 +
                           static_cast<int>(static_cast<unsigned>(date.day())) - 30.0) /
                          365.0;
  char text[32];
  std::snprintf(text, sizeof text, "%d.%04d", static_cast<int>(date.year()), static_cast<int>(fraction * 9999));
  line.text(text);
}

void party(TabLine& line, const Participant* participant) {
  if (participant == nullptr) {
    line.empty(10);
    return;
  }
  const Actor& actor = participant->actor;
  line.text(actor_code(actor)).text(actor.name).text(actor.country);
  line.text(actor.kind == "body" || actor.kind == "group" ? actor.id : "").empty(3);  // known group; ethnic, religions
  line.text(actor.sector == "UNK" ? "" : actor.sector).empty(2);
}

// 1: a country; 4: a place of the world, as GDELT numbers them.
void place(TabLine& line, const Place& place) {
  if (place.unknown()) {
    line.whole(0).empty(7);
    return;
  }
  const bool country = place.latitude.has_value() && place.name == place.country;
  line.whole(country ? 1 : 4).text(place.name).text(place.country).empty(2);
  line.number(place.latitude).number(place.longitude);
  if (place.geonames) {
    line.whole(*place.geonames);
  } else {
    line.empty();
  }
}

void write_event(const CameoCodes& codes, const Event& event, std::ostream& out) {
  const std::vector<Dyad> dyads = codes.dyads(event);
  for (std::size_t i = 0; i < dyads.size(); ++i) {
    const CameoCode& code = *dyads[i].code;
    TabLine line;
    line.whole(row_number(event.id, i));
    when(line, event.time);
    party(line, dyads[i].source);
    party(line, dyads[i].target);
    line.whole(1).text(code.code).text(code.code.substr(0, 3)).text(code.code.substr(0, 2));
    line.whole(quad_class(code.code)).number(code.goldstein);
    line.whole(static_cast<std::int64_t>(event.claims.size())).whole(event.outlets).whole(event.documents);
    line.empty();                              // tone is not measured
    line.whole(0).empty(7).whole(0).empty(7);  // where the parties are at home
    place(line, event.place);
    std::optional<sys_days> added;
    for (const StatusStep& step : event.history) {
      if (step.as_of.to && (!added || *step.as_of.to < *added)) added = step.as_of.to;
    }
    line.text(added ? digits(*added, 8) + "000000" : "");
    line.text(event.claims.empty() ? "" : event.claims.front().path);
    out << line.finish();
  }
}

std::int64_t begin_of(const ByteSpans& spans) {
  return spans.empty() ? -1 : static_cast<std::int64_t>(spans.front().begin);
}

void write_mentions(const CameoCodes& codes, const Event& event, std::ostream& out) {
  if (codes.dyads(event).empty()) return;
  for (const ResolvedClaim& claim : event.claims) {
    std::optional<sys_days> told;
    for (const StatusStep& step : event.history) {
      if (step.claim == claim.id) told = step.as_of.to;
    }
    TabLine line;
    line.whole(row_number(event.id, 0));
    line.text(event.time.is_day() ? digits(*event.time.from, 8) + "000000" : "");
    line.text(told ? digits(*told, 8) + "000000" : "");
    line.whole(1).text(claim.outlet).text(claim.path).whole(claim.order);
    line.whole(begin_of(claim.evidence.actor)).whole(begin_of(claim.evidence.recipient));
    line.whole(begin_of(claim.evidence.trigger)).whole(1);
    line.whole(static_cast<std::int64_t>(claim.confidence * 100 + 0.5)).empty(4);
    out << line.finish();
  }
}

}  // namespace

Result<Done> write_gdelt(Store& store, const ExportOptions& options, std::ostream& out) {
  const Result<CameoCodes> codes = CameoCodes::open(options.data);
  if (!codes) return codes.error();
  const auto write = [&](const Event& event) {
    if (options.what == ExportWhat::events) {
      write_event(*codes, event, out);
    } else {
      write_mentions(*codes, event, out);
    }
    return out.good();
  };
  return ended(each_kept_event(store, options, write), out);
}

}  // namespace annals::store
