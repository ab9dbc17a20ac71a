// The page's files, read once: a request names one of these or nothing.
#pragma once

#include <filesystem>
#include <map>
#include <string>

namespace annals::serve {

struct Asset {
  std::string type, bytes;
};
using Assets = std::map<std::string, Asset, std::less<>>;  // by path: "index.html", "assets/app.js"

// Empty where the page was not built.
Assets read_assets(const std::filesystem::path& folder);

}  // namespace annals::serve
