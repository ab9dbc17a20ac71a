// Memory aligned for vectors, grown and never shrunk.
#pragma once

#include <cstddef>
#include <memory>
#include <new>

namespace annals::model {

template <typename T>
class Buffer {
 public:
  // At least `count` elements, not set to anything; what was in them is lost when they have to move.
  T* reserve(std::size_t count) {
    if (count <= count_) return data_.get();
    data_.reset();
    data_.reset(static_cast<T*>(::operator new(count * sizeof(T), kAlignment)));
    count_ = count;
    return data_.get();
  }
  T* data() { return data_.get(); }
  const T* data() const { return data_.get(); }

 private:
  static constexpr std::align_val_t kAlignment{64};
  struct Free {
    void operator()(T* data) const { ::operator delete(data, kAlignment); }
  };
  std::unique_ptr<T, Free> data_;
  std::size_t count_ = 0;
};

}  // namespace annals::model
