// The one door of acquire: every input to the reader of its format.
#include "acquire/formats.h"
#include "acquire/gunzip.h"
#include "acquire/inputs.h"
#include "acquire/limits.h"
#include "acquire/published.h"
#include "acquire/sniff.h"
#include "annals/pipeline.h"
#include "base/text.h"

namespace annals {
namespace acquire {
namespace {

// Why an input cannot be read as text at all, judged by its first bytes.
std::optional<Error> refusal(const std::string& path, std::string_view head, bool packed) {
  if (head.empty()) return Error{ErrorKind::Malformed, packed ? "is empty once decompressed" : "is empty", path};
  if (packed && is_gzip(head)) {
    return Error{ErrorKind::Unsupported, "is compressed twice; one layer of .gz is opened", path};
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
  const std::string name = base::to_lower_ascii(path);
  return name.ends_with(".json") || name.ends_with(".json.gz") || name == "-";
}

bool read_stream(const std::string& path, std::unique_ptr<Stream> stream, const InputOptions& options,
                 const Take& take) {
  std::string_view head = stream->peek(kHeadBytes);
  const bool packed = is_gzip(head);
  if (packed) {
    stream = std::make_unique<Stream>(gunzip(std::move(stream), path));
    head = stream->peek(kHeadBytes);
  }
  if (head.empty() && stream->failure()) return take(*stream->failure());
  if (auto error = refusal(path, head, packed)) return take(std::move(*error));
  const std::string charset(wide_charset(head));
  const Format* format = format_named(options.format);
  if (format == nullptr) format = &format_of(head, path);
  if (options.format == "auto" && format->name == "text" && is_json_file(path) && looks_like_whole_json(head)) {
    return take(Error{ErrorKind::Unsupported,
                      "expected JSON Lines, one object a line; found JSON over several lines or an array", path});
  }
  return format->read({path, *stream, charset, options}, take);
}

bool read_file(const std::string& path, const InputOptions& options, const Take& take) {
  auto source = open_source(path);
  if (!source) return take(source.error());
  return read_stream(path, std::make_unique<Stream>(std::move(*source)), options, take);
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
}  // namespace acquire

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
