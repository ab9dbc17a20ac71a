#include "acquire/sniff.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "acquire/csv.h"
#include "acquire/xml.h"
#include "base/text.h"

namespace annals::acquire {
namespace {

using namespace std::string_view_literals;

struct Magic {
  std::size_t at;
  std::string_view bytes;
  std::string_view kind;
};

constexpr std::array kMagics = {
    Magic{0, "\xFF\xD8\xFF"sv, "a JPEG picture"},
    Magic{0, "\x89PNG\r\n\x1A\n"sv, "a PNG picture"},
    Magic{0, "GIF87a"sv, "a GIF picture"},
    Magic{0, "GIF89a"sv, "a GIF picture"},
    Magic{0, "II*\0"sv, "a TIFF picture"},
    Magic{0, "MM\0*"sv, "a TIFF picture"},
    Magic{8, "WEBP"sv, "a WebP picture"},
    Magic{0, "\0\0\1\0"sv, "an icon"},
    Magic{0, "%PDF-"sv, "a PDF document"},
    Magic{0, "%!PS"sv, "a PostScript document"},
    Magic{0, "{\\rtf"sv, "an RTF document"},
    Magic{0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, "an old Office document"},
    Magic{0, "PK\3\4"sv, "a ZIP archive (or an Office document)"},
    Magic{0, "PK\5\6"sv, "an empty ZIP archive"},
    Magic{0, "Rar!\x1A\7"sv, "a RAR archive"},
    Magic{0, "7z\xBC\xAF\x27\x1C"sv, "a 7-Zip archive"},
    Magic{257, "ustar"sv, "a tar archive"},
    Magic{0,
          "\x7F"
          "ELF"sv,
          "a program"},
    Magic{0, "MZ\x90\0"sv, "a program"},
    Magic{0, "\xCA\xFE\xBA\xBE"sv, "a program"},
    Magic{0, "SQLite format 3\0"sv, "an SQLite database"},
    Magic{0, "PAR1"sv, "a Parquet file"},
    Magic{0, "OggS"sv, "a sound or film"},
    Magic{0, "ID3"sv, "a sound"},
    Magic{0, "fLaC"sv, "a sound"},
    Magic{0, "RIFF"sv, "a sound or film"},
    Magic{4, "ftyp"sv, "a film"},
    Magic{0, "\x1A\x45\xDF\xA3"sv, "a film"},
    Magic{0, "wOFF"sv, "a font"},
    Magic{0, "wOF2"sv, "a font"},
};

std::string_view without_bom(std::string_view head) { return head.starts_with("\xEF\xBB\xBF") ? head.substr(3) : head; }

bool starts_with_nocase(std::string_view text, std::string_view lower) {
  return text.size() >= lower.size() && base::to_lower_ascii(text.substr(0, lower.size())) == lower;
}

// Past blanks and comments, which may stand before a doctype.
std::string_view skip_comments(std::string_view head) {
  for (;;) {
    head = base::trim(head);
    if (!head.starts_with("<!--")) return head;
    const auto end = head.find("-->", 4);
    if (end == std::string_view::npos) return {};
    head.remove_prefix(end + 3);
  }
}

// Bytes of whatever charset stand for themselves here: only the shape matters.
bool is_object(std::string_view line) {
  std::string ascii(line);
  for (char& c : ascii) c = static_cast<unsigned char>(c) < 0x80 ? c : '?';
  return nlohmann::json::parse(ascii, nullptr, false).is_object();
}

}  // namespace

std::string_view unreadable_kind(std::string_view head) {
  for (const Magic& magic : kMagics) {
    if (head.size() >= magic.at + magic.bytes.size() && head.substr(magic.at, magic.bytes.size()) == magic.bytes) {
      return magic.kind;
    }
  }
  return {};
}

std::string_view wide_charset(std::string_view head) {
  if (head.starts_with("\xFF\xFE")) return "utf-16le";
  if (head.starts_with("\xFE\xFF")) return "utf-16be";
  std::array<std::size_t, 2> zeros{};
  const std::size_t looked = std::min<std::size_t>(head.size(), 1024) & ~std::size_t{1};
  for (std::size_t i = 0; i < looked; ++i) zeros[i % 2] += head[i] == '\0' ? 1 : 0;
  if (looked < 8) return {};
  if (zeros[0] == 0 && zeros[1] * 10 > looked * 3) return "utf-16le";
  if (zeros[1] == 0 && zeros[0] * 10 > looked * 3) return "utf-16be";
  return {};
}

bool has_control_bytes(std::string_view head) {
  std::size_t odd = 0, zeros = 0;
  for (const char c : head) {
    zeros += c == '\0' ? 1 : 0;
    const auto byte = static_cast<unsigned char>(c);
    odd += (byte < 0x20 && !base::is_space_ascii(c) && byte != 0x1B && byte != 0x08) ? 1 : 0;
  }
  return odd * 50 > head.size() || zeros * 200 > head.size();  // a broken page may hold a few
}

bool looks_like_feed(std::string_view head) {
  Xml xml(base::trim(without_bom(head)));
  for (;;) {
    const Xml::Token token = xml.next();
    if (token.kind == Xml::Kind::text && base::trim(token.text).empty()) continue;
    if (token.kind != Xml::Kind::start) return false;
    const std::string_view name = token.name.substr(token.name.find(':') + 1);
    return name == "rss" || name == "feed" || name == "RDF";
  }
}

bool looks_like_warc(std::string_view head) {
  head.remove_prefix(std::min(head.find_first_not_of("\r\n"), head.size()));
  return head.size() > 6 && head.starts_with("WARC/") && base::is_digit(head[5]);
}

bool looks_like_csv(std::string_view head) { return csv_separator(head) != 0; }

bool looks_like_html(std::string_view head) {
  if (looks_like_json_lines(head)) return false;  // pages as fields of a table
  constexpr std::array kOpenings = {"<!doctype html"sv, "<html"sv,   "<head"sv, "<body"sv, "<title"sv,
                                    "<meta"sv,          "<script"sv, "<link"sv, "<style"sv};
  std::string_view start = skip_comments(without_bom(head));
  if (starts_with_nocase(start, "<?xml")) {
    const auto end = start.find("?>");
    start = end == std::string_view::npos ? ""sv : skip_comments(start.substr(end + 2));
  }
  for (const auto opening : kOpenings) {
    if (starts_with_nocase(start, opening)) return true;
  }
  const std::string lower = base::to_lower_ascii(start.substr(0, 8192));
  if (lower.find("<!doctype html") != std::string::npos || lower.find("<html") != std::string::npos) return true;
  // A fragment: it opens with a tag and closes some.
  if (!start.starts_with('<') || start.size() < 3 || !base::is_alpha_ascii(start[1])) return false;
  std::size_t closed = 0;
  for (std::size_t at = lower.find("</"); at != std::string::npos && closed < 2; at = lower.find("</", at + 2))
    ++closed;
  return closed >= 1;
}

bool looks_like_json_lines(std::string_view head) {
  const std::string_view start = base::trim(without_bom(head));
  if (!start.starts_with('{')) return false;
  const auto end = start.find('\n');
  if (end != std::string_view::npos) return is_object(start.substr(0, end));
  if (is_object(start)) return true;
  const std::string_view inside = base::trim(start.substr(1));
  return head.size() >= 4096 && inside.starts_with('"');  // the line goes on past what we saw
}

bool looks_like_whole_json(std::string_view head) {
  const std::string_view start = base::trim(without_bom(head));
  if (start.starts_with('{')) {
    const std::string_view inside = base::trim(start.substr(1));
    const auto colon = inside.find(':');
    const std::string_view line = base::trim(start.substr(0, start.find('\n')));
    return inside.starts_with('"') && colon != std::string_view::npos && !line.ends_with('}') &&
           line.size() < start.size();
  }
  if (!start.starts_with('[')) return false;
  const std::string_view inside = base::trim(start.substr(1));
  return inside.starts_with("{\"") || inside.starts_with("{ \"") ||
         (inside.starts_with('{') && inside.find("\":") < 256);
}

}  // namespace annals::acquire
