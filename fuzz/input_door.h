// An input's bytes through the reader of one format.
#pragma once

#include "acquire/formats.h"
#include "acquire/limits.h"
#include "base/utf8.h"
#include "door.h"

namespace annals::fuzz {

inline int read_bytes(std::string_view name, std::string_view bytes) {
  const acquire::Format* const format = acquire::format_named(name);
  must(format != nullptr, "the format is known");
  acquire::Stream stream(acquire::memory_source(bytes));
  const InputOptions options;
  const acquire::Input input{"input", stream, "", options};
  format->read(input, [&](const Result<Page>& page) {
    if (!page) {
      must(!page.error().message.empty() && base::is_valid_utf8(page.error().message), "an error says what is wrong");
      must(page.error().where.begin <= page.error().where.end, "an error's place is a span");
      return true;
    }
    must(page->bytes.size() <= acquire::kMaxPageBytes, "a page keeps to its limit");
    must(!page->path.empty(), "a page has a path");
    return true;
  });
  return 0;
}

}  // namespace annals::fuzz
