// Who takes part: all of them under a filter, and one with offices, days and partners.
#include <algorithm>
#include <map>

#include "base/calendar.h"
#include "base/utf8.h"
#include "serve/brief.h"
#include "serve/filter.h"
#include "serve/routes.h"
#include "serve/table.h"

namespace annals::serve {
namespace {

struct Days {
  std::optional<sys_days> first, last;
  void add(const Snapshot::Event& event) {
    if (event.from && (!first || *event.from < *first)) first = event.from;
    if (event.to && (!last || *event.to > *last)) last = event.to;
  }
};
void write_days(JsonWriter& json, const Days& days) {
  json.key("first").text_or_null(days.first ? base::to_iso(*days.first) : "");
  json.key("last").text_or_null(days.last ? base::to_iso(*days.last) : "");
}

struct Seen {
  std::uint32_t actor = 0, events = 0, as_actor = 0, as_recipient = 0;
  Days days;
};

std::string id_of(const Actor& actor) { return actor.id.empty() ? actor.name : actor.id; }

std::vector<Seen> count_actors(const Snapshot& record, const std::vector<std::uint32_t>& rows) {
  std::vector<Seen> all(record.actors.size());
  for (const std::uint32_t row : rows) {
    const Snapshot::Event& event = record.events[row];
    const auto parties = record.part(record.parties, event.parties);
    for (std::size_t i = 0; i < parties.size(); ++i) {
      Seen& seen = all[parties[i].actor];
      const auto same = [&](const Snapshot::Party& one) { return one.actor == parties[i].actor; };
      const auto same_role = [&](const Snapshot::Party& one) { return same(one) && one.role == parties[i].role; };
      const auto before = parties.first(i);
      if (std::ranges::none_of(before, same)) ++seen.events, seen.days.add(event);
      if (std::ranges::none_of(before, same_role))
        ++(parties[i].role == Role::actor ? seen.as_actor : seen.as_recipient);
    }
  }
  std::vector<Seen> out;
  for (std::uint32_t i = 0; i < all.size(); ++i) {
    all[i].actor = i;
    if (all[i].events > 0) out.push_back(all[i]);
  }
  std::ranges::sort(out, [&](const Seen& a, const Seen& b) {
    if (a.events != b.events) return a.events > b.events;
    return id_of(record.actors[a.actor]) < id_of(record.actors[b.actor]);
  });
  return out;
}

Reply as_table(const Snapshot& record, const std::vector<Seen>& all, Format format) {
  Table table(format,
              {"id", "name", "kind", "country", "sector", "events", "as_actor", "as_recipient", "first", "last"});
  for (const Seen& seen : all) {
    const Actor& actor = record.actors[seen.actor];
    table.text(actor.id).text(actor.name).text(actor.kind).text(actor.country).text(actor.sector);
    table.whole(seen.events).whole(seen.as_actor).whole(seen.as_recipient);
    table.text(seen.days.first ? base::to_iso(*seen.days.first) : "");
    table.text(seen.days.last ? base::to_iso(*seen.days.last) : "").end_row();
  }
  return std::move(table).reply("actors");
}

}  // namespace

Reply run_actors(const Context& context) {
  const Snapshot& record = context.snapshot;
  const Target& target = context.request.target;
  const Result<Format> format = wanted_format(context.request);
  if (!format) return problem(format.error());
  const Result<std::size_t> limit = number_parameter(target, "limit", 1, 1000, 50);
  if (!limit) return problem(limit.error());
  const Result<std::vector<std::string>> cursor = read_cursor(target, 2);
  if (!cursor) return problem(cursor.error());
  const Result<Question> question = read_question(context);
  if (!question) return problem(question.error());
  std::vector<Seen> all = count_actors(record, record.select(*question));
  if (const std::string name = base::fold(target.value("name").value_or("")); !name.empty()) {
    std::erase_if(all, [&](const Seen& seen) {
      return base::fold(record.actors[seen.actor].name).find(name) == std::string::npos;
    });
  }
  if (*format != Format::json) return as_table(record, all, *format);
  const std::size_t total = all.size();
  if (!cursor->empty()) {
    const std::optional<std::uint64_t> events = read_number((*cursor)[0], 0, UINT32_MAX);
    std::erase_if(all, [&](const Seen& seen) {
      if (seen.events != events.value_or(0)) return seen.events > events.value_or(0);
      return id_of(record.actors[seen.actor]) <= (*cursor)[1];
    });
  }
  const std::size_t shown = std::min(*limit, all.size());
  JsonWriter json;
  json.begin_object();
  json.key("total").whole(std::uint64_t{total});
  const Seen* last = shown < all.size() ? &all[shown - 1] : nullptr;
  json.key("next").text_or_null(
      last != nullptr ? cursor_of({std::to_string(last->events), id_of(record.actors[last->actor])}) : "");
  json.key("actors").begin_array();
  for (std::size_t i = 0; i < shown; ++i) {
    json.begin_object();
    write_actor(json, record.actors[all[i].actor]);
    json.key("events").whole(std::uint64_t{all[i].events});
    json.key("as_actor").whole(std::uint64_t{all[i].as_actor});
    json.key("as_recipient").whole(std::uint64_t{all[i].as_recipient});
    write_days(json, all[i].days);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  return serve::json(std::move(json.out));
}

Reply run_actor(const Context& context) {
  const Snapshot& record = context.snapshot;
  const std::optional<std::uint32_t> actor = record.actor_of(context.request.captured[0]);
  if (!actor) return problem(404, "The record knows nobody by the id \"" + context.request.captured[0] + "\".");
  struct Partner {
    std::uint32_t events = 0;
    double score = 0;
  };
  struct Office {
    std::uint32_t events = 0;
    Days days;
  };
  std::map<std::uint32_t, Partner> partners;
  std::map<std::string_view, Office> offices;
  std::map<EventType, std::uint32_t> types;
  Seen seen;
  for (const Snapshot::Event& event : record.events) {
    const auto parties = record.part(record.parties, event.parties);
    const auto is_this = [&](const Snapshot::Party& one) { return one.actor == *actor; };
    if (std::ranges::none_of(parties, is_this)) continue;
    ++seen.events;
    seen.days.add(event);
    ++types[event.type];
    seen.as_actor +=
        std::ranges::any_of(parties, [&](const auto& one) { return is_this(one) && one.role == Role::actor; });
    seen.as_recipient +=
        std::ranges::any_of(parties, [&](const auto& one) { return is_this(one) && one.role == Role::recipient; });
    std::vector<std::uint32_t> others;
    for (const Snapshot::Party& one : parties) {
      if (one.actor == *actor) {
        if (one.office == kNobody) continue;
        Office& office = offices[record.word(one.office)];
        ++office.events;
        office.days.add(event);
      } else if (std::ranges::find(others, one.actor) == others.end()) {
        others.push_back(one.actor);
        Partner& partner = partners[one.actor];
        ++partner.events;
        partner.score += static_cast<double>(event.score);
      }
    }
  }
  JsonWriter json;
  json.begin_object();
  write_actor(json, record.actors[*actor]);
  json.key("events").whole(std::uint64_t{seen.events});
  json.key("as_actor").whole(std::uint64_t{seen.as_actor});
  json.key("as_recipient").whole(std::uint64_t{seen.as_recipient});
  write_days(json, seen.days);
  json.key("offices").begin_array();
  std::vector<std::pair<std::string_view, Office>> held(offices.begin(), offices.end());
  std::ranges::stable_sort(held, {},
                           [](const auto& one) { return std::pair(!one.second.days.first, one.second.days.first); });
  for (const auto& [name, office] : held) {
    json.begin_object();
    json.key("office").text(name);
    json.key("from").text_or_null(office.days.first ? base::to_iso(*office.days.first) : "");
    json.key("to").text_or_null(office.days.last ? base::to_iso(*office.days.last) : "");
    json.key("events").whole(std::uint64_t{office.events});
    json.end_object();
  }
  json.end_array();
  json.key("types").begin_object();
  for (const auto& [type, count] : types) json.key(to_string(type)).whole(std::uint64_t{count});
  json.end_object();
  json.key("partners").begin_array();
  constexpr std::size_t kMostPartners = 100;
  std::vector<std::pair<std::uint32_t, Partner>> with(partners.begin(), partners.end());
  std::ranges::stable_sort(with, std::greater(), [](const auto& one) { return one.second.events; });
  with.resize(std::min(with.size(), kMostPartners));
  for (const auto& [other, partner] : with) {
    json.begin_object();
    write_actor(json, record.actors[other]);
    json.key("events").whole(std::uint64_t{partner.events});
    json.key("score").number(partner.score / partner.events);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  return serve::json(std::move(json.out));
}

}  // namespace annals::serve
