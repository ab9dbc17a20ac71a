// What a route answers with.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "annals/error.h"

namespace annals::serve {

// A body that is made while it is sent. `next` is called by one thread at a time.
class Stream {
 public:
  enum class Next { more, wait, end };
  virtual ~Stream() = default;
  // Appends the next piece to `out`. `wait`: nothing is there yet, and `wake` will be called when there is.
  virtual Next next(std::string& out) = 0;
  // Whom to tell. Called before the first `next`, and with an empty function when the client is gone.
  void on_wake(std::function<void()> wake);
  void wake();  // any thread

 private:
  std::mutex mutex_;
  std::function<void()> wake_;
};

struct Reply {
  int status = 200;
  std::string type = "application/json";
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers = {};
  std::shared_ptr<Stream> stream = {};  // in place of `body`
  bool for_page = false;                // a file of the page: other rules of safety than for data
};

// An answer that says what is wrong, as application/problem+json (RFC 9457). `detail` is a sentence that helps.
Reply problem(int status, std::string_view detail);
Reply problem(const Error& error);  // 404 for what is not there, 500 for a damaged store ...
Reply json(std::string body);
std::string_view reason_of(int status);

std::string gzip(std::string_view bytes);  // empty where it cannot be done

}  // namespace annals::serve
