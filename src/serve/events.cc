// The events of a filter, page by page or whole.
#include <algorithm>
#include <charconv>

#include "annals/json.h"
#include "serve/brief.h"
#include "serve/briefs.h"
#include "serve/filter.h"
#include "serve/listing.h"
#include "serve/routes.h"

namespace annals::serve {

const std::array<std::string_view, 7> kOrders = {"time",  "newest", "confidence",   "documents",
                                                 "roots", "score",  "disagreements"};

namespace {

// What an order compares, as a cursor keeps it: the place of an event that is there no more can still be found.
std::string key_of(Snapshot::Order order, const Snapshot::Event& event) {
  const auto day = [](const std::optional<sys_days>& one) {
    return one ? std::to_string(one->time_since_epoch().count()) : std::string("-");
  };
  switch (order) {
    case Snapshot::Order::time:
    case Snapshot::Order::newest:
      return day(event.from) + '/' + day(event.to);
    case Snapshot::Order::confidence:
      return std::to_string(event.confidence);
    case Snapshot::Order::documents:
      return std::to_string(event.documents);
    case Snapshot::Order::roots:
      return std::to_string(event.roots);
    case Snapshot::Order::score:
      return std::to_string(event.score);
    case Snapshot::Order::disagreements:
      return std::to_string(event.disagreements);
  }
  return {};
}

bool read_day(std::string_view text, std::optional<sys_days>& out) {
  if (text == "-") return true;
  int days = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), days);
  out = sys_days(std::chrono::days(days));
  return failed == std::errc() && end == text.data() + text.size();
}

// An event with nothing but what the order compares.
bool read_key(Snapshot::Order order, const std::string& key, Snapshot::Event& out) {
  if (order == Snapshot::Order::time || order == Snapshot::Order::newest) {
    const std::size_t slash = key.find('/');
    return slash != std::string::npos && read_day(std::string_view(key).substr(0, slash), out.from) &&
           read_day(std::string_view(key).substr(slash + 1), out.to);
  }
  const std::string_view unsigned_part = key.starts_with('-') ? std::string_view(key).substr(1) : key;
  std::optional<double> number = read_degrees(unsigned_part);
  if (!number) return false;
  const double value = key.starts_with('-') ? -*number : *number;
  out.confidence = out.score = static_cast<float>(value);
  out.documents = out.roots = static_cast<std::uint32_t>(std::max(0.0, std::min(value, 4e9)));
  out.disagreements = static_cast<std::uint8_t>(std::max(0.0, std::min(value, 255.0)));
  return true;
}

}  // namespace

Result<Selection> select_page(const Context& context, std::span<const std::string_view> orders, std::size_t most) {
  const Target& target = context.request.target;
  const Result<Question> question = read_question(context);
  if (!question) return question.error();
  const Result<std::size_t> limit = number_parameter(target, "limit", 1, most, std::min<std::size_t>(most, 50));
  if (!limit) return limit.error();
  const Result<std::size_t> order_number = word_parameter(target, "sort", orders);
  if (!order_number) return order_number.error();
  const auto name = std::ranges::find(kOrders, orders[*order_number]);
  const auto order = static_cast<Snapshot::Order>(name - kOrders.begin());
  const Result<std::vector<std::string>> cursor = read_cursor(target, 3);
  if (!cursor) return cursor.error();

  const Snapshot& record = context.snapshot;
  Selection out;
  out.rows = record.select(*question);
  out.total = out.rows.size();
  if (!cursor->empty()) {
    Snapshot::Event last;
    last.id = (*cursor)[2];
    if ((*cursor)[0] != *name || !read_key(order, (*cursor)[1], last)) {
      return Error{ErrorKind::Unsupported, "cursor: expected one of the same question in the same order"};
    }
    std::erase_if(out.rows, [&](std::uint32_t row) { return !Snapshot::before(order, last, record.events[row]); });
  }
  const std::size_t shown = std::min(*limit, out.rows.size());
  const auto before = [&](std::uint32_t a, std::uint32_t b) {
    return Snapshot::before(order, record.events[a], record.events[b]);
  };
  if (order != Snapshot::Order::time) {
    std::partial_sort(out.rows.begin(), out.rows.begin() + static_cast<std::ptrdiff_t>(shown), out.rows.end(), before);
  }
  if (shown < out.rows.size()) {
    const Snapshot::Event& last = record.events[out.rows[shown - 1]];
    out.next = cursor_of({std::string(*name), key_of(order, last), last.id});
  }
  out.rows.resize(shown);
  return out;
}

Reply run_events(const Context& context) {
  constexpr std::size_t kMost = 1000;
  const Result<Format> format = wanted_format(context.request);
  if (!format) return problem(format.error());
  if (*format != Format::json) return export_events(context, *format);
  constexpr std::array<std::string_view, 2> kFields = {"brief", "all"};
  const Result<std::size_t> fields = word_parameter(context.request.target, "fields", kFields);
  if (!fields) return problem(fields.error());
  const Result<Selection> page = select_page(context, kOrders, kMost);
  if (!page) return problem(page.error());
  JsonWriter json;
  json.begin_object();
  json.key("total").whole(std::uint64_t{page->total});
  json.key("next").text_or_null(page->next);
  json.key("events").begin_array();
  if (*fields == 0) {
    const Result<Done> written = write_briefs(json, context.briefs, context.store, context.snapshot, page->rows);
    if (!written) return problem(written.error());
  }
  for (const std::uint32_t row : *fields == 1 ? page->rows : std::vector<std::uint32_t>{}) {
    const Result<Event> event = context.store.event(context.snapshot.events[row].id, SIZE_MAX);
    if (!event && event.error().kind == ErrorKind::NotFound) continue;  // another took its place since
    if (!event) return problem(event.error());
    json.raw(to_json(*event));
  }
  json.end_array();
  json.end_object();
  return serve::json(std::move(json.out));
}

}  // namespace annals::serve
