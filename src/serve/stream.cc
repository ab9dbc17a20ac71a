// What changes while it changes, as server-sent events: `revision` when other events are served, `progress` while an
// ingest adds documents.
#include <chrono>

#include "serve/brief.h"
#include "serve/routes.h"

namespace annals::serve {
namespace {

constexpr std::size_t kMostListeners = 256;

std::string told(std::string_view name, const News& news, std::size_t events) {
  JsonWriter json;
  json.begin_object();
  json.key("revision").text(news.revision);
  json.key("events").whole(std::uint64_t{events});
  json.key("documents").whole(news.state.documents);
  json.key("refused").whole(news.state.refused);
  json.end_object();
  return "event: " + std::string(name) + "\nid: " + std::to_string(news.number) + "\ndata: " + json.out + "\n\n";
}

class Listener final : public Stream {
 public:
  explicit Listener(Engine& engine) : engine_(engine) {}

  Next next(std::string& out) override {
    if (engine_.stopping()) return Next::end;
    const News news = engine_.news();
    if (news.number != number_) {
      const bool revised = news.revision != revision_;
      out += told(revised ? "revision" : "progress", news, engine_.snapshot()->events.size());
      number_ = news.number;
      revision_ = news.revision;
      return Next::more;
    }
    const auto now = std::chrono::steady_clock::now();
    if (now - last_ < kBeat) return Next::wait;
    last_ = now;
    out += ": still here\n\n";
    return Next::more;
  }

 private:
  static constexpr std::chrono::seconds kBeat{5};  // well within the idle limit
  Engine& engine_;
  std::uint64_t number_ = 0;
  std::string revision_;
  std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
};

}  // namespace

Reply run_stream(const Context& context) {
  if (context.engine.hub.listeners() >= kMostListeners) {
    Reply full = problem(503, "As many listen as may; ask for /api/v1/summary now and then instead.");
    full.headers.emplace_back("Retry-After", "30");
    return full;
  }
  auto listener = std::make_shared<Listener>(context.engine);
  context.engine.hub.join(listener);
  return {200, "text/event-stream", "", {{"Cache-Control", "no-store"}}, listener, false};
}

}  // namespace annals::serve
