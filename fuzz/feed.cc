// An RSS or Atom feed.
#include "input_door.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return annals::fuzz::read_bytes("rss", annals::fuzz::bytes_of(data, size));
}
