// How many events there are of each value, each facet without its own field of the filter.
#include "serve/brief.h"
#include "serve/filter.h"
#include "serve/routes.h"
#include "serve/table.h"

namespace annals::serve {

Reply run_facets(const Context& context) {
  const Result<Format> format = wanted_format(context.request);
  if (!format) return problem(format.error());
  const Result<std::size_t> limit = number_parameter(context.request.target, "limit", 1, 1000, 20);
  if (!limit) return problem(limit.error());
  const Result<Question> question = read_question(context);
  if (!question) return problem(question.error());
  std::uint32_t total = 0;
  const std::vector<Snapshot::Facet> facets = context.snapshot.facets(*question, *limit, total);
  if (*format != Format::json) {
    Table table(*format, {"facet", "value", "name", "count"});
    for (const Snapshot::Facet& facet : facets) {
      for (const Snapshot::Count& count : facet.counts) {
        table.text(facet.name).text(count.value).text(count.name).whole(count.events).end_row();
      }
    }
    return std::move(table).reply("facets");
  }
  JsonWriter json;
  json.begin_object();
  json.key("total").whole(std::uint64_t{total});
  json.key("facets").begin_object();
  for (const Snapshot::Facet& facet : facets) {
    json.key(facet.name).begin_array();
    for (const Snapshot::Count& count : facet.counts) {
      json.begin_object();
      json.key("value").text(count.value);
      json.key("name").text_or_null(count.name);
      json.key("count").whole(std::uint64_t{count.events});
      json.end_object();
    }
    json.end_array();
  }
  json.end_object();
  json.key("more").begin_object();  // values beyond `limit`
  for (const Snapshot::Facet& facet : facets) json.key(facet.name).whole(std::uint64_t{facet.more});
  json.end_object();
  json.end_object();
  return serve::json(std::move(json.out));
}

}  // namespace annals::serve
