#include "store/seal.h"

#include <zstd.h>

#include <memory>

namespace annals::store {
namespace {

constexpr std::size_t kChecksumBytes = 8;
constexpr std::size_t kWorthCompressing = 512;
constexpr int kLevel = 3;
constexpr char kPlain = 0, kCompressed = 1;

struct FreeContext {
  void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
  void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

std::string compressed(std::string_view bytes) {
  // A context takes longer to make than a small page to compress.
  thread_local const std::unique_ptr<ZSTD_CCtx, FreeContext> context(ZSTD_createCCtx());
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  const std::size_t size = ZSTD_compressCCtx(context.get(), out.data(), out.size(), bytes.data(), bytes.size(), kLevel);
  if (ZSTD_isError(size)) return {};
  out.resize(size);
  return out;
}

Error malformed() { return {ErrorKind::Malformed, "expected bytes as annals keeps them, found damaged ones"}; }

Result<std::string> decompressed(std::string_view bytes) {
  const unsigned long long size = ZSTD_getFrameContentSize(bytes.data(), bytes.size());
  if (size > kMostBytes) return malformed();  // unknown and wrong sizes are the largest numbers there are
  thread_local const std::unique_ptr<ZSTD_DCtx, FreeContext> context(ZSTD_createDCtx());
  std::string out(static_cast<std::size_t>(size), '\0');
  const std::size_t got = ZSTD_decompressDCtx(context.get(), out.data(), out.size(), bytes.data(), bytes.size());
  if (ZSTD_isError(got) || got != out.size()) return malformed();
  return out;
}

}  // namespace

std::uint64_t checksum(std::string_view bytes) {
  std::uint64_t hash = 0xCBF29CE484222325;
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3;
  // Checksums are added up over many rows (see totals.h): unmixed, neighbouring values would cancel out.
  hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9;
  hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EB;
  return hash ^ (hash >> 31);
}

std::string seal(std::string_view bytes) {
  std::string out;
  if (bytes.size() >= kWorthCompressing) out = compressed(bytes);
  const bool smaller = !out.empty() && out.size() < bytes.size();
  if (!smaller) out = bytes;
  out += smaller ? kCompressed : kPlain;
  const std::uint64_t sum = checksum(out);
  for (std::size_t i = 0; i < kChecksumBytes; ++i) out += static_cast<char>((sum >> (8 * i)) & 0xFF);
  return out;
}

std::uint64_t seal_of(std::string_view sealed) {
  std::uint64_t sum = 0;
  if (sealed.size() < kChecksumBytes) return sum;
  const std::string_view tail = sealed.substr(sealed.size() - kChecksumBytes);
  for (std::size_t i = 0; i < kChecksumBytes; ++i) {
    sum |= std::uint64_t{static_cast<unsigned char>(tail[i])} << (8 * i);
  }
  return sum;
}

Result<std::string> unseal(std::string_view sealed) {
  if (sealed.size() <= kChecksumBytes) return malformed();
  const std::string_view body = sealed.substr(0, sealed.size() - kChecksumBytes);
  if (checksum(body) != seal_of(sealed)) return malformed();
  const std::string_view bytes = body.substr(0, body.size() - 1);
  if (body.back() == kCompressed) return decompressed(bytes);
  if (body.back() != kPlain || bytes.size() > kMostBytes) return malformed();
  return std::string(bytes);
}

}  // namespace annals::store
