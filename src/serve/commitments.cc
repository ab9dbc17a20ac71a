// What was announced, agreed, ordered or threatened, and what became of it, also as it stood on an earlier day.
#include "annals/commitment.h"

#include <algorithm>
#include <map>

#include "annals/json.h"
#include "annals/query.h"
#include "serve/brief.h"
#include "serve/filter.h"
#include "serve/routes.h"
#include "serve/table.h"

namespace annals::serve {
namespace {

// Commitments of an earlier day may be of events that are others now: only where nothing is asked do all of them show.
bool filters(const Target& target) {
  return std::ranges::any_of(target.parameters, [](const auto& one) {
    return !one.second.empty() && std::ranges::find(kFilterParameters, one.first) != kFilterParameters.end();
  });
}

std::string names_of(const std::vector<Participant>& parties) {
  std::string out;
  for (const Participant& one : parties) out += (out.empty() ? "" : "; ") + one.actor.name;
  return out;
}

Reply as_table(const std::vector<const Commitment*>& shown, Format format) {
  Table table(format, {"id", "kind", "state", "what", "owed_by", "owed_to", "due_from", "due_to", "due_as_written",
                       "condition", "event", "moved_to", "documents", "outlets"});
  for (const Commitment* one : shown) {
    table.text(one->id).text(to_string(one->kind)).text(to_string(one->state)).text(one->what);
    table.text(names_of(one->owed_by)).text(names_of(one->owed_to)).text(iso_text(one->due.from, one->due.clock));
    table.text(iso_text(one->due.to, one->due.clock)).text(one->due_as_written).text(one->condition);
    table.text(one->event).text(one->moved_to).whole(one->documents).whole(one->outlets).end_row();
  }
  return std::move(table).reply("commitments");
}

void write_one(JsonWriter& json, const Context& context, const Commitment& one) {
  JsonWriter more;
  more.begin_object();
  more.key("due_text").text(time_text(one.due));
  const Result<Event> event = context.store.event(one.event, 1);
  more.key("brief");
  event ? write_brief(more, *event) : void(more.null());
  more.end_object();
  json.raw(opened(to_json(one)) + more.out.substr(1));
}

}  // namespace

Reply run_commitments(const Context& context) {
  const Snapshot& record = context.snapshot;
  const Target& target = context.request.target;
  std::vector<std::string_view> states = {"all"};
  states.insert(states.end(), kCommitmentStateNames.begin(), kCommitmentStateNames.end());
  const Result<Format> format = wanted_format(context.request);
  if (!format) return problem(format.error());
  const Result<std::optional<sys_days>> as_of = day_parameter(target, "as_of", true);
  if (!as_of) return problem(as_of.error());
  const Result<std::size_t> state = word_parameter(target, "state", states);
  if (!state) return problem(state.error());
  const Result<std::size_t> limit = number_parameter(target, "limit", 1, 5000, 500);
  if (!limit) return problem(limit.error());
  const Result<Question> question = read_question(context);
  if (!question) return problem(question.error());
  const auto all = context.engine.commitments(context.store, record, *as_of);
  if (!all) return problem(all.error());

  std::vector<char> selected(record.events.size());
  for (const std::uint32_t row : record.select(*question)) selected[row] = 1;
  const bool filtered = filters(target);
  std::map<std::string_view, std::uint64_t> counts;
  std::vector<const Commitment*> shown;
  std::uint64_t total = 0;
  for (const Commitment& one : **all) {
    const std::optional<std::uint32_t> row = record.row_of(one.event);
    if (filtered && (!row || selected[*row] == 0)) continue;
    ++total;
    ++counts[to_string(one.state)];
    if (*state == 0 || states[*state] == to_string(one.state)) shown.push_back(&one);
  }
  if (*format != Format::json) return as_table(shown, *format);
  JsonWriter json;
  json.begin_object();
  json.key("total").whole(total);
  json.key("as_of").text_or_null(iso_text(*as_of, ""));
  json.key("counts").begin_object();
  for (const std::string_view name : kCommitmentStateNames) json.key(name).whole(counts[name]);
  json.end_object();
  json.key("left_out").whole(std::uint64_t{shown.size() - std::min(shown.size(), *limit)});
  json.key("commitments").begin_array();
  for (std::size_t i = 0; i < std::min(shown.size(), *limit); ++i) write_one(json, context, *shown[i]);
  json.end_array();
  json.end_object();
  return serve::json(std::move(json.out));
}

}  // namespace annals::serve
