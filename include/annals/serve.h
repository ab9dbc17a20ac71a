// The record over HTTP: the page and the API that docs/openapi.json describes, for one machine.
//
//   Result<Server> server = Server::start({.store = "syria.annals", .data = data, .assets = web});
//   print(server->address());     // "http://127.0.0.1:8080/"
//   wait_for_a_signal();
//   server->stop();
//
// Read-only, unless `review` is set: then decisions may be posted by whoever knows `token()`. The store may be written
// by another process meanwhile; readers never wait for it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "annals/error.h"

namespace annals {

struct ServeOptions {
  std::filesystem::path store;
  std::filesystem::path data = {};      // the folder data/ of an installation; for explaining claims
  std::filesystem::path actors = {};    // a user's own tables of actors (actor_base.h); empty: none
  std::filesystem::path places = {};    // a user's own places (own_places.h); empty: none
  std::filesystem::path assets = {};    // the page's files as its build made them; where absent, a note is served
  std::string host = "127.0.0.1";       // an address of this machine
  std::uint16_t port = 8080;            // 0: any that is free
  std::vector<std::string> hosts = {};  // names that requests may give as Host, beside those of `host`
  bool review = false;
  // What a client may cost. Defaults are those of docs/api.md.
  std::size_t most_connections = 12'000;
  unsigned header_seconds = 10, idle_seconds = 15, body_seconds = 30;
  std::size_t threads = 0;  // for answers that take longer; 0: as many as the machine has
};

class Server {
 public:
  // Opens the store, reads its events and listens. Errors: those of Store::open; Io when the address cannot be had.
  static Result<Server> start(ServeOptions options);
  Server(Server&&) noexcept;
  Server& operator=(Server&&) noexcept;
  ~Server();  // stops

  std::uint16_t port() const;
  std::string address() const;  // "http://127.0.0.1:8080/"
  std::string token() const;    // empty without `review`
  void stop();                  // ends all connections

 private:
  struct State;
  explicit Server(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace annals
