#include "acquire/formats.h"

#include <array>

#include "acquire/sniff.h"
#include "base/text.h"

namespace annals::acquire {
namespace {

using namespace std::string_view_literals;

constexpr std::array kHtmlEndings = {".html"sv, ".htm"sv, ".xhtml"sv, ".shtml"sv,
                                     ".php"sv,  ".asp"sv, ".aspx"sv,  ".jsp"sv};
constexpr std::array kJsonEndings = {".jsonl"sv, ".ndjson"sv, ".jsonlines"sv};
constexpr std::array kTextEndings = {".txt"sv, ".text"sv};

constexpr std::array kFormats = {
    Format{"html", "a web page", kHtmlEndings, looks_like_html, read_html_page},
    Format{"jsonl", "one JSON object a line, with text or html", kJsonEndings, looks_like_json_lines, read_json_lines},
    Format{"text", "plain text", kTextEndings, [](std::string_view) { return false; }, read_text_page},
};

}  // namespace

std::span<const Format> formats() { return kFormats; }

const Format* format_named(std::string_view name) {
  for (const Format& format : kFormats) {
    if (format.name == name) return &format;
  }
  return nullptr;
}

const Format& format_of(std::string_view head, std::string_view path) {
  for (const Format& format : kFormats) {
    if (format.looks_like(head)) return format;
  }
  std::string name = base::to_lower_ascii(path);
  if (name.ends_with(".gz")) name.resize(name.size() - 3);
  for (const Format& format : kFormats) {
    for (const auto ending : format.endings) {
      if (name.ends_with(ending)) return format;
    }
  }
  return *format_named("text");
}

std::string format_names() {
  std::string out = "auto";
  for (const Format& format : kFormats) out += ", " + std::string(format.name);
  return out;
}

}  // namespace annals::acquire
