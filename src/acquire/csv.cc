#include "acquire/csv.h"

#include <algorithm>
#include <array>
#include <optional>

#include "acquire/charset.h"
#include "acquire/formats.h"
#include "acquire/limits.h"
#include "acquire/published.h"
#include "acquire/window.h"
#include "base/text.h"
#include "base/utf8.h"

namespace annals::acquire {
namespace {

std::string_view without_bom(std::string_view bytes) {
  return bytes.starts_with("\xEF\xBB\xBF") ? bytes.substr(3) : bytes;
}

}  // namespace

CsvEnd read_csv_record(std::string_view bytes, char separator, bool last, bool one_line,
                       std::vector<std::string>& fields, std::size_t& size) {
  fields.clear();
  std::size_t at = 0;
  const char ends[] = {separator, '\n', '\0'};
  for (;;) {
    if (fields.size() == kMaxColumns) return CsvEnd::too_many;
    std::string& field = fields.emplace_back();
    bool lines_within = false;
    if (at < bytes.size() && bytes[at] == '"') {
      for (++at;;) {
        const std::size_t quote = one_line ? bytes.find_first_of("\"\n", at) : bytes.find('"', at);
        if (quote == std::string_view::npos) return last ? CsvEnd::unclosed : CsvEnd::more;
        if (bytes[quote] == '\n') return CsvEnd::unclosed;
        if (quote + 1 == bytes.size() && !last) return CsvEnd::more;
        field += bytes.substr(at, quote - at);
        lines_within = lines_within || bytes.substr(at, quote - at).find('\n') != std::string_view::npos;
        at = quote + 1;
        if (at == bytes.size() || bytes[at] != '"') break;
        field += '"';
        ++at;
      }
    }
    const std::size_t end = bytes.find_first_of(ends, at);
    if (end == std::string_view::npos && !last) return CsvEnd::more;
    std::string_view rest = bytes.substr(at, std::min(end, bytes.size()) - at);
    const bool line_ends = end == std::string_view::npos || bytes[end] == '\n';
    if (line_ends && rest.ends_with('\r')) rest.remove_suffix(1);
    // What stands behind a closing quotation mark is taken as it is, unless that mark looks like the opening one of
    // another line.
    if (lines_within && !rest.empty()) return CsvEnd::unfit;
    field += rest;
    at = end == std::string_view::npos ? bytes.size() : end + 1;
    if (line_ends) {
      size = at;
      return CsvEnd::whole;
    }
  }
}

char csv_separator(std::string_view head) {
  head = without_bom(head);
  const std::size_t line = head.find('\n');
  std::vector<std::string> fields;
  std::size_t size = 0;
  for (const char separator : {',', ';', '\t', '|'}) {
    if (read_csv_record(head.substr(0, line), separator, true, true, fields, size) != CsvEnd::whole) continue;
    if (fields.size() < 2) continue;
    for (const std::string& field : fields) {
      const std::string name = base::to_lower_ascii(base::trim(field));
      if (name == "text" || name == "html") return separator;
    }
  }
  return 0;
}

namespace {

constexpr std::array<std::string_view, 7> kNames = {"html", "text", "url", "published", "outlet", "title", "id"};

class Csv {
 public:
  Csv(const Input& input, const Take& take) : input_(input), take_(take), window_(plain_window(input.stream)) {}

  bool read() {
    std::vector<std::string> fields;
    if (!heading(fields)) return !stopped_;
    while (!stopped_ && next(fields)) {
      if (fields.size() == 1 && base::trim(fields[0]).empty()) continue;
      ++number_;
      if (!take_(page_of(fields))) return false;
    }
    if (stopped_) return false;
    if (window_->gap()) {
      const Gap& gap = *window_->gap();
      return take_(Error{gap.kind, gap.why + "; " + std::to_string(number_) + " whole records before that were read",
                         input_.path, gap.where});
    }
    const std::string note = input_.stream.note();
    return note.empty() || take_(Error{ErrorKind::Malformed, note, input_.path});
  }

 private:
  bool heading(std::vector<std::string>& fields) {
    const std::string_view head = window_->ahead(kHeadBytes);
    separator_ = csv_separator(head);
    if (separator_ == 0) separator_ = ',';
    if (head.starts_with("\xEF\xBB\xBF")) window_->skip(3);
    if (!next(fields)) return false;
    for (std::size_t i = 0; i < fields.size(); ++i) {
      const std::string name = base::to_lower_ascii(base::trim(fields[i]));
      const auto* const known = std::ranges::find(kNames, name);
      if (known != kNames.end() && !columns_[static_cast<std::size_t>(known - kNames.begin())]) {
        columns_[static_cast<std::size_t>(known - kNames.begin())] = i;
      }
    }
    const bool useful = columns_[0] || columns_[1];
    width_ = fields.size();
    if (!useful) tell(ErrorKind::Malformed, "its first line names no field \"text\" or \"html\"", input_.path, 0, 0);
    return useful;
  }

  // The next record. What cannot be one is told and passed over. False at the end.
  bool next(std::vector<std::string>& fields) {
    std::size_t wanted = 1 << 16;
    while (!stopped_) {
      const std::string_view bytes = window_->ahead(wanted);
      if (bytes.empty()) return false;
      const bool last = bytes.size() < wanted;
      std::size_t size = 0;
      CsvEnd end = read_csv_record(bytes, separator_, last && !window_->gap(), lines_only_, fields, size);
      const std::uint64_t begin = window_->at();
      if (end == CsvEnd::whole) {
        window_->skip(size);
        return true;
      }
      if (end == CsvEnd::more && last) return false;  // half a record before a gap is none
      if (end == CsvEnd::more && wanted < kMaxPageBytes) {
        wanted = std::min<std::size_t>(std::max(wanted, bytes.size()) * 2, kMaxPageBytes);
        continue;
      }
      ++number_;
      const std::string name = input_.path + "#" + std::to_string(number_);
      const std::string where = "record " + std::to_string(number_) + ": ";
      if (end == CsvEnd::too_many) {
        tell(ErrorKind::Unsupported, where + "has more than " + std::to_string(kMaxColumns) + " fields", name, begin,
             begin);
      } else if (end == CsvEnd::unclosed || end == CsvEnd::unfit) {
        tell(ErrorKind::Malformed, where + "a quotation mark in it never closes", name, begin, begin);
      } else {
        tell(ErrorKind::Unsupported,
             where + "is longer than " + std::to_string(kMaxPageBytes >> 20) +
                 " MiB, or a quotation mark in it never closes",
             name, begin, begin);
      }
      // With a quotation mark open to the very end, lines are all there is to go by from here on.
      if (end == CsvEnd::unclosed || end == CsvEnd::more) lines_only_ = true;
      skip_line();
      wanted = 1 << 16;
    }
    return false;
  }

  void skip_line() {
    for (;;) {
      const std::string_view bytes = window_->ahead(1);
      const std::size_t end = bytes.find('\n');
      window_->skip(end == std::string_view::npos ? bytes.size() : end + 1);
      if (bytes.empty() || end != std::string_view::npos) return;
    }
  }

  std::string field(const std::vector<std::string>& fields, std::size_t name) const {
    return columns_[name] && *columns_[name] < fields.size() ? fields[*columns_[name]] : std::string();
  }

  Result<Page> page_of(const std::vector<std::string>& fields) {
    const std::string name = input_.path + "#" + std::to_string(number_),
                      where = "record " + std::to_string(number_) + ": ";
    if (fields.size() > width_) {
      return Error{ErrorKind::Malformed,
                   where + "expected " + std::to_string(width_) + " fields as the first line has, found " +
                       std::to_string(fields.size()),
                   name,
                   {window_->at(), window_->at()}};
    }
    Page page = page_from(input_);
    page.path = name;
    page.bytes = field(fields, 0);
    page.format = base::trim(page.bytes).empty() ? PageFormat::text : PageFormat::html;
    if (page.format == PageFormat::text) page.bytes = field(fields, 1);
    if (base::trim(page.bytes).empty()) {
      return Error{
          ErrorKind::Malformed, where + "its \"text\" and \"html\" are empty", name, {window_->at(), window_->at()}};
    }
    if (base::is_valid_utf8(page.bytes)) page.charset = "utf-8";
    std::size_t bad = 0;
    const auto said = [&](std::size_t column) {
      std::string value(base::trim(field(fields, column)));
      bad += replace_bad_utf8(value);
      return value;
    };
    if (std::string url = said(2); !url.empty()) page.url = std::move(url);
    if (const std::string published = said(3); !published.empty()) {
      const auto day = read_published(published);
      if (day) page.published = day;
      if (!day) page.notes.push_back("its \"published\" is no date we can read: \"" + published.substr(0, 80) + "\"");
    }
    if (std::string outlet = said(4); !outlet.empty()) page.outlet = std::move(outlet);
    page.title = said(5);
    page.id = said(6);
    if (bad > 0)
      page.notes.push_back(std::to_string(bad) + " bytes beside its text are no valid UTF-8 and were read as U+FFFD");
    return page;
  }

  void tell(ErrorKind kind, const std::string& what, const std::string& name, std::uint64_t begin, std::uint64_t end) {
    if (!take_(Error{kind, what, name, {begin, end}})) stopped_ = true;
  }

  const Input& input_;
  const Take& take_;
  std::unique_ptr<Window> window_;
  char separator_ = ',';
  std::array<std::optional<std::size_t>, kNames.size()> columns_;
  std::size_t width_ = 0;
  std::uint64_t number_ = 0;
  bool lines_only_ = false;
  bool stopped_ = false;
};

}  // namespace

bool read_csv(const Input& input, const Take& take) { return Csv(input, take).read(); }

}  // namespace annals::acquire
