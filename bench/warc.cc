// How fast an archive is opened: every record taken apart, every page's payload made ready.
//
//   bench_warc ARCHIVE [hash]      `hash`: the SHA-256 of each page too, as the store wants it
//
// Prints "RECORDS PAGES BYTES SECONDS" of processor time; bench/warc.py runs it beside FastWARC.
#include <cstdio>
#include <string>

#include "acquire/read.h"
#include "base/sha256.h"
#include "clock.h"

namespace {

using annals::bench::cpu_seconds;

// The numbers in "12 request, 3 of type image/png".
std::size_t sum_of(const std::string& told) {
  std::size_t sum = 0;
  for (std::size_t at = 0; (at = told.find_first_of("0123456789", at)) != std::string::npos; at = told.find(',', at)) {
    sum += std::stoul(told.substr(at));
    if (told.find(',', at) == std::string::npos) break;
  }
  return sum;
}

}  // namespace

int main(int argc, char** argv) {
  using namespace annals;
  if (argc < 2) return std::fprintf(stderr, "bench_warc ARCHIVE [hash]\n"), 2;
  const bool hash = argc > 2;
  std::size_t records = 0, pages = 0, bytes = 0, letters = 0;
  InputOptions options;
  options.tell = [&](const std::string&, const std::string& told) { records += sum_of(told); };
  const double began = cpu_seconds();
  read_pages({argv[1]}, options, [&](Result<Page> page) {
    ++records;
    if (!page) return std::fprintf(stderr, "%s\n", page.error().message.c_str()), true;
    ++pages;
    bytes += page->bytes.size();
    if (hash) letters += base::sha256_hex(page->bytes).size();
    return true;
  });
  const double seconds = cpu_seconds() - began;
  std::printf("%zu %zu %zu %.6f\n", records, pages, bytes, seconds);
  return letters == (hash ? 64 * pages : 0) ? 0 : 1;
}
