// JSON Lines: a page a line. A line that cannot be used is told with its number, and the rest goes on.
#include <nlohmann/json.hpp>

#include <cstring>

#include <array>

#include "acquire/charset.h"
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

// What is wanted of a record. Everything else in it is read past: a line of nested brackets costs no memory.
class Record {
 public:
  enum class End { object, other, broken };

  End read(const std::string& line) {
    for (Field& field : fields_) field = {};
    kind_ = End::broken;
    depth_ = 0;
    wanted_ = nullptr;
    return json::sax_parse(line, this) ? kind_ : End::broken;
  }
  // The field as text; numbers are taken as they are written. Empty where there is none.
  std::string& operator[](std::string_view name) { return find(name)->text; }
  bool names(std::string_view name) { return find(name)->named; }

  // What the parser calls.
  bool null() { return scalar({}); }
  bool boolean(bool) { return scalar({}); }
  bool number_integer(json::number_integer_t value) { return scalar(std::to_string(value)); }
  bool number_unsigned(json::number_unsigned_t value) { return scalar(std::to_string(value)); }
  bool number_float(json::number_float_t, const std::string& written) { return scalar(written); }
  bool string(std::string& value) { return scalar(std::move(value)); }
  bool binary(json::binary_t&) { return scalar({}); }
  bool start_object(std::size_t) { return open(End::object); }
  bool start_array(std::size_t) { return open(End::other); }
  bool end_object() { return --depth_, true; }
  bool end_array() { return --depth_, true; }
  bool key(const std::string& name) {
    if (depth_ == 1) wanted_ = find(name);
    if (depth_ == 1 && wanted_ != nullptr) *wanted_ = {{}, true};
    return true;
  }
  static bool parse_error(std::size_t, const std::string&, const json::exception&) { return false; }

 private:
  struct Field {
    std::string text;
    bool named = false;
  };

  Field* find(std::string_view name) {
    for (std::size_t i = 0; i < kNames.size(); ++i) {
      if (kNames[i] == name) return &fields_[i];
    }
    return nullptr;
  }
  bool open(End kind) {
    if (depth_++ == 0) kind_ = kind;
    if (depth_ == 2) wanted_ = nullptr;
    return true;
  }
  bool scalar(std::string value) {
    if (depth_ == 0) kind_ = End::other;
    if (depth_ == 1 && wanted_ != nullptr) wanted_->text = std::move(value);
    wanted_ = nullptr;
    return true;
  }

  static constexpr std::array<std::string_view, 7> kNames = {"id",     "html",  "text",     "url",
                                                             "outlet", "title", "published"};
  std::array<Field, kNames.size()> fields_;
  End kind_ = End::broken;
  std::size_t depth_ = 0;
  Field* wanted_ = nullptr;  // the field whose value comes next
};

Error at_line(const Input& input, const Lines::Line& line, ErrorKind kind, const std::string& what) {
  const std::string number = std::to_string(line.number);
  return {kind, "line " + number + ": " + what, input.path + "#" + number, {line.begin, line.begin + line.text.size()}};
}

Result<Page> page_of(const Input& input, Lines::Line& line) {
  if (line.number == 1 && line.text.starts_with("\xEF\xBB\xBF")) line.text.erase(0, 3);
  const std::size_t bad = replace_bad_utf8(line.text);
  Record record;
  const Record::End end = record.read(line.text);
  if (end == Record::End::broken)
    return at_line(input, line, ErrorKind::Malformed, "expected a JSON object, found broken JSON");
  if (end == Record::End::other)
    return at_line(input, line, ErrorKind::Malformed, "expected a JSON object, found another value");

  Page page = page_from(input);
  page.path += "#" + std::to_string(line.number);
  page.id = std::move(record["id"]);
  page.bytes = std::move(record["html"]);
  page.format = page.bytes.empty() ? PageFormat::text : PageFormat::html;
  if (page.bytes.empty()) page.bytes = std::move(record["text"]);
  if (base::trim(page.bytes).empty()) {
    const bool named = record.names("text") || record.names("html");
    return at_line(input, line, ErrorKind::Malformed,
                   named ? "its \"text\" and \"html\" are empty" : "it has neither a \"text\" nor an \"html\" field");
  }
  page.charset = "utf-8";
  if (!record["url"].empty()) page.url = std::move(record["url"]);
  if (!record["outlet"].empty()) page.outlet = std::move(record["outlet"]);
  page.title = std::move(record["title"]);
  if (const std::string& published = record["published"]; !published.empty()) {
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
