// A WARC archive, plain or as .gz: records, damage, HTTP answers.
#include "input_door.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return annals::fuzz::read_bytes("warc", annals::fuzz::bytes_of(data, size));
}
