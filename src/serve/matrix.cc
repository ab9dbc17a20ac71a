// Who says what: events against the outlets and speakers that tell of them.
#include <algorithm>
#include <map>

#include "serve/brief.h"
#include "serve/filter.h"
#include "serve/listing.h"
#include "serve/routes.h"
#include "serve/table.h"

namespace annals::serve {
namespace {

struct Column {
  bool speaker = false;
  std::string id, name;
  std::uint32_t events = 0;
};

struct Cell {
  std::vector<Status> statuses;
  std::vector<std::string> claims;
  std::vector<std::string> roots;
};

// Outlets and speakers of the filter's events, those of the most events first.
std::vector<Column> columns_of(const Snapshot& record, const std::vector<std::uint32_t>& rows, std::size_t most) {
  constexpr auto count = [](std::vector<std::uint32_t>& of, std::vector<std::uint32_t>& last, std::uint32_t which,
                            std::uint32_t row) {
    if (which == kNobody || last[which] == row) return;
    last[which] = row;
    ++of[which];
  };
  std::vector<std::uint32_t> outlets(record.words.size()), last(record.words.size(), kNobody),
      alone(record.documents.size()), last_alone(record.documents.size(), kNobody), speakers(record.actors.size());
  for (const std::uint32_t row : rows) {
    const Snapshot::Event& event = record.events[row];
    for (const Snapshot::Telling& one : record.part(record.tellings, event.tellings)) {
      count(outlets, last, one.outlet, row);
      if (one.outlet == kNobody) count(alone, last_alone, one.document, row);
    }
    for (const std::uint32_t speaker : record.part(record.speakers, event.speakers)) ++speakers[speaker];
  }
  std::vector<Column> out, said;
  for (std::uint32_t i = 0; i < outlets.size(); ++i) {
    if (outlets[i] > 0) out.push_back({false, record.words[i], record.words[i], outlets[i]});
  }
  for (std::uint32_t i = 0; i < alone.size(); ++i) {  // nobody knows whose it is: it stands for itself
    const std::string& path = record.documents[i].head.path;
    if (alone[i] > 0) out.push_back({false, path, path.substr(path.rfind('/') + 1), alone[i]});
  }
  for (std::uint32_t i = 0; i < speakers.size(); ++i) {
    const Actor& who = record.actors[i];
    if (speakers[i] > 0) said.push_back({true, who.id.empty() ? who.name : who.id, who.name, speakers[i]});
  }
  for (std::vector<Column>* list : {&out, &said}) {
    std::ranges::sort(*list, [](const Column& a, const Column& b) {
      return a.events != b.events ? a.events > b.events : std::tie(a.name, a.id) < std::tie(b.name, b.id);
    });
    list->resize(std::min(list->size(), most));
  }
  out.insert(out.end(), said.begin(), said.end());
  return out;
}

template <typename T>
void add_once(std::vector<T>& list, const T& value) {
  if (std::ranges::find(list, value) == list.end()) list.push_back(value);
}

std::map<std::size_t, Cell> cells_of(const Snapshot& record, const Event& event, const std::vector<Column>& columns) {
  std::map<std::pair<bool, std::string_view>, std::size_t> numbers;
  for (std::size_t i = 0; i < columns.size(); ++i) numbers[{columns[i].speaker, columns[i].id}] = i;
  std::map<std::size_t, Cell> out;
  for (const ResolvedClaim& claim : event.claims) {
    const auto document = record.document_of(claim.document);
    const std::string root = document ? record.documents[*document].head.root : std::string();
    const auto add = [&](bool speaker, std::string_view id) {
      const auto at = numbers.find({speaker, id});
      if (at == numbers.end()) return;
      Cell& cell = out[at->second];
      add_once(cell.statuses, claim.status);
      add_once(cell.claims, claim.id);
      if (!root.empty()) add_once(cell.roots, root);
    };
    add(false, claim.outlet.empty() ? claim.path : claim.outlet);
    for (const ResolvedSpeaker& speaker : claim.said_by) {
      add(true, speaker.actor.id.empty() ? speaker.actor.name : speaker.actor.id);
    }
  }
  return out;
}

void write_row(JsonWriter& json, const Event& event, const std::map<std::size_t, Cell>& cells) {
  json.begin_object();
  write_brief(json.key("event"), event);
  json.key("cells").begin_array();
  for (const auto& [column, cell] : cells) {
    json.begin_object();
    json.key("column").whole(std::uint64_t{column});
    json.key("status").begin_array();
    for (const Status status : cell.statuses) json.text(to_string(status));
    json.end_array();
    json.key("claims").texts(cell.claims);
    json.key("roots").texts(cell.roots);
    json.end_object();
  }
  json.end_array();
  json.key("fields").begin_array();
  for (const Disagreement& one : event.disagreements) json.text(one.field);
  json.end_array();
  json.end_object();
}

}  // namespace

Reply run_matrix(const Context& context) {
  const Snapshot& record = context.snapshot;
  constexpr std::array<std::string_view, 5> kOrdersHere = {"disagreements", "time", "newest", "documents", "roots"};
  const Result<Format> format = wanted_format(context.request);
  if (!format) return problem(format.error());
  const Result<std::size_t> most = number_parameter(context.request.target, "columns", 1, 200, 24);
  if (!most) return problem(most.error());
  const Result<Selection> page = select_page(context, kOrdersHere, 500);
  if (!page) return problem(page.error());
  const Result<Question> question = read_question(context);
  if (!question) return problem(question.error());
  const std::vector<Column> columns = columns_of(record, record.select(*question), *most);
  Table table(*format, {"event", "kind", "id", "name", "status", "claims", "roots"});
  JsonWriter json;
  json.begin_object();
  json.key("total").whole(std::uint64_t{page->total});
  json.key("next").text_or_null(page->next);
  json.key("columns").begin_array();
  for (const Column& column : columns) {
    json.begin_object();
    json.key("kind").text(column.speaker ? "speaker" : "outlet");
    json.key("id").text(column.id);
    json.key("name").text(column.name);
    json.key("events").whole(std::uint64_t{column.events});
    json.end_object();
  }
  json.end_array();
  json.key("rows").begin_array();
  for (const std::uint32_t row : page->rows) {
    const Result<Event> event = context.store.event(record.events[row].id, SIZE_MAX);
    if (!event && event.error().kind == ErrorKind::NotFound) continue;
    if (!event) return problem(event.error());
    const std::map<std::size_t, Cell> cells = cells_of(record, *event, columns);
    write_row(json, *event, cells);
    for (const auto& [column, cell] : cells) {
      std::string statuses, claims, roots;
      for (const Status status : cell.statuses)
        statuses += (statuses.empty() ? "" : "; ") + std::string(to_string(status));
      for (const std::string& claim : cell.claims) claims += (claims.empty() ? "" : "; ") + claim;
      for (const std::string& root : cell.roots) roots += (roots.empty() ? "" : "; ") + root;
      table.text(event->id).text(columns[column].speaker ? "speaker" : "outlet").text(columns[column].id);
      table.text(columns[column].name).text(statuses).text(claims).text(roots).end_row();
    }
  }
  json.end_array();
  json.end_object();
  return *format == Format::json ? serve::json(std::move(json.out)) : std::move(table).reply("matrix");
}

}  // namespace annals::serve
