#include <CLI/CLI.hpp>
#include <algorithm>
#include <map>
#include <memory>

#include "annals/actor_base.h"
#include "annals/json.h"
#include "base/calendar.h"
#include "base/text.h"
#include "cli/console.h"
#include "cli/events.h"
#include "cli/list.h"

namespace annals::cli {

void FilterArguments::add_to(CLI::App& app) {
  app.add_option("--actor", filter.actor, "a name, a country or an id that takes part");
  app.add_option("--with", filter.with, "another that takes part in the same event");
  app.add_option("--type", filter.type, "an event type, such as CONSULT");
  app.add_option("--mode", filter.mode, "a mode, such as phone");
  app.add_option("--status", filter.status, "happened, ongoing, planned, possible, requested, cancelled or denied");
  app.add_option("--place", filter.place, "a place or a country");
  app.add_option("--topic", filter.topic, "a word of the topic");
  app.add_option("--outlet", filter.outlet, "an outlet that tells of it");
  app.add_option("--since", since, "the first day, as 2016-12-08, 2016-12 or 2016");
  app.add_option("--until", until, "the last day");
}

bool FilterArguments::any() const {
  const std::string* const all[] = {&filter.actor, &filter.with,  &filter.type,   &filter.mode, &filter.status,
                                    &filter.place, &filter.topic, &filter.outlet, &since,       &until};
  return std::ranges::any_of(all, [](const std::string* one) { return !one->empty(); });
}

// An id that was given up stands for the one that took it up, as in `annals actors`: the tables are opened for that.
std::string FilterArguments::find_ids(const Context& context) {
  const auto is_id = [](const std::string& text) {
    const bool number = text.size() > 1 && text[0] == 'Q' &&
                        std::all_of(text.begin() + 1, text.end(), [](char c) { return base::is_digit(c); });
    return number || text.starts_with("x:");
  };
  if (!is_id(filter.actor) && !is_id(filter.with)) return {};
  Result<ActorBase> base = ActorBase::open(context.data, context.actors);
  if (!base) return base.error().source + ": " + base.error().message;
  const auto held = std::make_shared<ActorBase>(std::move(*base));
  const auto known = std::make_shared<std::map<std::string, std::string>>();  // a record names few, often
  filter.current_id = [held, known](const std::string& id) {
    const auto at = known->find(id);
    return at != known->end() ? at->second : known->emplace(id, held->current_id(id)).first->second;
  };
  return {};
}

std::string FilterArguments::settle(const Context& context) {
  const auto from = base::read_iso(since);
  const auto to = base::read_iso(until);
  if (!since.empty() && !from) return "--since: expected a date such as 2016-12-08, found \"" + since + "\"";
  if (!until.empty() && !to) return "--until: expected a date such as 2016-12-08, found \"" + until + "\"";
  if (!filter.type.empty() && !event_type(filter.type)) {
    return "--type: expected one of PLOVER's types such as CONSULT, found \"" + filter.type + "\"";
  }
  if (!filter.status.empty() && !status(filter.status)) {
    return "--status: expected a status such as planned, found \"" + filter.status + "\"";
  }
  if (from) filter.since = from->from;
  if (to) filter.until = to->to;
  return find_ids(context);
}

Exit print_events(const std::vector<Event>& events, bool json) {
  if (!json) return print_line(timeline_text(events)), Exit::read;
  for (const Event& event : events) {
    if (!print_line(to_json(event))) break;
  }
  return Exit::read;
}

Exit run_timeline(int argc, char** argv, const Context& context) {
  CLI::App app("Events in order, one block an event, with who says so and how many independent roots.", "timeline");
  std::string store_path;
  FilterArguments arguments;
  bool json = false;
  app.add_option("STORE", store_path, "the store's file")->required();
  arguments.add_to(app);
  app.add_flag("--json", json, "one JSON object a line");
  if (const auto done = read_arguments(app, argc, argv)) return *done;
  if (const std::string problem = arguments.settle(context); !problem.empty())
    return complain(problem), Exit::wrong_call;

  Result<Store> store = Store::open(store_path, Store::Mode::read);
  if (!store) return exit_for(store.error());
  Result<std::vector<Event>> events = store->events();
  if (!events) return exit_for(events.error());
  std::erase_if(*events, [&](const Event& event) { return !matches(event, arguments.filter); });
  return print_events(*events, json);
}

}  // namespace annals::cli
