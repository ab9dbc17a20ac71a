// Thousands of bars to draw: columns in place of objects.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "base/calendar.h"
#include "serve/brief.h"
#include "serve/filter.h"
#include "serve/routes.h"
#include "serve/table.h"

namespace annals::serve {
namespace {

using Pair = Snapshot::Pair;

// Lanes: the pairs of most events, and how many those of each have.
struct Lanes {
  struct Lane {
    std::uint32_t pair = 0, events = 0;
  };
  std::vector<Lane> shown;
  std::vector<std::uint32_t> numbers;  // by pair: its place in `shown`, or kNobody
};

Lanes lanes_of(const Snapshot& record, const std::vector<std::uint32_t>& rows, std::size_t most) {
  Lanes out;
  out.numbers.assign(record.pairs.size(), 0);
  for (const std::uint32_t row : rows) ++out.numbers[record.events[row].pair];
  for (std::uint32_t pair = 0; pair < out.numbers.size(); ++pair) {
    if (out.numbers[pair] > 0) out.shown.push_back({pair, out.numbers[pair]});
  }
  const auto middle = out.shown.begin() + static_cast<std::ptrdiff_t>(std::min(most, out.shown.size()));
  std::ranges::partial_sort(out.shown, middle, [&](const Lanes::Lane& a, const Lanes::Lane& b) {
    return a.events != b.events ? a.events > b.events : record.pairs[a.pair] < record.pairs[b.pair];
  });
  out.shown.erase(middle, out.shown.end());
  out.numbers.assign(record.pairs.size(), kNobody);
  for (std::uint32_t i = 0; i < out.shown.size(); ++i) out.numbers[out.shown[i].pair] = i;
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

// Bins of a day, a month or a year, so that there are some hundreds at most. Rows come by their first day, so a bin is
// done when the next begins.
struct Histogram {
  struct Bin {
    sys_days start;
    std::array<std::uint32_t, kEventTypeNames.size()> types{};
    std::uint32_t events = 0;
  };
  std::string_view unit = "day";
  std::vector<Bin> bins;
};

Histogram histogram_of(const Snapshot& record, const std::vector<std::uint32_t>& rows) {
  using std::chrono::days, std::chrono::months, std::chrono::years, std::chrono::year_month_day;
  constexpr days kManyDays{400}, kManyMonths{400 * 30};
  const auto start = [&](std::uint32_t row) {
    const Snapshot::Event& event = record.events[row];
    return event.from ? event.from : event.to;
  };
  Histogram out;
  const auto end =
      std::partition_point(rows.begin(), rows.end(), [&](std::uint32_t row) { return start(row).has_value(); });
  if (end == rows.begin()) return out;
  const days span = *start(end[-1]) - *start(rows.front());
  if (span > kManyDays) out.unit = "month";
  if (span > kManyMonths) out.unit = "year";
  std::optional<sys_days> next;
  for (auto row = rows.begin(); row != end; ++row) {
    const sys_days day = *start(*row);
    if (!next || day >= *next) {
      const year_month_day date(day);
      Histogram::Bin bin{day};
      next = day + days{1};
      if (out.unit == "month")
        bin.start = sys_days(date.year() / date.month() / 1),
        next = sys_days((date.year() / date.month() + months{1}) / 1);
      if (out.unit == "year")
        bin.start = sys_days(date.year() / 1 / 1), next = sys_days((date.year() + years{1}) / 1 / 1);
      out.bins.push_back(bin);
    }
    ++out.bins.back().events;
    ++out.bins.back().types[static_cast<std::size_t>(record.events[*row].type)];
  }
  return out;
}

void write_histogram(JsonWriter& json, const Histogram& histogram) {
  json.begin_object();
  json.key("unit").text(histogram.unit);
  json.key("start").begin_array();
  for (const Histogram::Bin& bin : histogram.bins) json.whole(std::int64_t{bin.start.time_since_epoch().count()});
  json.end_array();
  json.key("counts").begin_array();
  for (const Histogram::Bin& bin : histogram.bins) json.whole(std::uint64_t{bin.events});
  json.end_array();
  json.key("types").begin_object();
  for (std::size_t type = 0; type < kEventTypeNames.size(); ++type) {
    const auto has = [&](const Histogram::Bin& bin) { return bin.types[type] > 0; };
    if (std::ranges::none_of(histogram.bins, has)) continue;
    json.key(kEventTypeNames[type]).begin_array();
    for (const Histogram::Bin& bin : histogram.bins) json.whole(std::uint64_t{bin.types[type]});
    json.end_array();
  }
  json.end_object();
  json.end_object();
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
                   const Lanes& lanes) {
  using E = Snapshot::Event;
  const auto each = [&](std::string_view name, const auto& write) { column(json, name, record, rows, write); };
  each("id", [&](const E& e) { json.text(e.id); });
  each("from", [&](const E& e) { write_day_number(json, e.from); });
  each("to", [&](const E& e) { write_day_number(json, e.to); });
  each("precision", [&](const E& e) { json.whole(static_cast<std::uint64_t>(e.precision)); });
  each("type", [&](const E& e) { json.whole(static_cast<std::uint64_t>(e.type)); });
  each("status", [&](const E& e) { json.whole(static_cast<std::uint64_t>(e.status)); });
  each("pair", [&](const E& e) {
    const std::uint32_t lane = lanes.numbers[e.pair];
    lane == kNobody ? json.null() : json.whole(std::uint64_t{lane});
  });
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
void write_lanes(JsonWriter& json, const Snapshot& record, const Lanes& lanes) {
  std::map<std::uint32_t, std::size_t> numbers;
  std::vector<std::uint32_t> order;
  for (const Lanes::Lane& lane : lanes.shown) {
    for (const std::uint32_t actor : {record.pairs[lane.pair].a, record.pairs[lane.pair].b}) {
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
  for (const Lanes::Lane& lane : lanes.shown) {
    json.begin_object();
    json.key("a");
    number(record.pairs[lane.pair].a);
    json.key("b");
    number(record.pairs[lane.pair].b);
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
    const Pair& pair = record.pairs[event.pair];
    table.text(event.id)
        .text(event.from ? base::to_iso(*event.from) : "")
        .text(event.to ? base::to_iso(*event.to) : "");
    table.text(base::to_string(event.precision)).text(to_string(event.type)).text(to_string(event.status));
    table.text(name(pair.a)).text(name(pair.b)).number(static_cast<double>(event.score));
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
  const Result<std::size_t> most_lanes = number_parameter(context.request.target, "lanes", 1, 2000, 200);
  if (!most_lanes) return problem(most_lanes.error());
  const Result<Question> question = read_question(context);
  if (!question) return problem(question.error());
  const std::vector<std::uint32_t> rows = record.select(*question);
  if (*format != Format::json) return as_table(record, rows, *format);
  const auto dated = static_cast<std::uint64_t>(
      std::ranges::count_if(rows, [&](std::uint32_t row) { return record.events[row].from || record.events[row].to; }));
  const std::vector<std::uint32_t> shown = strongest(record, rows, *limit);
  const Lanes lanes = lanes_of(record, rows, *most_lanes);
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
  write_columns(json, record, shown, lanes);
  write_histogram(json.key("histogram"), histogram_of(record, rows));
  json.end_object();
  return serve::json(std::move(json.out));
}

}  // namespace annals::serve
