#include "base/json_writer.h"

#include <charconv>
#include <cmath>

#include "base/utf8.h"

namespace annals::base {
namespace {

constexpr std::string_view kHex = "0123456789abcdef";

// What JSON does not allow inside a string: quotation marks, backslashes and control characters.
void append_escaped(std::string& out, char c) {
  out += '\\';
  switch (c) {
    case '\n':
      out += 'n';
      return;
    case '\t':
      out += 't';
      return;
    case '\r':
      out += 'r';
      return;
    case '"':
    case '\\':
      out += c;
      return;
    default:
      out += "u00";
      out += kHex[static_cast<unsigned char>(c) >> 4];
      out += kHex[static_cast<unsigned char>(c) & 15];
  }
}

// JSON allows these, but readers of JSON Lines (Python's splitlines) would cut the line there.
bool ends_a_line(char32_t c) { return c == 0x85 || c == 0x2028 || c == 0x2029; }

void append_quoted(std::string& out, std::string_view value) {
  out += '"';
  for (std::size_t at = 0; at < value.size();) {
    const char c = value[at];
    if (static_cast<unsigned char>(c) >= 0x80) {
      const std::size_t begin = at;
      const char32_t read = next_code_point(value, at);
      if (read == kReplacement && at - begin == 1) {
        append_code_point(out, kReplacement);
      } else if (ends_a_line(read)) {
        out += read == 0x85 ? "\\u0085" : read == 0x2028 ? "\\u2028" : "\\u2029";
      } else {
        out += value.substr(begin, at - begin);
      }
      continue;
    }
    if (c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20) {
      append_escaped(out, c);
    } else {
      out += c;
    }
    ++at;
  }
  out += '"';
}

template <typename T>
void append_number(std::string& out, T value) {
  char digits[32];
  out.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}

}  // namespace

void JsonWriter::separate() {
  if (comma_) out += ',';
  comma_ = true;
}

JsonWriter& JsonWriter::open(char bracket) {
  separate();
  out += bracket;
  comma_ = false;
  return *this;
}
JsonWriter& JsonWriter::close(char bracket) {
  out += bracket;
  comma_ = true;
  return *this;
}
JsonWriter& JsonWriter::key(std::string_view name) {
  separate();
  out += '"';
  out += name;
  out += "\":";
  comma_ = false;
  return *this;
}
JsonWriter& JsonWriter::null() {
  separate();
  out += "null";
  return *this;
}
JsonWriter& JsonWriter::boolean(bool value) {
  separate();
  out += value ? "true" : "false";
  return *this;
}
JsonWriter& JsonWriter::whole(std::int64_t value) {
  separate();
  append_number(out, value);
  return *this;
}
JsonWriter& JsonWriter::whole(std::uint64_t value) {
  separate();
  append_number(out, value);
  return *this;
}
JsonWriter& JsonWriter::number(double value) {
  if (!std::isfinite(value)) return null();
  separate();
  const std::size_t begin = out.size();
  append_number(out, value == 0 ? 0.0 : value);  // no "-0.0"
  if (out.find_first_of(".e", begin) == std::string::npos) out += ".0";
  return *this;
}
JsonWriter& JsonWriter::text(std::string_view value) {
  separate();
  append_quoted(out, value);
  return *this;
}
JsonWriter& JsonWriter::text_or_null(std::string_view value) { return value.empty() ? null() : text(value); }

JsonWriter& JsonWriter::raw(std::string_view json) {
  separate();
  out += json;
  return *this;
}

JsonWriter& JsonWriter::texts(const std::vector<std::string>& values) {
  begin_array();
  for (const std::string& value : values) text(value);
  return end_array();
}
JsonWriter& JsonWriter::spans(const ByteSpans& spans) {
  begin_array();
  for (const ByteSpan& span : spans) begin_array().whole(span.begin).whole(span.end).end_array();
  return end_array();
}
JsonWriter& JsonWriter::whole_or_null(const std::optional<std::int64_t>& value) {
  return value ? whole(*value) : null();
}
JsonWriter& JsonWriter::number_or_null(const std::optional<double>& value) { return value ? number(*value) : null(); }

std::string json_list(const std::vector<std::string>& values) {
  JsonWriter json;
  json.texts(values);
  return std::move(json.out);
}

}  // namespace annals::base
