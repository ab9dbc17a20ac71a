// An input that is one page: its bytes, whole.
#include "acquire/formats.h"
#include "acquire/limits.h"
#include "acquire/published.h"

namespace annals::acquire {
namespace {

Error too_large(const std::string& path) {
  return {ErrorKind::Unsupported,
          "is larger than " + std::to_string(kMaxPageBytes >> 20) +
              " MiB, too large for one page; if it holds one record a line, say --format jsonl or csv",
          path,
          {0, kMaxPageBytes}};
}

Result<std::string> read_whole(const Input& input) {
  if (size_of(input.path).value_or(0) > kMaxPageBytes) return too_large(input.path);
  std::string bytes;
  std::string buffer(1 << 18, '\0');
  for (;;) {
    const auto got = input.stream.read(buffer.data(), buffer.size());
    if (!got) return got.error();
    if (*got == 0) return bytes;
    if (bytes.size() + *got > kMaxPageBytes) return too_large(input.path);
    bytes.append(buffer, 0, *got);
  }
}

bool read_page(const Input& input, PageFormat format, const Take& take) {
  auto bytes = read_whole(input);
  if (!bytes) return take(bytes.error());
  Page page = page_from(input);
  page.format = format;
  page.bytes = std::move(*bytes);
  page.charset = input.charset;
  if (const std::string note = input.stream.note(); !note.empty()) page.notes.push_back(note);
  return take(std::move(page));
}

}  // namespace

Page page_from(const Input& input) {
  Page page;
  page.path = input.path;
  page.url = input.options.url;
  page.outlet = input.options.outlet;
  page.published = read_published(input.options.published);
  return page;
}

bool read_text_page(const Input& input, const Take& take) { return read_page(input, PageFormat::text, take); }
bool read_html_page(const Input& input, const Take& take) { return read_page(input, PageFormat::html, take); }

}  // namespace annals::acquire
