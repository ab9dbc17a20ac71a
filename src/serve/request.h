// A request as the routes see it: the target taken apart, and the few header fields that matter.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace annals::serve {

// A request's target: "/api/v1/events?type=ASSAULT&q=a%20b".
struct Target {
  std::string path;                                             // as sent, without the query
  std::vector<std::string> segments;                            // of the path, decoded
  std::vector<std::pair<std::string, std::string>> parameters;  // decoded, in order

  // The first value of a parameter; nothing where it is not there.
  std::optional<std::string> value(std::string_view name) const;
  std::vector<std::string> values(std::string_view name) const;
};

// Nothing where the target is no path, an escape is none, or the decoded text holds a NUL or is not UTF-8. A segment
// that is "." or "..", or holds a slash once decoded, stays as it is: no route and no asset goes by such a name.
std::optional<Target> read_target(std::string_view target);

struct Request {
  std::string method;  // HEAD is told as GET
  Target target;
  std::map<std::string, std::string, std::less<>> headers;  // by lower-case name; of several, the first
  std::string body;
  std::vector<std::string> captured;  // what stands for the {parts} of the route's path

  std::string_view header(std::string_view name) const;
};

// Whether a header such as Accept-Encoding or Accept names `what` with a weight above 0.
bool accepts(std::string_view header, std::string_view what);

// "1000000" as a number from `least` to `most`; nothing otherwise.
std::optional<std::uint64_t> read_number(std::string_view text, std::uint64_t least, std::uint64_t most);
std::optional<double> read_degrees(std::string_view text);

// Opaque text for a URL, and back. Nothing where it is not what encode made.
std::string encode_base64url(std::string_view bytes);
std::optional<std::string> decode_base64url(std::string_view text);

}  // namespace annals::serve
