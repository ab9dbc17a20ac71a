#include "cli/watch_state.h"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

#include "base/files.h"

namespace annals::cli {

using nlohmann::json;

Result<WatchState> WatchState::open(const std::string& store) {
  const std::filesystem::path path = folder(store) / "state.json";
  std::error_code failed;
  if (!std::filesystem::exists(path, failed)) return WatchState{};
  const Result<std::string> text = base::read_file(path);
  if (!text) return text.error();
  const json read = json::parse(*text, nullptr, false);
  WatchState out;
  const auto word = [](const json& from, const char* name) {
    return from.contains(name) && from[name].is_string() ? from[name].get<std::string>() : std::string();
  };
  const auto number = [](const json& from, const char* name) {
    return from.contains(name) && from[name].is_number_integer() ? from[name].get<std::int64_t>() : 0;
  };
  const json feeds = read.is_object() ? read.value("feeds", json::object()) : json();
  const json untold = read.is_object() ? read.value("untold", json::array()) : json();
  if (!feeds.is_object() || !untold.is_array()) {
    return Error{ErrorKind::Malformed, "is no state of annals watch; without it all is asked for once more",
                 path.string()};
  }
  for (const auto& [url, feed] : feeds.items()) {
    if (!feed.is_object()) continue;
    out.feeds[url] = {{word(feed, "etag"), word(feed, "last_modified")},
                      static_cast<unsigned>(std::clamp<std::int64_t>(number(feed, "failures"), 0, 1000)),
                      number(feed, "not_before")};
  }
  for (const json& id : untold) {
    if (id.is_string()) out.untold.insert(id.get<std::string>());
  }
  return out;
}

Result<Done> WatchState::save(const std::string& store) const {
  std::error_code failed;
  std::filesystem::create_directories(folder(store), failed);
  json out = {{"feeds", json::object()}, {"untold", json::array()}};
  for (const auto& [url, feed] : feeds) {
    out["feeds"][url] = {{"etag", feed.validators.etag},
                         {"last_modified", feed.validators.last_modified},
                         {"failures", feed.failures},
                         {"not_before", feed.not_before}};
  }
  for (const std::string& id : untold) out["untold"].push_back(id);
  const std::filesystem::path path = folder(store) / "state.json", fresh = folder(store) / "state.json.new";
  {
    std::ofstream file(fresh, std::ios::binary);
    file << out.dump(1, ' ', false, json::error_handler_t::replace) << '\n';
    file.close();
    if (!file) return Error{ErrorKind::Io, "cannot be written", fresh.string()};
  }
  std::filesystem::rename(fresh, path, failed);
  if (failed) return Error{ErrorKind::Io, "cannot be written: " + failed.message(), path.string()};
  return Done{};
}

}  // namespace annals::cli
