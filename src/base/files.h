// Files, whole and mapped.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "annals/error.h"

namespace annals::base {

// Errors: NotFound; Io when it cannot be read or is a folder.
Result<std::string> read_file(const std::filesystem::path& path);
// Writes beside `path`, then renames: a reader sees the old file or the new one. Errors: Io.
Result<Done> write_file(const std::filesystem::path& path, std::string_view bytes);

// A file mapped read-only into memory for as long as the object lives. Movable; the bytes stay where they are.
class MappedFile {
 public:
  static Result<MappedFile> open(const std::filesystem::path& path);  // Errors: NotFound, Io.
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;
  ~MappedFile();

  std::string_view bytes() const { return {data_, size_}; }

 private:
  MappedFile(const char* data, std::size_t size) : data_(data), size_(size) {}
  const char* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace annals::base
