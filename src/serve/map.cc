// Where: points for what is placed more finely than a country, countries for the rest; near points as one, by zoom.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "serve/brief.h"
#include "serve/filter.h"
#include "serve/routes.h"
#include "serve/table.h"

namespace annals::serve {
namespace {

constexpr std::size_t kMostIds = 50;

struct Heap {  // of events at one place or in one cluster
  std::vector<std::uint32_t> places;
  std::uint32_t events = 0;
  double latitude = 0, longitude = 0;  // sums over events, until it is written
  std::array<std::uint32_t, kEventTypeNames.size()> types{};
  std::vector<std::uint32_t> rows;

  void add(std::uint32_t row, const Snapshot::Event& event, const Place& place) {
    ++events;
    ++types[static_cast<std::size_t>(event.type)];
    latitude += place.latitude.value_or(0);
    longitude += place.longitude.value_or(0);
    if (rows.size() < kMostIds) rows.push_back(row);
    if (std::ranges::find(places, event.place) == places.end()) places.push_back(event.place);
  }
};

// A place that is a country: its name is no finer than its country, or it has no point of its own.
bool is_country(const Place& place, const std::map<std::string_view, std::string_view>& names) {
  const auto at = names.find(place.country);
  return !place.latitude || !place.longitude || (at != names.end() && at->second == place.name);
}

// Cells of a square grid over the Mercator map, about 40 pixels wide at the zoom that is asked for.
std::pair<int, int> cell_of(const Place& place, double zoom) {
  constexpr double kPi = 3.14159265358979323846, kTile = 256, kCell = 40, kLastLatitude = 85;
  const double size = kTile * std::exp2(zoom) / kCell;
  const double latitude = std::clamp(*place.latitude, -kLastLatitude, kLastLatitude) * kPi / 180;
  const double x = (*place.longitude + 180) / 360, y = (1 - std::asinh(std::tan(latitude)) / kPi) / 2;
  return {static_cast<int>(std::floor(x * size)), static_cast<int>(std::floor(y * size))};
}

void write_types(JsonWriter& json, const Heap& heap) {
  json.begin_object();
  for (std::size_t i = 0; i < heap.types.size(); ++i) {
    if (heap.types[i] > 0) json.key(kEventTypeNames[i]).whole(std::uint64_t{heap.types[i]});
  }
  json.end_object();
}
void write_ids(JsonWriter& json, const Snapshot& record, const Heap& heap) {
  json.begin_array();
  for (const std::uint32_t row : heap.rows) json.text(record.events[row].id);
  json.end_array();
}

struct Drawn {
  std::vector<Heap> points;
  std::map<std::string_view, Heap> countries;
  std::uint64_t placed = 0, unplaced = 0;
};

std::map<std::string_view, std::string_view> country_names(const Snapshot& record) {
  std::map<std::string_view, std::string_view> out;
  for (const Actor& actor : record.actors) {
    if (!actor.country.empty() && !actor.country_name.empty()) out.try_emplace(actor.country, actor.country_name);
  }
  return out;
}

Drawn draw(const Snapshot& record, const std::vector<std::uint32_t>& rows, const std::optional<std::size_t>& zoom,
           const std::map<std::string_view, std::string_view>& names) {
  Drawn out;
  std::map<std::pair<int, int>, Heap> heaps;
  for (const std::uint32_t row : rows) {
    const Snapshot::Event& event = record.events[row];
    if (event.place == kNobody) {
      ++out.unplaced;
      continue;
    }
    ++out.placed;
    const Place& place = record.places[event.place];
    if (is_country(place, names)) {
      out.countries[place.country.empty() ? std::string_view(place.name) : std::string_view(place.country)].add(
          row, event, place);
    } else {
      const auto key = zoom ? cell_of(place, static_cast<double>(*zoom)) : std::pair(static_cast<int>(event.place), -1);
      heaps[key].add(row, event, place);
    }
  }
  for (auto& [key, heap] : heaps) out.points.push_back(std::move(heap));
  std::ranges::stable_sort(out.points, std::greater(), &Heap::events);
  return out;
}

}  // namespace

Reply run_map(const Context& context) {
  const Snapshot& record = context.snapshot;
  const Target& target = context.request.target;
  const Result<Format> format = wanted_format(context.request);
  if (!format) return problem(format.error());
  const bool clusters = !target.value("zoom").value_or("").empty();
  const Result<std::size_t> zoom = number_parameter(target, "zoom", 0, 20, 0);
  if (!zoom) return problem(zoom.error());
  const Result<Question> question = read_question(context);
  if (!question) return problem(question.error());
  const std::vector<std::uint32_t> rows = record.select(*question);
  const auto names = country_names(record);
  const Drawn drawn = draw(record, rows, clusters ? std::optional(*zoom) : std::nullopt, names);
  if (*format != Format::json) {
    Table table(*format, {"name", "country", "latitude", "longitude", "precision", "places", "events"});
    for (const Heap& heap : drawn.points) {
      const Place& first = record.places[heap.places.front()];
      table.text(first.name)
          .text(first.country)
          .number(heap.latitude / heap.events)
          .number(heap.longitude / heap.events);
      table.text("point").whole(static_cast<std::int64_t>(heap.places.size())).whole(heap.events).end_row();
    }
    for (const auto& [country, heap] : drawn.countries) {
      const Place& first = record.places[heap.places.front()];
      table.text(first.name).text(first.country).none().none().text("country");
      table.whole(static_cast<std::int64_t>(heap.places.size())).whole(heap.events).end_row();
    }
    return std::move(table).reply("map");
  }
  JsonWriter json;
  json.begin_object();
  json.key("total").whole(std::uint64_t{rows.size()});
  json.key("placed").whole(drawn.placed);
  json.key("unplaced").whole(drawn.unplaced);
  json.key("points").begin_array();
  for (const Heap& heap : drawn.points) {
    const Place& first = record.places[heap.places.front()];
    json.begin_object();
    json.key("name").text(first.name);
    json.key("country").text_or_null(first.country);
    json.key("latitude").number(heap.latitude / heap.events);
    json.key("longitude").number(heap.longitude / heap.events);
    json.key("precision").text("point");
    json.key("places").whole(std::uint64_t{heap.places.size()});
    json.key("events").whole(std::uint64_t{heap.events});
    write_types(json.key("types"), heap);
    write_ids(json.key("ids"), record, heap);
    json.end_object();
  }
  json.end_array();
  json.key("countries").begin_array();
  for (const auto& [country, heap] : drawn.countries) {
    const Place& first = record.places[heap.places.front()];
    json.begin_object();
    json.key("country").text_or_null(first.country);
    json.key("name").text(first.name);
    json.key("precision").text("country");
    json.key("events").whole(std::uint64_t{heap.events});
    write_types(json.key("types"), heap);
    write_ids(json.key("ids"), record, heap);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  return serve::json(std::move(json.out));
}

}  // namespace annals::serve
