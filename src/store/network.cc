// Who did what to whom, as a network: a node a party, an edge a pair of parties and a type of event, with how often,
// how friendly and when. GraphML (for Gephi, igraph, networkx) and Graphviz.
#include <map>
#include <ostream>
#include <set>
#include <tuple>

#include "base/utf8.h"
#include "store/formats.h"
#include "store/json_writer.h"
#include "store/time_text.h"

namespace annals::store {
namespace {

struct Tie {
  std::uint64_t events = 0;
  double score = 0;  // summed
  bool mutual = false;
  std::optional<sys_days> first, last;
};

struct Network {
  std::map<std::string, Actor> nodes;                                   // by id
  std::map<std::tuple<std::string, std::string, EventType>, Tie> ties;  // source, target, type
};

void add(Network& network, const Participant& a, const Participant& b, bool mutual, const Event& event) {
  network.nodes.emplace(a.actor.id, a.actor);
  network.nodes.emplace(b.actor.id, b.actor);
  const bool turn = mutual && b.actor.id < a.actor.id;  // a mutual tie is kept once
  Tie& tie = network.ties[{turn ? b.actor.id : a.actor.id, turn ? a.actor.id : b.actor.id, event.type}];
  ++tie.events;
  tie.score += event.score;
  tie.mutual = mutual;
  if (event.time.from && (!tie.first || *event.time.from < *tie.first)) tie.first = event.time.from;
  if (event.time.to && (!tie.last || *event.time.to > *tie.last)) tie.last = event.time.to;
}

// What was only planned, asked for or denied binds nobody.
Result<Network> network_of(Store& store, const ExportOptions& options) {
  Network out;
  const Result<Done> read = each_kept_event(store, options, [&](const Event& event) {
    if (event.status != Status::happened && event.status != Status::ongoing) return true;
    std::vector<const Participant*> actors, recipients;
    for (const Participant& participant : event.participants) {
      (participant.role == Role::actor ? actors : recipients).push_back(&participant);
    }
    for (const Participant* a : actors) {
      for (const Participant* b : recipients) add(out, *a, *b, false, event);
    }
    for (std::size_t i = 0; recipients.empty() && i < actors.size(); ++i) {
      for (std::size_t j = i + 1; j < actors.size(); ++j) add(out, *actors[i], *actors[j], true, event);
    }
    return true;
  });
  if (!read) return read.error();
  return out;
}

std::string xml(std::string_view text) { return base::escaped_markup(base::visible(text)); }

std::string in_quotes(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) >= 0x20) out += c;
  }
  return out + '"';
}

std::string number(double value) {
  JsonWriter json;
  json.number(value);
  return std::move(json.out);
}

void data(std::ostream& out, std::string_view key, std::string_view value) {
  if (!value.empty()) out << "<data key=\"" << key << "\">" << xml(value) << "</data>";
}

}  // namespace

Result<Done> write_graphml(Store& store, const ExportOptions& options, std::ostream& out) {
  const Result<Network> network = network_of(store, options);
  if (!network) return network.error();
  out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n";
  for (const std::string_view key : {"name", "kind", "country", "sector"}) {
    out << "<key id=\"" << key << "\" for=\"node\" attr.name=\"" << key << "\" attr.type=\"string\"/>\n";
  }
  constexpr auto kOfEdges = std::to_array<std::pair<std::string_view, std::string_view>>(
      {{"type", "string"}, {"events", "int"}, {"score", "double"}, {"first", "string"}, {"last", "string"}});
  for (const auto& [key, type] : kOfEdges) {
    out << "<key id=\"" << key << "\" for=\"edge\" attr.name=\"" << key << "\" attr.type=\"" << type << "\"/>\n";
  }
  out << "<graph edgedefault=\"directed\">\n";
  for (const auto& [id, actor] : network->nodes) {
    out << "<node id=\"" << xml(id) << "\">";
    data(out, "name", actor.name);
    data(out, "kind", actor.kind);
    data(out, "country", actor.country);
    data(out, "sector", actor.sector);
    out << "</node>\n";
  }
  for (const auto& [ends, tie] : network->ties) {
    const auto& [source, target, type] = ends;
    out << "<edge source=\"" << xml(source) << "\" target=\"" << xml(target) << "\""
        << (tie.mutual ? " directed=\"false\">" : ">");
    data(out, "type", to_string(type));
    data(out, "events", std::to_string(tie.events));
    data(out, "score", number(tie.score / static_cast<double>(tie.events)));
    data(out, "first", end_text(tie.first, {}));
    data(out, "last", end_text(tie.last, {}));
    out << "</edge>\n";
  }
  out << "</graph>\n</graphml>\n";
  return ended(Done{}, out);
}

Result<Done> write_dot(Store& store, const ExportOptions& options, std::ostream& out) {
  const Result<Network> network = network_of(store, options);
  if (!network) return network.error();
  out << "digraph annals {\n  graph [overlap=false, splines=true];\n  node [shape=box, style=rounded];\n";
  for (const auto& [id, actor] : network->nodes)
    out << "  " << in_quotes(id) << " [label=" << in_quotes(actor.name) << "];\n";
  for (const auto& [ends, tie] : network->ties) {
    const auto& [source, target, type] = ends;
    const double score = tie.score / static_cast<double>(tie.events);
    out << "  " << in_quotes(source) << " -> " << in_quotes(target)
        << " [label=" << in_quotes(std::string(to_string(type)) + " " + std::to_string(tie.events))
        << ", color=" << (score < 0 ? "firebrick" : "seagreen") << (tie.mutual ? ", dir=none" : "") << "];\n";
  }
  out << "}\n";
  return ended(Done{}, out);
}

}  // namespace annals::store
