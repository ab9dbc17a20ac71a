#include "annals/serve.h"

#include "serve/engine.h"
#include "serve/http.h"

namespace annals {

struct Server::State {
  std::unique_ptr<serve::Engine> engine;
  std::unique_ptr<serve::Http> http;
  std::string host;

  ~State() { stop(); }
  void stop() {
    if (engine) engine->stop();  // first: streams end when they are woken from here on
    if (http) http->stop();
  }
};

Server::Server(std::unique_ptr<State> state) : state_(std::move(state)) {}
Server::Server(Server&&) noexcept = default;
Server& Server::operator=(Server&&) noexcept = default;
Server::~Server() = default;

Result<Server> Server::start(ServeOptions options) {
  if (options.host == "localhost") options.host = "127.0.0.1";
  Result<std::unique_ptr<serve::Engine>> engine = serve::Engine::open(options);
  if (!engine) return engine.error();
  auto state = std::make_unique<State>();
  state->engine = std::move(*engine);
  state->host = options.host;
  Result<std::unique_ptr<serve::Http>> http =
      serve::Http::start({options.host, options.port, options.most_connections, options.header_seconds,
                          options.idle_seconds, options.body_seconds, options.threads},
                         state->engine->handler(), [&](std::uint16_t port) { state->engine->allow_port(port); });
  if (!http) return http.error();
  state->http = std::move(*http);
  return Server(std::move(state));
}

std::uint16_t Server::port() const { return state_->http->port(); }
std::string Server::address() const {
  const bool six = state_->host.find(':') != std::string::npos;
  return "http://" + (six ? '[' + state_->host + ']' : state_->host) + ':' + std::to_string(port()) + '/';
}
std::string Server::token() const { return state_->engine->token(); }
void Server::stop() { state_->stop(); }

}  // namespace annals
