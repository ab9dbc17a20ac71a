// A table of pages as CSV.
#include "input_door.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return annals::fuzz::read_bytes("csv", annals::fuzz::bytes_of(data, size));
}
