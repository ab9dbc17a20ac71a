// Lists: the page of a filter that is asked for, and whole lists as CSV and JSON Lines.
#pragma once

#include <array>
#include <span>
#include <string>
#include <vector>

#include "serve/filter.h"

namespace annals::serve {

extern const std::array<std::string_view, 7> kOrders;  // of Snapshot::Order

struct Selection {
  std::vector<std::uint32_t> rows;  // of the page
  std::size_t total = 0;            // of the filter
  std::string next;                 // the cursor to what follows; empty at the end
};
// By the parameters of the filter, `sort` (one of `orders`, the first where none is named), `cursor` and `limit`.
Result<Selection> select_page(const Context& context, std::span<const std::string_view> orders, std::size_t most);

// All events of the filter, whole, streamed.
Reply export_events(const Context& context, Format format);

}  // namespace annals::serve
