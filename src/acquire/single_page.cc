// An input that is one page: its bytes, whole.
#include <algorithm>

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

struct Whole {
  std::string bytes;
  bool cut = false;  // there were more
};

// The bytes of the input, or the first `most` of them.
Result<Whole> read_whole(const Input& input, std::size_t most) {
  Whole out;
  std::string buffer(1 << 18, '\0');
  while (out.bytes.size() < most) {
    const auto got = input.stream.read(buffer.data(), std::min(buffer.size(), most - out.bytes.size()));
    if (!got) return got.error();
    if (*got == 0) return out;
    out.bytes.append(buffer, 0, *got);
  }
  out.cut = !input.stream.peek(1).empty();
  return out;
}

bool read_page(const Input& input, PageFormat format, std::size_t most, const Take& take) {
  auto whole = read_whole(input, most);
  if (!whole) return take(whole.error());
  if (whole->cut && format == PageFormat::html) return take(too_large(input.path));
  Page page = page_from(input);
  page.format = format;
  page.bytes = std::move(whole->bytes);
  page.charset = input.charset;
  if (whole->cut) {
    page.notes.push_back("the text is very long: it was read to byte " + std::to_string(most) + " and kept so far");
  }
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

bool read_text_page(const Input& input, const Take& take) {
  return read_page(input, PageFormat::text, kMaxPlainText, take);
}
bool read_html_page(const Input& input, const Take& take) {
  return read_page(input, PageFormat::html, kMaxPageBytes, take);
}

}  // namespace annals::acquire
