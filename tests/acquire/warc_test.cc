#include <unistd.h>

#include <fstream>

#include "acquire/archives.h"

using namespace annals;
using namespace annals::acquire;

namespace {

const FieldList kHttp = {{"WARC-Target-URI", "http://a.example/1"},
                         {"Content-Type", "application/http; msgtype=response"}};

bool says(const std::string& text, std::string_view words) { return text.find(words) != std::string::npos; }

std::string answer_of(const std::string& body, const FieldList& fields, int status = 200) {
  return warc_record("response", kHttp, http_answer(body, fields, status));
}

Page only_page(const std::string& bytes) {
  const Got got = read_all("a.warc", bytes);
  for (const Error& error : got.errors) MESSAGE(error.message);
  REQUIRE(got.errors.empty());
  REQUIRE(got.pages.size() == 1);
  return got.pages[0];
}

// Brotli's own form for bytes that are not compressed, at most 65,536 of them.
std::string brotli(const std::string& bytes) {
  const std::uint32_t head = static_cast<std::uint32_t>(bytes.size() - 1) << 4 | 1u << 20;
  std::string out;
  for (int shift = 0; shift < 24; shift += 8) out += static_cast<char>(head >> shift);
  return out + bytes + '\3';
}

// An archive that is made while it is read, `records` long.
class Endless : public Source {
 public:
  Endless(std::size_t records, bool packed) : left_(records), packed_(packed) {}
  Result<std::size_t> read(char* into, std::size_t size) override {
    if (at_ == record_.size() && left_ > 0) {
      --left_;
      at_ = 0;
      record_ = html_response("http://a.example/" + std::to_string(left_), made_up_page(dice_, 2000));
      if (packed_) record_ = gzip(record_, 1);
    }
    const std::size_t piece = std::min(size, record_.size() - at_);
    record_.copy(into, piece, at_);
    at_ += piece;
    return piece;
  }

 private:
  Dice dice_{7};
  std::size_t left_, at_ = 0;
  bool packed_;
  std::string record_;
};

std::size_t resident_bytes() {
  std::size_t all = 0, resident = 0;
  std::ifstream("/proc/self/statm") >> all >> resident;
  return resident * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

}  // namespace

TEST_CASE("a record brings its address, its charset and the day it was fetched, which is no day of publication") {
  const std::string record =
      warc_record("response",
                  {{"WARC-Target-URI", "<http://a.example/1>"},
                   {"WARC-Date", "2016-12-09T04:00:00Z"},
                   {"Content-Type", "application/http"}},
                  http_answer("<p>Caf\xE9 talks.", {{"content-type", "text/html; Charset=\"ISO-8859-1\""}}), "1.1");
  const Page page = only_page(warc_record("warcinfo", {}, "x: y\r\n") + record);
  CHECK(page.url == "http://a.example/1");
  CHECK(page.charset == "iso-8859-1");
  CHECK(page.bytes == "<p>Caf\xE9 talks.");
  CHECK(page.format == PageFormat::html);
  CHECK_FALSE(page.published);
  REQUIRE(page.notes.size() == 1);
  CHECK(page.notes[0] == "fetched 2016-12-09T04:00:00Z, as its archive says");
  CHECK(page.path == "a.warc#" + std::to_string(warc_record("warcinfo", {}, "x: y\r\n").size()));
}

TEST_CASE("resources and conversions are pages, all else is passed over and counted") {
  const std::string text = "Talks went on in Oslo.\n";
  const Got got = read_all(
      "a.warc.wet",
      warc_record("warcinfo", {}, "a: b\r\n") + warc_record("request", kHttp, "GET / HTTP/1.1\r\n\r\n") +
          warc_record("conversion", {{"Content-Type", "text/plain"}, {"WARC-Target-URI", "http://b.example/"}}, text) +
          warc_record("resource", {{"Content-Type", "text/html"}, {"WARC-Target-URI", "http://c.example/"}},
                      "<p>" + text) +
          warc_record("resource", {{"Content-Type", "image/png"}}, "\x89PNG\r\n\x1A\n") +
          warc_record("revisit", {}, "") + warc_record("metadata", {}, "x") +
          answer_of("<p>gone", {{"Content-Type", "text/html"}}, 404) +
          answer_of("{}", {{"Content-Type", "application/json"}}));
  CHECK(got.errors.empty());
  REQUIRE(got.pages.size() == 2);
  CHECK(got.pages[0].format == PageFormat::text);
  CHECK(got.pages[0].bytes == text);
  CHECK(got.pages[1].format == PageFormat::html);
  REQUIRE(got.told.size() == 1);
  CHECK(got.told[0] ==
        "passed over, as they hold no page: 1 metadata, 1 of HTTP status 404, 1 of type application/json, 1 of type "
        "image/png, "
        "1 request, 1 revisit, 1 warcinfo");
}

TEST_CASE("chunks are joined and content codings undone") {
  const std::string story = "<p>The ferry council signed a letter about water rights in Tampere on Monday.";
  const FieldList html = {{"Content-Type", "text/html"}};
  const auto with = [&](FieldList more) {
    more.insert(more.end(), html.begin(), html.end());
    return more;
  };
  CHECK(only_page(answer_of("5;x=1\r\n<p>Th\r\n48\r\n" + story.substr(5) + "\r\n0\r\n\r\n",
                            with({{"Transfer-Encoding", "chunked"}})))
            .bytes == story);
  CHECK(only_page(answer_of(story, with({{"Transfer-Encoding", "chunked"}}))).bytes == story);  // joined by the crawler
  CHECK(only_page(answer_of(gzip(story), with({{"Content-Encoding", "gzip"}}))).bytes == story);
  CHECK(only_page(answer_of(story, with({{"Content-Encoding", "gzip"}}))).bytes == story);  // opened by the crawler
  CHECK(only_page(answer_of(brotli(story), with({{"Content-Encoding", "br"}}))).bytes == story);
  std::string deflated(compressBound(story.size()), '\0');
  uLongf size = deflated.size();
  REQUIRE(compress(reinterpret_cast<Bytef*>(deflated.data()), &size, reinterpret_cast<const Bytef*>(story.data()),
                   story.size()) == Z_OK);
  deflated.resize(size);
  CHECK(only_page(answer_of(deflated, with({{"Content-Encoding", "deflate"}}))).bytes == story);
  CHECK(only_page(answer_of(deflated.substr(2, size - 6), with({{"Content-Encoding", "deflate"}}))).bytes == story);
  const Page cut = only_page(answer_of(gzip(made_up_page(*std::make_unique<Dice>(3), 900)).substr(0, 1500),
                                       with({{"Content-Encoding", "gzip"}})));
  CHECK(cut.bytes.starts_with("<!DOCTYPE html>"));
  CHECK(says(cut.notes[0], "cut short"));
  const Page half = only_page(answer_of("48\r\n" + story.substr(0, 40), with({{"Transfer-Encoding", "chunked"}})));
  CHECK(half.bytes == story.substr(0, 40));
  CHECK(half.notes.size() == 1);
}

TEST_CASE("what an answer must not be is refused with its reason, and the rest goes on") {
  const FieldList html = {{"Content-Type", "text/html"}};
  FieldList packed = html, twice = html;
  packed.emplace_back("Content-Encoding", "gzip");
  twice.emplace_back("Content-Encoding", "gzip, gzip");
  const Got got =
      read_all("a.warc", answer_of(gzip(std::string(3 << 20, 'a')), packed) + answer_of("\xFF\xD8\xFF picture", html) +
                             answer_of("", html) + answer_of(gzip("x"), html) + answer_of(gzip(gzip("x")), twice) +
                             answer_of("<p>Good.", html) + warc_record("response", kHttp, "no answer") +
                             warc_record("novel", kHttp, "x"));
  REQUIRE(got.errors.size() == 7);
  CHECK(says(got.errors[0].message, "bomb"));
  CHECK(says(got.errors[1].message, "a JPEG picture"));
  CHECK(says(got.errors[2].message, "is empty"));
  CHECK(says(got.errors[3].message, "does not name"));
  CHECK(says(got.errors[4].message, "twice"));
  CHECK(says(got.errors[5].message, "no status line"));
  CHECK(says(got.errors[6].message, "no type of WARC's"));
  CHECK(got.errors[0].source == "a.warc#0");
  REQUIRE(got.pages.size() == 1);
  CHECK(got.pages[0].bytes == "<p>Good.");
}

TEST_CASE("records that share gzip members, and records that reach over them") {
  Dice dice(5);
  std::string all;
  std::vector<std::string> bodies;
  for (int i = 0; i < 30; ++i) {
    bodies.push_back(made_up_page(dice, 400));
    all += html_response("http://a.example/" + std::to_string(i), bodies.back());
  }
  std::string blocks;
  for (std::size_t at = 0; at < all.size(); at += 5000) blocks += gzip(all.substr(at, 5000));
  for (const std::string& bytes : {all, gzip(all), blocks}) {
    const Got got = read_all(bytes[0] == 'W' ? "a.warc" : "a.warc.gz", bytes);
    CHECK(got.errors.empty());
    REQUIRE(got.pages.size() == 30);
    for (std::size_t i = 0; i < 30; ++i) CHECK(got.pages[i].bytes == bodies[i]);
  }
  const Got one = read_all("a.warc.gz", gzip(all));
  CHECK(one.pages[1].path == "a.warc.gz#0+" + std::to_string(html_response("http://a.example/0", bodies[0]).size()));
  // Of one long member, what came before the damage is read, and says that it may be damaged too.
  std::string hit = gzip(all);
  hit[hit.size() * 2 / 3] = static_cast<char>(hit[hit.size() * 2 / 3] ^ 0x55);
  const Got rest = read_all("a.warc.gz", hit);
  CHECK(rest.pages.size() >= 15);
  CHECK(rest.errors.size() >= 1);
  CHECK(says(rest.pages[0].notes.front(), "damaged"));
}

TEST_CASE("bombs and empty members in an archive cost themselves only") {
  const std::string good = html_response("http://a.example/1", "<p>Good.");
  const std::string bomb = gzip(html_response("http://a.example/2", std::string(80 << 20, ' ')));
  std::string empty;
  for (int i = 0; i < 500; ++i) empty += gzip("");
  const Got got = read_all("a.warc.gz", gzip(good) + bomb + empty + gzip(good));
  CHECK(got.pages.size() == 2);
  REQUIRE(got.errors.size() == 1);
  CHECK(says(got.errors[0].message, "bomb"));
  CHECK(got.errors[0].where.begin == gzip(good).size());
  const Got thousands = read_all("a.warc.gz", gzip(good) + empty + empty + empty + gzip(good));
  CHECK(thousands.pages.size() == 1);
  REQUIRE(thousands.errors.size() == 1);
  CHECK(says(thousands.errors[0].message, "empty gzip members"));
}

TEST_CASE("a record that is too large is told, and the next one is read") {
  const std::string large = html_response("http://a.example/2", std::string((64 << 20) + (70 << 10), 'x'));
  const Got got = read_all("a.warc", large + html_response("http://a.example/3", "<p>Good."));
  REQUIRE(got.errors.size() == 1);
  CHECK(says(got.errors[0].message, "larger than 64 MiB"));
  CHECK(got.errors[0].where.end == large.size() - 4);
  REQUIRE(got.pages.size() == 1);
  // A length of which a digit was put in reaches over everything behind it: the next record is found all the same.
  std::string wrong = html_response("http://a.example/1", "<p>Hit.");
  wrong.insert(wrong.find("Content-Length: ") + 16, "99999999");
  const Got after = read_all("a.warc", wrong + html_response("http://a.example/3", "<p>Good."));
  CHECK(after.pages.size() == 1);
  CHECK(after.errors.size() == 1);
}

TEST_CASE("a wrong block digest is noted") {
  const std::string body = http_answer("<p>Talks.", {{"Content-Type", "text/html"}});
  FieldList fields = kHttp;
  fields.emplace_back("WARC-Block-Digest", "sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
  CHECK(says(only_page(warc_record("response", fields, body)).notes.at(0), "WARC-Block-Digest"));
}

TEST_CASE("an archive of any length is read in the same memory") {
  for (const bool packed : {false, true}) {
    std::size_t pages = 0, first = 0, most = 0;
    read_source(packed ? "-" : "a.warc", std::make_unique<Endless>(packed ? 3000 : 12000, packed), {},
                [&](Result<Page> page) {
                  REQUIRE(page.ok());
                  if (++pages == 300) first = resident_bytes();
                  if (pages > 300 && pages % 50 == 0) most = std::max(most, resident_bytes());
                  return true;
                });
    CHECK(pages == (packed ? 3000 : 12000));  // 40 or 170 MB
#ifndef __SANITIZE_ADDRESS__                  // which keeps what was freed
    CHECK(most < first + (8 << 20));
#endif
  }
}

TEST_CASE("made-up archives cost a straight line") {
  // Headers within headers, lengths that reach to the end, members that break at once.
  std::string headers, lengths, members;
  for (int i = 0; i < 100000; ++i) headers += "WARC/1.0\r\na:";
  for (int i = 0; i < 40000; ++i) lengths += "WARC/1.0\r\nContent-Length: 30000000\r\n\r\n";
  for (int i = 0; i < 100000; ++i) members += std::string("\x1F\x8B\x08\0\0\0\0\0\0\3\0\4\0\xFB\xFF zz", 18);
  for (const std::string& bytes : {"WARC/1.0\r\n" + headers, lengths}) {
    const Got got = read_all("a.warc", bytes);
    CHECK(got.pages.empty());
    CHECK(got.errors.size() >= 1);
  }
  CHECK(read_all("a.warc.gz", members).pages.empty());
}
