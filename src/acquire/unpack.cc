#include "acquire/unpack.h"

#include <bzlib.h>
#include <lzma.h>
#include <zstd.h>

#include <algorithm>
#include <array>
#include <utility>

#include "acquire/gunzip.h"
#include "acquire/limits.h"
#include "base/text.h"

namespace annals::acquire {
namespace {

using namespace std::string_view_literals;

constexpr std::uint64_t kMostMemory = 192u
                                      << 20;  // of a decompressor: the strongest common settings want 65 to 128 MiB
constexpr int kMostWindowLog = 27;

// What one call of a decompressor came to. `ready`: between two streams, so the input may end here.
enum class Step { more, ready, damaged, no_memory };

struct Buffers {
  const char* in = nullptr;
  std::size_t in_size = 0;
  char* out = nullptr;
  std::size_t out_size = 0;
};

template <typename Decoder>
class Unpacked : public Source {
 public:
  Unpacked(std::unique_ptr<Stream> packed, std::string path) : packed_(std::move(packed)), path_(std::move(path)) {}

  Result<std::size_t> read(char* into, std::size_t size) override {
    Buffers buffers{nullptr, 0, into, size};
    while (buffers.out_size == size && !done_) {
      if (have_ == 0 && !ended_) {
        if (auto filled = fill(); !filled) return filled.error();
      }
      buffers.in = buffer_.data() + at_;
      buffers.in_size = have_;
      const Step step = decoder_.step(buffers, ended_);
      const std::size_t used = have_ - buffers.in_size;
      const bool nothing_made = buffers.out_size == size;
      at_ += used, have_ -= used, in_ += used;
      if (step == Step::no_memory) {
        return error(ErrorKind::Unsupported, "wants too much memory to be decompressed: refused");
      }
      if (step == Step::damaged && !behind_the_end(nothing_made)) {
        return error(ErrorKind::Malformed,
                     "is damaged: its compressed data cannot be read past byte " + std::to_string(in_));
      }
      if (step == Step::ready || used > 0 || !nothing_made) ready_ = step == Step::ready;
      if (used == 0 && nothing_made && ended_) return at_end();
      stuck_ = used == 0 && nothing_made ? stuck_ + 1 : 0;
      if (stuck_ > kMostStuck) return error(ErrorKind::Malformed, "is damaged: its compressed data leads nowhere");
      if (!nothing_made) empty_ = 0;
      if (step == Step::ready && nothing_made && ++empty_ > kMaxEmptyMembers) {
        return error(ErrorKind::Unsupported, "holds thousands of empty pieces of compressed data: refused");
      }
    }
    const std::size_t got = size - buffers.out_size;
    made_ += got;
    if (is_bomb(in_, made_)) {
      return error(ErrorKind::Unsupported, "grows to more than " + std::to_string(kMaxRatio) +
                                               " times its size when decompressed: refused as a compression bomb");
    }
    return got;
  }

  std::string note() const override { return note_; }

 private:
  static constexpr unsigned kMostStuck = 16;

  Result<Done> fill() {
    const auto got = packed_->read(buffer_.data(), buffer_.size());
    if (!got) return got.error();
    at_ = 0;
    have_ = *got;
    ended_ = *got == 0;
    return Done{};
  }

  Result<std::size_t> at_end() {
    done_ = true;
    if (ready_) return std::size_t{0};
    return error(ErrorKind::Malformed,
                 "is cut short: the compressed data ends in the middle, after " + std::to_string(in_) + " bytes");
  }

  // What stands behind the last whole stream and is none is told, not read.
  bool behind_the_end(bool nothing_made) {
    if (!nothing_made || !decoder_.between()) return false;
    note_ = "bytes behind the end of the compressed data (from byte " + std::to_string(in_) + ") were not read";
    return done_ = true;
  }

  Error error(ErrorKind kind, std::string message) const { return {kind, std::move(message), path_, {in_, in_}}; }

  std::unique_ptr<Stream> packed_;
  std::string path_;
  Decoder decoder_;
  std::array<char, 1 << 15> buffer_;
  std::size_t at_ = 0, have_ = 0;
  std::uint64_t in_ = 0, made_ = 0;
  unsigned empty_ = 0, stuck_ = 0;
  bool ended_ = false, done_ = false, ready_ = false;
  std::string note_;
};

class Zstd {
 public:
  Zstd() {
    if (context_) ZSTD_DCtx_setParameter(context_.get(), ZSTD_d_windowLogMax, kMostWindowLog);
  }

  Step step(Buffers& buffers, bool) {
    if (!context_) return Step::no_memory;
    ZSTD_inBuffer in{buffers.in, buffers.in_size, 0};
    ZSTD_outBuffer out{buffers.out, buffers.out_size, 0};
    const std::size_t left = ZSTD_decompressStream(context_.get(), &out, &in);
    if (ZSTD_isError(left) != 0) return Step::damaged;
    buffers.in_size -= in.pos;
    buffers.out += out.pos;
    buffers.out_size -= out.pos;
    between_ = left == 0;
    return between_ ? Step::ready : Step::more;
  }
  bool between() const { return between_; }

 private:
  std::unique_ptr<ZSTD_DCtx, std::size_t (*)(ZSTD_DCtx*)> context_{ZSTD_createDCtx(), ZSTD_freeDCtx};
  bool between_ = false;
};

class Bzip2 {
 public:
  Bzip2() { begin(); }
  ~Bzip2() {
    if (open_) BZ2_bzDecompressEnd(&stream_);
  }
  Bzip2(const Bzip2&) = delete;
  Bzip2& operator=(const Bzip2&) = delete;

  Step step(Buffers& buffers, bool) {
    if (!open_) begin();
    if (!open_) return Step::no_memory;
    stream_.next_in = const_cast<char*>(buffers.in);
    stream_.avail_in = static_cast<unsigned>(std::min<std::size_t>(buffers.in_size, 1u << 30));
    stream_.next_out = buffers.out;
    stream_.avail_out = static_cast<unsigned>(std::min<std::size_t>(buffers.out_size, 1u << 30));
    const unsigned in = stream_.avail_in, out = stream_.avail_out;
    const int code = BZ2_bzDecompress(&stream_);
    if (code != BZ_OK && code != BZ_STREAM_END) return Step::damaged;
    fresh_ = fresh_ && in == stream_.avail_in;
    buffers.in_size -= in - stream_.avail_in;
    buffers.out += out - stream_.avail_out;
    buffers.out_size -= out - stream_.avail_out;
    if (code == BZ_OK) return Step::more;
    BZ2_bzDecompressEnd(&stream_);  // another stream may follow
    open_ = false;
    some_ = true;
    return Step::ready;
  }
  bool between() const { return some_ && fresh_; }

 private:
  void begin() {
    stream_ = {};
    open_ = BZ2_bzDecompressInit(&stream_, 0, 0) == BZ_OK;
    fresh_ = true;
  }
  bz_stream stream_{};
  bool open_ = false, some_ = false, fresh_ = true;
};

class Xz {
 public:
  Xz() { open_ = lzma_stream_decoder(&stream_, kMostMemory, LZMA_CONCATENATED) == LZMA_OK; }
  ~Xz() { lzma_end(&stream_); }
  Xz(const Xz&) = delete;
  Xz& operator=(const Xz&) = delete;

  // Only told that there is no more does it say whether the last stream was whole.
  Step step(Buffers& buffers, bool last) {
    if (!open_) return Step::no_memory;
    stream_.next_in = reinterpret_cast<const std::uint8_t*>(buffers.in);
    stream_.avail_in = buffers.in_size;
    stream_.next_out = reinterpret_cast<std::uint8_t*>(buffers.out);
    stream_.avail_out = buffers.out_size;
    const lzma_ret code = lzma_code(&stream_, last ? LZMA_FINISH : LZMA_RUN);
    buffers.in_size = stream_.avail_in;
    buffers.out = reinterpret_cast<char*>(stream_.next_out);
    buffers.out_size = stream_.avail_out;
    if (code == LZMA_MEMLIMIT_ERROR || code == LZMA_MEM_ERROR) return Step::no_memory;
    if (code == LZMA_STREAM_END) return Step::ready;
    return code == LZMA_OK || code == LZMA_BUF_ERROR ? Step::more : Step::damaged;
  }
  static bool between() { return false; }

 private:
  lzma_stream stream_ = LZMA_STREAM_INIT;
  bool open_ = false;
};

constexpr std::array kEndings = {".gz"sv, ".zst"sv, ".zstd"sv, ".bz2"sv, ".xz"sv};

}  // namespace

Packing packing_of(std::string_view head) {
  if (is_gzip(head)) return Packing::gzip;
  if (head.starts_with("\x28\xB5\x2F\xFD")) return Packing::zstd;
  if (head.size() >= 4 && head.starts_with("BZh") && head[3] >= '1' && head[3] <= '9') return Packing::bzip2;
  if (head.starts_with("\xFD"
                       "7zXZ\0"sv)) {
    return Packing::xz;
  }
  return Packing::none;
}

std::string_view without_packing(std::string_view path) {
  for (const auto ending : kEndings) {
    if (path.size() > ending.size() && base::to_lower_ascii(path.substr(path.size() - ending.size())) == ending) {
      return path.substr(0, path.size() - ending.size());
    }
  }
  return path;
}

std::unique_ptr<Source> unpack(Packing packing, std::unique_ptr<Stream> packed, std::string path) {
  switch (packing) {
    case Packing::gzip:
      return gunzip(std::move(packed), std::move(path));
    case Packing::zstd:
      return std::make_unique<Unpacked<Zstd>>(std::move(packed), std::move(path));
    case Packing::bzip2:
      return std::make_unique<Unpacked<Bzip2>>(std::move(packed), std::move(path));
    case Packing::xz:
      return std::make_unique<Unpacked<Xz>>(std::move(packed), std::move(path));
    case Packing::none:
      break;
  }
  return {};
}

std::string peek_unpacked(Packing packing, std::string_view head) {
  const auto source = unpack(packing, std::make_unique<Stream>(memory_source(head)), {});
  std::string out(kHeadBytes, '\0');
  std::size_t size = 0;
  while (source && size < out.size()) {
    const auto got = source->read(out.data() + size, out.size() - size);
    if (!got || *got == 0) break;
    size += *got;
  }
  out.resize(size);
  return out;
}

}  // namespace annals::acquire
