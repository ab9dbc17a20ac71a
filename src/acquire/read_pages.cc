// The one door of acquire: every input to the reader of its format.
#include "acquire/read.h"

#include <sys/stat.h>

#include "acquire/charset.h"
#include "acquire/formats.h"
#include "acquire/inputs.h"
#include "acquire/limits.h"
#include "acquire/published.h"
#include "acquire/sniff.h"
#include "acquire/unpack.h"
#include "annals/pipeline.h"
#include "base/text.h"
#include "base/utf8.h"

namespace annals {
namespace acquire {
namespace {

// Why an input cannot be read as text at all, judged by its first bytes.
std::optional<Error> refusal(const std::string& path, std::string_view head, bool packed) {
  if (head.empty()) return Error{ErrorKind::Malformed, packed ? "is empty once decompressed" : "is empty", path};
  if (packed && packing_of(head) != Packing::none) {
    return Error{ErrorKind::Unsupported, "is compressed twice; one layer is opened", path};
  }
  if (const auto kind = unreadable_kind(head); !kind.empty()) {
    return Error{ErrorKind::Unsupported, "expected text or HTML, found what looks like " + std::string(kind), path};
  }
  if (wide_charset(head).empty() && has_control_bytes(head)) {
    return Error{ErrorKind::Unsupported, "expected text or HTML, found what looks like binary data", path};
  }
  return std::nullopt;
}

bool is_json_file(const std::string& path) {
  return base::to_lower_ascii(without_packing(path)).ends_with(".json") || path == "-";
}

std::string in_utf8(std::string_view head, bool big_endian) {
  const auto source = utf16_to_utf8(std::make_unique<Stream>(memory_source(head)), big_endian);
  std::string out(2 * head.size(), '\0');
  const auto got = source->read(out.data(), out.size());
  out.resize(got ? *got : 0);
  return out;
}

// An archive is told by what it holds. Where its beginning is damaged, its name counts: that must not cost the rest.
const Format* archive_format(const std::string& path, std::string_view head, const InputOptions& options) {
  const Format* format = options.format == "auto" ? format_by_bytes(head) : format_named(options.format);
  const Format* named = options.format == "auto" ? format_by_name(path) : nullptr;
  const bool damaged = format == nullptr || head.find("\nWARC/") != std::string_view::npos;
  if (named != nullptr && named->takes == Format::Takes::packed && damaged) format = named;
  return format != nullptr && format->takes == Format::Takes::packed ? format : nullptr;
}

bool read_stream(const std::string& path, std::unique_ptr<Stream> stream, const InputOptions& options,
                 const Take& take) {
  std::string_view head = stream->peek(kHeadBytes);
  const Packing packing = packing_of(head);
  if (packing == Packing::gzip || packing == Packing::none) {
    const std::string opened = packing == Packing::gzip ? peek_unpacked(packing, head) : std::string(head);
    const Format* archive = head.empty() ? nullptr : archive_format(path, opened, options);
    if (archive != nullptr) return archive->read({path, *stream, {}, options}, take);
  }
  if (packing != Packing::none) {
    stream = std::make_unique<Stream>(unpack(packing, std::move(stream), path));
    head = stream->peek(kHeadBytes);
  }
  if (head.empty() && stream->failure()) return take(*stream->failure());
  if (auto error = refusal(path, head, packing != Packing::none)) return take(std::move(*error));
  std::string charset(wide_charset(head));
  const std::string wide = charset.empty() ? "" : in_utf8(head, charset == "utf-16be");
  const std::string_view text = charset.empty() ? head : std::string_view(wide);
  const Format* format = options.format == "auto" ? format_by_bytes(text) : format_named(options.format);
  if (format == nullptr && is_json_file(path) && looks_like_whole_json(text)) {
    return take(Error{ErrorKind::Unsupported,
                      "expected JSON Lines, one object a line; found JSON over several lines or an array", path});
  }
  if (format == nullptr) format = format_by_name(path);
  if (format == nullptr) format = format_named("text");
  if (!charset.empty() && format->takes == Format::Takes::utf8) {
    stream = std::make_unique<Stream>(utf16_to_utf8(std::move(stream), charset == "utf-16be"));
    charset.clear();
  }
  return format->read({path, *stream, charset, options}, take);
}

// What containers say of their pages is bytes from outside too: headers in any character set, damaged addresses.
Result<Page> in_utf8(Result<Page> page) {
  const auto repair = [](std::string& text) {
    if (!base::is_valid_utf8(text)) text = base::as_valid_utf8(text);
  };
  if (!page) {
    Error error = page.error();
    repair(error.message);
    repair(error.source);
    return error;
  }
  for (std::string* text : {&page->path, &page->id, &page->charset, &page->url, &page->outlet, &page->title}) {
    repair(*text);
  }
  for (std::string& note : page->notes) repair(note);
  return page;
}

// The store that is being written must not be opened as an input: closing it again would drop the locks that SQLite
// holds on it for this process.
bool belongs_to_store(const std::string& path, const std::string& store) {
  struct stat input {};
  if (store.empty() || path == "-" || ::stat(path.c_str(), &input) != 0) return false;
  for (const std::string_view part : {"", "-wal", "-shm", "-journal", "-ledger", "-ledger-wal", "-ledger-shm"}) {
    struct stat held {};
    const std::string name = store + std::string(part);
    if (::stat(name.c_str(), &held) == 0 && held.st_dev == input.st_dev && held.st_ino == input.st_ino) return true;
  }
  return false;
}

bool read_file(const std::string& path, const InputOptions& options, const Take& take) {
  if (belongs_to_store(path, options.store)) {
    return take(Error{ErrorKind::Unsupported, "belongs to the store that is being written, so it was not read", path});
  }
  auto source = open_source(path);
  if (!source) return take(source.error());
  return read_source(path, std::move(*source), options, take);
}

// What is wrong with the call itself, before any input is looked at.
std::optional<Error> wrong_options(const InputOptions& options) {
  if (options.format != "auto" && format_named(options.format) == nullptr) {
    return Error{ErrorKind::Unsupported, "expected a format of " + format_names() + "; found \"" + options.format + '"',
                 "--format"};
  }
  if (!options.published.empty() && !read_published(options.published)) {
    return Error{ErrorKind::Malformed, "expected a day as YYYY-MM-DD, found \"" + options.published + '"',
                 "--published"};
  }
  return std::nullopt;
}

}  // namespace

bool read_source(const std::string& path, std::unique_ptr<Source> source, const InputOptions& options,
                 const Take& take) {
  const auto take_text = [&](Result<Page> page) { return take(in_utf8(std::move(page))); };
  return read_stream(path, std::make_unique<Stream>(std::move(source)), options, take_text);
}

bool read_bytes(const std::string& path, std::string_view bytes, const InputOptions& options, const Take& take) {
  return read_source(path, memory_source(bytes), options, take);
}

}  // namespace acquire

std::vector<std::string> input_formats() {
  std::vector<std::string> out = {"auto"};
  for (const acquire::Format& format : acquire::formats()) out.emplace_back(format.name);
  return out;
}

void read_pages(const std::vector<std::string>& inputs, const InputOptions& options,
                const std::function<bool(Result<Page>)>& take) {
  if (auto error = acquire::wrong_options(options)) {
    take(std::move(*error));
    return;
  }
  for (const std::string& input : inputs) {
    const bool more = acquire::for_each_file(input, [&](Result<std::string> path) {
      return path ? acquire::read_file(*path, options, take) : take(path.error());
    });
    if (!more) return;
  }
}

}  // namespace annals
