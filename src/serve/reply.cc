#include "serve/reply.h"

#include <libdeflate.h>

#include "base/json_writer.h"

namespace annals::serve {

void Stream::on_wake(std::function<void()> wake) {
  const std::lock_guard lock(mutex_);
  wake_ = std::move(wake);
}
void Stream::wake() {
  const std::lock_guard lock(mutex_);
  if (wake_) wake_();
}

std::string_view reason_of(int status) {
  switch (status) {
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 406:
      return "Not Acceptable";
    case 409:
      return "Conflict";
    case 413:
      return "Content Too Large";
    case 415:
      return "Unsupported Media Type";
    case 421:
      return "Misdirected Request";
    case 431:
      return "Request Header Fields Too Large";
    case 503:
      return "Service Unavailable";
    default:
      return "Internal Server Error";
  }
}

Reply problem(int status, std::string_view detail) {
  base::JsonWriter out;
  out.begin_object();
  out.key("type").text("about:blank");
  out.key("title").text(reason_of(status));
  out.key("status").whole(static_cast<std::int64_t>(status));
  out.key("detail").text(detail);
  out.end_object();
  return {status, "application/problem+json", std::move(out.out), {}, {}, false};
}

Reply problem(const Error& error) {
  switch (error.kind) {
    case ErrorKind::NotFound:
      return problem(404, error.message);
    case ErrorKind::Conflict:
      return problem(409, error.message);
    case ErrorKind::Unsupported:
      return problem(400, error.message);
    case ErrorKind::Malformed:
    case ErrorKind::Io:
      return problem(500, error.message);
  }
  return problem(500, error.message);
}

Reply json(std::string body) { return {200, "application/json", std::move(body), {}, {}, false}; }

std::string gzip(std::string_view bytes) {
  // A level that costs less time than sending what it saves; a compressor a thread, for it holds big tables.
  constexpr int kLevel = 2;
  struct Free {
    void operator()(libdeflate_compressor* compressor) const { libdeflate_free_compressor(compressor); }
  };
  static thread_local const std::unique_ptr<libdeflate_compressor, Free> compressor(
      libdeflate_alloc_compressor(kLevel));
  if (!compressor) return {};
  std::string out(libdeflate_gzip_compress_bound(compressor.get(), bytes.size()), '\0');
  out.resize(libdeflate_gzip_compress(compressor.get(), bytes.data(), bytes.size(), out.data(), out.size()));
  return out;
}

}  // namespace annals::serve
