// The routes: one table, from which requests are sent on and the tests against docs/openapi.json are made.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "serve/engine.h"

namespace annals::serve {

struct Route {
  std::string_view method;
  std::string_view path;        // "/api/v1/events/{id}"
  std::string_view parameters;  // of the query, parted by blanks
  bool filters = false;         // the filter's parameters, too
  bool slow = false;            // its answer may take more than a few milliseconds
  bool changes = false;         // it differs without the record's having changed: no ETag
  bool keeps = false;           // its answers are kept while the record stands still: they are made of all its events
  bool review = false;          // only with --review, and its token
  Reply (*run)(const Context& context) = nullptr;
};

std::span<const Route> routes();

// The route for a path, and what stands for its {parts}. With no route of this method, `methods` lists those there are.
struct FoundRoute {
  const Route* route = nullptr;
  std::vector<std::string> captured;
  std::vector<std::string_view> methods;
};
FoundRoute find_route(std::string_view method, const std::vector<std::string>& segments);

// What is wrong with the query's parameters, if anything.
std::string parameter_problem(const Route& route, const Target& target);

Reply run_summary(const Context& context);
Reply run_events(const Context& context);
Reply run_event(const Context& context);
Reply run_event_explain(const Context& context);
Reply run_claim(const Context& context);
Reply run_claim_explain(const Context& context);
Reply run_documents(const Context& context);
Reply run_document(const Context& context);
Reply run_document_text(const Context& context);
Reply run_document_raw(const Context& context);
Reply run_actors(const Context& context);
Reply run_actor(const Context& context);
Reply run_facets(const Context& context);
Reply run_timeline(const Context& context);
Reply run_map(const Context& context);
Reply run_network(const Context& context);
Reply run_matrix(const Context& context);
Reply run_commitments(const Context& context);
Reply run_search(const Context& context);
Reply run_stream(const Context& context);
Reply run_decisions(const Context& context);
Reply run_decide(const Context& context);
Reply run_openapi(const Context& context);
Reply run_asset(const Context& context);

}  // namespace annals::serve
