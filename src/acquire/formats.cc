#include "acquire/formats.h"

#include <array>

#include "acquire/sniff.h"
#include "acquire/unpack.h"
#include "base/text.h"

namespace annals::acquire {
namespace {

using namespace std::string_view_literals;

constexpr std::array kHtmlEndings = {".html"sv, ".htm"sv, ".xhtml"sv, ".shtml"sv,
                                     ".php"sv,  ".asp"sv, ".aspx"sv,  ".jsp"sv};
constexpr std::array kJsonEndings = {".jsonl"sv, ".ndjson"sv, ".jsonlines"sv};
constexpr std::array kCsvEndings = {".csv"sv, ".tsv"sv};
constexpr std::array kWarcEndings = {".warc"sv};
constexpr std::array kWetEndings = {".wet"sv};
constexpr std::array kFeedEndings = {".rss"sv, ".atom"sv, ".rdf"sv};
constexpr std::array kTextEndings = {".txt"sv, ".text"sv};

bool never(std::string_view) { return false; }

// In the order in which they are tried on the bytes.
constexpr std::array kFormats = {
    Format{"warc", "a web archive: its answers, resources and conversions", kWarcEndings, looks_like_warc, read_warc,
           Format::Takes::packed},
    Format{"wet", "a web archive of texts", kWetEndings, never, read_warc, Format::Takes::packed},
    Format{"rss", "a news feed, RSS or Atom: its items that hold text", kFeedEndings, looks_like_feed, read_feed,
           Format::Takes::utf8},
    Format{"html", "a web page", kHtmlEndings, looks_like_html, read_html_page, Format::Takes::bytes},
    Format{"jsonl", "one JSON object a line, with text or html", kJsonEndings, looks_like_json_lines, read_json_lines,
           Format::Takes::utf8},
    Format{"csv", "a heading and records, with a field text or html", kCsvEndings, looks_like_csv, read_csv,
           Format::Takes::utf8},
    Format{"text", "plain text", kTextEndings, never, read_text_page, Format::Takes::bytes},
};

}  // namespace

std::span<const Format> formats() { return kFormats; }

const Format* format_named(std::string_view name) {
  for (const Format& format : kFormats) {
    if (format.name == name) return &format;
  }
  return nullptr;
}

const Format* format_by_bytes(std::string_view head) {
  for (const Format& format : kFormats) {
    if (format.looks_like(head)) return &format;
  }
  return nullptr;
}

const Format* format_by_name(std::string_view path) {
  const std::string name = base::to_lower_ascii(without_packing(path));
  for (const Format& format : kFormats) {
    for (const auto ending : format.endings) {
      if (name.ends_with(ending)) return &format;
    }
  }
  return nullptr;
}

std::string format_names() {
  std::string out = "auto";
  for (const Format& format : kFormats) out += ", " + std::string(format.name);
  return out;
}

}  // namespace annals::acquire
