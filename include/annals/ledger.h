// What linking writes down for itself between two relinks, so that late documents need only be held against what they
// touch: bytes under keys of bytes, in the order of the keys. A store lends one; nothing in it is part of the record,
// and all of it can be made anew from the documents.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "annals/error.h"

namespace annals {

// Used by one thread. An error stays: from then on everything reads as absent and nothing is written, and `state` tells
// it, so that it need be asked for only once, at the end.
class Ledger {
 public:
  virtual ~Ledger() = default;
  virtual std::optional<std::string> get(std::string_view key) = 0;
  virtual void put(std::string_view key, std::string_view value) = 0;  // in place of what is there
  virtual void erase(std::string_view key) = 0;                        // what is not there is gone already
  enum class Way { up, down };
  // The entries with from <= key < to, the least or the greatest first, until `take` returns false. `take` must not
  // call the ledger.
  using Take = std::function<bool(std::string_view key, std::string_view value)>;
  virtual void walk(std::string_view from, std::string_view to, Way way, const Take& take) = 0;
  virtual void clear() = 0;  // forgets all
  virtual Result<Done> state() const = 0;
};

}  // namespace annals
