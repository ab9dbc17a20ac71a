#include "serve/kept.h"

namespace annals::serve {

std::optional<Reply> KeptReplies::get(const std::string& tag) const {
  const std::lock_guard lock(mutex_);
  const auto at = kept_.find(tag);
  return at == kept_.end() ? std::nullopt : std::optional(at->second);
}

void KeptReplies::keep(const std::string& tag, const Reply& reply) {
  if (reply.stream || reply.body.size() > most_bytes_ / 4) return;
  const std::lock_guard lock(mutex_);
  if (!kept_.try_emplace(tag, reply).second) return;
  order_.push_back(tag);
  bytes_ += reply.body.size();
  while (bytes_ > most_bytes_) {
    const auto oldest = kept_.find(order_.front());
    bytes_ -= oldest->second.body.size();
    kept_.erase(oldest);
    order_.pop_front();
  }
}

}  // namespace annals::serve
