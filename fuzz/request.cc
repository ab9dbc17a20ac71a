// A request's target and the header fields that the server reads, a line each.
#include "serve/request.h"

#include <algorithm>
#include <string>

#include "base/utf8.h"
#include "door.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace annals;
  const std::string_view bytes = fuzz::bytes_of(data, size);
  const std::size_t line = std::min(bytes.find('\n'), bytes.size());
  const auto target = serve::read_target(bytes.substr(0, line));
  if (target) {
    for (const std::string& segment : target->segments) {
      fuzz::must(base::is_valid_utf8(segment) && segment.find('\0') == std::string::npos, "a segment is text");
    }
    for (const auto& [name, value] : target->parameters) {
      fuzz::must(base::is_valid_utf8(name) && base::is_valid_utf8(value), "a parameter is text");
      fuzz::must(name.size() + value.size() <= line, "decoding never grows");
      fuzz::must(target->value(name).has_value(), "a parameter is found by its name");
      if (const auto cursor = serve::decode_base64url(value)) {
        fuzz::must(serve::encode_base64url(*cursor) == value, "a cursor reads back");
      }
      (void)serve::read_number(value, 1, 1000);
      (void)serve::read_degrees(value);
    }
  }
  const std::string_view header = bytes.substr(line);
  (void)serve::accepts(header, "gzip");
  fuzz::must(serve::decode_base64url(serve::encode_base64url(header)) == std::string(header), "any bytes survive");
  return 0;
}
