// Which addresses are of the public network.
#pragma once

#include <string>

struct sockaddr;

namespace annals::watch {

// "203.0.113.7", "2001:db8::1"; empty for what is neither IPv4 nor IPv6.
std::string text_of(const sockaddr* address);
// Neither loopback, private, link-local, shared, multicast nor reserved, in IPv4, IPv6 and IPv4 written as IPv6.
bool is_public(const sockaddr* address);

}  // namespace annals::watch
