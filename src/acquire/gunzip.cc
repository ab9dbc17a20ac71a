#include "acquire/gunzip.h"

#include <zlib.h>

#include <algorithm>

#include "acquire/limits.h"

namespace annals::acquire {
namespace {

class Gunzip : public Source {
 public:
  Gunzip(std::unique_ptr<Stream> packed, std::string path) : packed_(std::move(packed)), path_(std::move(path)) {
    ready_ = inflateInit2(&zlib_, 16 + MAX_WBITS) == Z_OK;
  }
  ~Gunzip() override {
    if (ready_) inflateEnd(&zlib_);
  }

  Result<std::size_t> read(char* into, std::size_t size) override {
    if (!ready_) return Error{ErrorKind::Io, "cannot be decompressed: not enough memory", path_};
    if (done_) return std::size_t{0};
    zlib_.next_out = reinterpret_cast<Bytef*>(into);
    zlib_.avail_out = static_cast<uInt>(std::min<std::size_t>(size, 1u << 20));
    const uInt room = zlib_.avail_out;
    while (zlib_.avail_out == room && !done_) {
      if (auto stepped = step(); !stepped) return stepped.error();
    }
    const std::size_t got = room - zlib_.avail_out;
    out_ += got;
    member_out_ += got;
    if (out_ > kRatioFreeBytes && out_ > kMaxRatio * in_) {
      return Error{ErrorKind::Unsupported,
                   "grows to more than " + std::to_string(kMaxRatio) +
                       " times its size when decompressed: refused as a compression bomb",
                   path_,
                   {0, in_}};
    }
    return got;
  }

  std::string note() const override { return note_; }

 private:
  // One call of zlib; ends the stream or a member of it where that is due.
  Result<Done> step() {
    if (zlib_.avail_in == 0) {
      if (auto filled = fill(); !filled) return filled.error();
      if (zlib_.avail_in == 0) return at_end_of_input();
    }
    between_members_ = false;
    const uInt before = zlib_.avail_in;
    const int code = inflate(&zlib_, Z_NO_FLUSH);
    in_ += before - zlib_.avail_in;
    if (code == Z_STREAM_END) return next_member();
    if (code == Z_OK || code == Z_BUF_ERROR) return Done{};
    return Error{ErrorKind::Malformed,
                 std::string("is damaged: its compressed data cannot be read past byte ") + std::to_string(in_) +
                     (zlib_.msg != nullptr ? std::string(" (") + zlib_.msg + ")" : ""),
                 path_,
                 {in_, in_}};
  }

  Result<Done> fill() {
    const auto got = packed_->read(buffer_, sizeof buffer_);
    if (!got) return got.error();
    zlib_.next_in = reinterpret_cast<Bytef*>(buffer_);
    zlib_.avail_in = static_cast<uInt>(*got);
    return Done{};
  }

  Result<Done> at_end_of_input() {
    done_ = true;
    if (between_members_) return Done{};
    return Error{ErrorKind::Malformed,
                 "is cut short: the gzip data ends in the middle, after " + std::to_string(in_) + " bytes",
                 path_,
                 {in_, in_}};
  }

  // Another member may follow; so may padding. What is neither is told, not read.
  Result<Done> next_member() {
    const bool empty = member_out_ == 0 && zlib_.total_out == 0;
    empty_members_ = empty ? empty_members_ + 1 : 0;
    if (empty_members_ > kMaxEmptyMembers) {
      return Error{ErrorKind::Unsupported, "holds thousands of empty gzip members: refused", path_, {in_, in_}};
    }
    member_out_ = 0;
    inflateReset(&zlib_);
    between_members_ = true;
    bool padding = false;
    for (;;) {
      if (zlib_.avail_in == 0) {
        if (auto filled = fill(); !filled) return filled.error();
        if (zlib_.avail_in == 0) return done_ = true, Done{};
      }
      if (*zlib_.next_in == 0x1F && !padding) return Done{};
      if (*zlib_.next_in != 0) break;
      padding = true;
      ++zlib_.next_in, --zlib_.avail_in, ++in_;
    }
    note_ = "bytes behind the end of the gzip data (from byte " + std::to_string(in_) + ") were not read";
    done_ = true;
    return Done{};
  }

  std::unique_ptr<Stream> packed_;
  std::string path_;
  z_stream zlib_{};
  char buffer_[1 << 15];
  std::uint64_t in_ = 0, out_ = 0, member_out_ = 0;
  unsigned empty_members_ = 0;
  bool ready_ = false, done_ = false, between_members_ = false;
  std::string note_;
};

}  // namespace

bool is_gzip(std::string_view head) { return head.size() >= 2 && head[0] == '\x1F' && head[1] == '\x8B'; }

std::unique_ptr<Source> gunzip(std::unique_ptr<Stream> packed, std::string path) {
  return std::make_unique<Gunzip>(std::move(packed), std::move(path));
}

}  // namespace annals::acquire
