// A Page is one document as it came in: its raw bytes and what the caller or its container says of it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "annals/time.h"

namespace annals {

enum class PageFormat { text, html };

struct Page {
  std::string path;  // as the caller named it; a record in a container is "news.jsonl.gz#17" (counted from 1)
  std::string id;    // given by the record itself, else empty; `code` repeats it
  PageFormat format = PageFormat::text;
  std::string bytes;    // raw; spans are offsets into this. For a JSON record, the named field's own bytes (UTF-8)
  std::string charset;  // from a header or the container ("utf-8" for JSON); empty: to be found in the bytes

  // What the caller or the container says of the page. Empty where nothing is said.
  std::string url;
  std::string outlet;
  std::string title;
  std::optional<TimeInterval> published;

  std::vector<std::string> notes;  // what was lost or left out on the way here, in plain words
};

}  // namespace annals
