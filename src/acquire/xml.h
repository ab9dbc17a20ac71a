// XML as feeds have it, pulled piece by piece: no document types, nothing external, no entities but XML's own five and
// numbers. Takes what is broken for what it most likely was, as feeds are often broken.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "annals/span.h"

namespace annals::acquire {

class Xml {
 public:
  enum class Kind { start, end, text, cdata, finish };

  struct Token {
    Kind kind = Kind::finish;
    std::string_view name;        // of an element, with its prefix
    std::string_view attributes;  // of a start, as written
    bool empty = false;           // <name/>
    std::string_view text;        // of text and cdata, as written
    ByteSpan span;                // where the whole of it stands
  };

  explicit Xml(std::string_view bytes) : bytes_(bytes) {}
  Token next();
  // The last token was cut off by the end of the bytes.
  bool cut() const { return cut_; }

 private:
  Token markup();
  Token from_to(Kind kind, std::size_t begin, std::size_t end, std::size_t inner_begin, std::size_t inner_end);
  std::size_t past_doctype(std::size_t at) const;

  std::string_view bytes_;
  std::size_t at_ = 0;
  bool cut_ = false;
};

// The attribute's value, resolved; empty where there is none.
std::string attribute(std::string_view attributes, std::string_view name);
// Hands each attribute as it is written to `take(name, value)`.
template <typename Take>
void each_attribute(std::string_view attributes, Take take);

// Text with its entities resolved. What is no entity of XML stays as it is written ("&nbsp;": HTML knows it).
std::string resolved(std::string_view text);

template <typename Take>
void each_attribute(std::string_view attributes, Take take) {
  constexpr std::string_view kBlanks = " \t\r\n/";
  std::size_t at = 0;
  while ((at = attributes.find_first_not_of(kBlanks, at)) != std::string_view::npos) {
    const std::size_t name_end = std::min(attributes.find_first_of(" \t\r\n=", at), attributes.size());
    const std::string_view name = attributes.substr(at, name_end - at);
    std::size_t value = attributes.find_first_not_of(" \t\r\n", name_end);
    if (value == std::string_view::npos || attributes[value] != '=') {
      at = std::max(name_end, at + 1);
      continue;
    }
    value = attributes.find_first_not_of(" \t\r\n", value + 1);
    if (value == std::string_view::npos) return;
    const char quote = attributes[value];
    if (quote == '"' || quote == '\'') {
      const std::size_t end = std::min(attributes.find(quote, value + 1), attributes.size());
      take(name, attributes.substr(value + 1, end - value - 1));
      at = std::min(end + 1, attributes.size());
    } else {
      const std::size_t end = std::min(attributes.find_first_of(" \t\r\n", value), attributes.size());
      take(name, attributes.substr(value, end - value));
      at = end;
    }
  }
}

}  // namespace annals::acquire
