#include "watch/address.h"

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>

namespace {

bool is_public(const char* text) {
  sockaddr_in four{};
  four.sin_family = AF_INET;
  if (inet_pton(AF_INET, text, &four.sin_addr) == 1) {
    return annals::watch::is_public(reinterpret_cast<const sockaddr*>(&four));
  }
  sockaddr_in6 six{};
  six.sin6_family = AF_INET6;
  REQUIRE(inet_pton(AF_INET6, text, &six.sin6_addr) == 1);
  CHECK_FALSE(annals::watch::text_of(reinterpret_cast<const sockaddr*>(&six)).empty());
  return annals::watch::is_public(reinterpret_cast<const sockaddr*>(&six));
}

}  // namespace

TEST_CASE("addresses of the own network are not public, however they are written") {
  for (const char* text : {"127.0.0.1",
                           "127.9.9.9",
                           "10.0.0.1",
                           "172.16.0.1",
                           "172.31.255.255",
                           "192.168.1.1",
                           "169.254.169.254",
                           "0.0.0.0",
                           "100.64.0.1",
                           "224.0.0.1",
                           "255.255.255.255",
                           "::1",
                           "::",
                           "fe80::1",
                           "fc00::1",
                           "fd12::1",
                           "ff02::1",
                           "::ffff:127.0.0.1",
                           "::ffff:10.0.0.1",
                           "64:ff9b::7f00:1",
                           "2002:7f00:1::",
                           "2001:db8::1",
                           "2001:0:1::1"}) {
    CAPTURE(text);
    CHECK_FALSE(is_public(text));
  }
}

TEST_CASE("addresses of everybody's network are public") {
  for (const char* text :
       {"1.1.1.1", "172.32.0.1", "172.15.0.1", "192.167.1.1", "100.128.0.1", "2606:4700::1111", "::ffff:8.8.8.8"}) {
    CAPTURE(text);
    CHECK(is_public(text));
  }
}
