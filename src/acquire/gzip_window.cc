// A .gz opened member by member, so that damage costs the member it hit and no other.
//
// Archives keep each record in a member of its own. A member that fits is opened whole, by libdeflate, which checks it
// before a byte of it is shown. Where that fails, zlib goes over the member step by step: it tells a damaged member
// from a long one, and keeps what came out before the damage (an archive compressed as one member has many records
// there). Then the next member is looked for, beginning right behind the header of the damaged one, since a cut can
// have joined it to another. Bytes looked at in vain are bounded: made-up headers cost a straight line.
#include <libdeflate.h>
#include <zlib.h>

#include <algorithm>
#include <cstring>

#include "acquire/limits.h"
#include "acquire/window.h"

namespace annals::acquire {
namespace {

constexpr std::size_t kRawPiece = 1 << 20;
constexpr std::size_t kMostRawKept = 16 << 20;                             // of one member, to look for the next in
constexpr std::size_t kMaxMember = kMaxPageBytes + kMaxArchiveHeader + 8;  // opened whole; a longer one piece by piece
constexpr std::size_t kFastMember = 4 << 20;
constexpr std::size_t kPiece = 256 << 10;
constexpr std::size_t kMinMember = 18;

// The compressed bytes, as far as they are needed.
class Raw {
 public:
  explicit Raw(Stream& stream) : stream_(stream) {}

  std::string_view here() const { return {buffer_.get() + at_, end_ - at_}; }
  std::uint64_t at() const { return base_ + at_; }
  void skip(std::size_t size) { at_ += size; }
  void back_to(std::uint64_t offset) { at_ = static_cast<std::size_t>(std::max(offset, base_) - base_); }
  // Bytes from here on are not forgotten, up to a measure.
  void keep_from(std::uint64_t offset) { keep_ = offset; }
  const std::optional<Error>& failure() const { return failure_; }

  // At least `size` bytes ahead; fewer only at the end.
  std::string_view ahead(std::size_t size) {
    while (end_ - at_ < size && !ended_) read();
    return here();
  }

 private:
  void read() {
    if (capacity_ - end_ < kRawPiece) make_room();
    const auto got = stream_.read(buffer_.get() + end_, kRawPiece);
    if (!got) failure_ = got.error();
    ended_ = !got || *got == 0;
    end_ += got ? *got : 0;
  }

  void make_room() {
    std::size_t from = static_cast<std::size_t>(std::min(std::max(keep_, base_), base_ + at_) - base_);
    if (end_ - from > kMostRawKept) from = std::max(from, at_ - std::min(at_, kRawPiece));
    const std::size_t kept = end_ - from;
    if (capacity_ < kept + 2 * kRawPiece) {
      capacity_ = std::max(kept + 2 * kRawPiece, capacity_ + capacity_ / 2);
      std::unique_ptr<char[]> larger(new char[capacity_]);
      if (kept > 0) std::memcpy(larger.get(), buffer_.get() + from, kept);
      buffer_ = std::move(larger);
    } else {
      if (kept > 0) std::memmove(buffer_.get(), buffer_.get() + from, kept);
    }
    base_ += from;
    at_ -= from;
    end_ = kept;
  }

  Stream& stream_;
  std::unique_ptr<char[]> buffer_;
  std::size_t capacity_ = 0, at_ = 0, end_ = 0;
  std::uint64_t base_ = 0, keep_ = 0;
  bool ended_ = false;
  std::optional<Error> failure_;
};

bool may_begin_member(std::string_view bytes) {
  return bytes.size() >= kMinMember && bytes[0] == '\x1F' && bytes[1] == '\x8B' && bytes[2] == 8 &&
         (static_cast<unsigned char>(bytes[3]) & 0xE0) == 0;
}

class GzipWindow : public Window {
 public:
  explicit GzipWindow(Stream& stream) : raw_(stream), fast_(libdeflate_alloc_decompressor()) {}
  ~GzipWindow() override {
    if (zlib_ready_) inflateEnd(&zlib_);
    libdeflate_free_decompressor(fast_);
  }
  GzipWindow(const GzipWindow&) = delete;
  GzipWindow& operator=(const GzipWindow&) = delete;

  bool checked() const override { return true; }

 protected:
  void more() override {
    if (inside_) return go_on(kPiece);
    std::string_view bytes = raw_.ahead(kMinMember);
    while (!bytes.empty() && bytes[0] == '\0') {  // padding
      const auto first = std::min(bytes.find_first_not_of('\0'), bytes.size());
      raw_.skip(first);
      bytes = raw_.ahead(kMinMember);
    }
    if (bytes.empty() && raw_.failure())
      return stop({raw_.failure()->kind, raw_.failure()->message, {raw_.at(), raw_.at()}, true});
    if (bytes.empty()) return finish();
    member_ = raw_.at();
    raw_.keep_from(member_);
    if (!may_begin_member(bytes)) return lost("what stands here is no compressed data that can be read");
    mark(member_);
    begin_ = end();
    if (!whole_member()) step_by_step();
  }

 private:
  // The quick way. False where this member wants the other one.
  bool whole_member() {
    if (fast_ == nullptr) return false;
    for (;;) {
      const std::string_view bytes = raw_.here();
      std::size_t used = 0, made = 0;
      const auto result =
          libdeflate_gzip_decompress_ex(fast_, bytes.data(), bytes.size(), space(guess_), guess_, &used, &made);
      if (result == LIBDEFLATE_SUCCESS) {
        if (is_bomb(used, made)) return raw_.skip(used), bomb(), true;
        raw_.skip(used);
        append(made);
        done(made);
        return true;
      }
      if (result == LIBDEFLATE_INSUFFICIENT_SPACE && guess_ < kFastMember) {
        guess_ *= 2;
      } else if (result != LIBDEFLATE_BAD_DATA ||
                 raw_.ahead(bytes.size() < kRawPiece ? kRawPiece : 0).size() == bytes.size()) {
        return false;
      }
    }
  }

  void step_by_step() {
    if (!zlib_ready_) zlib_ready_ = inflateInit2(&zlib_, 16 + MAX_WBITS) == Z_OK;
    if (!zlib_ready_)
      return stop({ErrorKind::Io, "cannot be decompressed: not enough memory", {member_, member_}, true});
    inflateReset(&zlib_);
    inside_ = true;
    used_ = made_ = 0;
    go_on(kMaxMember);
  }

  // Up to about `size` bytes more of the member; all of it is shown at once where that is its end.
  void go_on(std::size_t size) {
    for (std::size_t got = 0; inside_ && got < size;) {
      const std::string_view bytes = raw_.ahead(1);
      if (bytes.empty()) return cut_short();
      zlib_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
      zlib_.avail_in = static_cast<uInt>(std::min<std::size_t>(bytes.size(), kRawPiece));
      const uInt in = zlib_.avail_in;
      zlib_.next_out = reinterpret_cast<Bytef*>(space(kPiece));
      zlib_.avail_out = kPiece;
      const int code = inflate(&zlib_, Z_NO_FLUSH);
      raw_.skip(in - zlib_.avail_in);
      used_ += in - zlib_.avail_in;
      append(kPiece - zlib_.avail_out);
      got += kPiece - zlib_.avail_out;
      made_ += kPiece - zlib_.avail_out;
      if (is_bomb(used_, made_)) return bomb();
      if (code == Z_STREAM_END) return inside_ = false, done(made_);
      if (code != Z_OK && code != Z_BUF_ERROR) return damaged();
    }
  }

  void done(std::uint64_t made) {
    empty_ = made == 0 ? empty_ + 1 : 0;
    if (empty_ > kMaxEmptyMembers) {
      return stop({ErrorKind::Unsupported,
                   "holds thousands of empty gzip members: refused from here on",
                   {raw_.at(), raw_.at()},
                   true});
    }
    whole();
  }

  void bomb() {
    take_back(begin_);
    inside_ = false;
    next_member(raw_.at(), ErrorKind::Unsupported,
                "grows to more than " + std::to_string(kMaxRatio) +
                    " times its size when decompressed: refused as a compression bomb");
  }

  void cut_short() {
    inside_ = false;
    doubt(begin_);
    work_ += used_;
    if (raw_.failure()) return stop({raw_.failure()->kind, raw_.failure()->message, {member_, raw_.at()}, true});
    lost("its compressed data is cut short");
  }

  void damaged() {
    inside_ = false;
    doubt(begin_);
    work_ += used_;
    const std::string_view what = zlib_.msg != nullptr ? zlib_.msg : "";
    lost(what.find("check") != std::string_view::npos && what.starts_with("incorrect")
             ? "its compressed data is damaged: the checksum does not fit what came out"
             : "its compressed data is damaged");
  }

  // Reading goes on at the next member that opens, looked for from right behind the beginning of this one.
  void lost(const std::string& why) {
    const bool spent = work_ > kRawPiece + 16 * raw_.at();
    next_member(spent ? std::max(raw_.at(), member_ + 1) : member_ + 1, ErrorKind::Malformed, why);
  }

  void next_member(std::uint64_t from, ErrorKind kind, const std::string& why) {
    raw_.back_to(from);
    while (!at_member()) {
      const std::string_view bytes = raw_.here();
      if (bytes.size() < kMinMember) {  // the end
        raw_.skip(bytes.size());
        return stop({kind, why, {member_, raw_.at()}, true});
      }
      raw_.skip(1);
    }
    stop({kind, why, {member_, raw_.at()}, false});
  }

  // Goes to the next place that may be a member; whether it is one.
  bool at_member() {
    for (;;) {
      raw_.keep_from(raw_.at());
      const std::string_view bytes = raw_.ahead(kTestBytes);
      if (bytes.size() < kMinMember) return false;
      const auto* found = static_cast<const char*>(std::memchr(bytes.data(), 0x1F, bytes.size() - kMinMember + 1));
      if (found == nullptr) {
        raw_.skip(bytes.size() - kMinMember + 1);
        continue;
      }
      raw_.skip(static_cast<std::size_t>(found - bytes.data()));
      if (!may_begin_member(raw_.here())) return false;
      return opens(raw_.ahead(kTestBytes));
    }
  }

  // A record begins there, or a good piece of it opens without complaint.
  bool opens(std::string_view bytes) {
    if (work_ > kRawPiece + 16 * raw_.at()) return false;
    z_stream test{};
    if (inflateInit2(&test, 16 + MAX_WBITS) != Z_OK) return false;
    char out[kTestBytes];
    test.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    test.avail_in = static_cast<uInt>(std::min(bytes.size(), kTestBytes));
    test.next_out = reinterpret_cast<Bytef*>(out);
    test.avail_out = sizeof out;
    const uInt in = test.avail_in;
    const int code = inflate(&test, Z_SYNC_FLUSH);
    work_ += in - test.avail_in;
    const std::string_view made(out, sizeof out - test.avail_out);
    inflateEnd(&test);
    if (made.starts_with("WARC/")) return true;
    return code == Z_STREAM_END || ((code == Z_OK || code == Z_BUF_ERROR) && made.size() == sizeof out);
  }

  static constexpr std::size_t kTestBytes = 4096;

  Raw raw_;
  libdeflate_decompressor* fast_;
  z_stream zlib_{};
  bool zlib_ready_ = false;
  bool inside_ = false;         // zlib stands within a member
  std::size_t guess_ = kPiece;  // what a member may come to
  std::uint64_t member_ = 0;    // where it begins in the file
  std::uint64_t begin_ = 0;     // and in opened bytes
  std::uint64_t used_ = 0, made_ = 0;
  std::uint64_t work_ = 0;  // compressed bytes looked at in vain
  unsigned empty_ = 0;
};

}  // namespace

std::unique_ptr<Window> gzip_window(Stream& stream) { return std::make_unique<GzipWindow>(stream); }

}  // namespace annals::acquire
