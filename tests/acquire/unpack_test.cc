#include "acquire/unpack.h"

#include <bzlib.h>
#include <lzma.h>
#include <zstd.h>

#include "acquire/archives.h"

using namespace annals;
using namespace annals::acquire;

namespace {

std::string bzip2(std::string bytes) {
  std::string out(bytes.size() * 2 + 600, '\0');
  auto size = static_cast<unsigned>(out.size());
  REQUIRE(BZ2_bzBuffToBuffCompress(out.data(), &size, bytes.data(), static_cast<unsigned>(bytes.size()), 9, 0, 0) ==
          BZ_OK);
  out.resize(size);
  return out;
}

std::string xz(const std::string& bytes) {
  std::string out(lzma_stream_buffer_bound(bytes.size()), '\0');
  std::size_t size = 0;
  REQUIRE(lzma_easy_buffer_encode(6, LZMA_CHECK_CRC64, nullptr, reinterpret_cast<const std::uint8_t*>(bytes.data()),
                                  bytes.size(), reinterpret_cast<std::uint8_t*>(out.data()), &size,
                                  out.size()) == LZMA_OK);
  out.resize(size);
  return out;
}

std::string zstd(const std::string& bytes) {
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), 6));
  return out;
}

struct Kind {
  std::string ending;
  std::string (*pack)(std::string);
};
const Kind kKinds[] = {{".gz", [](std::string b) { return gzip(b); }},
                       {".zst", [](std::string b) { return zstd(b); }},
                       {".bz2", bzip2},
                       {".xz", [](std::string b) { return xz(b); }}};

bool says(const Error& error, std::string_view words) { return error.message.find(words) != std::string::npos; }

}  // namespace

TEST_CASE("every compression of every format, in one piece and in several") {
  const std::string lines = "{\"text\": \"One story.\"}\n{\"text\": \"Another.\"}\n";
  const std::string warc = html_response("http://a.example/", "<p>In an archive.");
  const std::string feed = "<rss><channel><item><description>In a feed.</description></item></channel></rss>";
  for (const Kind& kind : kKinds) {
    CAPTURE(kind.ending);
    CHECK(read_all("a" + kind.ending, kind.pack(lines)).pages.size() == 2);
    CHECK(read_all("a" + kind.ending, kind.pack(lines.substr(0, 30)) + kind.pack(lines.substr(30))).pages.size() == 2);
    CHECK(read_all("a" + kind.ending, kind.pack(warc + warc)).pages.size() == 2);
    CHECK(read_all("a.warc" + kind.ending, kind.pack(warc) + kind.pack(warc)).pages.size() == 2);
    CHECK(read_all("a" + kind.ending, kind.pack(feed)).pages.at(0).bytes == "In a feed.");
    CHECK(read_all("a" + kind.ending, kind.pack("url,text\nu,In a table\n")).pages.at(0).bytes == "In a table");
    CHECK(read_all("a.html" + kind.ending, kind.pack("only words")).pages.at(0).format == PageFormat::html);
    const Got twice = read_all("a" + kind.ending, kind.pack(kind.pack("x")));
    REQUIRE(twice.errors.size() == 1);
    CHECK(says(twice.errors[0], "twice"));
  }
}

TEST_CASE("what is cut, damaged or a bomb is told, after what came before it") {
  Dice dice(11);
  std::string lines;
  for (int i = 0; i < 20000; ++i) lines += "{\"text\": \"story " + std::to_string(dice.below(1000000)) + "\"}\n";
  for (const Kind& kind : kKinds) {
    CAPTURE(kind.ending);
    const std::string packed = kind.pack(lines);
    const Got whole = read_all("a.jsonl" + kind.ending, packed);
    CHECK(whole.pages.size() == 20000);
    CHECK(whole.errors.empty());
    const Got cut = read_all("a.jsonl" + kind.ending, packed.substr(0, packed.size() - 5));
    CHECK(cut.errors.size() == 1);
    CHECK(says(cut.errors.back(), "cut short"));
    std::string hit = packed;
    for (std::size_t i = 0; i < 40; ++i) hit[hit.size() * 9 / 10 + i] ^= 0x5A;
    const Got damaged = read_all("a.jsonl" + kind.ending, hit);
    CHECK(damaged.errors.size() >= 1);
    CHECK(damaged.pages.size() < 20000);
    const Got bomb = read_all("a.txt" + kind.ending, kind.pack(std::string(30 << 20, 'a')));
    REQUIRE(bomb.errors.size() == 1);
    CHECK(says(bomb.errors[0], "bomb"));
  }
}

TEST_CASE("UTF-16 in records is read as what it says") {
  const std::string bytes = "url,text\nu,W\xC3\xB6rter\n";
  std::string wide = "\xFE\xFF";
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (bytes[i] == '\xC3')
      wide += {'\0', '\xF6'}, ++i;
    else
      wide += {'\0', bytes[i]};
  }
  const Got got = read_all("a.csv", wide);
  REQUIRE(got.pages.size() == 1);
  CHECK(got.pages[0].bytes == "W\xC3\xB6rter");
}

TEST_CASE("a line of nested brackets costs no memory, and its record is read") {
  const std::string deep(8 << 20, '[');
  CHECK(read_all("a.jsonl",
                 "{\"a\": " + deep + "\n{\"text\": \"good\", \"b\": [{\"text\": \"no\"}, [1]], \"title\": \"T\"}\n")
            .pages.at(0)
            .title == "T");
}
