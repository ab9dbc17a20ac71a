// The opened bytes of an archive as they pass by: a stretch of them in memory, and where each stood in the file.
//
// Bytes come in order. Where some are lost (a damaged member of a .gz), there is a gap: nothing is read past it until
// it is crossed, so no record can reach over it in silence. Memory is bounded by what the reader asks to see at once.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "acquire/source.h"
#include "annals/error.h"
#include "annals/span.h"

namespace annals::acquire {

// Where an opened byte stands: in the file itself, or so many bytes into what the gzip member at `file` holds.
struct Place {
  std::uint64_t file = 0;
  std::uint64_t inside = 0;
  std::string name() const { return std::to_string(file) + (inside > 0 ? "+" + std::to_string(inside) : ""); }
};

struct Gap {
  ErrorKind kind = ErrorKind::Malformed;
  std::string why;    // "its compressed data is damaged"
  ByteSpan where;     // of the file: what is lost for certain, up to where reading goes on
  bool last = false;  // nothing follows
};

class Window {
 public:
  virtual ~Window() = default;

  // What lies ahead: at least `size` bytes, fewer only before a gap or the end.
  std::string_view ahead(std::size_t size);
  std::string_view here() const { return {buffer_.get() + at_, end_ - at_}; }
  void skip(std::size_t size) { at_ += size; }
  const std::optional<Gap>& gap() const { return gap_; }  // right behind here(), once that was all asked for
  void cross();                                           // past the gap; here() must be empty
  bool ended() const { return ended_; }

  std::uint64_t at() const { return base_ + at_; }  // in opened bytes, gaps not counted
  Place place(std::uint64_t opened) const;
  bool starts_member(std::uint64_t opened) const;
  // The member that ends last ended whole, with the right checksum, and here() ends with it.
  bool ends_whole() const { return whole_at_ == base_ + end_; }
  // Whether the bytes came out of a member whose checksum is wrong or unknown.
  bool suspect(std::uint64_t opened) const { return opened >= suspect_from_ && opened < suspect_to_; }
  virtual bool checked() const { return false; }  // bytes that are not suspect have had a checksum

 protected:
  static constexpr std::uint64_t kNowhere = ~std::uint64_t{0};
  virtual void more() = 0;  // appends something, or calls stop() or finish()
  char* space(std::size_t size);
  void append(std::size_t size) { end_ += size; }
  void take_back(std::uint64_t to_opened);  // forgets the last bytes, as far as they were not passed
  void mark(std::uint64_t file);            // a member begins with the next byte
  void whole() { whole_at_ = base_ + end_; }
  void doubt(std::uint64_t from) { suspect_from_ = from, suspect_to_ = base_ + end_; }
  void stop(Gap gap) { gap_ = std::move(gap); }
  void finish() { ended_ = true; }
  std::uint64_t end() const { return base_ + end_; }

 private:
  struct Mark {
    std::uint64_t opened, file;
  };
  std::unique_ptr<char[]> buffer_;
  std::size_t capacity_ = 0, at_ = 0, end_ = 0;
  std::uint64_t base_ = 0;  // opened offset of buffer_[0]
  std::deque<Mark> marks_;
  std::optional<Gap> gap_;
  std::uint64_t whole_at_ = kNowhere, suspect_from_ = kNowhere, suspect_to_ = kNowhere;
  bool ended_ = false;
};

// A stream as it is. A failure of the stream is its last gap.
std::unique_ptr<Window> plain_window(Stream& stream);
// gzip members, each opened by itself: a damaged one costs no other.
std::unique_ptr<Window> gzip_window(Stream& stream);

}  // namespace annals::acquire
