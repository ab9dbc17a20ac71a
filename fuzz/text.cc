// A page of plain text: lines, captions, related links, metadata.
#include "page_door.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return annals::fuzz::clean_bytes(annals::fuzz::bytes_of(data, size), annals::PageFormat::text);
}
