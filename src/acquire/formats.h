// The formats of input, in one table: help texts and messages are printed from it.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "acquire/source.h"
#include "annals/page.h"
#include "annals/pipeline.h"

namespace annals::acquire {

using Take = std::function<bool(Result<Page>)>;  // false stops

// One input being read: where it comes from and what the caller knows of it.
struct Input {
  std::string path;
  Stream& stream;
  std::string charset;  // where the bytes say so by their shape
  const InputOptions& options;
};

struct Format {
  // What its reader is given: bytes as they came once decompressed, the same made UTF-8 where they are UTF-16, or the
  // file as it is where it is a .gz, whose members the reader opens itself.
  enum class Takes { bytes, utf8, packed };

  std::string_view name;  // as in --format
  std::string_view what;  // for people
  std::span<const std::string_view> endings;
  bool (*looks_like)(std::string_view head);
  bool (*read)(const Input& input, const Take& take);  // false: stopped by `take`
  Takes takes;
};

std::span<const Format> formats();
const Format* format_named(std::string_view name);
const Format* format_by_bytes(std::string_view head);  // null where they do not tell
const Format* format_by_name(std::string_view path);   // so too; endings like ".gz" are passed over
std::string format_names();                            // "auto, warc, wet ..."

bool read_text_page(const Input& input, const Take& take);
bool read_html_page(const Input& input, const Take& take);
bool read_json_lines(const Input& input, const Take& take);
bool read_csv(const Input& input, const Take& take);
bool read_feed(const Input& input, const Take& take);
bool read_warc(const Input& input, const Take& take);

// A page with what the caller says of it.
Page page_from(const Input& input);

}  // namespace annals::acquire
