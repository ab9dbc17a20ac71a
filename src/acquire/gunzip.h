// gzip, opened as it streams by, within the limits of limits.h.
#pragma once

#include <memory>
#include <string>

#include "acquire/source.h"

namespace annals::acquire {

bool is_gzip(std::string_view head);

// Errors of read(): Malformed where the stream is cut or damaged, Unsupported where it grows beyond all measure.
// Everything before the damage has been handed over by then.
std::unique_ptr<Source> gunzip(std::unique_ptr<Stream> packed, std::string path);

}  // namespace annals::acquire
