// Bytes as they lie in the store: compressed where that helps, with a checksum that finds any flipped bit.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "annals/error.h"

namespace annals::store {

// More than any page or its reading takes: what claims to be bigger was not written by us.
inline constexpr std::uint64_t kMostBytes = std::uint64_t{256} << 20;

std::string seal(std::string_view bytes);
// Errors: Malformed.
Result<std::string> unseal(std::string_view sealed);
// Of sealed bytes: the checksum they end with.
std::uint64_t seal_of(std::string_view sealed);

std::uint64_t checksum(std::string_view bytes);  // FNV-1a, mixed: a single changed byte always changes it

}  // namespace annals::store
