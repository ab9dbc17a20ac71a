#include "serve/routes.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "serve/filter.h"

namespace annals::serve {
namespace {

constexpr auto kRoutes = std::to_array<Route>({
    {.method = "GET", .path = "/api/v1/summary", .parameters = "", .run = run_summary},
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
     .run = run_facets},
    {.method = "GET",
     .path = "/api/v1/timeline",
     .parameters = "limit format",
     .filters = true,
     .slow = true,
     .run = run_timeline},
    {.method = "GET",
     .path = "/api/v1/map",
     .parameters = "zoom format",
     .filters = true,
     .slow = true,
     .run = run_map},
    {.method = "GET",
     .path = "/api/v1/network",
     .parameters = "level limit format",
     .filters = true,
     .slow = true,
     .run = run_network},
    {.method = "GET",
     .path = "/api/v1/matrix",
     .parameters = "sort cursor limit columns format",
     .filters = true,
     .slow = true,
     .run = run_matrix},
    {.method = "GET",
     .path = "/api/v1/commitments",
     .parameters = "as_of state limit format",
     .filters = true,
     .slow = true,
     .run = run_commitments},
    {.method = "GET", .path = "/api/v1/search", .parameters = "q cursor limit format", .slow = true, .run = run_search},
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

std::vector<std::string> split_path(std::string_view path) {
  std::vector<std::string> out;
  for (const std::string_view piece : base::split(path.substr(1), '/')) out.emplace_back(piece);
  return out;
}

bool fits(std::string_view path, const std::vector<std::string>& segments, std::vector<std::string>& captured) {
  const std::vector<std::string> wanted = split_path(path);
  if (wanted.size() != segments.size()) return false;
  captured.clear();
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (wanted[i].starts_with('{')) {
      if (segments[i].empty()) return false;
      captured.push_back(segments[i]);
    } else if (wanted[i] != segments[i]) {
      return false;
    }
  }
  return true;
}

}  // namespace

std::span<const Route> routes() { return kRoutes; }

Found find_route(std::string_view method, const std::vector<std::string>& segments) {
  Found out;
  for (const Route& route : kRoutes) {
    std::vector<std::string> captured;
    if (!fits(route.path, segments, captured)) continue;
    out.methods.push_back(route.method);
    if (route.method != method || out.route != nullptr) continue;
    out.route = &route;
    out.captured = std::move(captured);
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
