// WARC 0.17 to 1.1, compressed or not, and WET.
//
// A record is believed where what it says of its length fits what follows it: the blank lines that end it, the next
// record, the end of its gzip member, or else its own digest. Where it does not fit, the record is told as lost, and
// the next is looked for from behind its header on, since a wrong length says nothing of where the next one is.
#include <algorithm>
#include <array>

#include "acquire/digest.h"
#include "acquire/fields.h"
#include "acquire/formats.h"
#include "acquire/http.h"
#include "acquire/limits.h"
#include "acquire/passed_over.h"
#include "acquire/sniff.h"
#include "acquire/unpack.h"
#include "acquire/window.h"
#include "base/text.h"

namespace annals::acquire {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kOpening = "WARC/";
constexpr std::size_t kVersionLine = 16;  // bytes that hold it with its end

// "WARC/1.0" and nothing else.
bool is_version_line(std::string_view line) {
  if (!line.starts_with(kOpening) || line.size() < 8 || line.size() > 12) return false;
  return std::ranges::all_of(line.substr(kOpening.size()), [](char c) { return base::is_digit(c) || c == '.'; });
}

std::string_view line_end_of(std::string_view bytes) {
  if (bytes.starts_with("\r\n")) return bytes.substr(0, 2);
  return bytes.starts_with('\n') ? bytes.substr(0, 1) : ""sv;
}

struct Header {
  Fields fields;
  std::uint64_t length = 0;  // of the block behind it
};

// One archive being read.
class Archive {
 public:
  Archive(const Input& input, Window& window, const Take& take) : input_(input), window_(window), take_(take) {}

  bool read() {
    while (!stopped_) {
      skip_line_ends();
      const std::string_view here = window_.ahead(kOpening.size());
      if (here.empty() && window_.gap()) {
        cross_gap();
      } else if (here.empty()) {
        break;
      } else {
        record();
      }
    }
    passed_over_.tell(input_.path, input_.options);
    return !stopped_;
  }

 private:
  void skip_line_ends() {
    for (;;) {
      const std::string_view here = window_.ahead(1);
      std::size_t size = 0;
      while (size < here.size() && (here[size] == '\r' || here[size] == '\n')) ++size;
      window_.skip(size);
      if (size == 0 || size < here.size()) return;
    }
  }

  // The header here, asked for as far as it goes.
  std::optional<Header> header() {
    std::string_view here = window_.here();
    if (here.size() >= kOpening.size() && !here.starts_with(kOpening)) return std::nullopt;
    std::size_t looked = 0, end = std::string_view::npos;
    while ((end = header_end(here, looked)) == std::string_view::npos && here.size() < kMaxArchiveHeader) {
      looked = here.size() > 3 ? here.size() - 3 : 0;
      const std::size_t before = here.size();
      here = window_.ahead(before + 1);
      if (here.size() == before) return std::nullopt;
    }
    if (end > kMaxArchiveHeader) return std::nullopt;  // or there is none
    head_.assign(here.substr(0, end));                 // the window moves its bytes; a header must outlive that
    return checked_header(head_);
  }

  static std::optional<Header> checked_header(std::string_view bytes) {
    Header out{read_fields(bytes), 0};
    if (!is_version_line(base::trim(out.fields.first))) return std::nullopt;
    const auto length = whole_number(out.fields.get("content-length"));
    if (!length) return std::nullopt;
    out.length = *length;
    return out;
  }

  void record() {
    const std::uint64_t begin = window_.at();
    const std::optional<Header> found = header();
    if (!found) return lose(0, "expected a record of the archive, found something else or the remains of one");
    const Header& header = *found;
    if (header.length > kMaxPageBytes + kMaxArchiveHeader) return too_large(header);
    const std::size_t head = header.fields.size;
    const std::size_t block_end = head + static_cast<std::size_t>(header.length);
    const std::string_view here = window_.ahead(block_end);
    if (here.size() < block_end) {
      return lose(head, name_of(header) + "is cut short: " + std::to_string(header.length) + " bytes were announced, " +
                            std::to_string(here.size() - head) + " are there");
    }
    std::string note;
    if (!fits(header, begin, block_end, note)) {
      return lose(head, name_of(header) + "is damaged: its length does not fit what follows it");
    }
    const std::string_view block = window_.here().substr(head, static_cast<std::size_t>(header.length));
    if (window_.suspect(begin)) {
      const bool same = proven(header, block);
      const bool alone = window_.starts_member(begin) && window_.gap() &&
                         window_.at() + window_.here().size() <= begin + block_end + 4;
      if (alone && !same) return lose(head, name_of(header) + "is lost");
      note = same ? "its compressed data is damaged: its block has the digest it should have, its header may be wrong"
                  : "the compressed data around this record is damaged, so it may be too";
    } else if (!window_.checked() && !digest(header, block).value_or(true)) {
      note = "its bytes are not those whose WARC-Block-Digest its record gives: they may be damaged";
    }
    if (note.empty() && odd(header.fields)) note = "its record's header holds what no header should: it may be damaged";
    const Place place = window_.place(begin);
    where_ = {place.file, place.file + (window_.checked() ? 1 : block_end)};
    if (!accept(header, block, begin, note)) stopped_ = true;
    window_.skip(block_end);
  }

  // Whether a block that ends `block_end` bytes from here is followed by what must follow it.
  bool fits(const Header& header, std::uint64_t begin, std::size_t block_end, std::string& note) {
    const std::string_view known = window_.here();
    if (known.size() <= block_end + 4 && window_.ends_whole()) {  // its gzip member ends here
      const std::string_view rest = known.substr(block_end);
      if (rest == "\r\n\r\n" || rest == "\n\n" || rest.empty() || rest == "\r\n" || rest == "\n") return true;
    }
    const std::string_view rest = window_.ahead(block_end + 4 + kOpening.size()).substr(block_end);
    std::string_view behind = rest;
    std::size_t ends = 0;
    for (; ends < 4 && !line_end_of(behind).empty(); ++ends) behind.remove_prefix(line_end_of(behind).size());
    if (behind.starts_with(kOpening)) return true;
    if (behind.empty() && !window_.gap()) return true;
    if (rest.size() >= 4 + kOpening.size() && rest.substr(4).starts_with(kOpening)) return true;  // only its end is hit
    for (std::size_t i = 0; i <= 4; ++i) {
      if (window_.starts_member(begin + block_end + i) && i < rest.size() + 1) return true;
    }
    const std::string_view block = window_.here().substr(header.fields.size, static_cast<std::size_t>(header.length));
    if (proven(header, block)) return true;
    if (ends < 2 || holds_record(block)) return false;
    note = "no other record follows this one where it should: its length may be wrong";
    return true;
  }

  // Whether another record begins within the block: then its length reaches too far.
  static bool holds_record(std::string_view block) {
    constexpr std::string_view kBetween = "\r\n\r\nWARC/";
    for (std::size_t at = 0; (at = block.find(kBetween, at)) != std::string_view::npos; ++at) {
      const std::string_view bytes = block.substr(at + 4, kMaxArchiveHeader);
      const std::size_t end = bytes.find("\r\n\r\n");
      if (end == std::string_view::npos) return is_version_line(bytes.substr(0, bytes.find('\r')));
      if (checked_header(bytes.substr(0, end + 4))) return true;
      at += 4 + end;  // nothing up to there is a whole header
    }
    return false;
  }

  std::optional<bool> digest(const Header& header, std::string_view block) {
    const std::string_view given = header.fields.get("warc-block-digest");
    return given.empty() ? std::nullopt : has_digest(block, given);
  }

  // Whether the digest that the record gives proves it. Tried within bounds: a made-up archive could ask for it at
  // every byte.
  bool proven(const Header& header, std::string_view block) {
    tried_ += block.size();
    if (tried_ > kMaxPageBytes + 4 * window_.at()) return false;
    return digest(header, block).value_or(false);
  }

  void too_large(const Header& header) {
    const std::string name = name_of(header);
    const bool page = is_page_type(header.fields.get("warc-type"));
    const std::uint64_t length = header.length;
    if (!page) passed_over_.count(header.fields.get("warc-type"));
    Error error = loss(ErrorKind::Unsupported, name + "is larger than " + std::to_string(kMaxPageBytes >> 20) + " MiB");
    const std::uint64_t begin = window_.at(), until = begin + header.fields.size + length;
    const std::size_t head = header.fields.size;
    window_.skip(head);
    const bool whole = search(until);
    error.where.end = place_end();
    if (!page && whole) return;
    if (!whole && !window_.here().empty())
      error.message += ", or its length is damaged: another record begins before its end";
    tell(std::move(error));
  }

  // The record here is lost: told, with why, up to where the next one begins, which is looked for from `from` on.
  void lose(std::size_t from, std::string why) {
    Error error = loss(ErrorKind::Malformed, std::move(why));
    window_.skip(from == 0 ? std::min<std::size_t>(1, window_.here().size()) : from);
    search(std::nullopt);
    if (window_.here().empty() && window_.gap()) {  // one loss, one report
      error.kind = window_.gap()->kind;
      error.message += ": " + window_.gap()->why;
      error.where.begin = std::min(error.where.begin, window_.gap()->where.begin);
      error.where.end = std::max(error.where.end, window_.gap()->where.end);
      window_.cross();
    } else {
      error.where.end = std::max(error.where.end, place_end());
    }
    tell(std::move(error));
  }

  std::uint64_t place_end() const {
    const Place place = window_.place(window_.at());
    return place.file + (place.inside > 0 ? 1 : 0);  // of a member that holds more, its beginning at least
  }

  // Goes to the next record, to `until`, or to the gap or the end. Whether it came to `until`.
  bool search(std::optional<std::uint64_t> until) {
    for (;;) {
      std::string_view here = window_.ahead(kOpening.size());
      if (until && window_.at() >= *until) return true;
      const std::size_t found = here.find(kOpening);
      const std::size_t kept = std::min(here.size(), kOpening.size() - 1);
      if (found == std::string_view::npos) {
        const bool last = here.size() < kOpening.size();
        std::size_t size = last ? here.size() : here.size() - kept;
        if (until && window_.at() + size >= *until)
          return window_.skip(static_cast<std::size_t>(*until - window_.at())), true;
        window_.skip(size);
        if (last) return false;
        continue;
      }
      if (until && window_.at() + found >= *until)
        return window_.skip(static_cast<std::size_t>(*until - window_.at())), true;
      window_.skip(found);
      const std::size_t dead = unless_record();
      if (dead == 0) return false;
      window_.skip(dead);
    }
  }

  // 0 where a record begins here; else how far from here none can begin: every line read on the way is one that no
  // header has, or belongs to a header that gives no length. So a search costs a straight line.
  std::size_t unless_record() {
    std::string_view here = window_.ahead(kVersionLine);
    if (here.substr(0, kVersionLine).find('\n') == std::string_view::npos) return kOpening.size();
    std::size_t at = 0;
    bool first = true, length = false;
    while (at < kMaxArchiveHeader) {
      std::size_t end = here.find('\n', at);
      while (end == std::string_view::npos && here.size() < at + kMaxArchiveHeader) {
        const std::size_t before = here.size();
        here = window_.ahead(before + 1);
        if (here.size() == before) break;
        end = here.find('\n', std::max(before, at));
      }
      if (end == std::string_view::npos) return first ? kOpening.size() : std::max(at, kOpening.size());
      std::string_view line = here.substr(at, end - at);
      if (line.ends_with('\r')) line.remove_suffix(1);
      if (first && !is_version_line(base::trim(line))) return kOpening.size();
      if (!first && line.empty()) return length ? 0 : end + 1;
      const std::size_t colon = line.find(':');
      const bool continued = line.starts_with(' ') || line.starts_with('\t');
      if (!first && !continued && colon == std::string_view::npos) return at;
      if (!first && colon != std::string_view::npos &&
          same_nocase(base::trim(line.substr(0, colon)), "content-length")) {
        if (!whole_number(base::trim(line.substr(colon + 1)))) return at;
        length = true;
      }
      first = false;
      at = end + 1;
    }
    return std::max<std::size_t>(at, 1);
  }

  // Lines that are no fields, or fields of two records.
  static bool odd(const Fields& fields) {
    constexpr std::array kOnce = {"warc-type"sv, "warc-record-id"sv, "warc-target-uri"sv, "content-length"sv};
    const auto twice = [&](std::string_view name) {
      return std::ranges::count_if(fields.fields, [&](const auto& field) { return same_nocase(field.name, name); }) > 1;
    };
    return fields.odd_lines > 0 || std::ranges::any_of(kOnce, twice);
  }

  static bool is_page_type(std::string_view type) {
    return same_nocase(type, "response") || same_nocase(type, "resource") || same_nocase(type, "conversion");
  }

  static std::string name_of(const Header& header) {
    const std::string_view uri = header.fields.get("warc-target-uri");
    if (uri.empty()) return "a record (" + std::string(header.fields.get("warc-type").substr(0, 40)) + ") ";
    return "the record of " + std::string(uri.substr(0, 200)) + " ";
  }

  Error loss(ErrorKind kind, std::string message) const {
    const Place place = window_.place(window_.at());
    const std::uint64_t at = place.file;
    return {kind, "at byte " + place.name() + ": " + std::move(message), input_.path + "#" + place.name(), {at, at}};
  }

  void tell(Error error) {
    if (error.where.end <= error.where.begin) error.where.end = error.where.begin + 1;
    if (!take_(std::move(error))) stopped_ = true;
  }

  void cross_gap() {
    const Gap gap = *window_.gap();
    window_.cross();
    const std::string at = std::to_string(gap.where.begin);
    tell({gap.kind, "at byte " + at + ": " + gap.why, input_.path + "#" + at, gap.where});
  }

  // A whole record: a page, or passed over. False: stopped.
  bool accept(const Header& header, std::string_view block, std::uint64_t begin, const std::string& note) {
    const Fields& fields = header.fields;
    const std::string_view type = fields.get("warc-type");
    if (!is_page_type(type)) return not_a_page(type, header, block, begin, note);
    Page page = page_from(input_);
    page.path += "#" + window_.place(begin).name();
    std::string_view url = fields.get("warc-target-uri");
    if (url.starts_with('<') && url.ends_with('>')) url = url.substr(1, url.size() - 2);
    if (!url.empty()) page.url = url;
    if (!note.empty()) page.notes.push_back(note);
    if (const auto cut = fields.get("warc-truncated"); !cut.empty()) {
      page.notes.push_back("the crawler cut it short (" + std::string(cut.substr(0, 40)) + ")");
    }
    if (const auto date = fields.get("warc-date"); !date.empty()) {
      page.notes.push_back("fetched " + std::string(date.substr(0, 40)) + ", as its archive says");
    }
    MediaType media = media_type(fields.get("content-type"));
    const bool http = same_nocase(type, "response") && block.starts_with("HTTP/");
    if (!http) {
      if (same_nocase(type, "response") && media.type.starts_with("application/http")) {
        return refuse(page, {ErrorKind::Malformed, "its HTTP answer has no status line"});
      }
      page.bytes.assign(block);
      return finish(std::move(page), media, note);
    }
    const auto answer = read_http(block);
    if (!answer) return refuse(page, {ErrorKind::Malformed, "its HTTP answer has no header that can be read"});
    if (answer->status < 200 || answer->status > 299) {
      return pass_over(page, note, "of HTTP status " + std::to_string(answer->status));
    }
    media = media_type(answer->fields.get("content-type"));
    if (!may_be_page(media.type)) return pass_over(page, note, "of type " + media.type);
    auto payload = payload_of(*answer);
    if (!payload) return refuse(page, payload.error());
    page.bytes = std::move(payload->bytes);
    page.notes.insert(page.notes.end(), payload->notes.begin(), payload->notes.end());
    return finish(std::move(page), media, note);
  }

  // A record of another type is counted. One of no type that there is was damaged; so was a request that holds an
  // answer: the remains of two records.
  bool not_a_page(std::string_view type, const Header& header, std::string_view block, std::uint64_t begin,
                  const std::string& note) {
    constexpr std::array kOthers = {"warcinfo"sv, "request"sv, "metadata"sv, "revisit"sv, "continuation"sv};
    const bool known = std::ranges::any_of(kOthers, [&](auto other) { return same_nocase(type, other); });
    const bool mixed = block.starts_with("HTTP/") && (same_nocase(type, "request") || same_nocase(type, "warcinfo"));
    if (known && !mixed && note.empty()) return passed_over_.count(base::to_lower_ascii(type)), true;
    std::string why = "is of no type of WARC's";
    if (known) why = mixed ? "is called a " + std::string(type) + " and holds an answer" : "is no page, and " + note;
    Error error = loss(ErrorKind::Malformed, name_of(header) + why);
    error.source = input_.path + "#" + window_.place(begin).name();
    error.where = where_;
    return take_(std::move(error));
  }

  static bool says_nothing(std::string_view type) {
    return type.empty() || type == "application/octet-stream" || type == "unknown/unknown" || type == "unk" ||
           type == "no-type" || type.find('/') == std::string_view::npos;
  }

  static bool may_be_page(std::string_view type) {
    return type == "text/html" || type == "application/xhtml+xml" || type == "text/plain" || type == "text/xml" ||
           type == "application/xml" || says_nothing(type);
  }

  bool finish(Page page, const MediaType& media, const std::string& note) {
    if (!may_be_page(media.type)) return pass_over(page, note, "of type " + media.type);
    if (page.bytes.empty()) return refuse(page, {ErrorKind::Malformed, "is empty"});
    const std::string_view head = std::string_view(page.bytes).substr(0, kHeadBytes);
    if (const auto kind = unreadable_kind(head); !kind.empty()) {
      if (media.type != "text/html" && media.type != "text/plain") return pass_over(page, note, kind);
      return refuse(page,
                    {ErrorKind::Unsupported, "expected text or HTML, found what looks like " + std::string(kind)});
    }
    if (packing_of(head) != Packing::none) {
      return refuse(
          page, {ErrorKind::Unsupported, "expected text or HTML, found compressed data that its header does not name"});
    }
    const bool html_type = media.type == "text/html" || media.type == "application/xhtml+xml";
    const bool html = html_type || (media.type != "text/plain" && looks_like_html(head));
    if (!html && media.type != "text/plain") {
      const bool text = says_nothing(media.type) && wide_charset(head).empty() && !has_control_bytes(head);
      if (!text) return pass_over(page, note, media.type.empty() ? "of no type" : "of type " + media.type);
    }
    page.format = html ? PageFormat::html : PageFormat::text;
    page.charset = media.charset;
    if (page.charset.empty()) page.charset = wide_charset(head);
    return take_(std::move(page));
  }

  // No page, unless that it is none comes from the damage that `note` tells of.
  bool pass_over(const Page& page, const std::string& note, std::string_view kind) {
    if (!note.empty())
      return refuse(page, {ErrorKind::Malformed, "holds no page (" + std::string(kind) + "), and " + note});
    return passed_over_.count(kind), true;
  }

  bool refuse(const Page& page, Error error) {
    if (error.where.size() == 0) error.where = where_;
    error.source = page.path;
    return take_(std::move(error));
  }

  const Input& input_;
  Window& window_;
  const Take& take_;
  PassedOver passed_over_;
  std::string head_;         // the header of the record at hand, which its fields are views of
  std::uint64_t tried_ = 0;  // bytes whose digest was computed only to see whether a record may be believed
  ByteSpan where_;           // of the record in the file; in a .gz its member's beginning
  bool stopped_ = false;
};

}  // namespace

bool read_warc(const Input& input, const Take& take) {
  const bool gzip =
      packing_of(input.stream.peek(4)) == Packing::gzip || base::to_lower_ascii(input.path).ends_with(".gz");
  const auto window = gzip ? gzip_window(input.stream) : plain_window(input.stream);
  return Archive(input, *window, take).read();
}

}  // namespace annals::acquire
