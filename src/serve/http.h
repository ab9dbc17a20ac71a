// The HTTP library behind one class. Its header stays in http.cc.
//
// Connections are served by a few threads, each waiting for all of its own at once (epoll), so an idle or slow client
// costs a file descriptor and no thread. Answers that take long are made by workers meanwhile. What a connection may
// take is bounded: its header block must be whole within seconds, then its body, then it must take its answer at a
// pace; who keeps none of these is cut off, and where connections run short, idle ones make room.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "annals/error.h"
#include "serve/reply.h"
#include "serve/request.h"

namespace annals::serve {

inline constexpr std::size_t kMostHeaderBytes = 16 << 10;
inline constexpr std::size_t kMostBodyBytes = 1 << 20;

struct HttpOptions {
  std::string host;  // an IPv4 or IPv6 address
  std::uint16_t port = 0;
  std::size_t most_connections = 0;
  unsigned header_seconds = 0, idle_seconds = 0, body_seconds = 0;
  std::size_t threads = 0;
};

// What is done with requests; called by several threads at once.
struct Handler {
  // Before the body is read: why the request is not to be answered, if so.
  std::function<std::optional<Reply>(const Request&)> refuse;
  std::function<bool(const Request&)> slow;  // the answer is for a worker to make
  std::function<Reply(const Request&)> answer;
};

class Http {
 public:
  // `bound` is told the port before the first request is taken. Errors: Io, Malformed (the host is no address).
  static Result<std::unique_ptr<Http>> start(const HttpOptions& options, Handler handler,
                                             const std::function<void(std::uint16_t port)>& bound);
  virtual ~Http() = default;  // stops
  virtual std::uint16_t port() const = 0;
  virtual std::size_t connections() const = 0;
  // Takes no more requests and waits for those that are being answered. Streams must end when they are woken after
  // this.
  virtual void stop() = 0;
};

}  // namespace annals::serve
