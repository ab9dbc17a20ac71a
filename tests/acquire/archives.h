// Archives made up for tests: our own words, WARC as crawlers write it.
#pragma once

#include <doctest/doctest.h>
#include <zlib.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "acquire/read.h"
#include "annals/pipeline.h"

namespace annals::acquire {

// Numbers that are the same everywhere, whatever the standard library.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15u + 1) {}
  std::uint64_t next() {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 7;
    state_ ^= state_ << 17;
    return state_ * 0x2545F4914F6CDD1Du >> 11;
  }
  std::size_t below(std::size_t size) { return static_cast<std::size_t>(next() % size); }

 private:
  std::uint64_t state_;
};

inline std::string gzip(const std::string& bytes, int level = 9) {
  z_stream zlib{};
  REQUIRE(deflateInit2(&zlib, level, Z_DEFLATED, 31, 9, Z_DEFAULT_STRATEGY) == Z_OK);
  std::string out(deflateBound(&zlib, bytes.size()) + 64, '\0');
  zlib.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  zlib.avail_in = static_cast<uInt>(bytes.size());
  zlib.next_out = reinterpret_cast<Bytef*>(out.data());
  zlib.avail_out = static_cast<uInt>(out.size());
  REQUIRE(deflate(&zlib, Z_FINISH) == Z_STREAM_END);
  out.resize(zlib.total_out);
  deflateEnd(&zlib);
  return out;
}

struct Got {
  std::vector<Page> pages;
  std::vector<Error> errors;
  std::vector<std::string> told;
};

inline Got read_all(const std::string& path, std::string_view bytes, InputOptions options = {}) {
  Got got;
  options.tell = [&](const std::string&, const std::string& what) { got.told.push_back(what); };
  read_bytes(path, bytes, options, [&](Result<Page> page) {
    if (page)
      got.pages.push_back(std::move(*page));
    else
      got.errors.push_back(page.error());
    return true;
  });
  return got;
}

using FieldList = std::vector<std::pair<std::string, std::string>>;

inline std::string warc_record(const std::string& type, const FieldList& fields, const std::string& block,
                               const std::string& version = "1.0") {
  std::string out = "WARC/" + version + "\r\nWARC-Type: " + type + "\r\n";
  for (const auto& [name, value] : fields) out += name + ": " + value + "\r\n";
  return out + "Content-Length: " + std::to_string(block.size()) + "\r\n\r\n" + block + "\r\n\r\n";
}

inline std::string http_answer(const std::string& body, const FieldList& fields, int status = 200) {
  std::string out = "HTTP/1.1 " + std::to_string(status) + " OK\r\n";
  for (const auto& [name, value] : fields) out += name + ": " + value + "\r\n";
  return out + "\r\n" + body;
}

inline std::string html_response(const std::string& url, const std::string& body, const FieldList& more = {}) {
  FieldList fields = {{"WARC-Target-URI", url},
                      {"WARC-Date", "2016-12-09T04:00:00Z"},
                      {"WARC-Record-ID", "<urn:uuid:00000000-0000-4000-8000-000000000000>"},
                      {"Content-Type", "application/http; msgtype=response"}};
  fields.insert(fields.end(), more.begin(), more.end());
  return warc_record("response", fields, http_answer(body, {{"Content-Type", "text/html; charset=utf-8"}}));
}

// A page of made-up words; the same for the same dice.
inline std::string made_up_page(Dice& dice, std::size_t words) {
  static const std::vector<std::string> kWords = {"the",     "envoys", "harbour", "signed", "a",      "letter", "in",
                                                  "Tampere", "ferry",  "council", "of",     "strike", "and",    "ended",
                                                  "on",      "Monday", "talks",   "about",  "water",  "rights"};
  std::string out = "<!DOCTYPE html><html><body><p>";
  for (std::size_t i = 0; i < words; ++i) {
    out += kWords[dice.below(kWords.size())];
    out += i % 11 == 10 ? ".</p>\r\n<p>" : i % 29 == 28 ? "\r\n\r\n" : " ";
    if (dice.below(6) == 0) out += std::to_string(dice.below(100000)) + " ";
  }
  return out + "</p></body></html>";
}

}  // namespace annals::acquire
