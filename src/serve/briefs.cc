#include "serve/briefs.h"

#include "serve/brief.h"

namespace annals::serve {

std::vector<std::shared_ptr<const std::string>> Briefs::get(std::span<const std::uint32_t> rows) const {
  std::vector<std::shared_ptr<const std::string>> out;
  out.reserve(rows.size());
  const std::lock_guard lock(mutex_);
  for (const std::uint32_t row : rows) out.push_back(kept_[row]);
  return out;
}

void Briefs::keep(std::uint32_t row, std::shared_ptr<const std::string> brief) {
  const std::lock_guard lock(mutex_);
  if (kept_[row] || brief->size() > most_bytes_) return;
  bytes_ += brief->size();
  order_.push_back(row);
  kept_[row] = std::move(brief);
  for (; bytes_ > most_bytes_; ++oldest_) {
    bytes_ -= kept_[order_[oldest_]]->size();
    kept_[order_[oldest_]].reset();
  }
  if (oldest_ > kept_.size()) {
    order_.erase(order_.begin(), order_.begin() + static_cast<std::ptrdiff_t>(oldest_));
    oldest_ = 0;
  }
}

std::size_t Briefs::bytes() const {
  const std::lock_guard lock(mutex_);
  return bytes_;
}

Result<Done> write_briefs(base::JsonWriter& json, Briefs& briefs, Store& store, const Snapshot& snapshot,
                          std::span<const std::uint32_t> rows) {
  const std::vector<std::shared_ptr<const std::string>> kept = briefs.get(rows);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (kept[i]) {
      json.raw(*kept[i]);
      continue;
    }
    const Result<Event> event = store.event(snapshot.events[rows[i]].id, 1);
    if (!event && event.error().kind == ErrorKind::NotFound) continue;  // another took its place since
    if (!event) return event.error();
    JsonWriter brief;
    write_brief(brief, *event);
    json.raw(brief.out);
    briefs.keep(rows[i], std::make_shared<const std::string>(std::move(brief.out)));
  }
  return Done{};
}

}  // namespace annals::serve
