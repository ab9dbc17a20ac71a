// Writes JSON, compact, with keys in the order they are given.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "annals/span.h"

namespace annals::base {

class JsonWriter {
 public:
  std::string out;

  JsonWriter& begin_object() { return open('{'); }
  JsonWriter& end_object() { return close('}'); }
  JsonWriter& begin_array() { return open('['); }
  JsonWriter& end_array() { return close(']'); }
  JsonWriter& key(std::string_view name);  // a word of ours: nothing in it needs escaping

  JsonWriter& null();
  JsonWriter& boolean(bool value);
  JsonWriter& whole(std::int64_t value);
  JsonWriter& whole(std::uint64_t value);
  JsonWriter& number(double value);  // the shortest that reads back the same, with a point in it; null when not finite
  JsonWriter& text(std::string_view value);
  JsonWriter& text_or_null(std::string_view value);  // null when empty
  JsonWriter& raw(std::string_view json);            // a value that is JSON already
  JsonWriter& texts(const std::vector<std::string>& values);
  JsonWriter& spans(const ByteSpans& spans);
  JsonWriter& whole_or_null(const std::optional<std::int64_t>& value);
  JsonWriter& number_or_null(const std::optional<double>& value);

 private:
  JsonWriter& open(char bracket);
  JsonWriter& close(char bracket);
  void separate();
  bool comma_ = false;  // another value stands before in the same list
};

std::string json_list(const std::vector<std::string>& values);  // ["a","b"]

}  // namespace annals::base
