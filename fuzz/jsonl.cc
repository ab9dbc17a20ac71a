// JSON Lines.
#include "input_door.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return annals::fuzz::read_bytes("jsonl", annals::fuzz::bytes_of(data, size));
}
