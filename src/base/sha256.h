// SHA-256 (FIPS 180-4): the identity of a page and of the parts of the record.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace annals::base {

std::string sha256_hex(std::string_view bytes);               // 64 hex digits
std::string hex_digits(std::span<const std::uint8_t> bytes);  // of any digest
std::string short_hash(std::string_view bytes);               // the first 16 of them

}  // namespace annals::base
