// Who did what with whom: nodes are actors or countries, an edge goes from who acts to whom it is done, and is mutual
// where both act.
#include <algorithm>
#include <array>
#include <map>
#include <span>

#include "base/calendar.h"
#include "serve/brief.h"
#include "serve/filter.h"
#include "serve/routes.h"
#include "serve/table.h"

namespace annals::serve {
namespace {

constexpr std::size_t kMostIds = 50;

struct Node {
  Actor actor;
  std::uint32_t events = 0;
};
struct Edge {
  std::uint32_t from = 0, to = 0;
  bool mutual = false;
  std::uint32_t events = 0;
  double score = 0;
  std::optional<sys_days> first, last;
  std::array<std::uint32_t, kEventTypeNames.size()> types{};
  std::vector<std::uint32_t> rows;
};

struct Graph {
  std::vector<Node> nodes;
  std::map<std::tuple<std::uint32_t, std::uint32_t, bool>, Edge> edges;
  std::vector<std::uint32_t> node_of;  // by actor; kNobody: not asked for yet
  std::map<std::string, std::uint32_t> by_country;
};

// The node that stands for an actor: itself, or all that belongs to its country.
std::uint32_t node_for(const Snapshot& record, std::uint32_t actor, bool countries, Graph& graph) {
  std::uint32_t& node = graph.node_of[actor];
  if (node != kNobody) return node;
  const Actor& who = record.actors[actor];
  const bool folds = countries && !who.country.empty();
  if (folds) {
    const auto [at, fresh] = graph.by_country.try_emplace(who.country, static_cast<std::uint32_t>(graph.nodes.size()));
    node = at->second;
    if (!fresh) return node;
    Actor country;
    country.id = country.country = who.country;
    country.name = who.country_name.empty() ? who.country : who.country_name;
    country.country_name = who.country_name;
    country.kind = "country";
    graph.nodes.push_back({std::move(country), 0});
    return node;
  }
  node = static_cast<std::uint32_t>(graph.nodes.size());
  graph.nodes.push_back({who, 0});
  return node;
}

void add_edge(Graph& graph, std::uint32_t from, std::uint32_t to, bool mutual, std::uint32_t row,
              const Snapshot::Event& event) {
  if (from == to) return;
  if (mutual && from > to) std::swap(from, to);
  Edge& edge = graph.edges[{from, to, mutual}];
  edge.from = from;
  edge.to = to;
  edge.mutual = mutual;
  ++edge.events;
  edge.score += static_cast<double>(event.score);
  ++edge.types[static_cast<std::size_t>(event.type)];
  if (event.from && (!edge.first || *event.from < *edge.first)) edge.first = event.from;
  if (event.to && (!edge.last || *event.to > *edge.last)) edge.last = event.to;
  if (edge.rows.size() < kMostIds) edge.rows.push_back(row);
}

// The nodes that take part in an event, each once a side.
struct Sides {
  std::vector<std::uint32_t> actors, recipients;
};
void read_sides(const Snapshot& record, const Snapshot::Event& event, bool countries, Graph& graph, Sides& out) {
  out.actors.clear();
  out.recipients.clear();
  for (const Snapshot::Party& one : record.part(record.parties, event.parties)) {
    std::vector<std::uint32_t>& side = one.role == Role::actor ? out.actors : out.recipients;
    const std::uint32_t node = node_for(record, one.actor, countries, graph);
    if (std::ranges::find(side, node) == side.end()) side.push_back(node);
  }
}

Graph nodes_of(const Snapshot& record, const std::vector<std::uint32_t>& rows, bool countries) {
  Graph graph;
  graph.node_of.assign(record.actors.size(), kNobody);
  Sides sides;
  for (const std::uint32_t row : rows) {
    read_sides(record, record.events[row], countries, graph, sides);
    for (const std::uint32_t node : sides.actors) ++graph.nodes[node].events;
    for (const std::uint32_t node : sides.recipients) {
      if (std::ranges::find(sides.actors, node) == sides.actors.end()) ++graph.nodes[node].events;
    }
  }
  return graph;
}

// Edges between the nodes that are shown: there are far fewer of them than of all.
void add_edges(const Snapshot& record, const std::vector<std::uint32_t>& rows, bool countries,
               const std::vector<char>& is_shown, Graph& graph) {
  Sides sides;
  for (const std::uint32_t row : rows) {
    const Snapshot::Event& event = record.events[row];
    read_sides(record, event, countries, graph, sides);
    const bool mutual = sides.recipients.empty();
    const auto hidden = [&](std::uint32_t node) { return is_shown[node] == 0; };
    std::erase_if(sides.actors, hidden);
    std::erase_if(sides.recipients, hidden);
    for (std::size_t i = 0; i < sides.actors.size(); ++i) {
      for (const std::uint32_t to : sides.recipients) add_edge(graph, sides.actors[i], to, false, row, event);
      for (std::size_t k = i + 1; mutual && k < sides.actors.size(); ++k) {
        add_edge(graph, sides.actors[i], sides.actors[k], true, row, event);
      }
    }
  }
}

// The nodes with the most events, most first.
std::vector<std::uint32_t> shown_nodes(const Graph& graph, std::size_t most) {
  std::vector<std::uint32_t> out(graph.nodes.size());
  for (std::uint32_t i = 0; i < out.size(); ++i) out[i] = i;
  const auto end = out.begin() + static_cast<std::ptrdiff_t>(std::min(out.size(), most));
  std::ranges::partial_sort(out, end, [&](std::uint32_t a, std::uint32_t b) {
    const Node& x = graph.nodes[a];
    const Node& y = graph.nodes[b];
    return x.events != y.events ? x.events > y.events
                                : std::tie(x.actor.name, x.actor.id) < std::tie(y.actor.name, y.actor.id);
  });
  out.erase(end, out.end());
  return out;
}

std::string id_of(const Actor& actor) { return actor.id.empty() ? actor.name : actor.id; }

void write_edge(JsonWriter& json, const Snapshot& record, const Graph& graph, const Edge& edge, std::size_t ids) {
  json.begin_object();
  json.key("from").text(id_of(graph.nodes[edge.from].actor));
  json.key("to").text(id_of(graph.nodes[edge.to].actor));
  json.key("mutual").boolean(edge.mutual);
  json.key("events").whole(std::uint64_t{edge.events});
  json.key("score").number(edge.score / edge.events);
  json.key("first").text_or_null(edge.first ? base::to_iso(*edge.first) : "");
  json.key("last").text_or_null(edge.last ? base::to_iso(*edge.last) : "");
  json.key("types").begin_object();
  for (std::size_t i = 0; i < edge.types.size(); ++i) {
    if (edge.types[i] > 0) json.key(kEventTypeNames[i]).whole(std::uint64_t{edge.types[i]});
  }
  json.end_object();
  json.key("ids").begin_array();
  for (const std::uint32_t row : std::span(edge.rows).first(std::min(ids, edge.rows.size())))
    json.text(record.events[row].id);
  json.end_array();
  json.end_object();
}

}  // namespace

Reply run_network(const Context& context) {
  const Snapshot& record = context.snapshot;
  const Target& target = context.request.target;
  constexpr std::array<std::string_view, 2> kLevels = {"actor", "country"};
  const Result<Format> format = wanted_format(context.request);
  if (!format) return problem(format.error());
  const Result<std::size_t> level = word_parameter(target, "level", kLevels);
  if (!level) return problem(level.error());
  const Result<std::size_t> limit = number_parameter(target, "limit", 1, 2000, 60);
  if (!limit) return problem(limit.error());
  const Result<std::size_t> ids = number_parameter(target, "ids", 0, kMostIds, kMostIds);
  if (!ids) return problem(ids.error());
  const Result<Question> question = read_question(context);
  if (!question) return problem(question.error());
  const std::vector<std::uint32_t> rows = record.select(*question);
  Graph graph = nodes_of(record, rows, *level == 1);
  const std::vector<std::uint32_t> shown = shown_nodes(graph, *limit);
  std::vector<char> is_shown(graph.nodes.size());
  for (const std::uint32_t node : shown) is_shown[node] = 1;
  add_edges(record, rows, *level == 1, is_shown, graph);
  std::vector<const Edge*> edges;
  for (const auto& [key, edge] : graph.edges) edges.push_back(&edge);
  std::ranges::sort(edges, [&](const Edge* a, const Edge* b) {
    if (a->events != b->events) return a->events > b->events;
    const auto names = [&](const Edge* e) {
      return std::tuple(id_of(graph.nodes[e->from].actor), id_of(graph.nodes[e->to].actor), e->mutual);
    };
    return names(a) < names(b);
  });
  if (*format != Format::json) {
    Table table(*format, {"from", "from_name", "to", "to_name", "mutual", "events", "score", "first", "last"});
    for (const Edge* edge : edges) {
      const Actor& from = graph.nodes[edge->from].actor;
      const Actor& to = graph.nodes[edge->to].actor;
      table.text(id_of(from)).text(from.name).text(id_of(to)).text(to.name).whole(edge->mutual ? 1 : 0);
      table.whole(edge->events).number(edge->score / edge->events);
      table.text(edge->first ? base::to_iso(*edge->first) : "")
          .text(edge->last ? base::to_iso(*edge->last) : "")
          .end_row();
    }
    return std::move(table).reply("network");
  }
  JsonWriter json;
  json.begin_object();
  json.key("total").whole(std::uint64_t{rows.size()});
  json.key("left_out").whole(std::uint64_t{graph.nodes.size() - shown.size()});
  json.key("nodes").begin_array();
  for (const std::uint32_t node : shown) {
    json.begin_object();
    write_actor(json, graph.nodes[node].actor);
    json.key("node").text(id_of(graph.nodes[node].actor));
    json.key("events").whole(std::uint64_t{graph.nodes[node].events});
    json.end_object();
  }
  json.end_array();
  json.key("edges").begin_array();
  for (const Edge* edge : edges) write_edge(json, record, graph, *edge, *ids);
  json.end_array();
  json.end_object();
  return serve::json(std::move(json.out));
}

}  // namespace annals::serve
