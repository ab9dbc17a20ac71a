#include "serve/assets.h"

#include <array>
#include <string_view>

#include "base/files.h"
#include "serve/routes.h"

namespace annals::serve {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kMostBytes = 16 << 20;  // of one file
constexpr auto kTypes = std::to_array<std::pair<std::string_view, std::string_view>>({
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".ico", "image/x-icon"},
    {".webmanifest", "application/manifest+json"},
    {".txt", "text/plain; charset=utf-8"},
    {".woff2", "font/woff2"},
});

void read_folder(const fs::path& folder, const std::string& prefix, Assets& out) {
  std::error_code failed;
  for (fs::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed)) {
    std::error_code unknown;
    if (!at->is_regular_file(unknown) || at->file_size(unknown) > kMostBytes) continue;
    for (const auto& [extension, type] : kTypes) {
      if (at->path().extension() != extension) continue;
      Result<std::string> bytes = base::read_file(at->path());
      if (bytes) out[prefix + at->path().filename().string()] = {std::string(type), std::move(*bytes)};
    }
  }
}

constexpr std::string_view kNoPage = R"(<!doctype html>
<html lang="en"><meta charset="utf-8"><title>annals</title>
<h1>annals</h1>
<p>The page is not built here. The API works: see <a href="/api/v1/summary">/api/v1/summary</a>,
<a href="/api/v1/events">/api/v1/events</a> and <a href="/api/v1/openapi.json">/api/v1/openapi.json</a>.</p>
<p>To build the page, run <code>./annals.sh serve STORE</code> from the source tree.</p>
</html>
)";

}  // namespace

Assets read_assets(const fs::path& folder) {
  Assets out;
  if (folder.empty()) return out;
  read_folder(folder, "", out);
  read_folder(folder / "assets", "assets/", out);
  return out;
}

Reply run_asset(const Context& context) {
  const Assets& assets = context.engine.assets();
  std::string name;
  for (const std::string& segment : context.request.target.segments) name += (name.empty() ? "" : "/") + segment;
  if (name.empty()) name = "index.html";
  const auto at = assets.find(name);
  if (at == assets.end() && name == "index.html") {
    return {200, "text/html; charset=utf-8", std::string(kNoPage), {}, {}, true};
  }
  if (at == assets.end()) {
    return problem(404, "There is nothing at \"/" + name + "\"; /api/v1/openapi.json lists what there is.");
  }
  return {200, at->second.type, at->second.bytes, {}, {}, true};
}

}  // namespace annals::serve
