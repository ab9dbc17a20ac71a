// Answers that were given before, for whoever asks the same of the same record.
#pragma once

#include <cstddef>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "serve/reply.h"

namespace annals::serve {

// Bounded in bytes; those kept longest go first. Any thread.
class KeptReplies {
 public:
  explicit KeptReplies(std::size_t most_bytes = std::size_t{32} << 20) : most_bytes_(most_bytes) {}
  std::optional<Reply> get(const std::string& tag) const;
  void keep(const std::string& tag, const Reply& reply);

 private:
  mutable std::mutex mutex_;
  std::map<std::string, Reply> kept_;
  std::deque<std::string> order_;
  std::size_t bytes_ = 0, most_bytes_;
};

}  // namespace annals::serve
