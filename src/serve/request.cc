#include "serve/request.h"

#include <charconv>
#include <cmath>

#include "base/text.h"
#include "base/utf8.h"

namespace annals::serve {
namespace {

int hex_value(char c) {
  if (base::is_digit(c)) return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

std::optional<std::string> decoded(std::string_view text, bool in_query) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    char c = text[at];
    if (c == '%') {
      if (at + 2 >= text.size()) return std::nullopt;
      const int high = hex_value(text[at + 1]), low = hex_value(text[at + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      c = static_cast<char>(high * 16 + low);
      at += 2;
    } else if (c == '+' && in_query) {
      c = ' ';
    }
    if (c == '\0') return std::nullopt;
    out += c;
  }
  if (!base::is_valid_utf8(out)) return std::nullopt;
  return out;
}

bool read_path(std::string_view path, Target& out) {
  out.path = std::string(path);
  for (const std::string_view piece : base::split(path.substr(1), '/')) {
    std::optional<std::string> segment = decoded(piece, false);
    if (!segment) return false;
    out.segments.push_back(std::move(*segment));
  }
  return true;
}

bool read_query(std::string_view query, Target& out) {
  for (const std::string_view piece : base::split(query, '&')) {
    if (piece.empty()) continue;
    const std::size_t equals = piece.find('=');
    const bool bare = equals == std::string_view::npos;
    std::optional<std::string> name = decoded(piece.substr(0, equals), true);
    std::optional<std::string> value = decoded(bare ? std::string_view() : piece.substr(equals + 1), true);
    if (!name || !value) return false;
    out.parameters.emplace_back(std::move(*name), std::move(*value));
  }
  return true;
}

}  // namespace

std::optional<std::string> Target::value(std::string_view name) const {
  for (const auto& [key, value] : parameters) {
    if (key == name) return value;
  }
  return std::nullopt;
}
std::vector<std::string> Target::values(std::string_view name) const {
  std::vector<std::string> out;
  for (const auto& [key, value] : parameters) {
    if (key == name) out.push_back(value);
  }
  return out;
}

std::optional<Target> read_target(std::string_view target) {
  if (!target.starts_with('/')) return std::nullopt;
  const std::size_t question = target.find('?');
  Target out;
  if (!read_path(target.substr(0, question), out)) return std::nullopt;
  if (question != std::string_view::npos && !read_query(target.substr(question + 1), out)) return std::nullopt;
  return out;
}

std::string_view Request::header(std::string_view name) const {
  const auto at = headers.find(name);
  return at == headers.end() ? std::string_view() : at->second;
}

bool accepts(std::string_view header, std::string_view what) {
  for (const std::string_view item : base::split(header, ',')) {
    const std::vector<std::string_view> parts = base::split(item, ';');
    if (base::to_lower_ascii(base::trim(parts.front())) != what) continue;
    for (std::size_t i = 1; i < parts.size(); ++i) {
      const std::string_view weight = base::trim(parts[i]);
      if (weight.starts_with("q=") && weight.find_first_of("123456789") == std::string_view::npos) return false;
    }
    return true;
  }
  return false;
}

std::optional<std::uint64_t> read_number(std::string_view text, std::uint64_t least, std::uint64_t most) {
  std::uint64_t out = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (failed != std::errc() || end != text.data() + text.size() || out < least || out > most) return std::nullopt;
  return out;
}

std::optional<double> read_degrees(std::string_view text) {
  double out = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), out, std::chars_format::fixed);
  if (failed != std::errc() || end != text.data() + text.size() || !std::isfinite(out)) return std::nullopt;
  return out;
}

namespace {
constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
}

std::string encode_base64url(std::string_view bytes) {
  std::string out;
  unsigned held = 0, bits = 0;
  for (const char c : bytes) {
    held = (held << 8) | static_cast<unsigned char>(c);
    for (bits += 8; bits >= 6; bits -= 6) out += kDigits[(held >> (bits - 6)) & 63];
    held &= 0xFF;
  }
  if (bits > 0) out += kDigits[(held << (6 - bits)) & 63];
  return out;
}

std::optional<std::string> decode_base64url(std::string_view text) {
  std::string out;
  unsigned held = 0, bits = 0;
  for (const char c : text) {
    const std::size_t value = kDigits.find(c);
    if (value == std::string_view::npos) return std::nullopt;
    held = ((held << 6) | static_cast<unsigned>(value)) & 0xFFFF;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      out += static_cast<char>((held >> bits) & 0xFF);
    }
  }
  if (encode_base64url(out) != text) return std::nullopt;
  return out;
}

}  // namespace annals::serve
