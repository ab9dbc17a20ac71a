#include "clean/date_evidence.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "base/calendar.h"

using namespace annals;
using namespace annals::clean;

namespace {

using Kind = DateHint::Kind;

DateHint hint(Kind kind, std::string where, std::string as_written, std::string_view day, double confidence) {
  return {kind, std::move(as_written), *base::read_iso(day), std::move(where), confidence};
}

// The day of the surest hint for the day of publication.
std::string published(std::vector<DateHint> dates) {
  weigh_dates(dates);
  const DateHint* best = nullptr;
  for (const DateHint& one : dates) {
    if (one.kind == Kind::published && (best == nullptr || one.confidence > best->confidence)) best = &one;
  }
  return best == nullptr ? "-" : base::to_iso(*best->day.from);
}

}  // namespace

TEST_CASE("a time in UTC is told by the local day of the address") {
  CHECK(published({hint(Kind::published, "JSON-LD datePublished", "2023-11-09T03:28:35Z", "2023-11-09", 0.95),
                   hint(Kind::url, "url", "2023/11/08", "2023-11-08", 0.82)}) == "2023-11-08");
  // Not where the hour shuts it out.
  CHECK(published({hint(Kind::published, "JSON-LD datePublished", "2023-11-09T13:28:35Z", "2023-11-09", 0.95),
                   hint(Kind::url, "url", "2023/11/08", "2023-11-08", 0.82)}) == "2023-11-09");
  // Nor where the zone is the writer's own.
  CHECK(published({hint(Kind::published, "JSON-LD datePublished", "2023-11-09T03:28:35-05:00", "2023-11-09", 0.95),
                   hint(Kind::url, "url", "2023/11/08", "2023-11-08", 0.82)}) == "2023-11-09");
}

TEST_CASE("markup made anew gives way to the older day that readers are shown") {
  CHECK(published({hint(Kind::published, "JSON-LD datePublished", "2025-06-12", "2025-06-12", 0.95),
                   hint(Kind::updated, "JSON-LD dateModified", "2025-06-12", "2025-06-12", 0.9),
                   hint(Kind::published, "text near the headline", "2 November 2022", "2022-11-02", 0.5)}) ==
        "2022-11-02");
}

TEST_CASE("an update that the page calls one is not its day") {
  CHECK(published({hint(Kind::published, "JSON-LD datePublished", "2024-03-06", "2024-03-06", 0.95),
                   hint(Kind::updated, "JSON-LD dateModified", "2025-11-19", "2025-11-19", 0.9),
                   hint(Kind::updated, "text, marked", "19 November 2025", "2025-11-19", 0.74),
                   hint(Kind::published, "time", "2025-11-19", "2025-11-19", 0.65)}) == "2024-03-06");
}

TEST_CASE("numbers that could be either are told by a day that is written out") {
  CHECK(published({hint(Kind::published, "meta article:published_time", "03-09-2026", "2026-09-03", 0.74),
                   hint(Kind::published, "text, marked", "March 9, 2026", "2026-03-09", 0.69)}) == "2026-03-09");
}

TEST_CASE("a list of other stories' days is doubted") {
  CHECK(published({hint(Kind::published, "itemprop datePublished", "2026-03-13", "2026-03-13", 0.9),
                   hint(Kind::published, "itemprop datePublished", "2026-03-12", "2026-03-12", 0.9),
                   hint(Kind::published, "itemprop datePublished", "2026-03-10", "2026-03-10", 0.9),
                   hint(Kind::published, "meta date", "March 27, 2025", "2025-03-27", 0.58)}) == "2025-03-27");
}
