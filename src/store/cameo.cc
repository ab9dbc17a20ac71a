// ICEWS's columns, tab-separated: what tools for CAMEO data read. One row a pair of parties.
#include <ostream>

#include "base/calendar.h"
#include "base/text.h"
#include "store/cameo_codes.h"
#include "store/cells.h"
#include "store/formats.h"

namespace annals::store {
namespace {

constexpr std::string_view kHeader =
    "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\tTarget "
    "Name\tTarget Sectors\tTarget Country\tStory ID\tSentence\tPublisher\tPlace\tCountry\tLatitude\tLongitude\n";

bool is_about_a_month(const TimeInterval& time) {
  return time.from && time.to && *time.to - *time.from <= std::chrono::days(31);
}

void party(TabLine& line, const Participant* participant) {
  const Actor none;
  const Actor& actor = participant != nullptr ? participant->actor : none;
  line.text(actor.name).text(actor.sector).text(actor.country_name.empty() ? actor.country : actor.country_name);
}

}  // namespace

Result<Done> write_cameo(Store& store, const ExportOptions& options, std::ostream& out) {
  const Result<CameoCodes> codes = CameoCodes::open(options.data);
  if (!codes) return codes.error();
  out << kHeader;
  const auto write = [&](const Event& event) {
    if (!is_about_a_month(event.time)) return true;  // CAMEO's rows have one day
    const ResolvedClaim* first = event.claims.empty() ? nullptr : &event.claims.front();
    for (const Dyad& dyad : codes->dyads(event)) {
      TabLine line;
      line.text(event.id).text(base::to_iso(*event.time.from));
      party(line, dyad.source);
      line.text(dyad.code->gloss).text(dyad.code->code).number(dyad.code->goldstein);
      party(line, dyad.target);
      line.text(first ? first->document : "").text(first ? first->sentence : "").text(first ? first->outlet : "");
      line.text(event.place.name).text(event.place.country).number(event.place.latitude).number(event.place.longitude);
      out << line.finish();
    }
    return out.good();
  };
  return ended(each_kept_event(store, options, write), out);
}

}  // namespace annals::store
