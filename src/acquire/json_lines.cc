// JSON Lines: a page a line. A line that cannot be used is told with its number, and the rest goes on.
#include <nlohmann/json.hpp>

#include <cstring>

#include "acquire/formats.h"
#include "acquire/limits.h"
#include "acquire/published.h"
#include "base/text.h"
#include "base/utf8.h"

namespace annals::acquire {
namespace {

using nlohmann::json;

// Lines one by one in bounded memory: of a line that is too long, nothing is kept.
class Lines {
 public:
  struct Line {
    std::string text;
    std::uint64_t number = 0;
    std::uint64_t begin = 0;  // offset in the opened stream
    bool too_long = false;
    bool cut = false;  // the stream failed within it
  };

  explicit Lines(Stream& stream) : stream_(stream) {}

  // False at the end; `failure` tells whether that end is a bad one.
  bool next(Line& line) {
    line.text.clear();
    line.number = ++number_;
    line.begin = offset_;
    line.too_long = line.cut = false;
    bool any = false;
    for (;;) {
      if (at_ == have_ && !fill()) {
        line.cut = failure.has_value();
        return any;
      }
      any = true;
      const char* start = buffer_.data() + at_;
      const auto* end = static_cast<const char*>(std::memchr(start, '\n', have_ - at_));
      const std::size_t size = end != nullptr ? static_cast<std::size_t>(end - start) : have_ - at_;
      line.too_long = line.too_long || line.text.size() + size > kMaxPageBytes;
      if (line.too_long) {
        std::string().swap(line.text);
      } else {
        line.text.append(start, size);
      }
      at_ += size + (end != nullptr ? 1 : 0);
      offset_ += size + (end != nullptr ? 1 : 0);
      if (end != nullptr) return true;
    }
  }

  std::optional<Error> failure;

 private:
  bool fill() {
    if (failure || ended_) return false;
    const auto got = stream_.read(buffer_.data(), buffer_.size());
    if (!got) failure = got.error();
    ended_ = !got || *got == 0;
    at_ = 0;
    have_ = got ? *got : 0;
    return !ended_;
  }

  Stream& stream_;
  std::string buffer_ = std::string(1 << 18, '\0');
  std::size_t at_ = 0, have_ = 0;
  std::uint64_t number_ = 0, offset_ = 0;
  bool ended_ = false;
};

// The field as text; numbers are taken as they are written. Empty where there is none.
std::string field(const json& record, const char* name) {
  const auto found = record.find(name);
  if (found == record.end() || found->is_null()) return {};
  if (found->is_string()) return found->get<std::string>();
  if (found->is_number()) return found->dump();
  return {};
}

void replace_bad_utf8(std::string& line, std::size_t& bad) {
  if (base::is_valid_utf8(line)) return;
  std::string out;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t begin = at;
    const char32_t c = base::next_code_point(line, at);
    bad += (c == base::kReplacement && at - begin == 1) ? 1 : 0;
    base::append_code_point(out, c);
  }
  line = std::move(out);
}

Error at_line(const Input& input, const Lines::Line& line, ErrorKind kind, const std::string& what) {
  const std::string number = std::to_string(line.number);
  return {kind, "line " + number + ": " + what, input.path + "#" + number, {line.begin, line.begin + line.text.size()}};
}

Result<Page> page_of(const Input& input, Lines::Line& line) {
  std::size_t bad = 0;
  if (line.number == 1 && line.text.starts_with("\xEF\xBB\xBF")) line.text.erase(0, 3);
  replace_bad_utf8(line.text, bad);
  const json record = json::parse(line.text, nullptr, false);
  if (record.is_discarded())
    return at_line(input, line, ErrorKind::Malformed, "expected a JSON object, found broken JSON");
  if (!record.is_object())
    return at_line(input, line, ErrorKind::Malformed, "expected a JSON object, found another value");

  Page page = page_from(input);
  page.path += "#" + std::to_string(line.number);
  page.id = field(record, "id");
  page.bytes = field(record, "html");
  page.format = page.bytes.empty() ? PageFormat::text : PageFormat::html;
  if (page.bytes.empty()) page.bytes = field(record, "text");
  if (base::trim(page.bytes).empty()) {
    const bool named = record.contains("text") || record.contains("html");
    return at_line(input, line, ErrorKind::Malformed,
                   named ? "its \"text\" and \"html\" are empty" : "it has neither a \"text\" nor an \"html\" field");
  }
  page.charset = "utf-8";
  if (const std::string url = field(record, "url"); !url.empty()) page.url = url;
  if (const std::string outlet = field(record, "outlet"); !outlet.empty()) page.outlet = outlet;
  page.title = field(record, "title");
  if (const std::string published = field(record, "published"); !published.empty()) {
    const auto day = read_published(published);
    if (day) page.published = day;
    if (!day) page.notes.push_back("its \"published\" is no date we can read: \"" + published.substr(0, 80) + "\"");
  }
  if (bad > 0) page.notes.push_back(std::to_string(bad) + " bytes are no valid UTF-8 and were read as U+FFFD");
  return page;
}

}  // namespace

bool read_json_lines(const Input& input, const Take& take) {
  Lines lines(input.stream);
  Lines::Line line;
  while (lines.next(line)) {
    if (line.cut) break;  // the damage is told below; half a record is none
    if (line.too_long) {
      if (!take(at_line(input, line, ErrorKind::Unsupported,
                        "is longer than " + std::to_string(kMaxPageBytes >> 20) + " MiB, too large for one record"))) {
        return false;
      }
      continue;
    }
    if (base::trim(line.text).empty()) continue;
    if (!take(page_of(input, line))) return false;
  }
  if (!lines.failure) {
    const std::string note = input.stream.note();
    return note.empty() || take(Error{ErrorKind::Malformed, note, input.path});
  }
  Error failure = *lines.failure;
  failure.message += "; " + std::to_string(line.number - 1) + " whole lines before that were read";
  return take(std::move(failure));
}

}  // namespace annals::acquire
