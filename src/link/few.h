// A list that is mostly short: up to `kInline` items lie in it, more on the heap.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <type_traits>
#include <utility>

namespace annals::link {

template <typename T, std::uint32_t kInline>
class Few {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  Few() = default;
  Few(Few&& other) noexcept { take(other); }
  Few& operator=(Few&& other) noexcept {
    if (this != &other) take(other);
    return *this;
  }
  Few(const Few&) = delete;
  Few& operator=(const Few&) = delete;
  ~Few() = default;

  void push_back(const T& item) {
    if (size_ == capacity_) grow(size_ + 1);
    std::memcpy(static_cast<void*>(data() + size_++), &item, sizeof(T));
  }
  void append(std::span<const T> items) {
    if (items.empty()) return;
    grow(size_ + static_cast<std::uint32_t>(items.size()));
    std::memcpy(static_cast<void*>(data() + size_), items.data(), items.size_bytes());
    size_ += static_cast<std::uint32_t>(items.size());
  }
  void insert(T* at, const T& item) {
    const auto place = at - data();
    push_back(item);
    std::rotate(data() + place, data() + size_ - 1, data() + size_);
  }
  void resize_down(std::uint32_t size) { size_ = size; }

  T* data() { return heap_ ? reinterpret_cast<T*>(heap_.get()) : reinterpret_cast<T*>(inline_); }
  const T* data() const { return const_cast<Few*>(this)->data(); }
  std::uint32_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  T* begin() { return data(); }
  T* end() { return data() + size_; }
  const T* begin() const { return data(); }
  const T* end() const { return data() + size_; }
  operator std::span<const T>() const { return {data(), size_}; }

 private:
  void grow(std::uint32_t least) {
    if (least <= capacity_) return;
    const std::uint32_t capacity = std::max(least, capacity_ * 2);
    auto heap = std::make_unique_for_overwrite<std::byte[]>(capacity * sizeof(T));
    std::memcpy(heap.get(), data(), size_ * sizeof(T));
    heap_ = std::move(heap);
    capacity_ = capacity;
  }
  void take(Few& other) {
    heap_ = std::move(other.heap_);
    size_ = std::exchange(other.size_, 0);
    capacity_ = std::exchange(other.capacity_, kInline);
    if (!heap_) std::memcpy(inline_, other.inline_, size_ * sizeof(T));
  }

  std::unique_ptr<std::byte[]> heap_;
  std::uint32_t size_ = 0, capacity_ = kInline;
  alignas(T) std::byte inline_[kInline * sizeof(T)];
};

}  // namespace annals::link
