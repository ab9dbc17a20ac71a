// What the first bytes of an input look like.
#pragma once

#include <string>
#include <string_view>

namespace annals::acquire {

// "a JPEG picture", "a PDF document" ... for what is no text, or no text we read; empty otherwise.
std::string_view unreadable_kind(std::string_view head);

// "utf-16le" or "utf-16be" where the zero bytes fall as they do in such text; empty otherwise.
std::string_view wide_charset(std::string_view head);

bool has_control_bytes(std::string_view head);  // zero bytes and such, more than a text has
bool looks_like_html(std::string_view head);
bool looks_like_feed(std::string_view head);
bool looks_like_warc(std::string_view head);
bool looks_like_csv(std::string_view head);
bool looks_like_json_lines(std::string_view head);
bool looks_like_whole_json(std::string_view head);  // one value over several lines, or an array

}  // namespace annals::acquire
