// Bytes from a file or standard input, in pieces, with a look ahead.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "annals/error.h"

namespace annals::acquire {

class Source {
 public:
  virtual ~Source() = default;
  // Reads up to `size` bytes; 0 at the end. Errors: Io, Malformed, Unsupported.
  virtual Result<std::size_t> read(char* into, std::size_t size) = 0;
  // What is worth telling of a source that was read to its end all the same.
  virtual std::string note() const { return {}; }
};

// "-" is standard input. Errors: NotFound, Io.
Result<std::unique_ptr<Source>> open_source(const std::string& path);

// Bytes in memory, which must outlive the source.
std::unique_ptr<Source> memory_source(std::string_view bytes);

// The size of a plain file; empty for pipes and the like.
std::optional<std::uint64_t> size_of(const std::string& path);

// A source one can look into before reading it.
class Stream {
 public:
  explicit Stream(std::unique_ptr<Source> source) : source_(std::move(source)) {}

  // The next `size` bytes without taking them; fewer only when there are no more or the source fails.
  // A failure behind bytes that were read shows up when those are taken.
  std::string_view peek(std::size_t size);
  Result<std::size_t> read(char* into, std::size_t size);
  const std::optional<Error>& failure() const { return failure_; }
  std::string note() const { return source_->note(); }

 private:
  std::unique_ptr<Source> source_;
  std::string ahead_;
  std::size_t taken_ = 0;  // of ahead_
  std::optional<Error> failure_;
};

}  // namespace annals::acquire
