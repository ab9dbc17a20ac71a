// Names found in running text: scan NAMES TEXT [ROUNDS]. NAMES: one a line, of which the first 100,000 are kept; TEXT:
// any file. Every word of it is asked for the longest name that begins there. MB of text a second of CPU.
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "base/files.h"
#include "base/text.h"
#include "clock.h"
#include "lexicon/name_index.h"

using namespace annals;

int main(int argc, char** argv) {
  if (argc < 3) return std::fprintf(stderr, "scan NAMES TEXT [ROUNDS]\n"), 2;
  const auto names = base::read_file(argv[1]);
  const auto text = base::read_file(argv[2]);
  if (!names || !text) return 1;
  lexicon::NameIndex index;
  std::uint32_t count = 0;
  for (const std::string_view name : base::split(*names, '\n')) {
    if (!name.empty() && count < 100'000) index.add(name, count++);
  }
  index.sort();
  const std::vector<std::string_view> words = base::split_words(*text);
  for (int round = 0, rounds = argc > 3 ? std::atoi(argv[3]) : 5; round < rounds; ++round) {
    const double before = bench::cpu_seconds();
    std::size_t found = 0, sum = 0;
    for (std::size_t i = 0; i < words.size(); ++i) {
      const auto match = index.longest_at(words, i);
      found += match.units > 0 ? 1 : 0;
      for (const std::uint32_t value : match.values) sum = sum * 31 + value;
    }
    const double seconds = bench::cpu_seconds() - before;
    std::printf("%u names, %zu words: %zu found (%zx), %.1f MB/s\n", count, words.size(), found, sum,
                1e-6 * static_cast<double>(text->size()) / seconds);
  }
  return 0;
}
