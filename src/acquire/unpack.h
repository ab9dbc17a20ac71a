// Compressed streams, opened as they pass by, within the limits of limits.h.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "acquire/source.h"

namespace annals::acquire {

enum class Packing { none, gzip, zstd, bzip2, xz };

Packing packing_of(std::string_view head);
// "news.jsonl.gz" without its ".gz"; as it is where it has no such ending.
std::string_view without_packing(std::string_view path);

// Errors of read(): Malformed where the stream is cut or damaged, Unsupported where it grows beyond all measure.
// Everything before the damage has been handed over by then.
std::unique_ptr<Source> unpack(Packing packing, std::unique_ptr<Stream> packed, std::string path);

// What the first bytes open to: some of it, or nothing where they do not open.
std::string peek_unpacked(Packing packing, std::string_view head);

}  // namespace annals::acquire
