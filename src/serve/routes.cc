#include "serve/routes.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "serve/filter.h"

namespace annals::serve {
namespace {

constexpr auto kRoutes = std::to_array<Route>({
    {.method = "GET", .path = "/api/v1/summary", .parameters = "", .keeps = true, .run = run_summary},
    {.method = "GET",
     .path = "/api/v1/events",
     .parameters = "sort cursor limit fields format",
     .filters = true,
     .slow = true,
     .run = run_events},
    {.method = "GET", .path = "/api/v1/events/{id}", .parameters = "marks", .run = run_event},
    {.method = "GET",
     .path = "/api/v1/events/{id}/explain",
     .parameters = "limit",
     .slow = true,
     .run = run_event_explain},
    {.method = "GET", .path = "/api/v1/claims/{id}", .parameters = "", .run = run_claim},
    {.method = "GET", .path = "/api/v1/claims/{id}/explain", .parameters = "", .slow = true, .run = run_claim_explain},
    {.method = "GET",
     .path = "/api/v1/documents",
     .parameters = "outlet q since until sort cursor limit format",
     .slow = true,
     .run = run_documents},
    {.method = "GET", .path = "/api/v1/documents/{id}", .parameters = "", .slow = true, .run = run_document},
    {.method = "GET", .path = "/api/v1/documents/{id}/text", .parameters = "", .slow = true, .run = run_document_text},
    {.method = "GET", .path = "/api/v1/documents/{id}/raw", .parameters = "", .slow = true, .run = run_document_raw},
    {.method = "GET",
     .path = "/api/v1/actors",
     .parameters = "name cursor limit format",
     .filters = true,
     .slow = true,
     .run = run_actors},
    {.method = "GET", .path = "/api/v1/actors/{id}", .parameters = "", .slow = true, .run = run_actor},
    {.method = "GET",
     .path = "/api/v1/facets",
     .parameters = "limit format",
     .filters = true,
     .slow = true,
     .keeps = true,
     .run = run_facets},
    {.method = "GET",
     .path = "/api/v1/timeline",
     .parameters = "limit lanes format",
     .filters = true,
     .slow = true,
     .keeps = true,
     .run = run_timeline},
    {.method = "GET",
     .path = "/api/v1/map",
     .parameters = "zoom ids format",
     .filters = true,
     .slow = true,
     .keeps = true,
     .run = run_map},
    {.method = "GET",
     .path = "/api/v1/network",
     .parameters = "level limit ids format",
     .filters = true,
     .slow = true,
     .keeps = true,
     .run = run_network},
    {.method = "GET",
     .path = "/api/v1/matrix",
     .parameters = "sort cursor limit columns format",
     .filters = true,
     .slow = true,
     .keeps = true,
     .run = run_matrix},
    {.method = "GET",
     .path = "/api/v1/commitments",
     .parameters = "as_of state limit format",
     .filters = true,
     .slow = true,
     .run = run_commitments},
    {.method = "GET",
     .path = "/api/v1/search",
     .parameters = "q outlet since until cursor limit format",
     .slow = true,
     .run = run_search},
    {.method = "GET", .path = "/api/v1/stream", .parameters = "", .changes = true, .run = run_stream},
    {.method = "GET",
     .path = "/api/v1/decisions",
     .parameters = "",
     .slow = true,
     .changes = true,
     .run = run_decisions},
    {.method = "POST", .path = "/api/v1/decisions", .parameters = "", .slow = true, .review = true, .run = run_decide},
    {.method = "GET", .path = "/api/v1/openapi.json", .parameters = "", .run = run_openapi},
    {.method = "GET", .path = "/", .parameters = "*", .run = run_asset},
    {.method = "GET", .path = "/{name}", .parameters = "*", .run = run_asset},
    {.method = "GET", .path = "/assets/{name}", .parameters = "*", .run = run_asset},
});

// The routes' paths taken apart once, not for each request.
const std::vector<std::vector<std::string_view>>& split_paths() {
  static const std::vector<std::vector<std::string_view>> kSplit = [] {
    std::vector<std::vector<std::string_view>> out;
    for (const Route& route : kRoutes) out.push_back(base::split(route.path.substr(1), '/'));
    return out;
  }();
  return kSplit;
}

bool fits(const std::vector<std::string_view>& wanted, const std::vector<std::string>& segments) {
  if (wanted.size() != segments.size()) return false;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (wanted[i].starts_with('{') ? segments[i].empty() : wanted[i] != segments[i]) return false;
  }
  return true;
}

}  // namespace

std::span<const Route> routes() { return kRoutes; }

FoundRoute find_route(std::string_view method, const std::vector<std::string>& segments) {
  FoundRoute out;
  for (std::size_t i = 0; i < kRoutes.size(); ++i) {
    const std::vector<std::string_view>& path = split_paths()[i];
    if (!fits(path, segments)) continue;
    out.methods.push_back(kRoutes[i].method);
    if (kRoutes[i].method != method || out.route != nullptr) continue;
    out.route = &kRoutes[i];
    for (std::size_t k = 0; k < path.size(); ++k) {
      if (path[k].starts_with('{')) out.captured.push_back(segments[k]);
    }
  }
  return out;
}

std::string parameter_problem(const Route& route, const Target& target) {
  if (route.parameters == "*") return {};
  const std::vector<std::string_view> own = base::split_words(route.parameters);
  std::string known;
  const auto is_known = [&](std::string_view name) {
    return std::ranges::find(own, name) != own.end() ||
           (route.filters && std::ranges::find(kFilterParameters, name) != kFilterParameters.end());
  };
  for (const auto& [name, value] : target.parameters) {
    if (is_known(name)) continue;
    for (const std::string_view one : own) known += (known.empty() ? "" : ", ") + std::string(one);
    if (route.filters) {
      for (const std::string_view one : kFilterParameters) known += (known.empty() ? "" : ", ") + std::string(one);
    }
    return "There is no parameter \"" + name + "\" here; " +
           (known.empty() ? "none is taken." : "there are: " + known + ".");
  }
  return {};
}

}  // namespace annals::serve
