#include "base/eight_bytes.h"

#include <doctest/doctest.h>

#include <array>

#include "base/text.h"

using annals::base::EightBytes;

TEST_CASE("eight bytes are told apart as one by one") {
  for (int byte = 0; byte < 256; ++byte) {
    for (std::size_t at = 0; at < 8; ++at) {
      for (const char other : {'\0', 'a', '\x7F', '\x80', '\xFF'}) {
        std::array<char, 8> bytes;
        bytes.fill(other);
        bytes[at] = static_cast<char>(byte);
        const EightBytes eight(bytes.data());
        const auto holds = [&](std::uint64_t set) { return (set >> (8 * at + 7) & 1) != 0; };
        const auto c = static_cast<char>(byte);
        CHECK(holds(eight.ascii()) == (byte < 0x80));
        CHECK(holds(eight.are('&')) == (c == '&'));
        CHECK(holds(eight.within(0x21, 0x7E)) == (byte > 0x20 && byte < 0x7F));
        CHECK(holds(eight.letters()) == annals::base::is_alpha_ascii(c));
      }
    }
  }
}

TEST_CASE("runs and counts of sets of eight bytes") {
  const EightBytes eight("ab cd  e");
  CHECK(EightBytes::run(eight.letters()) == 2);
  CHECK(EightBytes::run(EightBytes::kAll) == 8);
  CHECK(EightBytes::run(0) == 0);
  CHECK(EightBytes::count(eight.are(' ')) == 3);
  CHECK(EightBytes::count(EightBytes::kAll) == 8);
  CHECK(EightBytes::first(eight.bytes(), 8) == eight.bytes());
  CHECK(EightBytes::first(eight.bytes(), 1) == 'a');
  CHECK(EightBytes::first(eight.bytes(), 0) == 0);
}
