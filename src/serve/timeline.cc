// Thousands of bars to draw: columns in place of objects.
#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "base/calendar.h"
#include "serve/brief.h"
#include "serve/filter.h"
#include "serve/routes.h"
#include "serve/table.h"

namespace annals::serve {
namespace {

using Pair = std::pair<std::uint32_t, std::uint32_t>;

// Whose lane an event is drawn in: its first actor and the first other party, whichever way the act went.
Pair pair_of(const Snapshot& record, const Snapshot::Event& event) {
  std::uint32_t a = kNobody, b = kNobody;
  const auto parties = record.part(record.parties, event.parties);
  for (const Snapshot::Party& one : parties) {
    if (one.role == Role::actor && a == kNobody) a = one.actor;
  }
  for (const Role role : {Role::recipient, Role::actor}) {
    for (const Snapshot::Party& one : parties) {
      if (one.role == role && b == kNobody && one.actor != a) b = one.actor;
    }
  }
  return {std::min(a, b), std::max(a, b)};
}

struct Lane {
  Pair pair;
  std::uint32_t events = 0;
};

std::vector<Lane> lanes_of(const Snapshot& record, const std::vector<std::uint32_t>& rows) {
  std::map<Pair, std::uint32_t> counts;
  for (const std::uint32_t row : rows) ++counts[pair_of(record, record.events[row])];
  std::vector<Lane> out;
  for (const auto& [pair, events] : counts) out.push_back({pair, events});
  std::ranges::stable_sort(out, std::greater(), &Lane::events);
  return out;
}

// The strongest `most` of them, in their order of time.
std::vector<std::uint32_t> strongest(const Snapshot& record, std::vector<std::uint32_t> rows, std::size_t most) {
  if (rows.size() <= most) return rows;
  const auto weight = [&](std::uint32_t row) {
    const Snapshot::Event& event = record.events[row];
    return std::tuple(event.roots, event.documents, event.confidence);
  };
  const auto middle = rows.begin() + static_cast<std::ptrdiff_t>(most);
  std::nth_element(rows.begin(), middle, rows.end(), [&](std::uint32_t a, std::uint32_t b) {
    return weight(a) != weight(b) ? weight(a) > weight(b) : a < b;
  });
  rows.erase(middle, rows.end());
  std::ranges::sort(rows);
  return rows;
}

// Bins of a day, a month or a year, so that there are some hundreds at most.
struct Histogram {
  std::string_view unit = "day";
  std::map<sys_days, std::uint32_t> counts;
};

Histogram histogram_of(const Snapshot& record, const std::vector<std::uint32_t>& rows) {
  using std::chrono::days, std::chrono::year_month_day;
  constexpr days kManyDays{400}, kManyMonths{400 * 30};
  std::optional<sys_days> first, last;
  const auto start = [&](std::uint32_t row) {
    const Snapshot::Event& event = record.events[row];
    return event.from ? event.from : event.to;
  };
  for (const std::uint32_t row : rows) {
    const std::optional<sys_days> day = start(row);
    if (day && (!first || *day < *first)) first = day;
    if (day && (!last || *day > *last)) last = day;
  }
  Histogram out;
  if (!first) return out;
  if (*last - *first > kManyDays) out.unit = "month";
  if (*last - *first > kManyMonths) out.unit = "year";
  for (const std::uint32_t row : rows) {
    const std::optional<sys_days> day = start(row);
    if (!day) continue;
    const year_month_day date(*day);
    sys_days bin = *day;
    if (out.unit == "month") bin = sys_days(date.year() / date.month() / 1);
    if (out.unit == "year") bin = sys_days(date.year() / 1 / 1);
    ++out.counts[bin];
  }
  return out;
}

// One array a column.
template <typename Write>
void column(JsonWriter& json, std::string_view name, const Snapshot& record, const std::vector<std::uint32_t>& rows,
            const Write& write) {
  json.key(name).begin_array();
  for (const std::uint32_t row : rows) write(record.events[row]);
  json.end_array();
}

void write_columns(JsonWriter& json, const Snapshot& record, const std::vector<std::uint32_t>& rows,
                   const std::map<Pair, std::size_t>& lane_numbers) {
  using E = Snapshot::Event;
  const auto each = [&](std::string_view name, const auto& write) { column(json, name, record, rows, write); };
  each("id", [&](const E& e) { json.text(e.id); });
  each("from", [&](const E& e) { write_day_number(json, e.from); });
  each("to", [&](const E& e) { write_day_number(json, e.to); });
  each("precision", [&](const E& e) { json.whole(static_cast<std::uint64_t>(e.precision)); });
  each("type", [&](const E& e) { json.whole(static_cast<std::uint64_t>(e.type)); });
  each("status", [&](const E& e) { json.whole(static_cast<std::uint64_t>(e.status)); });
  each("pair", [&](const E& e) { json.whole(std::uint64_t{lane_numbers.at(pair_of(record, e))}); });
  each("score", [&](const E& e) { json.number(std::round(static_cast<double>(e.score) * 100) / 100); });
  each("confidence", [&](const E& e) { json.number(std::round(static_cast<double>(e.confidence) * 1000) / 1000); });
  each("roots", [&](const E& e) { json.whole(std::uint64_t{e.roots}); });
}

template <typename Names>
void write_names(JsonWriter& json, std::string_view key, const Names& names) {
  json.key(key).begin_array();
  for (const auto& name : names) json.text(name);
  json.end_array();
}

// The actors that lanes name, numbered anew, and the lanes.
void write_lanes(JsonWriter& json, const Snapshot& record, const std::vector<Lane>& lanes) {
  std::map<std::uint32_t, std::size_t> numbers;
  std::vector<std::uint32_t> order;
  for (const Lane& lane : lanes) {
    for (const std::uint32_t actor : {lane.pair.first, lane.pair.second}) {
      if (actor != kNobody && numbers.try_emplace(actor, order.size()).second) order.push_back(actor);
    }
  }
  json.key("actors").begin_array();
  for (const std::uint32_t actor : order) {
    json.begin_object();
    write_actor(json, record.actors[actor]);
    json.end_object();
  }
  json.end_array();
  json.key("pairs").begin_array();
  const auto number = [&](std::uint32_t actor) {
    actor == kNobody ? json.null() : json.whole(std::uint64_t{numbers.at(actor)});
  };
  for (const Lane& lane : lanes) {
    json.begin_object();
    json.key("a");
    number(lane.pair.first);
    json.key("b");
    number(lane.pair.second);
    json.key("events").whole(std::uint64_t{lane.events});
    json.end_object();
  }
  json.end_array();
}

constexpr std::array<std::string_view, 6> kPrecisions = {"day", "week", "month", "season", "year", "interval"};

Reply as_table(const Snapshot& record, const std::vector<std::uint32_t>& rows, Format format) {
  Table table(format, {"id", "from", "to", "precision", "type", "status", "a", "b", "score", "confidence", "roots"});
  const auto name = [&](std::uint32_t actor) { return actor == kNobody ? std::string() : record.actors[actor].name; };
  for (const std::uint32_t row : rows) {
    const Snapshot::Event& event = record.events[row];
    const Pair pair = pair_of(record, event);
    table.text(event.id)
        .text(event.from ? base::to_iso(*event.from) : "")
        .text(event.to ? base::to_iso(*event.to) : "");
    table.text(base::to_string(event.precision)).text(to_string(event.type)).text(to_string(event.status));
    table.text(name(pair.first)).text(name(pair.second)).number(static_cast<double>(event.score));
    table.number(static_cast<double>(event.confidence)).whole(event.roots).end_row();
  }
  return std::move(table).reply("timeline");
}

}  // namespace

Reply run_timeline(const Context& context) {
  const Snapshot& record = context.snapshot;
  const Result<Format> format = wanted_format(context.request);
  if (!format) return problem(format.error());
  const Result<std::size_t> limit = number_parameter(context.request.target, "limit", 1, 200'000, 20'000);
  if (!limit) return problem(limit.error());
  const Result<Question> question = read_question(context);
  if (!question) return problem(question.error());
  const std::vector<std::uint32_t> rows = record.select(*question);
  if (*format != Format::json) return as_table(record, rows, *format);
  const auto dated = static_cast<std::uint64_t>(
      std::ranges::count_if(rows, [&](std::uint32_t row) { return record.events[row].from || record.events[row].to; }));
  const std::vector<std::uint32_t> shown = strongest(record, rows, *limit);
  const std::vector<Lane> lanes = lanes_of(record, rows);
  std::map<Pair, std::size_t> lane_numbers;
  for (std::size_t i = 0; i < lanes.size(); ++i) lane_numbers[lanes[i].pair] = i;
  const Histogram histogram = histogram_of(record, rows);
  JsonWriter json;
  json.begin_object();
  json.key("total").whole(std::uint64_t{rows.size()});
  json.key("dated").whole(dated);
  json.key("undated").whole(rows.size() - dated);
  json.key("shown").whole(std::uint64_t{shown.size()});
  write_names(json, "types", kEventTypeNames);
  write_names(json, "statuses", kStatusNames);
  write_names(json, "precisions", kPrecisions);
  write_lanes(json, record, lanes);
  write_columns(json, record, shown, lane_numbers);
  json.key("histogram").begin_object();
  json.key("unit").text(histogram.unit);
  json.key("start").begin_array();
  for (const auto& [day, count] : histogram.counts) json.whole(std::int64_t{day.time_since_epoch().count()});
  json.end_array();
  json.key("counts").begin_array();
  for (const auto& [day, count] : histogram.counts) json.whole(std::uint64_t{count});
  json.end_array();
  json.end_object();
  json.end_object();
  return serve::json(std::move(json.out));
}

}  // namespace annals::serve
