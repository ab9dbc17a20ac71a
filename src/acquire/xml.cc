#include "acquire/xml.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.h"
#include "base/utf8.h"

namespace annals::acquire {
namespace {

constexpr std::string_view kCdata = "<![CDATA[";
constexpr std::size_t kNone = std::string_view::npos;

bool begins_name(char c) {
  return base::is_alpha_ascii(c) || c == '_' || c == ':' || static_cast<unsigned char>(c) >= 0x80;
}

// Where a tag ends: behind its ">", those within quotation marks passed over. A quotation mark that never closes
// counts for nothing.
std::size_t tag_end(std::string_view bytes, std::size_t at) {
  constexpr std::size_t kLongestTag = 64 << 10;
  const std::string_view tag = bytes.substr(0, at + kLongestTag);
  char quote = 0;
  for (std::size_t i = at; i < tag.size(); ++i) {
    const char c = tag[i];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '>') {
      return i + 1;
    } else if (c == '<') {
      return kNone;
    } else if ((c == '"' || c == '\'') && tag[i - 1] == '=') {
      quote = c;
    }
  }
  const std::size_t end = tag.find('>', at);
  return end == kNone ? kNone : end + 1;
}

}  // namespace

Xml::Token Xml::from_to(Kind kind, std::size_t begin, std::size_t end, std::size_t inner_begin, std::size_t inner_end) {
  Token out;
  out.kind = kind;
  out.text = bytes_.substr(inner_begin, inner_end - inner_begin);
  out.span = {begin, end};
  at_ = end;
  return out;
}

Xml::Token Xml::next() {
  while (at_ < bytes_.size()) {
    if (bytes_[at_] != '<') {
      const std::size_t end = std::min(bytes_.find('<', at_), bytes_.size());
      return from_to(Kind::text, at_, end, at_, end);
    }
    const std::string_view rest = bytes_.substr(at_);
    if (rest.starts_with(kCdata)) {
      const std::size_t close = bytes_.find("]]>", at_ + kCdata.size());
      cut_ = close == kNone;
      const std::size_t inner = at_ + kCdata.size();
      return cut_ ? from_to(Kind::cdata, at_, bytes_.size(), inner, bytes_.size())
                  : from_to(Kind::cdata, at_, close + 3, inner, close);
    }
    std::size_t past = kNone;
    if (rest.starts_with("<!--")) {
      past = bytes_.find("-->", at_ + 4);
    } else if (rest.starts_with("<?")) {
      past = bytes_.find("?>", at_ + 2);
    } else if (rest.starts_with("<!")) {
      past = past_doctype(at_ + 2);
    } else {
      return markup();
    }
    if (past == kNone) {
      cut_ = true;
      at_ = bytes_.size();
      break;
    }
    at_ = past + (rest[1] == '?' ? 2 : rest.starts_with("<!--") ? 3 : 0);
  }
  return {};
}

// "<!DOCTYPE rss [ <!ENTITY ...> ]>" is passed over whole: nothing in it is believed.
std::size_t Xml::past_doctype(std::size_t at) const {
  bool inside = false;
  char quote = 0;
  for (std::size_t i = at; i < bytes_.size(); ++i) {
    const char c = bytes_[i];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '[') {
      inside = true;
    } else if (c == ']') {
      inside = false;
    } else if (c == '>' && !inside) {
      return i + 1;
    }
  }
  return kNone;
}

Xml::Token Xml::markup() {
  const std::size_t begin = at_;
  const bool closes = begin + 1 < bytes_.size() && bytes_[begin + 1] == '/';
  const std::size_t name_begin = begin + (closes ? 2 : 1);
  if (name_begin >= bytes_.size() || !begins_name(bytes_[name_begin])) {  // a "<" that nobody escaped
    const std::size_t end = std::min(bytes_.find('<', begin + 1), bytes_.size());
    return from_to(Kind::text, begin, end, begin, end);
  }
  const std::size_t end = tag_end(bytes_, name_begin);
  if (end == kNone) {
    const std::size_t other = bytes_.find('<', begin + 1);
    cut_ = other == kNone;
    const std::size_t stop = cut_ ? bytes_.size() : other;
    return from_to(Kind::text, begin, stop, begin, stop);
  }
  std::string_view inner = bytes_.substr(name_begin, end - 1 - name_begin);
  Token out;
  out.kind = closes ? Kind::end : Kind::start;
  out.empty = !closes && inner.ends_with('/');
  if (out.empty) inner.remove_suffix(1);
  const std::size_t name_size = std::min(inner.find_first_of(" \t\r\n/"), inner.size());
  out.name = inner.substr(0, name_size);
  out.attributes = inner.substr(name_size);
  out.span = {begin, end};
  at_ = end;
  return out;
}

std::string attribute(std::string_view attributes, std::string_view name) {
  std::string out;
  bool found = false;
  each_attribute(attributes, [&](std::string_view key, std::string_view value) {
    if (!found && key == name) {
      out = resolved(value);
      found = true;
    }
  });
  return out;
}

namespace {

// The character of "&#8217;" or "&#x2019;" without its "&#" and ";". 0 where it is none.
char32_t numbered(std::string_view digits) {
  const bool hex = digits.starts_with('x') || digits.starts_with('X');
  if (hex) digits.remove_prefix(1);
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, hex ? 16 : 10);
  if (digits.empty() || error != std::errc{} || end != digits.data() + digits.size()) return 0;
  if (value == 0 || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) return base::kReplacement;
  return value;
}

}  // namespace

std::string resolved(std::string_view text) {
  struct Entity {
    std::string_view name;
    char character;
  };
  constexpr std::array kEntities = {Entity{"amp", '&'}, Entity{"lt", '<'}, Entity{"gt", '>'}, Entity{"quot", '"'},
                                    Entity{"apos", '\''}};
  std::string out;
  out.reserve(text.size());
  for (;;) {
    const std::size_t ampersand = text.find('&');
    out += text.substr(0, ampersand);
    if (ampersand == kNone) return out;
    text.remove_prefix(ampersand);
    const std::size_t end = text.substr(0, 12).find(';');
    const std::string_view name = end == kNone ? std::string_view{} : text.substr(1, end - 1);
    const auto* entity = std::ranges::find(kEntities, name, &Entity::name);
    char32_t character = entity != kEntities.end() ? static_cast<char32_t>(entity->character) : 0;
    if (name.starts_with('#')) character = numbered(name.substr(1));
    if (character == 0) {
      out += '&';
      text.remove_prefix(1);
    } else {
      base::append_code_point(out, character);
      text.remove_prefix(end + 1);
    }
  }
}

}  // namespace annals::acquire
