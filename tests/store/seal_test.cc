#include "store/seal.h"

#include <doctest/doctest.h>

#include "store/made.h"

using namespace annals;

TEST_CASE("sealed bytes come back, and any flipped bit is found") {
  made::Dice dice(5);
  for (const std::size_t size : {0, 1, 100, 600, 5000}) {
    std::string bytes(size, '\0');
    for (char& c : bytes) c = static_cast<char>('a' + dice.below(4));
    const std::string sealed = store::seal(bytes);
    const Result<std::string> back = store::unseal(sealed);
    REQUIRE(back);
    CHECK(*back == bytes);
    if (size >= 600) CHECK(sealed.size() < size);
    for (std::size_t bit = 0; bit < sealed.size() * 8; ++bit) {
      std::string flipped = sealed;
      flipped[bit / 8] ^= static_cast<char>(1 << (bit % 8));
      if (store::unseal(flipped)) FAIL("a flipped bit went unseen");
    }
  }
  CHECK_FALSE(store::unseal(""));
  CHECK_FALSE(store::unseal("12345678"));
}
