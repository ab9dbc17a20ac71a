// What lists show of events, as JSON that was made once: most of a list's cost is reading its events out of the store.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <vector>

#include "annals/snapshot.h"
#include "annals/store.h"
#include "base/json_writer.h"

namespace annals::serve {

// Of one snapshot's events, by row; bounded, those kept longest go first. Any thread.
class Briefs {
 public:
  explicit Briefs(std::size_t rows, std::size_t most_bytes = std::size_t{64} << 20)
      : kept_(rows), most_bytes_(most_bytes) {}

  // Each row's brief, in their order; empty where it is not kept.
  std::vector<std::shared_ptr<const std::string>> get(std::span<const std::uint32_t> rows) const;
  void keep(std::uint32_t row, std::shared_ptr<const std::string> brief);
  std::size_t bytes() const;

 private:
  mutable std::mutex mutex_;
  std::vector<std::shared_ptr<const std::string>> kept_;
  std::vector<std::uint32_t> order_;  // in which they came, from `oldest_` on
  std::size_t oldest_ = 0, bytes_ = 0, most_bytes_;
};

// Appends the briefs of `rows` to the array that is open in `json`. Events that are there no more are left out.
// Errors: those of reading a Store.
Result<Done> write_briefs(base::JsonWriter& json, Briefs& briefs, Store& store, const Snapshot& snapshot,
                          std::span<const std::uint32_t> rows);

}  // namespace annals::serve
