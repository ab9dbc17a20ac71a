#include "acquire/http.h"

#include <charconv>

#include "acquire/coding.h"
#include "acquire/limits.h"
#include "acquire/sniff.h"
#include "base/text.h"

namespace annals::acquire {
namespace {

// The next chunk's size line, "1a2f; extension". Empty where there is none.
std::optional<std::uint64_t> chunk_size(std::string_view& body) {
  const std::size_t end = body.substr(0, 256).find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  std::string_view line = base::trim(body.substr(0, end));
  line = base::trim(line.substr(0, line.find(';')));
  std::uint64_t size = 0;
  const auto [stop, error] = std::from_chars(line.data(), line.data() + line.size(), size, 16);
  if (line.empty() || line.size() > 15 || error != std::errc{} || stop != line.data() + line.size())
    return std::nullopt;
  body.remove_prefix(end + 1);
  return size;
}

void skip_line_end(std::string_view& body) {
  if (body.starts_with('\r')) body.remove_prefix(1);
  if (body.starts_with('\n')) body.remove_prefix(1);
}

// Archives often hold a body whose chunks were joined already, under a header that still speaks of chunks: such a body
// is left as it is.
std::string_view join_chunks(std::string_view body, std::string& room, std::vector<std::string>& notes) {
  std::string_view rest = body;
  auto size = chunk_size(rest);
  if (!size || *size > rest.size() + kMaxPageBytes) return body;
  while (size && *size > 0) {
    const std::size_t piece = static_cast<std::size_t>(std::min<std::uint64_t>(*size, rest.size()));
    room += rest.substr(0, piece);
    rest.remove_prefix(piece);
    if (piece < *size) break;
    skip_line_end(rest);
    size = rest.empty() ? std::nullopt : chunk_size(rest);
  }
  if (!size || *size > 0) {
    notes.push_back("its chunks end in the middle or are damaged; what came before that was read");
    if (!size && !rest.empty()) room += rest;  // better a size line too many than a story too short
  }
  return room;
}

// Codings in the order they are to be undone: the last first. "identity" is none.
std::vector<std::string> codings(std::string_view field) {
  std::vector<std::string> out;
  for (const std::string_view part : base::split(field, ',')) {
    std::string name = base::to_lower_ascii(base::trim(part));
    if (!name.empty() && name != "identity" && name != "none" && name != "utf-8")
      out.insert(out.begin(), std::move(name));
  }
  return out;
}

// Many archives keep a body that was opened already under a header that says otherwise.
bool is_packed(std::string_view coding, std::string_view body) {
  if (coding == "gzip" || coding == "x-gzip") return body.starts_with("\x1F\x8B");
  if (coding == "zstd") return body.starts_with("\x28\xB5\x2F\xFD");
  if (body.starts_with('<') || body.starts_with("\xEF\xBB\xBF<")) return false;  // markup, not "deflate" nor "br"
  return true;
}

}  // namespace

std::optional<HttpAnswer> read_http(std::string_view bytes) {
  if (!bytes.starts_with("HTTP/")) return std::nullopt;
  const std::string_view head = bytes.substr(0, kMaxArchiveHeader);
  std::size_t end = header_end(head);
  if (end == std::string_view::npos) {
    if (head.size() < bytes.size()) return std::nullopt;
    end = bytes.size();  // a header and nothing behind it
  }
  HttpAnswer out;
  out.fields = read_fields(bytes.substr(0, end));
  const std::string_view line = out.fields.first;
  const std::size_t blank = line.find(' ');
  const auto status =
      blank == std::string_view::npos ? std::nullopt : whole_number(base::trim(line.substr(blank)).substr(0, 3));
  if (!status || *status < 100) return std::nullopt;
  out.status = static_cast<int>(*status);
  out.body = bytes.substr(end);
  return out;
}

Result<Payload> payload_of(const HttpAnswer& answer) {
  Payload out;
  std::string joined;
  std::string_view body = answer.body;
  if (base::to_lower_ascii(answer.fields.get("transfer-encoding")).find("chunked") != std::string::npos) {
    body = join_chunks(body, joined, out.notes);
  }
  const std::vector<std::string> packings = codings(answer.fields.get("content-encoding"));
  if (packings.empty() || body.empty() || !is_packed(packings.front(), body)) {
    if (body.data() == joined.data()) {
      out.bytes = std::move(joined);
    } else {
      out.bytes.assign(body);
    }
    return out;
  }
  if (packings.size() > 1) return Error{ErrorKind::Unsupported, "its body is compressed twice; one layer is opened"};
  auto opened = open_coding(packings.front(), body);
  if (!opened && opened.error().kind == ErrorKind::Malformed && !has_control_bytes(body.substr(0, 4096))) {
    out.bytes.assign(body);  // text, opened already: "deflate" and "br" have no mark to tell
    return out;
  }
  if (!opened) return opened.error();
  out.bytes = std::move(opened->bytes);
  if (!opened->note.empty()) out.notes.push_back(std::move(opened->note));
  return out;
}

}  // namespace annals::acquire
