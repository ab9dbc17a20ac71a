// The dateline that opens a news story: "MOSCOW, Feb. 21 (Xinhua) --", "GENEVA (AP) _", "Moscow, Feb 21:".
#pragma once

#include <optional>
#include <string_view>

#include "annals/span.h"
#include "clean/dates.h"
#include "clean/outlets.h"

namespace annals::clean {

struct Dateline {
  TextRange place;   // empty: none
  TextRange date;    // empty: none
  TextRange agency;  // the name between brackets or strokes; empty: none
  std::optional<WrittenDate> day;
  const Outlet* outlet = nullptr;  // the agency, where we know it
  std::uint32_t end = 0;           // where the story's first word may begin
};

// Reads the dateline at the beginning of `text`; empty when it begins otherwise. `alone`: the text may be nothing but
// a dateline, so its end needs no dash.
std::optional<Dateline> read_dateline(std::string_view text, const DateReader& dates, const Outlets& outlets,
                                      bool alone = false);

}  // namespace annals::clean
