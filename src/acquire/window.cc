#include "acquire/window.h"

#include <algorithm>
#include <cstring>

namespace annals::acquire {

std::string_view Window::ahead(std::size_t size) {
  while (end_ - at_ < size && !gap_ && !ended_) more();
  return here();
}

void Window::cross() {
  if (gap_ && gap_->last) ended_ = true;
  gap_.reset();
  suspect_from_ = suspect_to_ = kNowhere;
}

char* Window::space(std::size_t size) {
  if (capacity_ - end_ < size && at_ >= (end_ - at_)) {  // moving costs no more than was passed
    if (end_ > at_) std::memmove(buffer_.get(), buffer_.get() + at_, end_ - at_);
    base_ += at_;
    end_ -= at_;
    at_ = 0;
    while (marks_.size() > 1 && marks_[1].opened <= base_) marks_.pop_front();
  }
  if (capacity_ - end_ < size) {
    capacity_ = std::max(end_ + size, capacity_ + capacity_ / 2);
    std::unique_ptr<char[]> larger(new char[capacity_]);
    if (end_ > 0) std::memcpy(larger.get(), buffer_.get(), end_);
    buffer_ = std::move(larger);
  }
  return buffer_.get() + end_;
}

void Window::take_back(std::uint64_t to_opened) {
  end_ = std::max<std::size_t>(at_, static_cast<std::size_t>(std::max(to_opened, base_) - base_));
}

void Window::mark(std::uint64_t file) {
  if (!marks_.empty() && marks_.back().opened == end()) marks_.pop_back();
  marks_.push_back({end(), file});
}

Place Window::place(std::uint64_t opened) const {
  const auto after = std::ranges::upper_bound(marks_, opened, {}, &Mark::opened);
  if (after == marks_.begin()) return {opened, 0};
  const Mark& mark = *std::prev(after);
  return {mark.file, opened - mark.opened};
}

bool Window::starts_member(std::uint64_t opened) const {
  return std::ranges::binary_search(marks_, opened, {}, &Mark::opened);
}

namespace {

class PlainWindow : public Window {
 public:
  explicit PlainWindow(Stream& stream) : stream_(stream) {}

 protected:
  void more() override {
    char* into = space(kPiece);
    const auto got = stream_.read(into, kPiece);
    if (!got) return stop({got.error().kind, got.error().message, {end(), end()}, true});
    if (*got == 0) return finish();
    append(*got);
  }

 private:
  static constexpr std::size_t kPiece = 256 << 10;
  Stream& stream_;
};

}  // namespace

std::unique_ptr<Window> plain_window(Stream& stream) { return std::make_unique<PlainWindow>(stream); }

}  // namespace annals::acquire
