// Where: points for towns and what is finer, circles for what is as wide as a province, countries for the rest; near
// points as one, by zoom.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <span>

#include "annals/places.h"
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
  std::optional<PlaceExtents::Extent> wide;  // of a place that is no point

  void add(std::uint32_t row, const Snapshot::Event& event, const Place& place) {
    ++events;
    ++types[static_cast<std::size_t>(event.type)];
    latitude += place.latitude.value_or(0);
    longitude += place.longitude.value_or(0);
    if (rows.size() < kMostIds) rows.push_back(row);
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
void write_ids(JsonWriter& json, const Snapshot& record, const Heap& heap, std::size_t most) {
  json.begin_array();
  for (const std::uint32_t row : std::span(heap.rows).first(std::min(most, heap.rows.size())))
    json.text(record.events[row].id);
  json.end_array();
}

struct Drawn {
  std::vector<Heap> points, regions, countries;  // countries by their codes
  std::uint64_t placed = 0, unplaced = 0;
};

std::map<std::string_view, std::string_view> country_names(const Snapshot& record) {
  std::map<std::string_view, std::string_view> out;
  for (const Actor& actor : record.actors) {
    if (!actor.country.empty() && !actor.country_name.empty()) out.try_emplace(actor.country, actor.country_name);
  }
  return out;
}

// Heaps of places: each place is looked at once, however many events there are.
class Heaps {
 public:
  Heaps(const Snapshot& record, const std::optional<std::size_t>& zoom, const PlaceExtents* extents)
      : record_(record), zoom_(zoom), extents_(extents), of_(record.places.size(), kNobody) {}

  Heap& heap(std::uint32_t place) {
    if (of_[place] == kNobody) {
      of_[place] = number(record_.places[place], place);
      heaps_[of_[place]].places.push_back(place);
    }
    return heaps_[of_[place]];
  }
  Drawn take() && {
    Drawn out;
    for (const auto& [country, number] : countries_) out.countries.push_back(std::move(heaps_[number]));
    for (const auto& [cell, number] : cells_) out.points.push_back(std::move(heaps_[number]));
    for (const std::uint32_t number : regions_) out.regions.push_back(std::move(heaps_[number]));
    std::ranges::stable_sort(out.points, std::greater(), &Heap::events);
    std::ranges::stable_sort(out.regions, std::greater(), &Heap::events);
    return out;
  }

 private:
  // What a map shows as a point, however wide the table says it is.
  static bool is_point(const PlaceExtents::Extent& extent) {
    constexpr double kLeastShown = 25;  // kilometres
    constexpr std::array<std::string_view, 4> kTowns = {"town", "capital", "village", "quarter"};
    return extent.radius_km < kLeastShown || std::ranges::find(kTowns, extent.kind) != kTowns.end();
  }

  std::uint32_t number(const Place& place, std::uint32_t which) {
    const auto fresh = static_cast<std::uint32_t>(heaps_.size());
    std::uint32_t out = fresh;
    if (is_country(place, names_)) {
      out = countries_
                .try_emplace(place.country.empty() ? std::string_view(place.name) : std::string_view(place.country),
                             fresh)
                .first->second;
    } else if (const auto extent = extents_ != nullptr ? extents_->of(place) : std::nullopt;
               extent && !is_point(*extent)) {
      regions_.push_back(fresh);
      heaps_.emplace_back().wide = extent;
      return fresh;
    } else {
      const auto cell = zoom_ ? cell_of(place, static_cast<double>(*zoom_)) : std::pair(static_cast<int>(which), -1);
      out = cells_.try_emplace(cell, fresh).first->second;
    }
    if (out == fresh) heaps_.emplace_back();
    return out;
  }

  const Snapshot& record_;
  std::optional<std::size_t> zoom_;
  const PlaceExtents* extents_;
  std::vector<std::uint32_t> of_;  // by place
  std::map<std::string_view, std::string_view> names_ = country_names(record_);
  std::map<std::pair<int, int>, std::uint32_t> cells_;
  std::map<std::string_view, std::uint32_t> countries_;
  std::vector<std::uint32_t> regions_;
  std::vector<Heap> heaps_;
};

Drawn draw(const Snapshot& record, const std::vector<std::uint32_t>& rows, const std::optional<std::size_t>& zoom,
           const PlaceExtents* extents) {
  Heaps heaps(record, zoom, extents);
  std::uint64_t unplaced = 0;
  for (const std::uint32_t row : rows) {
    const Snapshot::Event& event = record.events[row];
    if (event.place == kNobody) {
      ++unplaced;
    } else {
      heaps.heap(event.place).add(row, event, record.places[event.place]);
    }
  }
  Drawn out = std::move(heaps).take();
  out.unplaced = unplaced;
  out.placed = rows.size() - unplaced;
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
  const Result<std::size_t> ids = number_parameter(target, "ids", 0, kMostIds, kMostIds);
  if (!ids) return problem(ids.error());
  const Result<Question> question = read_question(context);
  if (!question) return problem(question.error());
  const std::vector<std::uint32_t> rows = record.select(*question);
  const Drawn drawn = draw(record, rows, clusters ? std::optional(*zoom) : std::nullopt, context.engine.extents());
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
    for (const Heap& heap : drawn.regions) {
      const Place& place = record.places[heap.places.front()];
      table.text(place.name).text(place.country).number(*place.latitude).number(*place.longitude);
      table.text(heap.wide->kind).whole(1).whole(heap.events).end_row();
    }
    for (const Heap& heap : drawn.countries) {
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
    write_ids(json.key("ids"), record, heap, *ids);
    json.end_object();
  }
  json.end_array();
  json.key("regions").begin_array();
  for (const Heap& heap : drawn.regions) {
    const Place& place = record.places[heap.places.front()];
    json.begin_object();
    json.key("name").text(place.name);
    json.key("country").text_or_null(place.country);
    json.key("latitude").number(*place.latitude);
    json.key("longitude").number(*place.longitude);
    json.key("precision").text(heap.wide->kind);
    json.key("radius_km").number(heap.wide->radius_km);
    json.key("events").whole(std::uint64_t{heap.events});
    write_types(json.key("types"), heap);
    write_ids(json.key("ids"), record, heap, *ids);
    json.end_object();
  }
  json.end_array();
  json.key("countries").begin_array();
  for (const Heap& heap : drawn.countries) {
    const Place& first = record.places[heap.places.front()];
    json.begin_object();
    json.key("country").text_or_null(first.country);
    json.key("name").text(first.name);
    json.key("precision").text("country");
    json.key("events").whole(std::uint64_t{heap.events});
    write_types(json.key("types"), heap);
    write_ids(json.key("ids"), record, heap, *ids);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  return serve::json(std::move(json.out));
}

}  // namespace annals::serve
