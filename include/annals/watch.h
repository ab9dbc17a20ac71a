// Fetching, the one place where annals asks something of another machine: what `annals watch` keeps a record up to date
// with. Reading a page never fetches.
//
//   Result<Fetcher> fetcher = Fetcher::open({.agent = "annals"});
//   Result<Fetched> feed = fetcher->get("https://example.org/feed", {});
//
// Polite: robots.txt is obeyed (RFC 9309), requests to one host are spaced, what has not changed is not sent again.
// Careful: http and https only; no address inside the own network, whatever a name resolves to or a redirect points at;
// bounded in bytes, time and redirects. A Fetcher is used by one thread at a time.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "annals/error.h"

namespace annals {

struct FetchOptions {
  std::string agent = "annals";                    // the product's name, as robots.txt knows it
  std::chrono::milliseconds delay{2000};           // between two requests to one host; robots.txt may ask for more
  std::chrono::seconds timeout{30};                // of one request, all in all
  std::size_t most_bytes = std::size_t{16} << 20;  // of a body, once decompressed
  std::vector<std::string> allowed = {};           // addresses of the own network that may be asked all the same
};

// What a server said of a page the last time: it is asked whether that still holds.
struct Validators {
  std::string etag, last_modified;
};

struct Fetched {
  bool unchanged = false;  // 304: the body is empty
  std::string url;         // where the redirects led
  std::string content_type, charset;
  Validators validators;
  std::string body;
};

class Fetcher {
 public:
  // Errors: Unsupported (the library for HTTP cannot be set up).
  static Result<Fetcher> open(FetchOptions options);
  Fetcher(Fetcher&&) noexcept;
  Fetcher& operator=(Fetcher&&) noexcept;
  ~Fetcher();

  // Errors: NotFound (the server has no such page, or it is gone); Conflict (the server asks to come back later, which
  // `retry_after` tells); Unsupported (robots.txt forbids it, the address or scheme is refused, it is too large); Io
  // (no answer, another status).
  Result<Fetched> get(const std::string& url, const Validators& known);
  // Hands a JSON object to an address that the user named; no robots, no limit of addresses. Errors: Io.
  Result<Done> post(const std::string& url, const std::string& json);
  // How long the last answer asked to wait, where it did.
  std::optional<std::chrono::seconds> retry_after() const;

 private:
  struct State;
  explicit Fetcher(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace annals
