// Compressed bytes: the first byte chooses the packing.
#include <array>

#include "acquire/limits.h"
#include "acquire/unpack.h"
#include "door.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace annals;
  using acquire::Packing;
  constexpr std::array kPackings = {Packing::gzip, Packing::zstd, Packing::bzip2, Packing::xz};
  if (size == 0) return 0;
  const Packing packing = kPackings[data[0] % kPackings.size()];
  const std::string_view bytes = fuzz::bytes_of(data + 1, size - 1);
  (void)acquire::peek_unpacked(packing, bytes.substr(0, acquire::kHeadBytes));
  const auto opened =
      acquire::unpack(packing, std::make_unique<acquire::Stream>(acquire::memory_source(bytes)), "input");
  std::array<char, 4096> piece;
  std::uint64_t total = 0;
  for (;;) {
    const auto read = opened->read(piece.data(), piece.size());
    if (!read || *read == 0) break;
    fuzz::must(*read <= piece.size(), "no more is handed over than was asked for");
    total += *read;
    fuzz::must(total <= acquire::kRatioFreeBytes + piece.size() + acquire::kMaxRatio * (bytes.size() + 64),
               "compressed bytes do not grow beyond all measure");
  }
  return 0;
}
