// "Name: value" lines as WARC records and HTTP answers begin with, and what their values are made of.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace annals::acquire {

// The lines of a header behind its first one. Views into the bytes it was read from.
struct Fields {
  std::string_view first;  // the first line, without its end
  struct Field {
    std::string_view name, value;
  };
  std::vector<Field> fields;
  std::size_t size = 0;       // bytes of the header, the blank line included
  std::size_t odd_lines = 0;  // lines that are no field, passed over

  std::string_view get(std::string_view lower_name) const;  // the first of that name; empty where there is none
};

// Where the header at the beginning of `bytes` ends, behind its blank line; npos where no blank line is in sight.
// The search begins at `from`, where an earlier one ended.
std::size_t header_end(std::string_view bytes, std::size_t from = 0);

// `header` ends with its blank line (or with the bytes that there are). Lines end with CR LF or LF; a line that begins
// with a blank goes on from the one before and is passed over.
Fields read_fields(std::string_view header);

// "text/html; charset=utf-8" as {"text/html", "utf-8"}, the type in lower case.
struct MediaType {
  std::string type;
  std::string charset;
};
MediaType media_type(std::string_view value);

std::optional<std::uint64_t> whole_number(std::string_view digits);  // digits only, no more than 18
bool same_nocase(std::string_view a, std::string_view lower);

}  // namespace annals::acquire
