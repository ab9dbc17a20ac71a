// What is held.
#include "base/calendar.h"
#include "serve/brief.h"
#include "serve/routes.h"

namespace annals::serve {

Reply run_summary(const Context& context) {
  const Snapshot& record = context.snapshot;
  std::optional<sys_days> first, last;
  for (const Snapshot::Event& event : record.events) {
    if (event.from && (!first || *event.from < *first)) first = event.from;
    if (event.to && (!last || *event.to > *last)) last = event.to;
  }
  std::map<std::string_view, std::uint64_t> outlets;
  for (const Snapshot::DocumentRow& row : record.documents) {
    if (!row.head.outlet.empty()) ++outlets[row.head.outlet];
  }
  std::uint64_t actors = 0;
  std::vector<char> takes_part(record.actors.size());
  for (const Snapshot::Party& party : record.parties) {
    actors += takes_part[party.actor] == 0;
    takes_part[party.actor] = 1;
  }
  JsonWriter json;
  json.begin_object();
  json.key("store").text(context.engine.options().store.filename().string());
  json.key("version").text(ANNALS_VERSION);
  json.key("revision").text(record.state.version);
  json.key("documents").whole(std::uint64_t{record.documents.size()});
  json.key("claims").whole(record.claims);
  json.key("events").whole(std::uint64_t{record.events.size()});
  json.key("actors").whole(actors);
  json.key("outlets").whole(std::uint64_t{outlets.size()});
  json.key("refused").whole(record.state.refused);
  json.key("first").text_or_null(first ? base::to_iso(*first) : "");
  json.key("last").text_or_null(last ? base::to_iso(*last) : "");
  json.key("review").boolean(context.engine.options().review);
  json.end_object();
  return serve::json(std::move(json.out));
}

}  // namespace annals::serve
