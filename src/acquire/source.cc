#include "acquire/source.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace annals::acquire {
namespace {

class FileSource : public Source {
 public:
  FileSource(int fd, std::string path) : fd_(fd), path_(std::move(path)) {}
  ~FileSource() override {
    if (fd_ > STDIN_FILENO) ::close(fd_);
  }

  Result<std::size_t> read(char* into, std::size_t size) override {
    for (;;) {
      const ssize_t got = ::read(fd_, into, size);
      if (got >= 0) return static_cast<std::size_t>(got);
      if (errno != EINTR) return Error{ErrorKind::Io, std::string("cannot be read: ") + std::strerror(errno), path_};
    }
  }

 private:
  int fd_;
  std::string path_;
};

class MemorySource : public Source {
 public:
  explicit MemorySource(std::string_view bytes) : bytes_(bytes) {}
  Result<std::size_t> read(char* into, std::size_t size) override {
    const std::size_t piece = std::min(size, bytes_.size());
    if (piece > 0) std::memcpy(into, bytes_.data(), piece);
    bytes_.remove_prefix(piece);
    return piece;
  }

 private:
  std::string_view bytes_;
};

Error cannot_open(const std::string& path, int code) {
  switch (code) {
    case ENOENT:
    case ENOTDIR:
      return {ErrorKind::NotFound, "there is no such file", path};
    case EACCES:
    case EPERM:
      return {ErrorKind::Io, "cannot be opened: you have no permission to read it", path};
    default:
      return {ErrorKind::Io, std::string("cannot be opened: ") + std::strerror(code), path};
  }
}

}  // namespace

Result<std::unique_ptr<Source>> open_source(const std::string& path) {
  if (path == "-") return std::unique_ptr<Source>(std::make_unique<FileSource>(STDIN_FILENO, path));
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return cannot_open(path, errno);
  return std::unique_ptr<Source>(std::make_unique<FileSource>(fd, path));
}

std::unique_ptr<Source> memory_source(std::string_view bytes) { return std::make_unique<MemorySource>(bytes); }

std::optional<std::uint64_t> size_of(const std::string& path) {
  struct stat info {};
  if (path == "-" || ::stat(path.c_str(), &info) != 0 || !S_ISREG(info.st_mode)) return std::nullopt;
  return static_cast<std::uint64_t>(info.st_size);
}

std::string_view Stream::peek(std::size_t size) {
  while (ahead_.size() - taken_ < size && !failure_) {
    char buffer[1 << 15];
    const auto got = source_->read(buffer, std::min(sizeof buffer, size - (ahead_.size() - taken_)));
    if (!got) failure_ = got.error();
    if (!got || *got == 0) break;
    ahead_.append(buffer, *got);
  }
  return std::string_view(ahead_).substr(taken_, size);
}

Result<std::size_t> Stream::read(char* into, std::size_t size) {
  if (taken_ < ahead_.size()) {
    const std::size_t piece = std::min(size, ahead_.size() - taken_);
    std::memcpy(into, ahead_.data() + taken_, piece);
    taken_ += piece;
    return piece;
  }
  if (failure_) return *failure_;
  auto got = source_->read(into, size);
  if (!got) failure_ = got.error();
  return got;
}

}  // namespace annals::acquire
