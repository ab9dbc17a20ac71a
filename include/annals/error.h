// What the world can do wrong, as a value: no exception leaves a room.
#pragma once

#include <cassert>
#include <string>
#include <utility>
#include <variant>

#include "annals/span.h"

namespace annals {

enum class ErrorKind { NotFound, Malformed, Unsupported, Conflict, Io };

// What went wrong and where. A caller branches on `kind`; a person reads `message`.
struct Error {
  ErrorKind kind = ErrorKind::Io;
  std::string message;      // one sentence: what was expected, what was found
  std::string source = {};  // URL or path, empty when no input is at fault
  ByteSpan where = {};      // the bytes of `source` at fault
};

// Either a T or the Error that kept it from being made.
//
//   Result<Store> store = Store::open("syria.annals");
//   if (!store) return store.error();
//   store->...
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  explicit operator bool() const { return state_.index() == 0; }
  bool ok() const { return state_.index() == 0; }

  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(value()); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  T& value() {
    assert(ok() && "value() of a failed Result");
    return *std::get_if<0>(&state_);
  }
  const T& value() const {
    assert(ok() && "value() of a failed Result");
    return *std::get_if<0>(&state_);
  }
  Error& error() {
    assert(!ok() && "error() of a good Result");
    return *std::get_if<1>(&state_);
  }
  const Error& error() const {
    assert(!ok() && "error() of a good Result");
    return *std::get_if<1>(&state_);
  }

 private:
  std::variant<T, Error> state_;
};

// A Result without a value: done, or why not.
struct Done {};

}  // namespace annals
