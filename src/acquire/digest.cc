#include "acquire/digest.h"

#include <nettle/sha1.h>

#include <array>
#include <string>

#include "acquire/fields.h"
#include "base/sha256.h"
#include "base/text.h"

namespace annals::acquire {
namespace {

std::string sha1_hex(std::string_view bytes) {
  sha1_ctx state;
  sha1_init(&state);
  sha1_update(&state, bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()));
  std::array<std::uint8_t, SHA1_DIGEST_SIZE> digest{};
  sha1_digest(&state, digest.size(), digest.data());
  return base::hex_digits(digest);
}

// Base 32 of RFC 4648 as hexadecimal digits; empty where it is none.
std::string hex_of_base32(std::string_view text) {
  std::string out;
  unsigned value = 0, bits = 0;
  while (text.ends_with('=')) text.remove_suffix(1);
  for (const char c : text) {
    unsigned digit = 0;
    if (base::is_alpha_ascii(c))
      digit = static_cast<unsigned>((c | 0x20) - 'a');
    else if (c >= '2' && c <= '7')
      digit = static_cast<unsigned>(c - '2') + 26;
    else
      return {};
    value = value << 5 | digit;
    for (bits += 5; bits >= 4; bits -= 4) out += "0123456789abcdef"[value >> (bits - 4) & 15];
    value &= (1u << bits) - 1;
  }
  return out;
}

bool same(const std::string& computed, std::string_view given) {
  if (given.size() == computed.size()) return same_nocase(given, computed);
  const std::string hex = hex_of_base32(given);
  return hex.size() >= computed.size() && hex.substr(0, computed.size()) == computed;
}

}  // namespace

std::optional<bool> has_digest(std::string_view bytes, std::string_view digest) {
  const std::size_t colon = digest.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const std::string_view kind = digest.substr(0, colon), given = base::trim(digest.substr(colon + 1));
  if (same_nocase(kind, "sha1") || same_nocase(kind, "sha-1")) return same(sha1_hex(bytes), given);
  if (same_nocase(kind, "sha256") || same_nocase(kind, "sha-256")) return same(base::sha256_hex(bytes), given);
  return std::nullopt;
}

}  // namespace annals::acquire
