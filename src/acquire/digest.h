// "sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ": whether bytes have the digest that a WARC record gives for them.
#pragma once

#include <optional>
#include <string_view>

namespace annals::acquire {

// Empty where the digest is of a kind we cannot compute. SHA-1 and SHA-256, in base 32 or hexadecimal.
std::optional<bool> has_digest(std::string_view bytes, std::string_view digest);

}  // namespace annals::acquire
