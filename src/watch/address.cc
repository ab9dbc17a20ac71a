#include "watch/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace annals::watch {
namespace {

struct Net {
  std::uint32_t address;
  int bits;
};

constexpr std::uint32_t net(unsigned a, unsigned b, unsigned c, unsigned d) { return a << 24 | b << 16 | c << 8 | d; }

// IANA's registry of special-purpose addresses.
constexpr std::array kSpecial = {
    Net{net(0, 0, 0, 0), 8},      Net{net(10, 0, 0, 0), 8},     Net{net(100, 64, 0, 0), 10},
    Net{net(127, 0, 0, 0), 8},    Net{net(169, 254, 0, 0), 16}, Net{net(172, 16, 0, 0), 12},
    Net{net(192, 0, 0, 0), 24},   Net{net(192, 0, 2, 0), 24},   Net{net(192, 88, 99, 0), 24},
    Net{net(192, 168, 0, 0), 16}, Net{net(198, 18, 0, 0), 15},  Net{net(198, 51, 100, 0), 24},
    Net{net(203, 0, 113, 0), 24}, Net{net(224, 0, 0, 0), 4},    Net{net(240, 0, 0, 0), 4},
};

bool is_public(std::uint32_t address) {
  return std::ranges::none_of(kSpecial, [&](const Net& special) {
    return (address >> (32 - special.bits)) == (special.address >> (32 - special.bits));
  });
}

bool is_public(const std::array<std::uint8_t, 16>& a) {
  const bool mapped = std::all_of(a.begin(), a.begin() + 10, [](std::uint8_t byte) { return byte == 0; }) &&
                      ((a[10] == 0xFF && a[11] == 0xFF) || (a[10] == 0 && a[11] == 0));
  const bool nat64 = a[0] == 0x00 && a[1] == 0x64 && a[2] == 0xFF && a[3] == 0x9B;
  if (mapped || nat64) return is_public(net(a[12], a[13], a[14], a[15]));
  if (a[0] == 0x20 && a[1] == 0x02) return is_public(net(a[2], a[3], a[4], a[5]));  // 6to4
  if (a[0] == 0x20 && a[1] == 0x01 && a[2] == 0x0D && a[3] == 0xB8) return false;   // documentation
  if (a[0] == 0x20 && a[1] == 0x01 && a[2] == 0) return false;                      // Teredo
  return (a[0] & 0xE0) == 0x20;  // the one part of IPv6 that is given out: 2000::/3
}

}  // namespace

std::string text_of(const sockaddr* address) {
  char text[INET6_ADDRSTRLEN] = "";
  if (address->sa_family == AF_INET) {
    inet_ntop(AF_INET, &reinterpret_cast<const sockaddr_in*>(address)->sin_addr, text, sizeof text);
  } else if (address->sa_family == AF_INET6) {
    inet_ntop(AF_INET6, &reinterpret_cast<const sockaddr_in6*>(address)->sin6_addr, text, sizeof text);
  }
  return text;
}

bool is_public(const sockaddr* address) {
  if (address->sa_family == AF_INET) {
    return is_public(ntohl(reinterpret_cast<const sockaddr_in*>(address)->sin_addr.s_addr));
  }
  if (address->sa_family != AF_INET6) return false;
  std::array<std::uint8_t, 16> bytes{};
  std::memcpy(bytes.data(), &reinterpret_cast<const sockaddr_in6*>(address)->sin6_addr, bytes.size());
  return is_public(bytes);
}

}  // namespace annals::watch
