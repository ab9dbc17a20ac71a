// An input's bytes through the reader of one format.
#pragma once

#include "acquire/limits.h"
#include "acquire/read.h"
#include "base/utf8.h"
#include "door.h"

namespace annals::fuzz {

inline int read_bytes(std::string_view name, std::string_view bytes) {
  InputOptions options;
  options.format = name;
  acquire::read_bytes("input", bytes, options, [&](const Result<Page>& page) {
    if (!page) {
      must(!page.error().message.empty() && base::is_valid_utf8(page.error().message), "an error says what is wrong");
      must(page.error().where.begin <= page.error().where.end, "an error's place is a span");
      return true;
    }
    must(page->bytes.size() <= acquire::kMaxPageBytes, "a page keeps to its limit");
    must(!page->path.empty(), "a page has a path");
    for (const std::string* text : {&page->path, &page->id, &page->url, &page->outlet, &page->title}) {
      must(base::is_valid_utf8(*text), "what is said of a page is UTF-8");
    }
    return true;
  });
  return 0;
}

}  // namespace annals::fuzz
