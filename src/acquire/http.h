// An HTTP answer as an archive keeps it: status, header fields and body, the body's codings undone.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "acquire/fields.h"
#include "annals/error.h"

namespace annals::acquire {

struct HttpAnswer {
  int status = 0;
  Fields fields;
  std::string_view body;  // as it was sent: perhaps in chunks, perhaps compressed
};

// Views into `bytes`. Empty where they do not begin with a status line.
std::optional<HttpAnswer> read_http(std::string_view bytes);

struct Payload {
  std::string bytes;
  std::vector<std::string> notes;  // what was lost
};

// The body without Transfer-Encoding and Content-Encoding: the bytes that a browser would have rendered.
// Errors: Malformed, Unsupported.
Result<Payload> payload_of(const HttpAnswer& answer);

}  // namespace annals::acquire
