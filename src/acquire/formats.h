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
  std::string_view name;  // as in --format
  std::string_view what;  // for people
  std::span<const std::string_view> endings;
  bool (*looks_like)(std::string_view head);
  bool (*read)(const Input& input, const Take& take);  // false: stopped by `take`
};

std::span<const Format> formats();
const Format* format_named(std::string_view name);
// By the bytes, then by the name (without ".gz"); plain text where neither tells.
const Format& format_of(std::string_view head, std::string_view path);
std::string format_names();  // "auto, html, jsonl, text"

bool read_text_page(const Input& input, const Take& take);
bool read_html_page(const Input& input, const Take& take);
bool read_json_lines(const Input& input, const Take& take);

// A page with what the caller says of it.
Page page_from(const Input& input);

}  // namespace annals::acquire
